
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0016_event_municipality'),
        ('schools', '0008_saved_filter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='checkpointevent',
            name='municipality',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.municipality', verbose_name='муниципалитет'),
        ),
        migrations.AddIndex(
            model_name='checkpointevent',
            index=models.Index(fields=['municipality', 'at', 'id'], name='event_of_municipality'),
        ),
        migrations.AddIndex(
            model_name='checkpointevent',
            index=models.Index(fields=['municipality', 'by'], name='event_by_author'),
        ),
        migrations.AddIndex(
            model_name='checkpointevent',
            index=models.Index(condition=models.Q(('new_due_on__isnull', False), ('verb__in', ('move_date', 'amend'))), fields=['municipality', 'at', 'id'], name='event_moving'),
        ),
    ]
