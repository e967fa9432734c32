from django.db import migrations

from roadmaps.layouts import install_layouts


def install(apps, schema_editor):
    install_layouts(apps.get_model("roadmaps", "Layout"), apps.get_model("roadmaps", "Column"))


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
