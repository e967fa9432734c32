from django.contrib.postgres.operations import CreateCollation
from django.db import migrations


class Migration(migrations.Migration):
    """PostgreSQL gets the collation that lib.collation teaches SQLite."""

    dependencies = []

    operations = [
        CreateCollation("ru_natural", provider="icu", locale="ru-u-kn-true"),
    ]
