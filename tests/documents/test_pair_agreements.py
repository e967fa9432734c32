"""Text of the agreement of two schools: what is known is printed, the rest is left blank."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from documents.pair_agreements import agreement_html
from documents.word import docx
from lib import pdf
from schools.models import RoleKind
from tests.documents.papers import pages_of, whole
from tests.documents.word.papers import words_of_docx, words_of_pdf
from tests.factories import make_joint_act, make_pair, make_person, make_post, make_school
from tests.posting import fetch
from tests.schools.pages import signed_in_as
from tests.schools.pairs import D, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    mentee = make_school(name="МБОУ «Лесная школа»", locality="д. Ёжово", inn="0512345678")
    mentor = make_school(mentee.municipality, name="МБОУ «Лидер»", is_leader=True)
    return make_pair(mentor, mentee, directions="математика, химия")


def director(school, **name):
    person = make_person(school.municipality, **name)
    return make_post(person, title="директор школы", school=school)


def address(pair, query=""):
    slug = pair.municipality.slug
    return reverse("documents:agreement-text", args=[slug, pair.pk]) + query


def test_agreement_says_the_same_in_pdf_and_word(pair):
    director(pair.mentor, surname="Орлов", first_name="Пётр", patronymic="Ильич", gender="male")
    director(pair.mentee, surname="Белова", first_name="Анна", patronymic="Петровна")
    make_joint_act(pair, text="Разбор уроков", host="mentee")
    make_joint_act(pair, text="Вне плана", due_on=None, done_on=D(2026, 1, 1))
    agreement = sign(pair, number="7-С", ends_on=D(2027, 6, 30))
    html = agreement_html(pair, agreement)
    printed = pdf.render(html)
    heads = "№ п/п Что делают стороны Срок Кто проводит", "Школа-партнёр Школа"
    assert words_of_docx(docx(html)) == words_of_pdf(printed, *heads)
    text = whole(" ".join(pages_of(printed)))
    assert "в лице директора школы Орлова Петра Ильича, действующего на основании Устава" in text
    assert "Беловой Анны Петровны, действующей на основании Устава" in text
    assert "1 февраля 2020 г. № 7-С" in text
    assert "действует по 30 июня 2027 г. 6.2." in text
    assert "математика, химия." in text
    assert "30.04.2026 Школа" in text
    assert "ИНН 0512345678" in text
    assert "Вне плана" not in text


def test_what_is_not_known_is_blank(pair):
    html = agreement_html(pair)
    for words in ("действующего(-ей)", "№ ______", "действует по ____________.", "ИНН ______"):
        assert words in html.replace("\xa0", " ")
    assert html.count("<td class") >= 5
    agreement = sign(pair)
    assert "пока одна из Сторон его не расторгнет." in agreement_html(pair, agreement)


def test_text_opens_for_the_pair_s_schools_and_is_written_down(pair, monkeypatch):
    monkeypatch.setattr("lib.press.print_html", lambda *args, **kwargs: ("ok", b"%PDF-1.7"))
    client = signed_in_as(RoleKind.DIRECTOR, None, school=pair.mentor)
    assert fetch(client, address(pair)) == (200, b"%PDF-1.7")
    assert fetch(client, address(pair, "?as=word"))[1].startswith(b"PK")
    assert AuditEntry.objects.filter(verb=AuditVerb.PRINT, object_type="пара школ").count() == 2
    third = signed_in_as(RoleKind.DIRECTOR, None, school=make_school(pair.municipality))
    assert fetch(third, address(pair))[0] == 404


def test_number_is_of_an_agreement_of_this_pair_alone(pair):
    client = signed_in_as(RoleKind.COORDINATOR, pair.municipality)
    own, network = sign(pair, number="7-С"), sign(pair, kind="network")
    foreign = sign(make_pair())
    said = fetch(client, address(pair, f"?as=word&of={own.pk}"))[1]
    assert "7С" in words_of_docx(said)
    for key in (network.pk, foreign.pk, "x", "9" * 40):
        assert fetch(client, address(pair, f"?as=word&of={key}"))[0] == 404
