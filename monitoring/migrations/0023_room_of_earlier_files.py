from django.db import migrations
from django.db.models import OuterRef, Subquery

# As monitoring.file_safety.HOLDERS was at the time: model, its file, its municipality.
HOLDERS = [
    ('schools', 'ProgrammeVersion', 'file', 'programme__municipality'),
    ('schools', 'Conclusion', 'pdf', 'municipality'),
    ('schools', 'Agreement', 'file', 'partnership__municipality'),
    ('schools', 'JointAct', 'file', 'partnership__municipality'),
    ('schools', 'SupportTeam', 'file', 'municipality'),
    ('schools', 'TableImport', 'file', 'municipality'),
    ('documents', 'Order', 'pdf', 'municipality'),
    ('documents', 'SignedScan', 'file', 'order__municipality'),
    ('documents', 'OrderSignature', 'file', 'order__municipality'),
    ('documents', 'Annex', 'file', 'order__municipality'),
    ('documents', 'BasisAct', 'file', 'municipality'),
    ('roadmaps', 'PlanImport', 'source', 'municipality'),
    ('monitoring', 'Evidence', 'file', 'event__checkpoint__municipality'),
    ('monitoring', 'DateRequest', 'file', 'checkpoint__municipality'),
    ('workgroups', 'Material', 'file', 'item__meeting__group__municipality'),
    ('workgroups', 'Dissent', 'file', 'item__meeting__group__municipality'),
    ('workgroups', 'Meeting', 'pdf', 'group__municipality'),
    ('workgroups', 'InformationRequest', 'answer_file', 'municipality'),
]


def fill(apps, schema_editor):
    """Files stored before their municipality was written down take its room as well."""
    files = apps.get_model('files', 'StoredFile')._base_manager
    for app, name, field, path in HOLDERS:
        holders = apps.get_model(app, name)._base_manager.order_by()
        place = holders.filter(**{field: OuterRef('pk')}).values(path)[:1]
        earlier = files.filter(municipality_key=None, pk__in=holders.values(field))
        earlier.update(municipality_key=Subquery(place))


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_emblem'),
        ('files', '0007_told_runs'),
        ('monitoring', '0022_resolutions'),
        ('roadmaps', '0008_school_roadmaps'),
        ('schools', '0015_places_and_titles'),
        ('workgroups', '0003_papers'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
