"""Approval, title sheet, publication; versions beside each other; what is missing by the date."""

import datetime
import io
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pypdf import PdfReader

from schools.models import (
    ApprovalBlock,
    Programme,
    ProgrammeMove,
    Publication,
    PublicationDate,
    RoleKind,
)
from schools.programmes import publishing
from schools.programmes.moves import WrongState
from schools.programmes.publishing import Lack, lines_of
from schools.programmes.versions import compare
from tests.factories import make_listing, make_school, make_user, make_user_as
from tests.posting import post
from tests.schools.appraisals import make_at, place_on_site
from tests.schools.pages import cost, signed_in_as, url

DUE = datetime.date(2026, 4, 15)


# --- pure


def version(day, size, sha256, hour=12):
    moment = datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC)
    return SimpleNamespace(uploaded_at=moment, file=SimpleNamespace(size=size, sha256=sha256))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (version(16, 1000 + 12 * 1024, "b"), "через 15 дней; больше на 12 КБ"),
        (version(2, 500, "b"), "через 1 день; меньше на 500 байт"),
        (version(1, 1000 + 1536 * 1024, "b"), "в тот же день; больше на 1,5 МБ"),
        (version(3, 1000, "b"), "через 2 дня; размер тот же, содержание другое"),
        (version(3, 1000, "a"), "через 2 дня; файл тот же"),
    ],
)
def test_versions_are_compared_by_dates_and_sizes(later, words):
    found = [one.words.replace("\u00a0", " ") for one in compare([later, version(1, 1000, "a")])]
    assert found == [words, ""]


def test_days_between_versions_are_those_of_the_municipality_s_clock():
    first, second = version(1, 1000, "a", hour=20), version(1, 1000, "a", hour=22)
    third = version(2, 1000, "a", hour=6)
    with timezone.override("Europe/Moscow"):  # 23:00, then 01:00 and 09:00 of the next day
        found = [one.words.replace("\u00a0", " ") for one in compare([third, second, first])]
    assert found == ["в тот же день; файл тот же", "через 1 день; файл тот же", ""]


def programme(school, **publication):
    found = SimpleNamespace(school_id=school, kind="concept")
    if publication:
        values = {"is_found": True, "published_on": DUE} | publication
        found.publication = SimpleNamespace(**values)
    return found


@pytest.mark.parametrize(
    ("programmes", "lack"),
    [
        ([], Lack.ABSENT),
        ([programme(1)], Lack.UNPUBLISHED),
        ([programme(1, is_found=None)], Lack.UNCHECKED),
        ([programme(1, is_found=False)], Lack.NOT_FOUND),
        ([programme(1, published_on=DUE + datetime.timedelta(days=1))], Lack.LATE),
        ([programme(1, published_on=DUE)], Lack.NONE),
        # Of two the one nearest to being done is told.
        ([programme(1), programme(1, published_on=DUE)], Lack.NONE),
        # Another school's does not count.
        ([programme(2, published_on=DUE)], Lack.ABSENT),
    ],
)
def test_what_is_missing(programmes, lack):
    school = SimpleNamespace(pk=1)
    (line,) = lines_of([school], ["concept"], programmes, DUE)
    assert (line.lack, line.is_done) == (lack, lack == Lack.NONE)


# --- pages

APPROVAL = {
    "adopted_by": "педагогический совет",
    "adopted_on": "2025-03-20",
    "adopted_number": "4",
    "agreed_by": "Отдел образования",
    "agreed_on": "2025-03-25",
    "agreed_number": "117",
    "approved_on": "2025-03-26",
    "approved_number": "31-у",
    "version": 1,
}


@pytest.mark.django_db
def test_approval_is_written_down_and_printed(client, school, director):
    programme = make_at("agreed", school)
    address = url("programme-approval", school.municipality, programme.pk)
    wrong = post(client, address, APPROVAL | {"approved_on": "2025-03-22"})
    assert wrong.status_code == 422
    assert "не может быть раньше" in wrong.content.decode()
    assert post(client, address, APPROVAL | {"adopted_on": "2098-01-01"}).status_code == 422
    assert post(client, address, APPROVAL).status_code == 302
    assert Programme.objects.get().state == "approved"
    assert ProgrammeMove.objects.get().by == director

    correction = APPROVAL | {"approved_number": "32-у"}
    assert post(client, address, correction).status_code == 302
    assert post(client, address, correction).status_code == 409  # seen before the correction
    assert ApprovalBlock.objects.get().approved_number == "32-у"

    paper = client.get(url("programme-title", school.municipality, programme.pk)).content
    text = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
    for words in ("ПРИНЯТА", "20.03.2025", "СОГЛАСОВАНА", "117", "УТВЕРЖДЕНА", "32-у"):
        assert words in text


@pytest.mark.django_db
def test_published_is_what_somebody_else_has_seen(client, school, director):
    place = school.municipality
    programme = make_at("approved", school)
    address = url("programme-publication", place, programme.pk)
    wrong = post(client, address, {"address": "javascript:alert(1)", "version": 1})
    assert wrong.status_code == 422
    data = {"address": "https://s.example.org/a", "published_on": "2025-04-01", "version": 1}
    assert post(client, address, data).status_code == 302
    assert Programme.objects.get().state == "approved"
    check_address = url("publication-check", place, programme.pk)
    assert client.get(check_address).status_code == 403

    user = make_user_as(RoleKind.METHODOLOGIST, place)
    client.force_login(user)
    assert post(client, check_address, {"version": 1, "result": "missing"}).status_code == 422
    assert post(client, check_address, {"version": 1, "result": "found"}).status_code == 302
    publication = Publication.objects.get()
    assert (publication.is_found, publication.checked_by) == (True, user)
    assert Programme.objects.get().state == "published"

    # Another address was not looked at by anybody yet.
    client.force_login(director)
    changed = data | {"address": "https://s.example.org/b", "version": 2}
    assert post(client, address, changed).status_code == 302
    publication.refresh_from_db()
    assert (publication.is_found, publication.checked_by) == (None, None)
    assert Programme.objects.get().state == "approved"
    card = client.get(url("programme", place, programme.pk)).content.decode()
    assert "Отметка о размещении снята" in card


@pytest.mark.django_db
def test_nothing_is_checked_in_an_archived_programme(school):
    programme = make_at("archived", school)
    place_on_site(programme)
    client = signed_in_as(RoleKind.METHODOLOGIST, school.municipality)
    address = url("publication-check", school.municipality, programme.pk)
    assert client.get(address).status_code == 403
    answer = post(client, address, {"version": 1, "result": "found"})
    assert answer.status_code == 409
    assert "программа в архиве" in answer.content.decode()
    assert Publication.objects.get().is_found is None


def approve_again(programme, by):
    block = programme.approval
    block.approved_number = "99-у"
    publishing.approve(block, ["approved_number"], seen_version=1, by=by)


def publish_again(programme, by):
    publication = programme.publication
    publication.address = "https://s.example.org/new"
    publishing.publish(publication, ["address"], seen_version=1, by=by)


def find_on_site(programme, by):
    publishing.check(programme.publication, is_found=True, note="", seen_version=1, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [approve_again, publish_again, find_on_site])
@pytest.mark.parametrize("state", ["approved", "published"])
def test_programme_archived_meanwhile_is_left_as_it_was(school, act, state):
    programme = make_at(state, school)
    place_on_site(programme)
    ApprovalBlock.objects.create(programme=programme, **APPROVAL)
    kept = [list(model.objects.values()) for model in (ApprovalBlock, Publication)]
    Programme.objects.update(state="archived", version=2)  # `programme` was read before
    with pytest.raises(WrongState, match="в архиве"):
        act(programme, make_user())
    assert [list(model.objects.values()) for model in (ApprovalBlock, Publication)] == kept
    assert not ProgrammeMove.objects.exists()


@pytest.mark.django_db
def test_director_of_another_school_finds_no_page_about_it(school):
    place = school.municipality
    programme = make_at("approved", school)
    place_on_site(programme, address="https://s.example.org/kanareika")
    make_listing(school, since="2020-01-01")
    PublicationDate.objects.create(municipality=place, due_on=DUE, kinds=["antirisk"])
    stranger = signed_in_as(RoleKind.DIRECTOR, place, school=make_school(place))
    for name in ("programme", "programme-approval", "programme-title", "programme-publication"):
        assert stranger.get(url(name, place, programme.pk)).status_code == 404
    for name in ("programme-send", "programme-take-back"):
        assert post(stranger, url(name, place, programme.pk), {"version": 1}).status_code == 404
    page = stranger.get(url("publication-list", place)).content.decode()
    assert "kanareika" not in page
    own = signed_in_as(RoleKind.DIRECTOR, place, school=school)
    assert "kanareika" in own.get(url("publication-list", place)).content.decode()


@pytest.mark.django_db
def test_list_costs_the_same_for_one_school_and_for_thirty(municipality):
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    PublicationDate.objects.create(municipality=municipality, due_on=DUE, kinds=["antirisk"])

    def add_school():
        school = make_school(municipality)
        make_listing(school, since="2020-01-01")
        place_on_site(make_at("approved", school))

    address = url("publication-list", municipality)
    add_school()
    one = cost(client, address)
    for _ in range(29):
        add_school()
    assert cost(client, address) == one
    assert len(client.get(address).context["missing"]) == 30
