"""The main job by addresses: report, accept, return; who may not; what a fault keeps."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import AuditEntry
from accounts.templatetags.one_time import new_key
from files.models import StoredFile
from monitoring.models import Checkpoint, Evidence
from monitoring.planning import put_on_control
from schools.models import RoleKind
from tests.bench.pages import plan_of_size
from tests.factories import make_checkpoint, make_role, make_school, make_user, make_user_as
from tests.files.photographs import make_jpeg
from tests.posting import fetch, post
from tests.world.place import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def checkpoint(school):
    return make_checkpoint(school=school)


@pytest.fixture
def director(school):
    return make_user_as(RoleKind.DIRECTOR, school=school)


@pytest.fixture
def coordinator(school):
    return make_user_as(RoleKind.COORDINATOR, school.municipality)


def address(checkpoint, verb=""):
    name = f"monitoring:checkpoint-{verb}" if verb else "monitoring:checkpoint"
    return reverse(name, args=[checkpoint.municipality.slug, checkpoint.pk])


def paper(name="Справка.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def reported(checkpoint):
    Checkpoint.objects.filter(pk=checkpoint.pk).update(state="reported", reported_by=make_user())
    checkpoint.refresh_from_db()
    return checkpoint


def test_director_reports_with_a_pdf_and_the_coordinator_accepts(
    client, checkpoint, director, coordinator
):
    client.force_login(director)
    data = {"text": "Семинар проведён", "version": 1, "files": [paper()]}
    assert post(client, address(checkpoint, "report"), data).status_code == 302
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.reported_by) == ("reported", director)
    stored = Evidence.objects.get().file
    client.force_login(coordinator)
    page = client.get(address(checkpoint)).content.decode()
    assert "Семинар проведён" in page
    assert fetch(client, reverse("files:download", args=[stored.pk])) == (200, PDF)
    assert post(client, address(checkpoint, "accept"), {"version": 2}).status_code == 302
    checkpoint.refresh_from_db()
    assert checkpoint.state == "accepted"
    assert AuditEntry.objects.filter(verb="download", by=coordinator).count() == 1


def test_photograph_stands_on_the_card(client, checkpoint, director, coordinator):
    client.force_login(director)
    files = [paper("Семинар.png", make_jpeg()), paper()]
    data = {"text": "Семинар проведён", "version": 1, "files": files}
    assert post(client, address(checkpoint, "report"), data).status_code == 302
    photo = StoredFile.objects.get(kind="jpg")
    client.force_login(coordinator)
    page = client.get(address(checkpoint)).content.decode()
    place = reverse("files:download", args=[photo.pk])
    (picture,) = re.findall(rf'<img src="{place}"[^>]+>', page)
    assert 'alt="Открыть фотографию «Семинар.jpg» целиком"' in picture
    assert 'width="144" height="108" loading="lazy"' in picture
    assert (
        f"фотография, {photo.human_size}, {localtime(checkpoint.events.get().at):%d.%m.%Y}" in page
    )
    status, kept = fetch(client, place)
    assert status == 200
    assert b"Kapustina" not in kept


def test_director_of_another_school_sees_nothing_of_it(client, checkpoint):
    other = make_school(checkpoint.municipality)
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=other))
    assert client.get(address(checkpoint)).status_code == 404
    assert (
        post(client, address(checkpoint, "report"), {"text": "x", "version": 1}).status_code == 404
    )
    checkpoint.refresh_from_db()
    assert checkpoint.state == "planned"


def test_evidence_is_closed_to_another_school(client, checkpoint, director):
    client.force_login(director)
    data = {"text": "Готово", "version": 1, "files": [paper()]}
    post(client, address(checkpoint, "report"), data)
    stored = StoredFile.objects.get()
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=make_school(checkpoint.municipality)))
    assert client.get(reverse("files:download", args=[stored.pk])).status_code == 404


def test_refused_file_keeps_the_text_and_stores_nothing(client, checkpoint, director):
    client.force_login(director)
    bad = paper("Отчёт.pdf", b"<html><script>alert(1)</script></html>")
    data = {"text": "Долгий отчёт о семинаре", "version": 1, "files": [paper(), bad]}
    response = post(client, address(checkpoint, "report"), data)
    assert response.status_code == 422
    assert "Долгий отчёт о семинаре" in response.content.decode()
    assert "Отчёт.pdf" in response.content.decode()
    assert not StoredFile.objects.exists()
    checkpoint.refresh_from_db()
    assert checkpoint.state == "planned"


def test_return_needs_a_reason(client, checkpoint, coordinator):
    client.force_login(coordinator)
    reported(checkpoint)
    response = post(client, address(checkpoint, "return"), {"text": " ", "version": 1})
    assert response.status_code == 422
    assert "без причины вернуть нельзя" in response.content.decode()
    response = post(client, address(checkpoint, "return"), {"text": "Нет подписи", "version": 1})
    assert response.status_code == 302
    event = checkpoint.events.get()
    assert (event.verb, event.text) == ("return", "Нет подписи")


def test_reporter_cannot_accept_the_own_report(client, coordinator):
    checkpoint = make_checkpoint(
        municipality=coordinator.roles.get().municipality,
        state="reported",
        reported_by=coordinator,
    )
    client.force_login(coordinator)
    response = post(client, address(checkpoint, "accept"), {"version": 1})
    assert response.status_code == 403
    assert "не тот, кто его отправил" in response.content.decode()


def test_second_decision_from_an_old_page_is_told_both_texts(client, checkpoint, coordinator):
    reported(checkpoint)
    head = make_user_as(RoleKind.HEAD, checkpoint.municipality)
    client.force_login(head)
    post(client, address(checkpoint, "return"), {"text": "Первый: нет даты", "version": 1})
    client.force_login(coordinator)
    Checkpoint.objects.filter(pk=checkpoint.pk).update(state="reported")
    response = post(
        client, address(checkpoint, "return"), {"text": "Второй: нет печати", "version": 1}
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "Первый: нет даты" in page
    assert "Второй: нет печати" in page
    assert checkpoint.events.count() == 1


def test_double_click_reports_once(client, checkpoint, director):
    client.force_login(director)
    data = {"text": "Готово", "version": 1, "form_key": "k" * 24}
    first = client.post(address(checkpoint, "report"), data)
    second = client.post(address(checkpoint, "report"), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert checkpoint.events.count() == 1


def test_form_without_its_key_is_shown_again_with_what_was_typed(client, checkpoint, director):
    client.force_login(director)
    response = client.post(address(checkpoint, "report"), {"text": "Мой отчёт", "version": 1})
    assert response.status_code == 400
    assert "Мой отчёт" in response.content.decode()
    assert not checkpoint.events.exists()


def test_expired_session_keeps_what_was_typed(client, checkpoint):
    response = post(client, address(checkpoint, "report"), {"text": "Мой отчёт", "version": 1})
    assert response.status_code == 401
    assert "Мой отчёт" in response.content.decode()
    response = post(client, address(checkpoint, "report"), {"text": "x"}, htmx=True)
    assert response.status_code == 401
    assert response["HX-Retarget"] == "#notice"
    assert "Введённое осталось на странице" in response.content.decode()


def test_act_by_htmx_answers_with_the_card_and_its_line(client, checkpoint, director):
    client.force_login(director)
    slug, plan = checkpoint.municipality.slug, checkpoint.edition.roadmap_id
    beside = "http://testserver" + reverse("monitoring:roadmap", args=[slug, plan])
    start = address(checkpoint, "start")
    response = post(client, start, {"version": 1}, htmx=True, HTTP_HX_CURRENT_URL=beside)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert f'id="line-{checkpoint.pk}"' in page
    assert "в работе" in page


def test_right_taken_away_closes_the_next_request(client, checkpoint, director):
    client.force_login(director)
    assert client.get(address(checkpoint)).status_code == 200
    director.roles.update(until="2020-01-01")
    assert client.get(address(checkpoint)).status_code == 404


def test_tutor_sees_only_own_schools(client, checkpoint):
    tutor = make_user_as(RoleKind.TUTOR, school=checkpoint.school)
    other = make_checkpoint(school=make_school(checkpoint.municipality))
    client.force_login(tutor)
    assert client.get(address(checkpoint)).status_code == 200
    assert client.get(address(other)).status_code == 404
    make_role(RoleKind.TUTOR, school=other.school, user=tutor)
    assert client.get(address(other)).status_code == 200


def test_file_of_thirty_megabytes_is_refused_in_words_and_the_text_is_kept(
    client, checkpoint, director
):
    client.force_login(director)
    heavy = paper("Скан.pdf", PDF + b"\n" * 30 * 1024 * 1024)
    data = {"text": "Долгий отчёт", "version": 1, "files": [heavy]}
    response = post(client, address(checkpoint, "report"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "25\u00a0МБ" in page or "25 МБ" in page
    assert "Долгий отчёт" in page
    assert not StoredFile.objects.exists()


def test_report_with_files_is_never_sent_again_by_one_button(client, checkpoint):
    data = {"text": "Мой отчёт", "version": 1, "files": [paper()]}
    page = post(client, address(checkpoint, "report"), data).content.decode()
    assert "Мой отчёт" in page
    assert "Отправить ещё раз" not in page
    assert f'href="{address(checkpoint, "report")}"' in page


def test_late_report_is_shown_beside_the_one_that_was_first(client, checkpoint, director):
    client.force_login(director)
    post(client, address(checkpoint, "report"), {"text": "Первый отчёт", "version": 1})
    response = post(client, address(checkpoint, "report"), {"text": "Второй отчёт", "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Первый отчёт" in page
    assert "Второй отчёт" in page


def test_coordinator_who_is_a_director_too_does_not_accept_the_own_school(client, checkpoint):
    both = make_user_as(RoleKind.COORDINATOR, checkpoint.municipality)
    make_role(RoleKind.DIRECTOR, school=checkpoint.school, user=both)
    reported(checkpoint)
    client.force_login(both)
    assert post(client, address(checkpoint, "accept"), {"version": 1}).status_code == 403


def test_refusal_is_written_into_the_journal(client, checkpoint, coordinator):
    client.force_login(coordinator)
    post(client, address(checkpoint, "report"), {"text": "x", "version": 1})
    client.get(address(checkpoint).replace(f"/{checkpoint.pk}/", "/987654/"))
    refusals = AuditEntry.objects.filter(verb="refusal", by=coordinator)
    assert refusals.count() == 2
    assert set(refusals.values_list("municipality", flat=True)) == {checkpoint.municipality.slug}


@pytest.mark.parametrize("query", ["?x=%00", "?search=%00", "?state=%00"])
def test_odd_signs_in_an_address_are_no_fault_of_the_server(client, checkpoint, coordinator, query):
    client.force_login(coordinator)
    slug = checkpoint.municipality.slug
    for name in ("checkpoint-list", "checkpoint-export"):
        response = client.get(reverse(f"monitoring:{name}", args=[slug]) + query)
        assert response.status_code in (200, 403)
        if response.streaming:
            response.getvalue()  # closes the file


def test_files_chosen_beside_a_fault_are_asked_for_again(client, checkpoint, director):
    client.force_login(director)
    data = {"text": "", "version": 1, "files": [paper()]}
    response = post(client, address(checkpoint, "report"), data)
    assert response.status_code == 422
    assert "Файлы выберите ещё раз" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_lines_of_a_roadmap_are_drawn_and_not_told_as_text(client, checkpoint, director):
    client.force_login(director)
    plan = checkpoint.edition.roadmap_id
    page = client.get(reverse("monitoring:roadmap", args=[checkpoint.municipality.slug, plan]))
    assert '<details class="execution">' in page.content.decode()
    assert "&lt;" not in page.content.decode()


def act_beside(client, checkpoint, verb, query=""):
    """Page of an act done beside the roadmap, which is filtered by the query."""
    roadmap = reverse(
        "monitoring:roadmap", args=[checkpoint.municipality.slug, checkpoint.edition.roadmap_id]
    )
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{roadmap}{query}"}
    data = {"version": checkpoint.version, "form_key": new_key()}
    page = client.post(address(checkpoint, verb), data, headers=headers).content.decode()
    return page, client.get(f"{roadmap}{query}").content.decode()


def piece(page, tag, key):
    """Inside of the element with the id."""
    return re.search(rf'<{tag} id="{key}"[^>]*>(.*?)</{tag}>\s*(?=<|$)', page, re.DOTALL)[1]


@pytest.mark.parametrize("query", ["", "?state=reported", "?overdue=on", "?state=nonsense"])
def test_act_beside_the_roadmap_brings_what_a_reload_would_show(client, coordinator, query):
    place = coordinator.roles.get().municipality
    put_on_control(plan_of_size(place, measures=3, schools=4))
    rows = list(Checkpoint.objects.filter(municipality=place))
    Checkpoint.objects.filter(pk__in=[row.pk for row in rows[:6]]).update(
        state="reported", reported_by=make_user()
    )
    checkpoint = Checkpoint.objects.get(pk=rows[0].pk)
    client.force_login(coordinator)
    swapped, page = act_beside(client, checkpoint, "accept", query)
    assert piece(swapped, "span", "tally") == piece(page, "span", "tally")
    summary = f"done-{checkpoint.measure_id}"
    if summary in page:
        assert piece(swapped, "summary", summary) == piece(page, "summary", summary)
    assert "data-close-card" in swapped


def test_act_beside_the_roadmap_costs_the_same_whatever_its_size(client, coordinator):
    counts = []
    for measures, schools in ((1, 1), (30, 5)):
        place = make_school().municipality
        put_on_control(plan_of_size(place, measures=measures, schools=schools))
        rows = Checkpoint.objects.filter(municipality=place)
        rows.update(state="reported", reported_by=make_user())
        client.force_login(make_user_as(RoleKind.COORDINATOR, place))
        checkpoint = rows.first()
        with CaptureQueriesContext(connection) as captured:
            act_beside(client, checkpoint, "accept", "?state=accepted")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_act_on_the_cards_own_page_brings_the_card_alone(client, checkpoint, director):
    client.force_login(director)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address(checkpoint)}"}
    data = {"version": 1, "form_key": new_key()}
    page = client.post(address(checkpoint, "start"), data, headers=headers).content.decode()
    assert "hx-swap-oob" not in page
    assert "data-close-card" not in page
    assert "<h1" in page
