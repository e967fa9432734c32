from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('monitoring', '0025_section_of_measure')]

    operations = [
        migrations.RemoveConstraint(
            model_name='checkpoint',
            name='checkpoint_has_its_source',
        ),
        migrations.AddConstraint(
            model_name='checkpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('source', 'plan'), models.Q(('lead', None), ('school__isnull', False), ('source', 'school')), _connector='OR'), ('action__isnull', False), ('clause', None), ('edition__isnull', False), ('measure__isnull', False), ('section__isnull', False)), models.Q(('clause__isnull', False), ('edition', None), ('source', 'clause')), models.Q(('clause', None), ('edition', None), ('source', 'resolution'), models.Q(('basis', ''), _negated=True)), models.Q(('clause', None), ('edition', None), ('lead__isnull', False), ('source', 'part')), models.Q(('clause', None), ('edition', None), ('school__isnull', False), ('source', 'visit'), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='checkpoint_has_its_source'),
        ),
    ]
