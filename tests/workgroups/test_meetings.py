"""A meeting from its agenda to the draft of the minutes: who may do what, letters, figures."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from files.kinds import FileKind
from files.store import store_bytes
from letters.models import Letter
from schools.models import RoleKind
from tests.factories import make_role, make_school, make_user
from tests.files.samples import make_pdf
from tests.posting import fetch, post
from tests.workgroups.groups import (
    DAY,
    attend,
    make_group,
    make_item,
    make_meeting,
    make_regulation,
    vote,
)
from workgroups.models import Guest, Material, Meeting, MeetingState

pytestmark = pytest.mark.django_db
R = RoleKind


class Place:
    """A group of ten, its secretary of the municipality, a planned meeting of three items."""

    def __init__(self):
        self.people = {}
        self.group = make_group(people=self.people)
        make_regulation(self.group)
        self.municipality = self.group.municipality
        self.meeting = make_meeting(self.group)
        self.items = [make_item(self.meeting, title=f"О деле {n}") for n in (1, 2, 3)]
        self.secretary = make_role(R.SECRETARY, self.municipality).user

    def url(self, name, row=None):
        slug = self.municipality.slug
        return reverse(f"workgroups:{name}", args=[slug, (row or self.meeting).pk])

    def state(self, state):
        Meeting.objects.filter(pk=self.meeting.pk).update(state=state)
        self.meeting.refresh_from_db()

    def sign_in(self, letter, kind=R.DIRECTOR):
        """The member gets a sign-in."""
        school = make_school(self.municipality) if kind == R.DIRECTOR else None
        user = make_role(kind, self.municipality, school=school).user
        person = self.people[letter]
        person.user = user
        person.save()
        return user

    def held(self, letters="HDSabcd"):
        attend(self.meeting, [self.people[letter] for letter in letters])
        self.state("held")


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def secretary(client, place):
    client.force_login(place.secretary)
    return client


def record(place, **values):
    """What the page of the first item sends."""
    return {"version": place.items[0].version, "manner": "none", "heard": ""} | values


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


def test_list_and_page_cost_the_same_for_many_rows(secretary, place):
    place.held()
    listing = reverse("workgroups:meeting-list", args=[place.municipality.slug])

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(address).status_code == 200
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


def test_notice_is_one_letter_to_each_who_has_an_address(secretary, place):
    place.sign_in("H")
    place.sign_in("a")
    Guest.objects.create(meeting=place.meeting, name="Гостев Г. Г.", email="gost@example.org")
    Guest.objects.create(meeting=place.meeting, name="Без адреса")
    # A member who is also invited gets one letter.
    Guest.objects.create(meeting=place.meeting, person=place.people["a"])
    response = post(secretary, place.url("meeting-call"), {"version": place.meeting.version})
    assert response.status_code == 302
    letters = list(Letter.objects.all())
    to = sorted(letter.to for letter in letters)
    members = [place.people[letter].user.email for letter in "Ha"]
    assert to == sorted([*members, "gost@example.org"])
    assert all("О деле 1" in one.body and "О деле 3" in one.body for one in letters)
    [guest] = [one for one in letters if one.to == "gost@example.org"]
    assert "http" not in guest.body  # a guest has no page to open
    assert Meeting.objects.get().state == "called"


def test_changes_are_one_more_letter_to_each(secretary, place):
    place.sign_in("H")
    post(secretary, place.url("meeting-call"), {"version": place.meeting.version})
    for title in ("О новом", "Ещё о новом"):
        post(secretary, place.url("item-create"), {"title": title, "version": 1})
    assert Letter.objects.count() == 1
    version = Meeting.objects.get().version
    post(secretary, place.url("meeting-tell"), {"version": version})
    post(secretary, place.url("meeting-tell"), {"version": version})  # an old page changes nothing
    second = Letter.objects.order_by("pk").last()
    assert Letter.objects.count() == 2
    assert "О новом" in second.body
    assert "Изменилось" in second.subject


def test_meeting_without_an_agenda_is_not_called(secretary, place):
    place.meeting.items.all().delete()
    page = post(secretary, place.url("meeting-call"), {"version": 1}, follow=True)
    assert "В повестке нет ни одного вопроса" in page.content.decode()
    assert Letter.objects.count() == 0
    assert Meeting.objects.get().state == "planned"


# --- attendance


def present(place, letters, **values):
    keys = {f"here_{place.people[letter].pk}": "on" for letter in letters}
    return {"version": place.meeting.version, **keys, **values}


def test_attendance_of_one_form_tells_the_quorum_and_begins_the_meeting(secretary, place):
    data = present(place, "HDSabc")
    page = post(secretary, place.url("meeting-attendance"), data, follow=True).content.decode()
    assert "Присутствуют 6 из 10, кворум есть" in page
    assert Meeting.objects.get().state == "held"
    assert place.meeting.attendances.count() == 6


def test_leaving_and_coming_back_loses_the_quorum_of_one_item(secretary, place):
    a = place.people["a"].pk
    data = present(place, "HDSabc", **{f"to_{a}": "1", f"again_{a}": "3"})
    post(secretary, place.url("meeting-attendance"), data)
    here = [place.people[letter] for letter in "HDSbc"]
    vote(place.items[1], here, "for")
    vote(place.items[2], [*here, place.people["a"]], "for")
    page = secretary.get(place.url("meeting")).content.decode()
    assert "присутствуют 5 из 10, кворума нет: нужно не меньше 6; решение принять нельзя" in page
    assert "присутствуют 6 из 10, кворум есть; за 6, против 0, воздержались 0 — принято" in page
    form = secretary.get(place.url("meeting-attendance")).content.decode()
    assert f'name="again_{a}" value="3"' in form


def test_deputy_presides_when_the_head_is_absent(secretary, place):
    post(secretary, place.url("meeting-attendance"), present(place, "DSabcd"))
    page = secretary.get(place.url("meeting")).content.decode()
    assert f"{place.people['D']}, заместитель руководителя" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to_H": "1", "from_H": "2"}, "Ушёл раньше, чем пришёл."),
        ({"again_H": "2"}, "Вернуться можно после того, как ушёл."),
        ({"to_H": "1", "again_H": "3", "until_H": "2"}, "Ушёл раньше, чем вернулся."),
        ({"from_d": "2"}, "нет отметки, что человек был"),
        ({"to_H": "9"}, "меньше либо равно 3"),
    ],
)
def test_contradictory_attendance_is_told_and_kept(secretary, place, fields, words):
    keys = {}
    for name, value in fields.items():
        part, letter = name.split("_")
        keys[f"{part}_{place.people[letter].pk}"] = value
    response = post(secretary, place.url("meeting-attendance"), present(place, "HDSabc", **keys))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in keys.items())
    assert place.meeting.attendances.count() == 0


def test_presiding_person_must_be_there(secretary, place):
    data = present(place, "HDSabc", presiding=place.people["d"].pk)
    response = post(secretary, place.url("meeting-attendance"), data)
    assert response.status_code == 422
    assert "не отмечен присутствовавшим" in response.content.decode()


# --- an item


def test_named_votes_are_judged_at_once(secretary, place):
    place.held()
    choices = dict(zip("HDSabcd", ["for"] * 3 + ["against"] * 2 + ["abstained"] * 2, strict=True))
    named = {f"vote_{place.people[letter].pk}": choice for letter, choice in choices.items()}
    url = place.url("item-record", place.items[0])
    page = post(secretary, url, record(place, manner="named", **named), follow=True)
    told = (
        "присутствуют 7 из 10, кворум есть; за 3, против 2, воздержались 2 — не принято: "
        "нужно больше 3,5"
    )
    assert told in page.content.decode()


def test_one_choice_for_all_present_and_the_next_item(secretary, place):
    place.held("HDSabc")
    url = place.url("item-record", place.items[0])
    response = post(secretary, url, record(place, manner="all", next="1"))
    assert response["Location"] == place.url("item-record", place.items[1])
    assert place.items[0].votes.count() == 6


def test_tie_by_figures_asks_how_the_presiding_person_voted(secretary, place):
    place.held("HDSabc")
    url = place.url("item-record", place.items[0])
    figures = {"votes_for": "3", "votes_against": "3", "votes_abstained": "0"}
    data = record(place, manner="counted", **figures)
    page = post(secretary, url, data, follow=True).content.decode()
    assert "укажите, как голосовал председательствующий" in page
    data |= {"version": 2, "presiding_choice": "for"}
    page = post(secretary, url, data, follow=True).content.decode()
    assert "принято голосом председательствующего" in page


def test_conflict_of_interest_stands_beside_figures(secretary, place):
    place.held("HDSabcd")
    url = place.url("item-record", place.items[0])
    figures = {"votes_for": "4", "votes_against": "2", "votes_abstained": "0"}
    recused = {f"vote_{place.people['d'].pk}": "recused"}
    page = post(secretary, url, record(place, manner="counted", **figures, **recused), follow=True)
    assert "не голосовали из-за конфликта интересов 1" in page.content.decode()


def test_figures_without_for_are_not_taken(secretary, place):
    place.held()
    url = place.url("item-record", place.items[0])
    response = post(secretary, url, record(place, manner="counted", heard="О плане"))
    assert response.status_code == 422
    assert "О плане" in response.content.decode()


def test_several_resolutions_and_speeches_in_one_go(secretary, place):
    place.held()
    school = make_school(place.municipality, short_name="Школа 5")
    data = record(
        place,
        heard="План выполняется.",
        speech0_person=place.people["b"].pk,
        speech0_text="Поддержал",
        speech1_name="Гостев Г. Г.",
        resolution0_text="Подготовить отчёт",
        resolution0_whom=f"p{place.people['a'].pk}",
        resolution0_due_on="01.06.2026",
        resolution2_text="Провести семинар",
        resolution2_whom=f"s{school.pk}",
        resolution2_due_words="до конца полугодия",
        resolution2_is_recommendation="on",
    )
    post(secretary, place.url("item-record", place.items[0]), data)
    first, second = place.items[0].resolutions.all()
    assert (first.number, second.number) == ("1.1.", "1.2.")
    assert list(first.people.all()) == [place.people["a"]]
    assert first.due_on == datetime.date(2026, 6, 1)
    assert list(second.schools.all()) == [school]
    assert second.is_recommendation
    assert [str(one) for one in place.items[0].speeches.all()] == [
        str(place.people["b"]),
        "Гостев Г. Г.",
    ]


def test_resolution_without_words_is_told(secretary, place):
    place.held()
    data = record(place, resolution1_addressee="Директорам школ")
    response = post(secretary, place.url("item-record", place.items[0]), data)
    assert response.status_code == 422
    assert "Напишите, что решили." in response.content.decode()
    assert "Директорам школ" in response.content.decode()


def test_two_who_record_one_item_lose_nothing(secretary, place):
    place.held()
    url = place.url("item-record", place.items[0])
    post(secretary, url, record(place, heard="Первый вариант"))
    data = record(place, heard="Второй вариант", resolution0_text="Новое решение")
    response = post(secretary, url, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert all(words in page for words in ("Первый вариант", "Второй вариант", "Новое решение"))
    assert place.items[0].resolutions.count() == 0


def test_dropped_resolution_numbers_those_after_it_anew(secretary, place):
    place.held()
    rows = [place.items[0].resolutions.create(position=n, text=f"Дело {n}") for n in (1, 2, 3)]
    post(secretary, place.url("resolution-delete", rows[0]), {"version": 1})
    assert [one.number for one in place.items[0].resolutions.all()] == ["1.1.", "1.2."]


# --- order of the agenda


def test_order_changes_before_the_meeting_and_not_after_it_began(secretary, place):
    post(secretary, place.url("item-move", place.items[2]), {"direction": "up"})
    titles = list(place.meeting.items.values_list("title", flat=True))
    assert titles == ["О деле 1", "О деле 3", "О деле 2"]
    place.held()
    url = place.url("item-move", place.items[2])
    page = post(secretary, url, {"direction": "up"}, follow=True).content.decode()
    assert "Заседание уже началось" in page
    assert list(place.meeting.items.values_list("title", flat=True)) == titles
    url = place.url("item-delete", place.items[0])
    assert (
        "Заседание уже началось"
        in post(secretary, url, {"version": 1}, follow=True).content.decode()
    )
    assert place.meeting.items.count() == 3


# --- the draft with the members


def test_draft_goes_to_members_and_is_not_written_meanwhile(secretary, place):
    place.held()
    place.sign_in("a")
    post(secretary, place.url("meeting-review"), {"version": place.meeting.version})
    [letter] = Letter.objects.all()
    assert letter.to == place.people["a"].user.email
    assert "Проект протокола" in letter.subject
    response = post(
        secretary, place.url("item-record", place.items[0]), record(place, heard="Поздно")
    )
    assert response.status_code == 409
    assert "Поздно" in response.content.decode()
    post(secretary, place.url("meeting-reopen"), {"version": Meeting.objects.get().version})
    post(secretary, place.url("item-record", place.items[0]), record(place, heard="Вовремя"))
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
