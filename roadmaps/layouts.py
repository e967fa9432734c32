"""The five layouts of real plans, from fixtures/layouts.json: their only source."""

import json

from django.conf import settings

from roadmaps.models import Column, Layout

SOURCE = settings.BASE_DIR / "fixtures" / "layouts.json"


def install_layouts(layout_model=Layout, column_model=Column):
    """Create the layouts that are absent; one that exists stays as people have made it.

    A migration passes the models of its own time.
    """
    rows = json.loads(SOURCE.read_text(encoding="utf-8"))
    made = {}
    for row in rows:
        if row["model"] == "roadmaps.layout":
            code = row["fields"]["code"]
            layout, is_new = layout_model.objects.get_or_create(code=code, defaults=row["fields"])
            if is_new:
                made[row["pk"]] = layout
    column_model.objects.bulk_create(
        column_model(**row["fields"] | {"layout": made[row["fields"]["layout"]]})
        for row in rows
        if row["model"] == "roadmaps.column" and row["fields"]["layout"] in made
    )
