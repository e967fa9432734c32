"""A meeting from its agenda to the draft of the minutes: who may do what, letters, figures."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from files.kinds import FileKind
from files.store import store_bytes
from letters.models import Letter
from monitoring.models import Checkpoint
from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import make_person, make_post, make_role, make_school, make_user
from tests.files.samples import make_pdf
from tests.posting import fetch, post
from tests.workgroups.groups import (
    DAY,
    make_item,
    make_meeting,
    vote,
)
from tests.workgroups.signed import freeze
from workgroups.models import (
    Guest,
    Material,
    Meeting,
    MeetingState,
    MinutesRemark,
    Resolution,
)

pytestmark = pytest.mark.django_db
R = RoleKind


# --- who sees it


@pytest.mark.parametrize("state", MeetingState.values)
def test_members_see_every_state_strangers_none_and_readers_the_signed(client, place, state):
    if state == "signed":
        Meeting.objects.update(
            number="1",
            year=2026,
            signed_html="<p>",
            signed_at="2026-05-21T10:00Z",
            signed_by=make_user(),
        )
    place.state(state)
    other = make_role(R.DIRECTOR, place.municipality, school=make_school(place.municipality)).user
    observer = make_role(R.OBSERVER, place.municipality).user
    seen = {}
    for name, user in (("member", place.sign_in("a")), ("other", other), ("observer", observer)):
        client.force_login(user)
        seen[name] = client.get(place.url("meeting")).status_code
    assert seen == {"member": 200, "other": 404, "observer": 200 if state == "signed" else 404}


def test_former_member_sees_the_meetings_of_those_days_and_no_later_draft(client, place):
    membership = place.group.memberships.get(person=place.people["a"])
    membership.until = DAY
    membership.save()
    later = make_meeting(place.group, held_on=DAY + datetime.timedelta(days=1))
    client.force_login(place.sign_in("a"))
    assert client.get(place.url("meeting")).status_code == 200
    assert client.get(place.url("meeting", later)).status_code == 404


def test_list_and_page_cost_the_same_for_many_rows(clerk, place):
    place.held()
    listing = reverse("workgroups:meeting-list", args=[place.municipality.slug])

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address).status_code == 200
        return len(queries)

    add_rows(place, 1)
    cost(listing)
    before = [cost(listing), cost(place.url("meeting"))]
    add_rows(place, 30)
    assert [cost(listing), cost(place.url("meeting"))] == before


def add_rows(place, number):
    """So many more meetings, and so many more of everything on the page of the first one."""
    for _ in range(number):
        make_meeting(place.group)
        item = make_item(place.meeting)
        vote(item, [place.people["H"], place.people["a"]], "for")
        resolution = item.resolutions.create(position=1, text="Подготовить отчёт")
        resolution.people.add(place.people["a"])
        item.speeches.create(name="Гость")
        item.dissents.create(person=place.people["b"], text="Против", written_on=DAY)
        Guest.objects.create(meeting=place.meeting, person=place.people["a"])
        place.meeting.remarks.create(author=place.people["b"], text="Исправить")


# --- letters


def test_notice_is_one_letter_to_each_who_has_an_address(clerk, place):
    place.sign_in("H")
    place.sign_in("a")
    Guest.objects.create(meeting=place.meeting, name="Гостев Г. Г.", email="gost@example.org")
    Guest.objects.create(meeting=place.meeting, name="Без адреса")
    # A member who is also invited gets one letter.
    Guest.objects.create(meeting=place.meeting, person=place.people["a"])
    type(place.items[0]).objects.update(draft_decision="Продлить срок плана.")
    response = post(clerk, place.url("meeting-call"), {"version": place.meeting.version})
    assert response.status_code == 302
    told = clerk.get(response.url).content.decode().replace("\xa0", " ")
    assert "отправлено 3 письма. Письмо не ушло" in told
    assert "Без адреса" in told.split("Письмо не ушло", 1)[1].split("</", 1)[0]
    letters = list(Letter.objects.all())
    to = sorted(letter.to for letter in letters)
    members = [place.people[letter].user.email for letter in "Ha"]
    assert to == sorted([*members, "gost@example.org"])
    assert all("О деле 1" in one.body and "О деле 3" in one.body for one in letters)
    assert all("Проект решения: Продлить срок плана." in one.body for one in letters)
    [guest] = [one for one in letters if one.to == "gost@example.org"]
    assert f"попросите их у секретаря группы: {place.people['S']}" in guest.body
    assert "http" not in guest.body  # a guest has no page to open
    assert Meeting.objects.get().state == "called"


def test_changes_are_one_more_letter_to_each(clerk, place):
    place.sign_in("H")
    post(clerk, place.url("meeting-call"), {"version": place.meeting.version})
    for title in ("О новом", "Ещё о новом"):
        post(clerk, place.url("item-create"), {"title": title, "version": 1})
    assert Letter.objects.count() == 1
    version = Meeting.objects.get().version
    post(clerk, place.url("meeting-tell"), {"version": version})
    post(clerk, place.url("meeting-tell"), {"version": version})  # an old page changes nothing
    second = Letter.objects.order_by("pk").last()
    assert Letter.objects.count() == 2
    assert "О новом" in second.body
    assert "Изменилось" in second.subject


def test_meeting_without_an_agenda_is_not_called(clerk, place):
    place.meeting.items.all().delete()
    page = post(clerk, place.url("meeting-call"), {"version": 1}, follow=True)
    assert "В повестке нет ни одного вопроса" in page.content.decode()
    assert Letter.objects.count() == 0
    assert Meeting.objects.get().state == "planned"


# --- order of the agenda


def test_order_changes_before_the_meeting_and_not_after_it_began(clerk, place):
    post(clerk, place.url("item-move", place.items[2]), {"direction": "up"})
    titles = list(place.meeting.items.values_list("title", flat=True))
    assert titles == ["О деле 1", "О деле 3", "О деле 2"]
    place.held()
    url = place.url("item-move", place.items[2])
    page = post(clerk, url, {"direction": "up"}, follow=True).content.decode()
    assert "Заседание уже началось" in page
    assert list(place.meeting.items.values_list("title", flat=True)) == titles
    url = place.url("item-delete", place.items[0])
    assert (
        "Заседание уже началось" in post(clerk, url, {"version": 1}, follow=True).content.decode()
    )
    assert place.meeting.items.count() == 3


# --- the draft with the members


def test_draft_goes_to_members_and_is_not_written_meanwhile(clerk, place):
    place.held()
    place.sign_in("a")
    post(clerk, place.url("meeting-review"), {"version": place.meeting.version})
    [letter] = Letter.objects.all()
    assert letter.to == place.people["a"].user.email
    assert "Проект протокола" in letter.subject
    response = post(clerk, place.url("item-record", place.items[0]), place.record(heard="Поздно"))
    assert response.status_code == 409
    assert "Поздно" in response.content.decode()
    post(clerk, place.url("meeting-reopen"), {"version": Meeting.objects.get().version})
    post(clerk, place.url("item-record", place.items[0]), place.record(heard="Вовремя"))
    place.items[0].refresh_from_db()
    assert place.items[0].heard == "Вовремя"


def test_member_remarks_and_the_secretary_answers(client, place):
    place.held()
    place.state("review")
    client.force_login(place.sign_in("a"))
    post(client, place.url("remark-create"), {"text": "В пункте 1.1 срок другой.", "version": 1})
    remark = place.meeting.remarks.get()
    assert remark.author == place.people["a"]
    assert post(client, place.url("remark-answer", remark), {"answer": "Да"}).status_code == 403
    client.force_login(place.secretary)
    post(client, place.url("remark-answer", remark), {"answer": "Учтено.", "version": 1})
    remark.refresh_from_db()
    assert remark.answer == "Учтено."


def test_dissent_is_ones_own_and_the_secretary_enters_paper(client, place):
    place.held()
    mine = {"text": "Не согласен со сроком.", "written_on": "2026-05-21", "version": 1}
    client.force_login(place.sign_in("a"))
    url = place.url("dissent-create", place.items[0])
    # Whose it is cannot be chosen.
    post(client, url, mine | {"person": place.people["b"].pk})
    dissent = place.items[0].dissents.get()
    assert dissent.person == place.people["a"]
    assert post(client, url, mine).status_code == 422
    client.force_login(place.sign_in("c"))
    assert client.get(place.url("dissent-update", dissent)).status_code == 403
    client.force_login(place.secretary)
    post(client, url, mine | {"person": place.people["b"].pk})
    assert place.items[0].dissents.count() == 2
    empty = {"text": "", "written_on": "2026-05-21", "version": 1, "person": place.people["d"].pk}
    assert post(client, url, empty).status_code == 422


def test_signed_minutes_take_nothing(client, place):
    place.held()
    post_ = {"text": "Поздно", "written_on": "2026-05-21", "version": 1, "heard": "Поздно"}
    names = {
        "meeting-update": None,
        "meeting-attendance": None,
        "meeting-call-off": None,
        "item-create": None,
        "guest-create": None,
        "remark-create": None,
        "item-record": place.items[0],
        "item-update": place.items[0],
        "material-create": place.items[0],
        "dissent-create": place.items[0],
    }
    Meeting.objects.update(
        state="signed",
        number="1",
        year=2026,
        signed_html="<p>",
        signed_by=make_user(),
        signed_at="2026-05-21T10:00Z",
    )
    place.sign_in("S", kind=R.SECRETARY)
    client.force_login(place.people["S"].user)
    answers = {
        name: post(client, place.url(name, row), post_).status_code for name, row in names.items()
    }
    assert set(answers.values()) == {409}, answers
    for name in ("meeting-call", "meeting-review", "meeting-reopen", "meeting-restore"):
        page = post(client, place.url(name), {"version": 1}, follow=True).content.decode()
        assert "Сейчас это сделать нельзя" in page
    assert Meeting.objects.get().state == "signed"


def test_material_is_read_by_whoever_sees_the_meeting(client, place):
    stored = store_bytes(make_pdf(), "План.pdf", kind=FileKind.PDF, by=place.secretary)
    Material.objects.create(item=place.items[0], file=stored)
    url = reverse("files:download", args=[stored.pk])
    other = make_role(R.DIRECTOR, place.municipality, school=make_school(place.municipality)).user
    codes = []
    for user in (place.sign_in("a"), other):
        client.force_login(user)
        codes.append(fetch(client, url)[0])
    assert codes == [200, 404]


def test_remarks_are_read_by_whoever_works_on_the_minutes(client, place):
    place.held()
    place.state("review")
    author = place.people["a"]
    MinutesRemark.objects.create(meeting=place.meeting, author=author, text="Срок другой.")
    freeze(place.meeting)
    seen = {}
    for name, user in (
        ("member", place.sign_in("b")),
        ("secretary", place.secretary),
        ("head", make_role(R.HEAD, place.municipality).user),
        ("observer", make_role(R.OBSERVER, place.municipality).user),
        ("region", make_role(R.REGIONAL, region=place.municipality.region).user),
    ):
        client.force_login(user)
        page = client.get(place.url("meeting"))
        assert page.status_code == 200
        seen[name] = "Срок другой." in page.content.decode()
    assert seen == {
        "member": True,
        "secretary": True,
        "head": True,
        "observer": False,
        "region": False,
    }


def test_who_is_late_with_a_dissent_hears_why(client, place):
    place.held()
    client.force_login(place.sign_in("a"))
    mine = {"text": "Не согласен.", "written_on": "2026-05-21", "version": 1}
    post(client, place.url("dissent-create", place.items[0]), mine)
    dissent = place.items[0].dissents.get()
    freeze(place.meeting)
    response = post(client, place.url("dissent-update", dissent), mine)
    assert response.status_code == 409
    assert "протокол подписан" in response.content.decode()
    client.force_login(place.sign_in("b"))
    assert client.get(place.url("dissent-update", dissent)).status_code == 403


def test_a_dissolved_group_comes_together_no_more(clerk, place):
    address = place.url("meeting-create", place.group)
    assert address in clerk.get(place.url("group", place.group)).content.decode()
    place.group.ended_on = DAY
    place.group.save()
    assert address not in clerk.get(place.url("group", place.group)).content.decode()
    assert clerk.get(address).status_code == 403
    assert "Группа распущена" in post(clerk, address, {"held_on": "2090-01-01"}).content.decode()


def test_page_of_a_group_has_what_is_not_finished(client, place):
    place.held()
    place.state("review")
    first, second = place.items[:2]
    for item in place.items:
        vote(item, [place.people[letter] for letter in "HDSabcd"], "for")
    row = Resolution.objects.create(item=first, position=1, text="Провести сбор", due_on=DAY)
    row.schools.set([make_school(place.municipality) for _ in range(2)])
    Resolution.objects.create(
        item=second, position=1, text="Найти средства", is_recommendation=True
    )
    Resolution.objects.create(item=second, position=2, text="Принять к сведению")
    sign_meeting(place.meeting, number="1", by=place.secretary)
    texts = ("Провести сбор", "Найти средства", "Принять к сведению")

    def shown(letter):
        client.force_login(place.sign_in(letter))
        page = client.get(place.url("group", place.group)).content.decode()
        return [text in page for text in texts]

    assert shown("a") == [True, True, False]
    done, other = Checkpoint.objects.all()
    for point, still in ((done, True), (other, False)):
        point.state, point.accepted_on, point.reported_on = "accepted", DAY, DAY
        point.save()
        assert shown("a") == [still, True, False]
    Resolution.objects.filter(is_recommendation=True).update(answered_on=DAY, answer="Да")
    assert shown("a") == [False, False, False]


@pytest.mark.parametrize("day", ["2026-05-19", "2030-01-01"])
def test_dissent_of_a_wrong_day_or_of_nobody_is_told(client, place, day):
    place.held()
    client.force_login(place.secretary)
    typed = {"text": "Не согласен.", "written_on": day, "version": 1}
    response = post(client, place.url("dissent-create", place.items[0]), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Дата — со дня заседания по сегодня: 20.05.2026" in page
    assert "NULL" not in page
    assert not place.items[0].dissents.exists()


def test_guests_are_no_members_come_once_and_with_their_posts(clerk, place):
    guest = make_person(place.municipality)
    school = make_school(place.municipality)
    make_post(guest, title="директор", school=school)
    url = place.url("guest-create")
    page = post(clerk, url, {"version": 1, "person": place.people["a"].pk}).content.decode()
    assert "Это член группы: его отмечают в присутствии." in page
    post(clerk, url, {"version": 1, "person": guest.pk})
    page = post(clerk, url, {"version": 1, "person": guest.pk}).content.decode()
    assert "Этот человек уже приглашён." in page
    [one] = place.meeting.guests.all()
    assert one.post == f"директор {school.name}"
