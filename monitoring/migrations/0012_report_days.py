from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate


def fill(apps, schema_editor):
    """The days by the history, in the time zone of each municipality; what was undone is left out."""
    import zoneinfo

    checkpoints = apps.get_model('monitoring', 'Checkpoint')._base_manager
    events = apps.get_model('monitoring', 'CheckpointEvent')._base_manager

    def day_of(verb, zone):
        last = events.filter(checkpoint=OuterRef('pk'), verb=verb, undone_by=None)
        day = last.order_by('-at', '-pk').annotate(day=TruncDate('at', tzinfo=zone))
        return Subquery(day.values('day')[:1])

    for place in apps.get_model('schools', 'Municipality')._base_manager.all():
        zone = zoneinfo.ZoneInfo(place.time_zone)
        own = checkpoints.filter(municipality=place)
        own.update(reported_on=day_of('report', zone))
        own.filter(state='accepted').update(accepted_on=day_of('accept', zone))


class Migration(migrations.Migration):
    dependencies = [
        ('monitoring', '0005_sources'),
    ]

    operations = [
        migrations.AddField(
            model_name='checkpoint',
            name='reported_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='отчёт получен'),
        ),
        migrations.AddField(
            model_name='checkpoint',
            name='accepted_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='отчёт принят'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
