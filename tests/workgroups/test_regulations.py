"""A regulation: its whole text, its pages, its papers, the annex of an order."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.models import AuditEntry, AuditVerb
from documents import operations as orders
from documents.models import Annex, AnnexRow
from lib.versions import Conflict
from schools.models import RoleKind
from tests.factories import make_order, make_person, make_user_as
from tests.posting import fetch, post
from tests.workgroups.groups import FOUNDED, add_member, make_group, make_regulation
from workgroups.models import Frequency, Quorum, Regulation
from workgroups.regulations.contradictions import contradictions_of
from workgroups.regulations.text import default_text, numbered, sections_of, whole_text

pytestmark = pytest.mark.django_db

TYPED = "1. Общие положения\n1.1. Группа помогает.\n2. Работа\n2.1. Кворум — более половины членов."


def url(name, municipality, *args):
    return reverse(f"workgroups:{name}", args=[municipality.slug, *args])


# --- the text


def test_sections_are_numbered_and_rules_stand_first_in_their_section(group):
    text = "# Общее\nПервое.\nВторое:\n- раз;\n# Заседания и решения\nПротокол подписывают двое."
    lines = whole_text(Regulation(group=group, text=text)).splitlines()
    assert lines[:5] == ["1. Общее", "1.1. Первое.", "1.2. Второе:", "- раз;", lines[4]]
    assert lines[4] == "2. Заседания и решения"
    assert lines[5].startswith("2.1. Группа собирается по мере необходимости, но не реже одного")
    assert lines[-1].endswith("Протокол подписывают двое.")
    assert len(lines) == 12


def test_rules_get_a_section_of_their_own_where_the_text_has_none(group):
    text = whole_text(Regulation(group=group, text="# Общее\nПервое."))
    assert "2. Заседания и решения\n2.1. Группа собирается" in text


def test_text_with_its_own_numbers_keeps_them_and_says_nothing_twice(group):
    text = whole_text(Regulation(group=group, text=TYPED))
    assert text.startswith(TYPED + "\n3. Заседания и решения\n3.1. Группа собирается")
    assert text.count("более половины") == 1
    other = whole_text(Regulation(group=group, text=TYPED, quorum=Quorum.AT_LEAST_HALF))
    assert "не менее половины членов группы" in other  # the parameters are said all the same


def test_text_to_begin_with_contradicts_no_parameters(group):
    text = default_text(group)
    assert group.name in text
    for frequency in Frequency:
        for is_so in (True, False):
            regulation = Regulation(
                group=group,
                text=text,
                frequency=frequency,
                casting_vote=is_so,
                secretary_votes=is_so,
                absentee=is_so,
            )
            assert contradictions_of(regulation) == []


def test_lines_before_the_first_section_have_no_number():
    assert numbered(sections_of("Вступление.\n# Один\nдва")) == "Вступление.\n1. Один\n1.1. два"


# --- pages


def page(client, address):
    return client.get(address).content.decode()


def test_contradiction_is_shown_with_the_words_of_the_text(client, secretary, group):
    text = "# Общее\nЗаседание правомочно, если есть не менее половины членов."
    regulation = make_regulation(group, text=text)
    shown = page(client, url("regulation", group.municipality, regulation.pk))
    assert "<mark>не менее половины</mark>" in shown
    assert "В параметрах: более половины членов." in shown
    assert "расходится с параметрами" in page(client, url("group", group.municipality, group.pk))
    Regulation.objects.update(quorum=Quorum.AT_LEAST_HALF)
    assert "<mark>" not in page(client, url("regulation", group.municipality, regulation.pk))


def form(**values):
    defaults = {
        "since": "2026-05-01",
        "frequency": "half",
        "times": "2",
        "quorum": "more",
        "majority": "present",
        "text": "# Общее\nТекст.",
    }
    return defaults | values


def test_regulation_is_written_and_the_former_one_stays(client, secretary, group, regulation):
    address = url("regulation-create", group.municipality, group.pk)
    assert post(client, address, form(casting_vote="on")).status_code == 302
    new = group.regulation_on(datetime.date(2026, 5, 20))
    assert (new.frequency, new.times, new.casting_vote, new.secretary_votes) == (
        "half",
        2,
        True,
        False,
    )
    assert group.regulation_on(datetime.date(2026, 4, 30)) == regulation
    assert AuditEntry.objects.filter(verb=AuditVerb.CREATE, object_id=str(new.pk)).exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"quorum": "number"}, "сколько членов должно присутствовать"),
        ({"since": FOUNDED.isoformat()}, "уже действует другое положение"),
        ({"times": "40"}, "Не больше 12 раз"),
        ({"papers_days": "100"}, "Не больше 60 дней"),
    ],
)
def test_wrong_form_keeps_what_was_typed(client, secretary, group, regulation, values, words):
    address = url("regulation-create", group.municipality, group.pk)
    response = post(client, address, form(**values))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Текст." in response.content.decode()
    assert group.regulations.count() == 1


def test_second_editor_sees_both_texts(client, secretary, group, regulation):
    address = url("regulation-update", group.municipality, regulation.pk)
    data = form(version=regulation.version, since=FOUNDED.isoformat())
    assert post(client, address, data).status_code == 302
    response = post(client, address, data | {"text": "# Другое\nМой текст."})
    assert response.status_code == 409
    assert "Мой текст." in response.content.decode()
    regulation.refresh_from_db()
    assert regulation.text == "# Общее\nТекст."


def test_new_regulation_begins_with_the_one_in_force(client, secretary, group):
    address = url("regulation-create", group.municipality, group.pk)
    assert "# Общие положения" in page(client, address)
    make_regulation(group, text="# Своё\nСвой текст.", minutes_days=4)
    shown = page(client, address)
    assert "Свой текст." in shown
    assert 'value="4"' in shown


# --- papers


def plain(texts):
    """The texts in one line with ordinary spaces."""
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


def test_pdf_and_word_say_what_the_parameters_decide(client, secretary, group):
    regulation = make_regulation(
        group,
        quorum=Quorum.AT_LEAST_HALF,
        text="# Общее\nГруппа помогает школам.",
        basis="Распоряжение администрации от 30.04.2020 № 86-р",
    )
    address = url("regulation-print", group.municipality, regulation.pk)
    sheets = PdfReader(BytesIO(fetch(client, address)[1])).pages
    word = Document(BytesIO(fetch(client, f"{address}?as=word")[1]))
    pdf = plain(sheet.extract_text() for sheet in sheets)
    docx = plain(paragraph.text for paragraph in word.paragraphs)
    for text in (pdf, docx):
        assert "ПОЛОЖЕНИЕ" in text
        assert "о работе рабочей группы по поддержке школ" in text
        assert "распоряжением администрации от 30.04.2020" in text
        assert "1.1. Группа помогает школам." in text
        assert "не менее половины членов группы" in text
    assert (
        AuditEntry.objects.filter(verb=AuditVerb.PRINT, object_id=str(regulation.pk)).count() == 2
    )


# --- the annexes of an order


@pytest.fixture
def order(municipality):
    return make_order(municipality)


def annex(order, kind, heading, by):
    return orders.add_annex(order, kind, by=by, heading=heading)


def test_composition_of_the_named_group_fills_the_annex(order, group, by):
    other = make_group(
        order.municipality, letters="H", name="Клуб", name_genitive="клуба", kind="club"
    )
    made = annex(order, "composition", "СОСТАВ\nРабочей группы по поддержке школ", by)
    assert orders.fill_annex(made, by=by) == 10
    rows = list(made.rows.all())
    assert [row.cells[2] for row in rows[:4]] == [
        "руководитель",
        "заместитель руководителя",
        "секретарь",
        "",
    ]
    assert [row.group for row in rows] == ["", "", "", "Члены:", *[""] * 6]
    club = annex(order, "composition", "СОСТАВ клуба", by)
    assert orders.fill_annex(club, by=by) == 1
    assert club.rows.get().person_id == other.memberships.get().person_id


def test_composition_of_the_annex_is_of_today(order, group, people, by):
    today = order.municipality.today()
    gone = group.memberships.get(person=people["a"])
    type(gone).objects.filter(pk=gone.pk).update(until=today - datetime.timedelta(days=1))
    add_member(group, "z", since=today + datetime.timedelta(days=1))
    made = annex(order, "composition", "СОСТАВ", by)
    orders.fill_annex(made, by=by)
    found = set(AnnexRow.objects.filter(annex=made).values_list("person", flat=True))
    assert found == {p.pk for letter, p in people.items() if letter != "a"}


def test_regulation_in_force_fills_the_annex_once(order, group, by):
    make_regulation(group, text="# Общее\nПервое.")
    made = annex(order, "regulation", "ПОЛОЖЕНИЕ", by)
    assert orders.fill_text(made, by=by)
    made.refresh_from_db()
    assert made.text.startswith("1. Общее\n1.1. Первое.")
    assert "более половины" in made.text
    with pytest.raises(Conflict):
        orders.fill_text(made, by=by)


def test_annex_of_a_group_without_a_regulation_is_left_as_it_is(client, order, group, by):
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    made = annex(order, "regulation", "ПОЛОЖЕНИЕ", by)
    address = reverse("documents:annex-fill", args=[order.municipality.slug, made.pk])
    response = client.get(post(client, address)["Location"])
    assert "Заполнить нечем" in response.content.decode()
    make_regulation(group, text="# Общее\nПервое.")
    for words in ("Текст взят из положения", "уже есть текст"):
        response = client.get(post(client, address)["Location"])
        assert words in response.content.decode()


def test_person_of_another_place_is_in_no_annex(order, by):
    make_group(letters="HS")
    make_person(order.municipality)
    made = annex(order, "composition", "СОСТАВ", by)
    assert orders.fill_annex(made, by=by) == 0


def test_check_of_an_order_finds_what_differs_from_the_parameters(client, order, group, by):
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    make_regulation(group)
    made = annex(order, "regulation", "ПОЛОЖЕНИЕ", by)
    Annex.objects.filter(pk=made.pk).update(text="1.1. Кворум — не менее половины членов.")
    address = reverse("monitoring:order-check", args=[order.municipality.slug, order.pk])
    shown = page(client, address)
    assert "Положение расходится с параметрами группы" in shown
    assert "В тексте — «не менее половины», в параметрах — более половины членов." in shown
    Annex.objects.filter(pk=made.pk).update(text="1.1. Кворум — более половины членов.")
    assert "расходится с параметрами" not in page(client, address)
