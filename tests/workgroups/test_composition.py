"""Compositions by date: who joins, changes the role, leaves; the composition of a signed order."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from documents.models import Annex, AnnexRow
from files.kinds import FileKind
from files.store import store_bytes
from lib.versions import Conflict
from tests.factories import make_order, make_person, make_post, make_user
from tests.files.samples import make_pdf
from tests.posting import post
from tests.workgroups.groups import (
    DAY,
    FOUNDED,
    add_member,
    make_group,
    make_meeting,
    make_regulation,
)
from tests.workgroups.signed import freeze
from workgroups import groups
from workgroups.from_order import taking_of
from workgroups.members import composition
from workgroups.models import MemberRole, Membership, WorkingGroup

pytestmark = pytest.mark.django_db

D = datetime.date
LATER = D(2026, 6, 1)


def url(name, municipality, *args):
    return reverse(f"workgroups:{name}", args=[municipality.slug, *args])


def member(group, person, **values):
    defaults = {"group": group, "person": person, "post": "методист", "since": LATER}
    return Membership(**defaults | values)


def surnames(group, day):
    return [one.person.surname[-1] for one in composition(group, day)]


def test_composition_of_a_day_begins_with_the_head(group):
    assert surnames(group, DAY) == list("HDSabcdefg")
    assert surnames(group, FOUNDED - datetime.timedelta(days=1)) == []


def test_person_is_a_member_once_on_any_day(group, people, by):
    with pytest.raises(groups.AlreadyMember):
        groups.add_member(member(group, people["a"]), by=by)
    a = group.memberships.get(person=people["a"])
    a.until = D(2026, 5, 31)
    groups.change_member(a, ["until"], seen_version=a.version, by=by)
    groups.add_member(member(group, people["a"]), by=by)
    assert surnames(group, D(2026, 5, 31)).count("a") == 1
    assert surnames(group, LATER).count("a") == 1


@pytest.mark.parametrize("role", [MemberRole.HEAD, MemberRole.SECRETARY])
def test_group_has_one_head_and_one_secretary(group, by, role):
    person = make_person(group.municipality)
    with pytest.raises(groups.RoleTaken):
        groups.add_member(member(group, person, role=role), by=by)
    # Days that are over count too: two heads on one day of the past are as wrong.
    with pytest.raises(groups.RoleTaken):
        groups.add_member(member(group, person, role=role, since=FOUNDED, until=DAY), by=by)
    groups.add_member(member(group, person, role=MemberRole.DEPUTY), by=by)


def test_role_changes_from_a_day_and_the_past_stays(group, people, by):
    h = group.memberships.get(person=people["H"])
    h.until = D(2026, 5, 31)
    groups.change_member(h, ["until"], seen_version=h.version, by=by)
    d = group.memberships.get(person=people["D"])
    values = {"post": "начальник", "basis": "Приказ № 5"}
    groups.change_role(
        d, role=MemberRole.HEAD, since=LATER, seen_version=d.version, by=by, **values
    )
    assert surnames(group, D(2026, 5, 31)) == list("HDSabcdefg")
    assert surnames(group, LATER) == list("DSabcdefg")
    roles = {one.person.surname[-1]: one.role for one in composition(group, LATER)}
    assert roles["D"] == MemberRole.HEAD
    assert AuditEntry.objects.count() == 3


def test_role_is_changed_once_by_two_who_saw_the_same(group, people, by):
    a = group.memberships.get(person=people["a"])
    twin = Membership.objects.get(pk=a.pk)
    values = {"post": "методист", "basis": "", "role": MemberRole.DEPUTY, "by": by}
    groups.change_role(a, since=LATER, seen_version=a.version, **values)
    with pytest.raises((Conflict, groups.NotMember)):
        groups.change_role(twin, since=D(2026, 7, 1), seen_version=twin.version, **values)
    assert surnames(group, D(2026, 7, 2)).count("a") == 1


def test_role_cannot_change_before_one_joined(group, people, by):
    a = group.memberships.get(person=people["a"])
    values = {"post": "методист", "basis": "", "role": MemberRole.DEPUTY, "by": by}
    with pytest.raises(groups.NotMember):
        groups.change_role(a, since=FOUNDED, seen_version=a.version, **values)


# --- pages


def test_member_is_added_with_the_post_of_the_card(client, secretary, group):
    person = make_person(group.municipality, surname="Новикова")
    make_post(person, title="методист отдела")
    address = url("member-create", group.municipality, group.pk)
    data = {"person": person.pk, "role": "member", "since": "2026-06-01", "basis": "Приказ № 7"}
    assert post(client, address, data).status_code == 302
    made = group.memberships.get(person=person)
    assert (made.post, made.since, made.basis) == ("методист отдела", LATER, "Приказ № 7")
    page = client.get(url("composition", group.municipality, group.pk), {"day": "01.06.2026"})
    assert "Новикова" in page.content.decode()
    page = client.get(url("composition", group.municipality, group.pk), {"day": "31.05.2026"})
    rows = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Новикова" not in rows
    assert "Приказ № 7" in page.content.decode()


def test_form_says_who_is_in_the_way(client, secretary, group, people):
    address = url("member-create", group.municipality, group.pk)
    data = {"person": people["a"].pk, "role": "head", "since": "2026-06-01", "post": "учитель"}
    response = post(client, address, data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "уже в составе: член группы, с 12.01.2026" in text
    assert "В эти дни руководитель —" in text


def test_wrong_day_of_the_address_is_told(client, secretary, group):
    page = client.get(url("composition", group.municipality, group.pk), {"day": "вчера"})
    assert "Укажите дату так" in page.content.decode()


def test_new_group_gets_the_genitive_of_its_name(client, secretary, municipality):
    data = {"kind": "council", "name": "Координационный совет по поддержке школ"}
    assert post(client, url("group-create", municipality), data).status_code == 302
    made = WorkingGroup.objects.get()
    assert made.name_genitive == "координационного совета по поддержке школ"
    assert post(client, url("group-create", municipality), data).status_code == 422


# --- from a signed order


@pytest.fixture
def signed(municipality):
    """A signed order of the first of June with an empty composition."""
    order = make_order(
        municipality,
        state="signed",
        number="7",
        year=2026,
        signed_on=LATER,
        signed_html="<p>",
        signed_at=municipality.now(),
        signed_by=make_user(),
        pdf=store_bytes(make_pdf(), "Приказ.pdf", kind=FileKind.PDF, by=make_user()),
    )
    return Annex.objects.create(order=order, kind="composition", heading="СОСТАВ")


def row(annex, person, role="", post_words="методист"):
    place = annex.rows.count() + 1
    cells = [str(person or "Незнакомова А. А."), post_words, role]
    return AnnexRow.objects.create(annex=annex, position=place, person=person, cells=cells)


def take(client, group, annex, **values):
    address = url("composition-fill", group.municipality, group.pk)
    seen = values.pop("seen", None) or taking_of(group, annex).digest
    return post(client, address, {"annex": annex.pk, "seen": seen, **values})


def test_order_founds_the_composition(client, secretary, municipality, signed):
    group = make_group(municipality, letters="")
    new = [make_person(municipality) for _ in range(4)]
    for person, role in zip(
        new, ("председатель", "заместитель председателя", "секретарь", ""), strict=True
    ):
        row(signed, person, role)
    row(signed, new[3])  # counted once
    row(signed, None)
    page = client.get(url("composition-fill", municipality, group.pk)).content.decode()
    assert "Незнакомова" in page
    assert take(client, group, signed, end_others="on").status_code == 302
    assert [(one.person, one.role) for one in composition(group, LATER)] == list(
        zip(new, MemberRole, strict=True)
    )
    assert group.memberships.first().basis == "Приказ от 01.06.2026 № 7"


def test_order_changes_roles_takes_in_and_lets_go(client, secretary, group, people, signed):
    row(signed, people["D"], "руководитель")
    row(signed, people["S"], "секретарь")
    joining = make_person(group.municipality, surname="Новикова")
    row(signed, joining)
    assert take(client, group, signed, end_others="on").status_code == 302
    assert surnames(group, D(2026, 5, 31)) == list("HDSabcdefg")
    found = {one.person: one.role for one in composition(group, LATER)}
    assert found == {people["D"]: "head", people["S"]: "secretary", joining: "member"}
    taking = taking_of(group, signed)
    assert taking.is_empty
    assert take(client, group, signed).status_code == 422


def test_those_whom_the_order_does_not_name_may_stay(client, secretary, group, people, signed):
    joining = make_person(group.municipality, surname="Новикова")
    row(signed, joining)
    assert take(client, group, signed).status_code == 302
    assert len(composition(group, LATER)) == 11


def test_what_has_changed_since_it_was_seen_is_looked_at_again(client, secretary, group, signed):
    row(signed, make_person(group.municipality))
    seen = taking_of(group, signed).digest
    row(signed, make_person(group.municipality))
    assert take(client, group, signed, seen=seen, end_others="on").status_code == 409
    assert len(composition(group, LATER)) == 10


def test_who_left_after_the_order_is_left_alone(client, secretary, group, people, signed):
    a = group.memberships.filter(person=people["a"])
    a.update(until=D(2026, 6, 30))
    row(signed, people["a"])
    taking = taking_of(group, signed)
    assert [one.person for one in taking.later] == [people["a"]]
    assert people["a"] not in [one.person for one in taking.joining]


def test_draft_orders_and_other_places_have_nothing_to_take(client, secretary, group):
    draft = make_order(group.municipality)
    Annex.objects.create(order=draft, kind="composition", heading="СОСТАВ")
    page = client.get(url("composition-fill", group.municipality, group.pk)).content.decode()
    assert "пока нет" in page
    add_member(make_group(), "z")


def test_order_gives_another_post(client, secretary, group, people, signed):
    """The post of the former days stays; the same one in other letters is no change."""
    row(signed, people["D"], "заместитель руководителя", "заведующий отделом")
    row(signed, people["a"], "", "Директор  школы")
    row(signed, people["b"], "", "")
    taking = taking_of(group, signed)
    assert [one.person for one in taking.changing] == [people["D"]]
    assert [one.person for one in taking.staying] == [people["a"], people["b"]]
    page = client.get(url("composition-fill", group.municipality, group.pk), {"annex": signed.pk})
    assert "директор школы → заведующий отделом" in page.content.decode()
    assert take(client, group, signed).status_code == 302
    [former, new] = group.memberships.filter(person=people["D"]).order_by("since")
    assert (former.post, former.until) == ("директор школы", D(2026, 5, 31))
    assert (new.post, new.since, new.role) == ("заведующий отделом", LATER, "deputy")
    assert group.memberships.filter(person=people["a"]).count() == 1


def test_signed_minutes_after_the_order_let_it_change_posts_alone(
    client, secretary, group, people, signed
):
    """What was counted on that day stays; a post is words."""
    make_regulation(group)
    freeze(make_meeting(group, held_on=LATER + datetime.timedelta(days=5)))
    row(signed, people["a"], "", "директор другой школы")
    assert take(client, group, signed).status_code == 302
    assert group.memberships.filter(person=people["a"]).count() == 2
    row(signed, make_person(group.municipality, surname="Новикова"))
    response = take(client, group, signed)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Протокол № 1 от 06.06.2026 подписан" in page
    assert "Включите людей по одному" in page
    assert group.memberships.count() == 11
