"""One meeting in one pass: 8 items, 10 members, 12 resolutions; draft, signature, papers."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from letters.models import Letter
from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.browser.visitors import DESK, PHONE, shoot
from tests.factories import make_role, make_school
from tests.workgroups.groups import make_group, make_regulation
from workgroups.models import Meeting, MeetingState, Resolution

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GUEST = "gost@example.org"
TITLES = [f"О деле {number}" for number in range(1, 9)]
# Of the items: how many resolutions.
RESOLUTIONS = [2, 1, 2, 1, 2, 1, 2, 1]


@pytest.fixture
def group():
    """Ten members who sign in; a secretary and a director of a school who are none of them."""
    people = {}
    group = make_group(people=people)
    make_regulation(group)
    for person in people.values():
        school = make_school(group.municipality)
        person.user = make_role(RoleKind.DIRECTOR, group.municipality, school=school).user
        person.save()
    group.people = people
    group.keeper = make_role(RoleKind.SECRETARY, group.municipality).user
    group.school = make_school(group.municipality, short_name="Лесная СОШ")
    group.director = make_role(RoleKind.DIRECTOR, group.municipality, school=group.school).user
    return group


@pytest.mark.parametrize("javascript", [False], ids=["plain"])
def test_secretary_enters_a_meeting_in_one_pass(visitors, group):
    slug = group.municipality.slug
    page = visitors.sign_in(group.keeper)
    page.goto(reverse("workgroups:meeting-list", args=[slug]))
    page.get_by_role("link", name="Новое заседание").click()
    page.get_by_label("Дата").fill("2026-05-20")
    page.get_by_label("Место").fill("Зал отдела образования")
    page.get_by_role("button", name="Добавить заседание").click()
    for title in TITLES:
        page.get_by_role("link", name="Добавить вопрос").click()
        page.get_by_label("вопрос («О …»").fill(title)
        page.get_by_role("button", name="Добавить вопрос").click()
    page.get_by_role("link", name="Пригласить").click()
    page.get_by_label("имя").fill("Гостев Г. Г.")
    page.get_by_label("Адрес для уведомления").fill(GUEST)
    page.get_by_role("button", name="Пригласить").click()
    page.get_by_role("button", name="Разослать уведомления").click()
    expect(page.get_by_text("Члены группы извещены: отправлено 11")).to_be_visible()
    mark_present(page, group)
    record_items(page, group)
    page.get_by_role("link", name="К заседанию").click()
    shoot(page, "meeting")
    page.get_by_role("button", name="Отправить проект протокола").click()
    expect(page.get_by_text("протокол у членов группы").first).to_be_visible()
    assert Meeting.objects.get().state == MeetingState.REVIEW
    assert Resolution.objects.count() == sum(RESOLUTIONS) == 12
    subjects = [letter.subject.split()[0] for letter in Letter.objects.all()]
    assert sorted(subjects) == ["Заседание"] * 11 + ["Проект"] * 10
    assert Letter.objects.get(to=GUEST).subject.startswith("Заседание")
    assert Letter.objects.values("to").distinct().count() == 11
    look_as_member(visitors, group)
    answer_the_remark(page)
    sign(visitors, group)
    take_the_papers(visitors, group)


def mark_present(page, group):
    """Nine came; one of them left after the fourth item."""
    page.get_by_role("link", name="Кто присутствует").click()
    for letter, person in group.people.items():
        if letter != "H":
            page.get_by_label(f"{person}: был", exact=True).check()
    page.get_by_label(f"{group.people['g']}: по вопрос").fill("4")
    shoot(page, "meeting-attendance")
    look_on_phone(page, "meeting-attendance-phone")
    page.get_by_role("button", name="Сохранить присутствие").click()
    expect(page.get_by_text("Присутствуют 9 из 10, кворум есть").first).to_be_visible()


def record_items(page, group):
    """Each item on one page; the next one opens by the same button."""
    page.get_by_role("link", name="Записать ход заседания").click()
    for number, resolutions in enumerate(RESOLUTIONS, start=1):
        page.get_by_label("О чём доклад").fill(f"О деле {number} доложено.")
        if number == 1:
            vote_by_name(page, group)
        else:
            page.get_by_role("radio", name="все присутствующие — за").check()
        for place in range(resolutions):
            page.get_by_label("Что решили").nth(place).fill(f"Сделать дело {number}")
            person = group.people["abc"[(number + place) % 3]]
            whom = group.school if number == len(RESOLUTIONS) else person
            page.get_by_label("Кому").nth(place).select_option(label=str(whom))
            page.get_by_label("Срок", exact=True).nth(place).fill("2026-06-15")
        if number == 1:
            shoot(page, "meeting-item")
            look_on_phone(page, "meeting-item-phone")
        page.locator("main button.btn-primary").click()
        present = 9 if number <= 4 else 8
        told = page.get_by_text(f"Вопрос {number}: присутствуют {present} из 10")
        expect(told.first).to_be_visible()


def vote_by_name(page, group):
    page.get_by_role("radio", name="поимённо").check()
    for letter in "DSabcdefg":
        choice = "против" if letter in "fg" else "за"
        page.get_by_label(f"{group.people[letter]}: {choice}", exact=True).check()


def look_on_phone(page, name):
    """The page itself does not scroll sideways; what was typed stays."""
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(page, name)
    page.set_viewport_size(DESK)


def look_as_member(visitors, group):
    """A member reads the draft on a phone and writes a remark."""
    member = visitors.sign_in(group.people["b"].user, viewport=PHONE)
    slug = group.municipality.slug
    member.goto(reverse("workgroups:meeting", args=[slug, Meeting.objects.get().pk]))
    expect(member.get_by_text("за 7, против 2").first).to_be_visible()
    expect(member.get_by_text("Председательствует").first).to_be_visible()
    assert member.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(member, "meeting-phone")
    member.get_by_role("link", name="Написать замечание").click()
    member.locator("main textarea").fill("В вопросе 3 срок другой.")
    member.get_by_role("button", name="Отправить замечание").click()
    expect(member.get_by_text("В вопросе 3 срок другой.")).to_be_visible()


def answer_the_remark(page):
    page.reload()
    page.get_by_role("link", name="Ответить").click()
    page.locator("main textarea").fill("Срок верный: до 15 июня.")
    page.get_by_role("button", name="Ответить на замечание").click()
    expect(page.get_by_text("Срок верный: до 15 июня.")).to_be_visible()


def sign(visitors, group):
    """The head was absent, so the deputy presided and signs; each addressee has one letter."""
    Letter.objects.all().delete()
    page = visitors.sign_in(group.people["D"].user)
    meeting = Meeting.objects.get()
    page.goto(reverse("workgroups:meeting", args=[group.municipality.slug, meeting.pk]))
    page.get_by_role("link", name="Подписать протокол").click()
    expect(page.get_by_text("на контроль встанет 12 поручений")).to_be_visible()
    shoot(page, "meeting-sign")
    page.get_by_role("button", name="Подписать протокол").click()
    told = page.get_by_text("Протокол № 1 подписан: на контроле 12 поручений, отправлено 4 письма")
    expect(told).to_be_visible()
    assert Checkpoint.objects.filter(resolution__item__meeting=meeting).count() == 12
    addressed = [*(group.people[letter].user.email for letter in "abc"), group.director.email]
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(addressed)


def take_the_papers(visitors, group):
    """Every paper that the page offers to the secretary is made; what is asked stands in work."""
    page = visitors.sign_in(group.keeper)
    meeting = Meeting.objects.get()
    page.goto(reverse("workgroups:meeting-papers", args=[group.municipality.slug, meeting.pk]))
    shoot(page, "meeting-papers")
    offered = page.locator("main .todo a").evaluate_all("links => links.map(link => link.href)")
    papers = {address: page.request.get(address) for address in offered}
    kinds = {paper.headers["content-type"].partition(";")[0] for paper in papers.values()}
    assert kinds == {"application/pdf", DOCX}
    # Notice, list, minutes, short, decision, letter; extract and letter of each addressee.
    assert len(papers) == 6 * 2 + 4 * 3
    assert all(paper.ok for paper in papers.values())
    look_as_director(visitors, group, meeting, papers)
    member = visitors.sign_in(group.people["a"].user, viewport=PHONE)
    # Of items 3, 5 and 6.
    expect(member.get_by_role("heading", name="Просрочено")).to_contain_text("3")
    expect(member.get_by_role("listitem").filter(has_text="Сделать дело").first).to_be_visible()


def look_as_director(visitors, group, meeting, papers):
    """The director who is no member has the school's extract and letter, and nothing else."""
    page = visitors.sign_in(group.director, viewport=PHONE)
    expect(page.get_by_role("listitem").filter(has_text="Сделать дело 8").first).to_be_visible()
    page.goto(reverse("workgroups:meeting-papers", args=[group.municipality.slug, meeting.pk]))
    shoot(page, "meeting-papers-director")
    own = page.locator("main .todo a").evaluate_all("links => links.map(link => link.href)")
    assert len(own) == 3
    answers = {address: page.request.get(address).status for address in papers}
    opened = {address for address, status in answers.items() if status == 200}
    # A letter to nobody in particular is the own one to whoever has no other.
    assert {address.partition("papers/")[2] for address in opened - set(own)} == {
        "letter/",
        "letter/?as=word",
    }
    assert {answers[address] for address in papers if address not in opened} == {404}
