import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """The municipality of the checkpoint."""
    checkpoints = apps.get_model('monitoring', 'Checkpoint')._base_manager
    own = checkpoints.filter(pk=OuterRef('checkpoint_id')).values('municipality_id')
    events = apps.get_model('monitoring', 'CheckpointEvent')._base_manager
    events.update(municipality_id=Subquery(own[:1]))


class Migration(migrations.Migration):
    """The field and its values; PostgreSQL refuses to forbid empty ones in the same transaction."""

    dependencies = [
        ('monitoring', '0015_identification_rule'),
    ]

    operations = [
        migrations.AddField(
            model_name='checkpointevent',
            name='municipality',
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name='+',
                to='schools.municipality',
                verbose_name='муниципалитет',
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
