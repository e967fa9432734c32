"""What an amending order does to control (docs/decisions/0015)."""

import pytest

from accounts.models import AuditEntry
from lib.versions import Conflict
from monitoring.amending import annul_plans, succession_of
from monitoring.boards.board import board_of
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from monitoring.transitions import act
from roadmaps.models import Action, Responsible
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_measure, make_order, make_role, make_school, make_user
from tests.monitoring.amending import (
    APRIL,
    JUNE,
    MAY,
    make_in_force,
    measure_of,
    open_draft,
    put_in_force,
    redate,
)

pytestmark = pytest.mark.django_db


def lead(checkpoint, *verbs):
    """Lead the checkpoint through the acts, each by somebody else."""
    for verb in verbs:
        act(checkpoint, verb, by=make_user(), seen_version=checkpoint.version, text="Сделано")


def test_unchanged_measures_keep_rows_states_reports_and_history():
    old = make_in_force(measures=("Семинар", "Лишнее"))
    first, second = Checkpoint.objects.filter(measure=measure_of(old)).order_by("pk")
    lead(first, Verb.START, Verb.REPORT)
    before = {c.pk: (c.state, c.version, c.due_on) for c in Checkpoint.objects.all()}
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    put_in_force(draft)
    for checkpoint in (first, second):
        checkpoint.refresh_from_db()
        assert checkpoint.edition == draft
        assert checkpoint.measure == measure_of(draft)
        assert checkpoint.action == checkpoint.measure.actions.get()
        assert (checkpoint.state, checkpoint.version, checkpoint.due_on) == before[checkpoint.pk]
    assert [event.verb for event in first.events.all()] == [Verb.START, Verb.REPORT]
    assert first.reported_by


def test_removed_measure_is_cancelled_with_its_reason_and_what_was_accepted_stays():
    old = make_in_force(measures=("Семинар", "Лишнее"))
    first, second = Checkpoint.objects.filter(measure=measure_of(old, "Лишнее")).order_by("pk")
    lead(first, Verb.REPORT, Verb.ACCEPT)
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    put_in_force(draft)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.edition) == ("accepted", old)
    assert (second.state, second.edition) == ("cancelled", old)
    event = second.events.get()
    assert event.text == "Исключено приказом от 01.04.2026 № 158."
    assert (event.from_state, event.to_state) == ("planned", "cancelled")
    assert AuditEntry.objects.filter(object_id=str(second.pk), verb="state").count() == 1


def test_reported_work_of_a_removed_measure_is_cancelled_and_its_report_is_kept():
    old = make_in_force(schools=1, measures=("Семинар", "Лишнее"))
    checkpoint = Checkpoint.objects.get(measure=measure_of(old, "Лишнее"))
    lead(checkpoint, Verb.REPORT)
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    put_in_force(draft)
    checkpoint.refresh_from_db()
    assert checkpoint.state == "cancelled"
    assert [(e.verb, e.text) for e in checkpoint.events.all()] == [
        (Verb.REPORT, "Сделано"),
        (Verb.CANCEL, "Исключено приказом от 01.04.2026 № 158."),
    ]


def test_new_measure_and_new_school_appear():
    old = make_in_force(schools=1)
    draft = open_draft(old)
    make_measure(draft.sections.get(), text="Новое", due_on=MAY, schools=True)
    school = make_school(old.municipality, short_name="Школа новая")
    draft.schools.add(school)
    succession = put_in_force(draft)
    assert (len(succession.kept), len(succession.added)) == (1, 3)
    assert set(draft.roadmap.schools.all()) == set(draft.schools.all())
    assert Checkpoint.objects.filter(edition=draft, school=school).count() == 2
    assert not Checkpoint.objects.exclude(edition=draft).exists()


def test_school_that_left_the_plan_is_cancelled():
    old = make_in_force(schools=2)
    draft = open_draft(old)
    left = draft.schools.first()
    draft.schools.remove(left)
    put_in_force(draft)
    assert Checkpoint.objects.get(school=left).state == "cancelled"
    assert Checkpoint.objects.filter(state="planned").count() == 1


def test_one_date_for_one_is_a_new_date_of_the_same_checkpoint():
    old = make_in_force(schools=1, days=(APRIL, JUNE))
    checkpoint = Checkpoint.objects.get(due_on=APRIL)
    lead(checkpoint, Verb.REPORT)
    draft = open_draft(old)
    redate(measure_of(draft), MAY, JUNE)
    put_in_force(draft)
    checkpoint.refresh_from_db()
    assert (checkpoint.due_on, checkpoint.state) == (MAY, "reported")
    told = checkpoint.events.last()
    assert told.verb == Verb.AMEND
    assert told.text == (
        "Изменено приказом от 01.04.2026 № 158.\nСрок 15.04.2026 изменён на 15.05.2026."
    )
    assert Checkpoint.objects.count() == 2


def test_two_dates_for_one_are_cancelled_and_the_one_is_new():
    old = make_in_force(schools=1, days=(APRIL, MAY))
    draft = open_draft(old)
    redate(measure_of(draft), JUNE)
    put_in_force(draft)
    assert list(Checkpoint.objects.order_by("due_on").values_list("due_on", "state")) == [
        (APRIL, "cancelled"),
        (MAY, "cancelled"),
        (JUNE, "planned"),
    ]


def test_accepted_work_is_never_given_another_date():
    old = make_in_force(schools=1)
    checkpoint = Checkpoint.objects.get()
    lead(checkpoint, Verb.REPORT, Verb.ACCEPT)
    draft = open_draft(old)
    redate(measure_of(draft), JUNE)
    put_in_force(draft)
    checkpoint.refresh_from_db()
    assert (checkpoint.due_on, checkpoint.state, checkpoint.edition) == (APRIL, "accepted", draft)
    assert Checkpoint.objects.get(due_on=JUNE).state == "planned"


def test_other_executor_is_another_duty():
    old = make_in_force(schools=1)
    draft = open_draft(old)
    Responsible.objects.filter(edition=draft).update(kind="text", text="Отдел")
    put_in_force(draft)
    assert Checkpoint.objects.get(school__isnull=False).state == "cancelled"
    assert Checkpoint.objects.get(executor="Отдел").state == "planned"


def test_cancelled_before_stays_cancelled():
    old = make_in_force(schools=1)
    checkpoint = Checkpoint.objects.get()
    lead(checkpoint, Verb.CANCEL)
    put_in_force(open_draft(old))
    checkpoint.refresh_from_db()
    assert (checkpoint.state, Checkpoint.objects.count()) == ("cancelled", 1)


def test_measure_put_back_by_a_third_edition_is_planned_anew():
    old = make_in_force(schools=1)
    draft = open_draft(old)
    redate(measure_of(draft))
    put_in_force(draft)
    third = open_draft(draft)
    redate(measure_of(third), APRIL)
    put_in_force(third, number="200")
    assert sorted(Checkpoint.objects.values_list("state", flat=True)) == ["cancelled", "planned"]


def test_other_words_are_told_in_the_history():
    old = make_in_force(schools=1)
    draft = open_draft(old)
    Action.objects.filter(measure__section__edition=draft).update(text="Большой семинар")
    put_in_force(draft)
    checkpoint = Checkpoint.objects.get()
    assert checkpoint.action.text == "Большой семинар"
    assert "прежде: «Семинар»" in checkpoint.events.get().text


def test_measure_in_another_section_is_the_same():
    old = make_in_force(schools=1)
    draft = open_draft(old)
    section = draft.sections.get()
    other = type(section).objects.create(edition=draft, position=2, title="Другой")
    section.measures.update(section=other)
    put_in_force(draft)
    checkpoint = Checkpoint.objects.get()
    assert checkpoint.section == checkpoint.measure.section == other


def test_the_numbers_of_the_summary_stay_true():
    old = make_in_force(measures=("Семинар", "Лишнее"))
    for checkpoint in Checkpoint.objects.filter(measure=measure_of(old, "Лишнее"))[:1]:
        lead(checkpoint, Verb.REPORT, Verb.ACCEPT)
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    put_in_force(draft)
    role = make_role(RoleKind.HEAD, old.municipality)
    found = board_of(access_to(role.user, old.municipality))
    assert (found.numbers.total, found.numbers.accepted) == (3, 1)
    section = draft.sections.get().pk
    assert [line.query for plan in found.plans for line in plan.lines] == [f"section={section}"]


def test_the_cost_does_not_grow_with_schools(django_assert_max_num_queries):
    counts = []
    for schools in (1, 12):
        old = make_in_force(schools=schools, measures=("Семинар", "Лишнее"))
        draft = open_draft(old)
        measure_of(draft, "Лишнее").delete()
        redate(measure_of(draft), JUNE)
        with django_assert_max_num_queries(60) as captured:
            put_in_force(draft)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_signing_page_foretells_the_fate_of_control():
    old = make_in_force(measures=("Семинар", "Лишнее"))
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    foretold = succession_of(old, draft)
    told = put_in_force(draft)
    for fate in ("kept", "postponed", "cancelled", "added"):
        assert len(getattr(foretold, fate)) == len(getattr(told, fate))


def annulling(edition):
    order = make_order(edition.municipality)
    order.number, order.signed_on = "300", JUNE
    return order


def test_annulled_order_ends_its_plan_and_control():
    edition = make_in_force()
    done, waiting = Checkpoint.objects.order_by("pk")
    lead(done, Verb.REPORT, Verb.ACCEPT)
    annulled = annul_plans(edition.annex.order, by_order=annulling(edition), by=make_user())
    edition.refresh_from_db()
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert annulled == [edition]
    assert (edition.state, edition.annulled_on) == ("annulled", JUNE)
    assert (done.state, waiting.state) == ("accepted", "cancelled")
    assert waiting.events.get().text == (
        "Дорожная карта признана утратившей силу приказом от 15.06.2026 № 300."
    )


def test_first_order_annulled_ends_the_edition_that_amends_it_too():
    first = make_in_force()
    second = open_draft(first)
    put_in_force(second)
    assert annul_plans(first.annex.order, by_order=annulling(first), by=make_user()) == [second]
    first.refresh_from_db()
    assert first.state == "superseded"


def test_superseded_amending_order_ends_nothing():
    first = make_in_force()
    second = open_draft(first)
    put_in_force(second)
    third = open_draft(second)
    put_in_force(third, number="201")
    assert annul_plans(second.annex.order, by_order=annulling(first), by=make_user()) == []
    third.refresh_from_db()
    assert third.state == "approved"


def test_an_act_on_a_page_opened_before_a_cancellation_is_told_so():
    old = make_in_force(schools=1)
    stale = Checkpoint.objects.get()
    draft = open_draft(old)
    measure_of(draft).delete()
    put_in_force(draft)
    with pytest.raises(Conflict):
        act(stale, Verb.REPORT, by=make_user(), seen_version=1, text="Поздно")
    assert CheckpointEvent.objects.count() == 1


def test_an_act_on_a_page_opened_before_a_new_date_is_taken():
    old = make_in_force(schools=1)
    stale = Checkpoint.objects.get()
    draft = open_draft(old)
    redate(measure_of(draft), JUNE)
    put_in_force(draft)
    act(stale, Verb.REPORT, by=make_user(), seen_version=1, text="Успели")
    checkpoint = Checkpoint.objects.get()
    assert (checkpoint.state, checkpoint.due_on) == ("reported", JUNE)
