"""Plans of a place: one in force and a draft, the school's own."""

from monitoring.models import DateRequest
from roadmaps.models import Block, ColumnKind, PlanImport
from roadmaps.next_edition import open_next_edition
from tests.factories import (
    DUE,
    approve,
    approve_by_school,
    make_checkpoint,
    make_edition,
    make_measure,
    make_roadmap,
    make_section,
    make_user,
)
from tests.roadmaps.importing.sheets import paper, table


def add_plan(place, mark):
    """A plan in force with checkpoints, and a draft plan with a row of every kind."""
    roadmap = make_roadmap(place.municipality, schools=[place.school], name=f"Карта {mark}")
    edition = approve(make_edition(roadmap))
    section = make_section(edition, title=f"Раздел {mark}")
    measure = make_measure(section, schools=True, text=f"Мероприятие {mark}")
    by_school = make_checkpoint(school=place.school, measure=measure)
    by_unit = make_checkpoint(municipality=place.municipality, measure=measure)
    place.reported = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=1), state="planned"
    )
    type(place.reported).objects.filter(pk=place.reported.pk).update(
        state="reported", reported_by=make_user()
    )
    removed = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=3), state="removed"
    )
    part = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=4), lead=by_unit
    )
    asked = DateRequest.objects.create(
        checkpoint=make_checkpoint(school=place.school, measure=measure, due_on=DUE.replace(day=2)),
        former_due_on=DUE.replace(day=2),
        due_on=DUE,
        reason=f"Причина {mark}",
        asked_by=make_user(),
        asked_at=place.municipality.now(),
    )
    draft_map = make_roadmap(place.municipality, name=f"Проект карты {mark}")
    draft = make_edition(draft_map)
    draft_section = make_section(draft, title=f"Черновой раздел {mark}")
    draft_measure = make_measure(draft_section, text=f"Черновое мероприятие {mark}")
    plan_import = PlanImport.objects.create(
        municipality=place.municipality,
        name=f"План {mark}.docx",
        digest=mark,
        paper=paper(
            f"План мероприятий {mark} на 2026 год",
            table(
                "№ | Мероприятие | Срок | Ответственный\n"
                f"Раздел 1. Дела {mark} | < | < | <\n1 | Дело {mark} | май | Школа {mark}"
            ),
        ).as_json(),
        created_by=make_user(),
    )
    block = Block.objects.create(edition=draft, position=1, kind="goals", text=f"Цель {mark}")
    add_school_plan(place, measure, mark)
    place.pk |= {
        "roadmap": roadmap.pk,
        "edition": edition.pk,
        "checkpoint": by_school.pk,
        "unit_checkpoint": by_unit.pk,
        "reported": place.reported.pk,
        "removed": removed.pk,
        "part": part.pk,
        "date_request": asked.pk,
        "draft_roadmap": draft_map.pk,
        "draft": draft.pk,
        "next_draft": open_next_edition(roadmap, by=make_user()).pk,
        "plan_import": plan_import.pk,
        "column": draft.columns.get(kind=ColumnKind.ACTION).pk,
        "block": block.pk,
        "section": draft_section.pk,
        "measure": draft_measure.pk,
    }


def add_school_plan(place, served, mark):
    """A plan of the school in force with a checkpoint, and a draft one."""
    own = make_roadmap(
        place.municipality, schools=[place.school], school=place.school, name=f"Своя карта {mark}"
    )
    edition = approve_by_school(make_edition(own))
    section = make_section(edition, title=f"Свой раздел {mark}")
    measure = make_measure(section, text=f"Своё мероприятие {mark}", serves=served)
    point = make_checkpoint(school=place.school, measure=measure, source="school")
    draft_map = make_roadmap(
        place.municipality, schools=[place.school], school=place.school, name=f"Своя {mark}"
    )
    draft = make_edition(draft_map)
    draft_section = make_section(draft, title=f"Свой черновой раздел {mark}")
    draft_measure = make_measure(draft_section, text=f"Своё черновое {mark}", serves=served)
    place.pk |= {
        "own_roadmap": own.pk,
        "own_edition": edition.pk,
        "own_checkpoint": point.pk,
        "own_draft_roadmap": draft_map.pk,
        "own_draft": draft.pk,
        "own_column": draft.columns.get(kind=ColumnKind.ACTION).pk,
        "own_section": draft_section.pk,
        "own_measure": draft_measure.pk,
    }
