from django.db import migrations

from schools.calendars import install_calendar


def install(apps, schema_editor):
    install_calendar(
        apps.get_model("schools", "CalendarYear"), apps.get_model("schools", "CalendarDay")
    )


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_due_days")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
