"""Editions that follow one another: lineage of every row, period and schools of the edition."""

import uuid

from django.db import migrations, models

LINES = ("block", "editioncolumn", "section")


def fill(apps, schema_editor):
    """Give the rows that exist their lineage, the editions what their roadmap has."""
    for name in LINES:
        model = apps.get_model("roadmaps", name)
        rows = list(model.objects.only("pk"))
        for row in rows:
            row.lineage = uuid.uuid4()
        model.objects.bulk_update(rows, ["lineage"], batch_size=300)
    edition_model = apps.get_model("roadmaps", "Edition")
    for edition in edition_model.objects.select_related("roadmap"):
        edition.starts_on = edition.roadmap.starts_on
        edition.ends_on = edition.roadmap.ends_on
        edition.save(update_fields=["starts_on", "ends_on"])
        edition.schools.set(edition.roadmap.schools.all())


class Migration(migrations.Migration):

    dependencies = [
        ('roadmaps', '0003_plan_import'),
        ('schools', '0001_initial'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name='lineage',
                field=models.UUIDField(null=True, default=None, editable=False),
            )
            for name in LINES
        ),
        migrations.AddField(
            model_name='edition',
            name='annulled_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='утратила силу'),
        ),
        migrations.AddField(
            model_name='edition',
            name='starts_on',
            field=models.DateField(null=True, verbose_name='начало'),
        ),
        migrations.AddField(
            model_name='edition',
            name='ends_on',
            field=models.DateField(null=True, verbose_name='окончание'),
        ),
        migrations.AddField(
            model_name='edition',
            name='schools',
            field=models.ManyToManyField(blank=True, related_name='+', to='schools.school', verbose_name='школы плана'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='state',
            field=models.CharField(choices=[('draft', 'проект'), ('approved', 'утверждена'), ('superseded', 'заменена новой редакцией'), ('annulled', 'утратила силу')], default='draft', editable=False, max_length=10, verbose_name='состояние'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
