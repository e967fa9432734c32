from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Checkpoints of plans get the section of their measure."""
    checkpoints = apps.get_model('monitoring', 'Checkpoint')._base_manager
    measures = apps.get_model('roadmaps', 'Measure')._base_manager.order_by()
    section = measures.filter(pk=OuterRef('measure')).values('section')
    checkpoints.filter(section=None, measure__isnull=False).update(section=Subquery(section))


class Migration(migrations.Migration):

    dependencies = [('monitoring', '0024_section')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
