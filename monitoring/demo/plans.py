"""Roadmaps of a demo file."""

import datetime

from documents.operations import add_annex
from roadmaps.models import (
    Action,
    Block,
    ColumnKind,
    ControlDate,
    Edition,
    Layout,
    Measure,
    Responsible,
    Roadmap,
    Section,
)
from roadmaps.operations import create_roadmap


def make_roadmap(cast, data, order, *, by):
    """The plan of the file as a draft edition, annexed to the order; returns the edition."""
    starts_on, ends_on = map(datetime.date.fromisoformat, data["period"])
    layout = Layout.objects.get(code=data["layout"])
    roadmap = Roadmap(
        municipality=cast.municipality, name=data["name"], starts_on=starts_on, ends_on=ends_on
    )
    edition = create_roadmap(
        roadmap,
        layout,
        layout.columns.all(),
        [cast.schools[key] for key in data["schools"]],
        heading="\n".join(data["title_lines"]),
        by=by,
    )
    actors = name_columns(edition, data["columns"])
    for actor in data.get("actors") or ():
        add_responsible(cast, edition, actor["refs"], actor=actors[actor["actor"]])
    Block.objects.bulk_create(
        Block(edition=edition, position=position, **block)
        for position, block in enumerate(data["blocks"], start=1)
    )
    for position, section in enumerate(data["sections"], start=1):
        make_section(cast, edition, position, section, actors)
    edition.annex = add_annex(order, "roadmap", by=by)
    Edition.objects.filter(pk=edition.pk).update(annex=edition.annex)
    return edition


def name_columns(edition, columns):
    """Give the columns of the layout the headings of the file; {actor number: column}."""
    actors = {}
    rows = list(edition.columns.all())
    for row, column in zip(rows, columns, strict=True):
        if row.kind != column["kind"]:
            raise ValueError(f"Графа «{column['heading']}» не по форме {edition}.")
        row.heading = column["heading"]
        row.save()
        if row.kind == ColumnKind.ACTOR:
            actors[column["actor"]] = row
    return actors


def make_section(cast, edition, position, data, actors):
    section = Section.objects.create(
        edition=edition,
        position=position,
        level=data["level"],
        number=data["number"],
        title=data["title"],
    )
    for place, measure in enumerate(data["measures"], start=1):
        make_measure(cast, section, place, measure, actors)


def make_measure(cast, section, position, data, actors):
    deadline, responsible = data["deadline"], data["responsible"]
    measure = Measure.objects.create(
        section=section,
        position=position,
        number=data["number"],
        expected_result=data["expected_result"],
        indicator=data["indicator"],
        deadline_text=deadline["text"],
        deadline_kind=deadline["kind"],
        responsible_text=responsible["text"],
    )
    Action.objects.bulk_create(
        Action(
            measure=measure,
            actor=actors.get(action["actor"]),
            position=action["actor"] or 1,
            text=action["text"],
        )
        for action in data["actions"]
    )
    ControlDate.objects.bulk_create(
        ControlDate(measure=measure, due_on=day) for day in deadline["control_dates"]
    )
    add_responsible(cast, section.edition, responsible["refs"], measure=measure)


def add_responsible(cast, edition, references, **owner):
    """Ordered references of a measure or an actor column."""
    Responsible.objects.bulk_create(
        Responsible(edition=edition, position=position, **owner, **party(cast, reference))
        for position, reference in enumerate(references, start=1)
    )


def party(cast, reference):
    """Field values of a reference of the file."""
    kind, key = reference["kind"], reference.get("key")
    if kind == "person":
        return {"kind": kind, "person": cast.people[key]}
    if kind in ("unit", "body"):
        return {"kind": "unit", "unit": cast.units[key]}
    if kind == "schools":
        return {"kind": kind}
    return {"kind": kind, "text": reference["text"]}
