"""Who helps a school, without a mouse: a list, a team, a pair with its plan, a visit."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from monitoring.models import Visit, VisitState
from schools.models import Partnership, SupportListing, SupportTeam
from tests.browser.keyboard import press_and_wait, tab_to
from tests.browser.visitors import PHONE, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Hands:
    """A person at the keyboard."""

    def __init__(self, page):
        self.page = page

    def open(self, name):
        """Enter on the link or the button; another page comes."""
        tab_to(self.page, name)
        press_and_wait(self.page)

    def write(self, label, text):
        tab_to(self.page, label)
        self.page.keyboard.type(text)

    def date(self, label, digits="08102020"):
        """The digits of a date; a browser without a head takes the month first."""
        self.write(label, digits)

    def choose(self, label, *, steps=1):
        """The option so many steps down the list."""
        tab_to(self.page, label)
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")

    def tick(self, label):
        tab_to(self.page, label)
        self.page.keyboard.press("Space")

    def see(self, words):
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()


def card(town, school):
    return reverse("monitoring:school", args=[town.municipality.slug, town.schools[school].pk])


def test_school_is_listed_paired_and_given_a_team(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user("coordinator"))
    hands = Hands(page)
    page.goto(card(fresh_town, "school1"))
    put_on_the_list(hands, fresh_town)
    name_the_team(hands, fresh_town)
    make_the_pair(hands, fresh_town)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(page, "support-pair-phone")


def put_on_the_list(hands, town):
    hands.open("Включить или предложить")
    hands.choose("Перечень")
    hands.date("С какого дня")
    hands.write("Документ-основание", "приказ от 10.08.2020 № 15")
    hands.open("Записать решение")
    hands.see("приказ от 10.08.2020 № 15")
    assert SupportListing.objects.get(school=town.schools["school1"]).stage == "included"


def name_the_team(hands, town):
    hands.open("Назначить команду")
    hands.date("Дата приказа школы")
    hands.write("Номер приказа школы", "17-о")
    hands.choose("Школьный координатор")
    hands.open("Сохранить команду")
    hands.see("17-о")
    assert SupportTeam.objects.filter(school=town.schools["school1"]).count() == 1


def make_the_pair(hands, town):
    hands.open("Составить пару")
    hands.choose("Школа-лидер", steps=2)
    hands.date("Работает с")
    hands.write("Направления работы", "математика в 5–7 классах")
    hands.open("Составить пару")
    hands.see("математика в 5–7 классах")
    hands.open("Записать соглашение или договор")
    hands.tick("соглашение о сотрудничестве")
    hands.write("Номер", "4")
    hands.date("Дата")
    hands.open("Записать документ")
    hands.open("Добавить в план")
    hands.write("Что делают вместе", "Посещение уроков в школе-лидере")
    hands.date("Срок", "11202020")
    hands.open("Добавить в план")
    hands.see("Посещение уроков в школе-лидере")
    pair = Partnership.objects.get(mentee=town.schools["school1"])
    assert (pair.agreements.count(), pair.acts.count()) == (1, 1)


def test_tutor_records_a_visit_and_the_director_reads_it(visitors, fresh_town):
    school = fresh_town.schools["school21"]
    visit = Visit.objects.filter(school=school, state=VisitState.PLANNED).earliest("planned_on")
    address = reverse("monitoring:visit", args=[fresh_town.municipality.slug, visit.pk])
    page = visitors.sign_in(fresh_town.user("tutor"))
    hands = Hands(page)
    page.goto(address)
    hands.open("Записать, что посмотрели")
    hands.date("Дата посещения")
    hands.write("Что посмотрели", "Уроки математики в 5 и 6 классах")
    hands.write("Выводы", "Дети считают в уме, задачи с процентами трудны.")
    hands.open("Сохранить справку")
    hands.open("Передать справку директору")
    director = visitors.sign_in(fresh_town.user("director"))
    hands = Hands(director)
    director.goto(address)
    hands.see("задачи с процентами трудны")
    hands.open("Отметить «прочитано»")
    visit.refresh_from_db()
    assert visit.state == VisitState.READ
