"""A later date: asked for by who executes, decided on by who controls; no date is ever lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from files.models import StoredFile
from lib.versions import Conflict
from monitoring.dates import AlreadyAsked, AlreadyDecided, grant_date, refuse_date
from monitoring.models import Checkpoint, DateRequest, Verb
from monitoring.transitions import act
from roadmaps.models import ControlDate
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_user, make_user_as
from tests.files.photographs import make_webp
from tests.monitoring.amending import MAY, make_in_force, measure_of, open_draft, put_in_force
from tests.monitoring.dates.asked import DUE, LATER, LATEST, ask, fresh, url, version_of
from tests.posting import fetch, post
from tests.world.place import PDF

pytestmark = pytest.mark.django_db


def history(checkpoint):
    return [(e.verb, e.old_due_on, e.new_due_on) for e in checkpoint.events.all()]


def test_request_changes_no_date_and_a_grant_keeps_the_planned_one(
    checkpoint, director, coordinator
):
    request = ask(checkpoint, director)
    assert fresh(checkpoint).due_on == DUE
    grant_date(request, by=coordinator, seen_version=version_of(request), answer="Согласен")
    moved = fresh(checkpoint)
    assert (moved.due_on, moved.planned_on, moved.moves, moved.state) == (LATER, DUE, 1, "planned")
    assert history(moved) == [(Verb.ASK_DATE, DUE, LATER), (Verb.MOVE_DATE, DUE, LATER)]
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.answer) == (
        "granted",
        coordinator,
        "Согласен",
    )
    changes = AuditEntry.objects.filter(verb="change").values_list("changes", flat=True)
    assert {"due_on": ["2026-04-15", "2026-05-20"]} in changes


def test_overdue_is_counted_against_the_date_in_force(checkpoint, director, coordinator):
    request = ask(checkpoint, director)
    grant_date(request, by=coordinator, seen_version=version_of(request))
    between = DUE + datetime.timedelta(days=1)
    assert not Checkpoint.objects.overdue(between).exists()
    assert Checkpoint.objects.overdue(LATER + datetime.timedelta(days=1)).exists()


def test_every_step_of_the_chain_stays(checkpoint, director, coordinator):
    for day in (LATER, LATEST):
        request = ask(fresh(checkpoint), director, day)
        grant_date(request, by=coordinator, seen_version=version_of(request))
    moved = fresh(checkpoint)
    steps = [step[1:] for step in history(moved) if step[0] == Verb.MOVE_DATE]
    assert steps == [(DUE, LATER), (LATER, LATEST)]
    assert (moved.planned_on, moved.moves) == (DUE, 2)


def test_refusal_leaves_the_date_and_says_why(checkpoint, director, coordinator):
    request = ask(checkpoint, director)
    refuse_date(request, by=coordinator, seen_version=version_of(request), answer="Успеете")
    kept = fresh(checkpoint)
    assert (kept.due_on, kept.moves) == (DUE, 0)
    assert kept.events.last().text == "Успеете"
    assert ask(kept, director).pk != request.pk


def test_one_request_at_a_time(checkpoint, director):
    ask(checkpoint, director)
    with pytest.raises(AlreadyAsked):
        ask(fresh(checkpoint), director, LATEST)
    assert checkpoint.events.count() == 1


def test_decision_is_made_once(checkpoint, director, coordinator):
    request = ask(checkpoint, director)
    version = version_of(request)
    grant_date(request, by=coordinator, seen_version=version)
    with pytest.raises(Conflict):
        refuse_date(request, by=coordinator, seen_version=version, answer="Поздно")
    with pytest.raises(AlreadyDecided):
        refuse_date(request, by=coordinator, seen_version=version_of(request), answer="Поздно")
    assert (fresh(checkpoint).due_on, fresh(checkpoint).moves) == (LATER, 1)


def test_accepted_report_makes_the_request_needless(checkpoint, director, coordinator):
    request = ask(checkpoint, director)
    current = fresh(checkpoint)
    act(current, Verb.REPORT, by=director, seen_version=current.version, text="Сделано")
    act(current, Verb.ACCEPT, by=coordinator, seen_version=current.version)
    request.refresh_from_db()
    assert request.state == "needless"
    with pytest.raises(Conflict):
        grant_date(request, by=coordinator, seen_version=current.version)


@pytest.fixture
def in_force():
    return make_in_force(schools=1)


def test_order_that_leaves_the_date_of_the_plan_leaves_the_granted_one(in_force):
    checkpoint = Checkpoint.objects.get(edition=in_force)
    request = ask(checkpoint, make_user(), LATEST)
    grant_date(request, by=make_user(), seen_version=version_of(request))
    draft = open_draft(in_force)
    measure_of(draft).actions.update(text="Семинар для завучей")
    put_in_force(draft)
    moved = fresh(checkpoint)
    assert moved.edition == draft
    assert (moved.due_on, moved.planned_on, moved.moves) == (LATEST, DUE, 1)


def test_order_with_a_new_date_is_the_new_plan(in_force):
    checkpoint = Checkpoint.objects.get(edition=in_force)
    waiting = ask(checkpoint, make_user(), LATEST)
    draft = open_draft(in_force)
    ControlDate.objects.filter(measure=measure_of(draft)).update(due_on=MAY)
    put_in_force(draft)
    moved = fresh(checkpoint)
    assert (moved.due_on, moved.planned_on, moved.moves) == (MAY, MAY, 1)
    assert history(moved)[-1] == (Verb.AMEND, DUE, MAY)
    waiting.refresh_from_db()
    assert waiting.state == "needless"


def asking(**values):
    return {"version": 1, "due_on": "20.05.2026", "reason": "Карантин", **values}


def test_director_asks_and_the_coordinator_grants_by_pages(
    client, checkpoint, director, coordinator
):
    client.force_login(director)
    page = url("date-ask", checkpoint, checkpoint.pk)
    file = SimpleUploadedFile("Письмо.pdf", PDF)
    assert post(client, page, asking(file=file)).status_code == 302
    card = client.get(url("checkpoint", checkpoint, checkpoint.pk)).content.decode()
    assert "Просят перенести на 20 мая 2026" in card.replace("\u00a0", " ")
    request = DateRequest.objects.get()
    decide = url("date-decide", checkpoint, request.pk)
    assert decide not in card
    assert client.get(decide).status_code == 403
    client.force_login(coordinator)
    work = client.get(work_page(checkpoint))
    assert "Решить о переносе срока" in work.content.decode()
    shown = client.get(decide).content.decode()
    assert "Карантин" in shown
    assert fetch(client, reverse("files:download", args=[request.file_id])) == (200, PDF)
    assert post(client, decide, {"version": 2, "decision": "grant"}).status_code == 302
    assert fresh(checkpoint).due_on == LATER
    card = client.get(url("checkpoint", checkpoint, checkpoint.pk)).content.decode()
    assert "переносили 1 раз" in card.replace("\u00a0", " ")
    assert post(client, decide, {"version": 3, "decision": "grant"}).status_code == 409


def test_photograph_as_the_reason_is_seen_by_who_decides(client, checkpoint, director, coordinator):
    client.force_login(director)
    photo = SimpleUploadedFile("Объявление.webp", make_webp())
    page = url("date-ask", checkpoint, checkpoint.pk)
    assert post(client, page, asking(file=photo)).status_code == 302
    request = DateRequest.objects.get()
    assert (request.file.kind, request.file.name) == ("jpg", "Объявление.jpg")
    client.force_login(coordinator)
    shown = client.get(url("date-decide", checkpoint, request.pk)).content.decode()
    address = reverse("files:download", args=[request.file_id])
    assert f'<img src="{address}" alt="Открыть фотографию «Объявление.jpg» целиком"' in shown


def work_page(checkpoint):
    return reverse("monitoring:work", args=[checkpoint.municipality.slug])


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"due_on": "15.04.2026"}, "позже прежнего, 15.04.2026"),
        ({"due_on": "01.03.2026"}, "позже прежнего"),
        ({"due_on": "когда-нибудь"}, "Укажите дату так"),
        ({"reason": ""}, "Напишите, почему срок нужно перенести"),
        ({"file": SimpleUploadedFile("Письмо.pdf", b"%PDF-1.4 broken")}, "PDF"),
    ],
)
def test_bad_request_is_told_and_stores_nothing(client, checkpoint, director, values, reason):
    client.force_login(director)
    response = post(client, url("date-ask", checkpoint, checkpoint.pk), asking(**values))
    assert response.status_code == 422
    page = response.content.decode()
    assert reason in page
    assert values.get("due_on", "20.05.2026") in page or "2026-05-20" in page
    assert not DateRequest.objects.exists()
    assert not StoredFile.objects.exists()


def test_refusal_wants_a_reason(client, checkpoint, director, coordinator):
    request = ask(checkpoint, director)
    client.force_login(coordinator)
    decide = url("date-decide", checkpoint, request.pk)
    response = post(client, decide, {"version": 2, "decision": "refuse"})
    assert response.status_code == 422
    assert "Напишите, почему отказано" in response.content.decode()
    data = {"version": 2, "decision": "refuse", "answer": "Успеете"}
    assert post(client, decide, data).status_code == 302
    request.refresh_from_db()
    assert request.state == "refused"


def test_stale_page_changes_nothing(client, checkpoint, director):
    Checkpoint.objects.filter(pk=checkpoint.pk).update(version=9)
    client.force_login(director)
    response = post(client, url("date-ask", checkpoint, checkpoint.pk), asking())
    assert response.status_code == 409
    assert "Карантин" in response.content.decode()
    assert not DateRequest.objects.exists()


def test_nobody_decides_on_an_own_request(client, school, coordinator):
    checkpoint = make_checkpoint(municipality=school.municipality, due_on=DUE)
    request = ask(checkpoint, coordinator)
    client.force_login(coordinator)
    assert client.get(url("date-decide", checkpoint, request.pk)).status_code == 403
    client.force_login(make_user_as(RoleKind.HEAD, school.municipality))
    assert client.get(url("date-decide", checkpoint, request.pk)).status_code == 200


@pytest.mark.parametrize("kind", [RoleKind.METHODOLOGIST, RoleKind.OBSERVER, RoleKind.SECRETARY])
def test_others_neither_ask_for_a_school_nor_decide(client, checkpoint, director, kind):
    request = ask(checkpoint, director)
    client.force_login(make_user_as(kind, checkpoint.municipality))
    assert client.get(url("date-ask", checkpoint, checkpoint.pk)).status_code == 403
    assert client.get(url("date-decide", checkpoint, request.pk)).status_code == 403


def test_reported_checkpoint_has_no_date_to_ask_for(client, checkpoint, director):
    act(checkpoint, Verb.REPORT, by=director, seen_version=1, text="Сделано")
    client.force_login(director)
    assert client.get(url("date-ask", checkpoint, checkpoint.pk)).status_code == 403


def test_register_finds_what_was_moved_and_what_is_asked_for(
    client, checkpoint, school, director, coordinator
):
    other = make_checkpoint(school=school, due_on=DUE)
    request = ask(checkpoint, director)
    grant_date(request, by=coordinator, seen_version=version_of(request))
    ask(other, director)
    client.force_login(coordinator)
    address = reverse("monitoring:checkpoint-list", args=[school.municipality.slug])
    for wanted, found, hidden in (("moved", checkpoint, other), ("asked", other, checkpoint)):
        page = client.get(address, {"date": wanted}).content.decode()
        assert url("checkpoint", found, found.pk) in page
        assert url("checkpoint", hidden, hidden.pk) not in page
