"""What 0004 has filled is required: apart, because PostgreSQL wants the filling finished first."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmaps', '0004_next_editions'),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name='lineage',
                field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
            )
            for name in ('block', 'editioncolumn', 'section')
        ),
        migrations.AlterField(
            model_name='edition',
            name='starts_on',
            field=models.DateField(verbose_name='начало'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='ends_on',
            field=models.DateField(verbose_name='окончание'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('roadmap',), name='edition_draft_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='edition_ends_after_it_begins', violation_error_message='Дата окончания раньше даты начала.'),
        ),
    ]
