"""The plan that was read becomes a draft roadmap: all of it or nothing, in one transaction."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from roadmaps.importing.plan import Role
from roadmaps.importing.printed import columns_of, numbering_of, row_numbering_of
from roadmaps.models import (
    Action,
    Block,
    ColumnKind,
    ControlDate,
    EditionColumn,
    Layout,
    Measure,
    Orientation,
    Responsible,
    Roadmap,
    Section,
)
from roadmaps.numbering import row_numbers, row_prefixes, section_numbers
from roadmaps.operations import create_roadmap

HEADING = "ПЛАН МЕРОПРИЯТИЙ\n(ДОРОЖНАЯ КАРТА)"


@transaction.atomic
def save_plan(reading, *, municipality, name, schools, resolve, by):
    """Save the PlanReading as a new roadmap with a draft edition; returns the edition.

    `resolve` answers for the doubtful: `resolve.references(parties)` gives field values of
    Responsible, `resolve.control_dates(measure)` the dates that are to be kept.
    """
    layout, columns = layout_of(reading)
    edition = create_roadmap(
        Roadmap(
            municipality=municipality,
            name=name,
            starts_on=reading.start,
            ends_on=reading.end,
        ),
        layout,
        columns,
        schools,
        heading=reading.title or HEADING,
        by=by,
    )
    Block.objects.bulk_create(
        Block(edition=edition, position=place, kind=b.kind, title=b.title[:300], text=b.text)
        for place, b in enumerate(reading.blocks, start=1)
    )
    writer = Writer(edition, reading, resolve)
    writer.write()
    record(AuditVerb.CREATE, edition, by=by, changes={"measures": ["", str(writer.count)]})
    return edition


def layout_of(reading):
    """(Layout, its Columns), both unsaved: as the paper is printed."""
    layout = Layout(
        section_numbering=numbering_of(reading.sections),
        row_numbering=row_numbering_of([measure.number for _, measure in reading.measures]),
        orientation=Orientation.LANDSCAPE,
    )
    return layout, columns_of(reading.columns)


class Writer:
    """Writes sections, measures and what stands under them with a constant number of queries."""

    def __init__(self, edition, reading, resolve):
        self.edition, self.reading, self.resolve = edition, reading, resolve
        self.count = 0
        columns = EditionColumn.objects.filter(edition=edition, kind=ColumnKind.ACTOR)
        roles = [column.role for column in reading.columns]
        kept = (Role.ACTOR, Role.TITLE) if Role.ACTOR in roles else ()
        places = [index for index, role in enumerate(roles) if role in kept]
        # {index of the reading's column: the saved one}; headings may repeat.
        self.actors = dict(zip(places, columns, strict=True))

    def write(self):
        sections = [
            Section(edition=self.edition, position=place, level=one.level, title=one.title[:1000])
            for place, one in enumerate(self.reading.sections, start=1)
        ]
        Section.objects.bulk_create(sections)
        measures = [
            [self.measure(section, place, one) for place, one in enumerate(read.measures, start=1)]
            for section, read in zip(sections, self.reading.sections, strict=True)
        ]
        Measure.objects.bulk_create(row for rows in measures for row in rows)
        self.keep_numbers(sections, measures)
        self.write_details(measures)
        self.count = sum(map(len, measures))

    def measure(self, section, place, read):
        return Measure(
            section=section,
            position=place,
            expected_result=read.expected_result,
            indicator=read.indicator,
            note=read.note,
            deadline_text=read.deadline_text[:1000],
            deadline_kind=read.deadline.kind,
            responsible_text=read.responsible_text,
        )

    def keep_numbers(self, sections, measures):
        """A printed number that the plan would not give by itself is kept as written by hand."""
        automatic = section_numbers(sections, self.edition.section_numbering)
        for section, read in zip(sections, self.reading.sections, strict=True):
            if read.number and automatic[section.pk] != read.number:
                section.number = read.number[:40]
        Section.objects.bulk_update(sections, ["number"])
        automatic = row_numbers(measures, self.edition.row_numbering, row_prefixes(sections))
        rows = [row for group in measures for row in group]
        for row, (_, read) in zip(rows, self.reading.measures, strict=True):
            if read.number and automatic[row.pk] != read.number:
                row.number = read.number[:40]
        Measure.objects.bulk_update(rows, ["number"])

    def write_details(self, measures):
        rows = [row for group in measures for row in group]
        pairs = [(row, read) for row, (_, read) in zip(rows, self.reading.measures, strict=True)]
        Action.objects.bulk_create(a for row, read in pairs for a in self.actions(row, read))
        ControlDate.objects.bulk_create(
            ControlDate(measure=row, due_on=day)
            for row, read in pairs
            for day in sorted(set(self.resolve.control_dates(read)))
        )
        Responsible.objects.bulk_create(
            [
                Responsible(edition=self.edition, measure=row, position=place, **values)
                for row, read in pairs
                for place, values in enumerate(self.resolve.references(read.parties), start=1)
            ]
            + self.of_actors()
        )

    def actions(self, row, read):
        """Actions of the measure; of an actor's column each."""
        if not self.actors:
            text = "\n".join(action.text for action in read.actions)
            return [Action(measure=row, text=text)] if text else []
        return [
            Action(measure=row, actor=actor, position=actor.position, text=action.text)
            for action in read.actions
            if (actor := self.actors.get(action.column))
        ]

    def of_actors(self):
        """Who answers for the columns: their headings say it."""
        return [
            Responsible(edition=self.edition, actor=actor, position=place, **values)
            for actor in self.actors.values()
            for place, values in enumerate(self.resolve.references_of_actor(actor.heading), start=1)
        ]
