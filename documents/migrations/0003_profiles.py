from django.db import migrations

FITTING = {
    "order": ("ПРИКАЗЫВАЮ:", "приказываю:", "п р и к а з ы в а ю :"),
    "directive": ("ОБЯЗЫВАЮ:",),
    "resolution": ("ПОСТАНОВЛЯЮ:",),
}
DEFAULTS = {
    "order": ("ПРИКАЗЫВАЮ:", "{n}"),
    "directive": ("", "{n}-р"),
    "resolution": ("ПОСТАНОВЛЯЮ:", "{n}-п"),
}


def make_profiles(apps, schema_editor):
    """The style of papers stood in the municipality; now every kind of act has its own."""
    profiles = apps.get_model("documents", "ActProfile")
    for place in apps.get_model("schools", "Municipality").objects.all():
        for kind, (verb, template) in DEFAULTS.items():
            profiles._base_manager.create(
                municipality=place,
                kind=kind,
                number_template=template,
                operative=place.operative if place.operative in FITTING[kind] else verb,
                operative_inline=place.operative_inline,
                kind_spaced=place.kind_spaced,
                date_style=place.date_style,
                left_margin_mm=place.left_margin_mm,
            )


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0002_life_of_orders"),
        ("schools", "0004_table_import"),
        ("lib", "0001_ru_natural"),
    ]

    operations = [migrations.RunPython(make_profiles, migrations.RunPython.noop)]
