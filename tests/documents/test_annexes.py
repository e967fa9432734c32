"""Annexes that documents keeps: filled from what is known, corrected, printed."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import operations
from documents.models import Annex, AnnexRow, Clause
from documents.printing import order_html
from schools.models import RoleKind
from tests.factories import (
    make_assignment,
    make_listing,
    make_municipality,
    make_order,
    make_pair,
    make_person,
    make_post,
    make_school,
    make_unit,
    make_user,
    make_user_as,
)
from tests.files.samples import make_pdf
from tests.page_forms import forms_of
from tests.posting import fetch, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make_order(make_municipality())


@pytest.fixture
def clerk(client, order):
    client.force_login(make_user_as(RoleKind.SECRETARY, order.municipality))
    return client


def url(name, order, *args):
    return reverse(f"documents:{name}", args=[order.municipality.slug, *args])


def add(order, kind, **values):
    return operations.add_annex(order, kind, by=make_user(), **values)


def cells(annex):
    return [row.cells for row in annex.rows.all()]


def test_list_of_schools_is_filled_from_the_lists_and_only_completed(order):
    first = make_school(order.municipality, name="МБОУ «Первая»", short_name="Первая")
    make_listing(first)
    make_listing(first, category="disadvantaged")
    make_listing(make_school())  # of another municipality
    annex = add(order, "schools")
    assert operations.fill_annex(annex, by=make_user()) == 1
    assert cells(annex) == [["МБОУ «Первая»", "ШНОР, ШССУ", ""]]
    make_listing(make_school(order.municipality, name="МБОУ «Вторая»", short_name="Вторая"))
    assert operations.fill_annex(annex, by=make_user()) == 1
    assert [row[0] for row in cells(annex)] == ["МБОУ «Первая»", "МБОУ «Вторая»"]


def test_composition_begins_with_the_heads_of_the_group(order):
    group = make_unit(order.municipality, name="Рабочая группа", kind="body")
    for surname, role, other in (
        ("Членова", "член рабочей группы", "методист"),
        ("Главнова", "руководитель рабочей группы", "заместитель главы"),
        ("Секретарёва", "секретарь рабочей группы", "специалист"),
        ("Замова", "заместитель руководителя рабочей группы", "начальник отдела"),
    ):
        person = make_person(order.municipality, surname=surname)
        make_post(person, title=other)
        make_post(person, title=role, unit=group)
    annex = add(order, "composition", heading="СОСТАВ")
    operations.fill_annex(annex, by=make_user())
    assert [row[0].split("\u00a0")[0] for row in cells(annex)] == [
        "Главнова",
        "Замова",
        "Секретарёва",
        "Членова",
    ]
    assert [row[2] for row in cells(annex)] == [
        "руководитель",
        "заместитель руководителя",
        "секретарь",
        "",
    ]
    html = order_html(order)
    assert "заместитель главы, руководитель." in html
    assert html.index("Секретарёва") < html.index("Члены:") < html.index("Членова")


def test_tutors_are_listed_with_their_schools(order):
    school = make_school(order.municipality)
    person = make_person(order.municipality, surname="Тьюторова")
    make_assignment(person, school)
    ended = order.municipality.today() - datetime.timedelta(days=1)
    make_post(person, title="учитель", until=ended)
    make_post(person, title="методист")
    annex = add(order, "tutors")
    operations.fill_annex(annex, by=make_user())
    assert cells(annex) == [[str(person), "методист", school.name]]


def test_pairs_are_listed_with_what_they_work_at_and_then_who_is_alone(order):
    pair = make_pair(mentee=make_school(order.municipality, short_name="Ясная"))
    make_pair(pair.mentor, make_school(order.municipality), until=datetime.date(2021, 1, 1))
    make_pair()
    make_listing(pair.mentee)
    alone = make_listing(make_school(order.municipality)).school
    annex = add(order, "pairs")
    for new in (2, 0):
        assert operations.fill_annex(annex, by=make_user()) == new
    assert cells(annex) == [
        [pair.mentee.name, pair.mentor.name, "математика"],
        [alone.name, "", ""],
    ]
    first = annex.rows.first()
    assert (first.school, first.partner) == (pair.mentee, pair.mentor)


def test_row_is_added_by_a_form_and_its_words_come_from_what_it_means(clerk, order):
    school = make_school(order.municipality, name="МБОУ «Ясная»")
    annex = add(order, "pairs")
    address = url("row-create", order, annex.pk)
    fields = forms_of(clerk.get(address).content.decode())
    assert any("partner" in form.fields for form in fields)
    data = {"school": school.pk, "cell1": "Школа-лидер", "cell2": "математика"}
    assert post(clerk, address, data).status_code == 302
    assert cells(annex) == [["МБОУ «Ясная»", "Школа-лидер", "математика"]]
    assert annex.rows.get().school == school


def test_school_is_no_partner_of_itself(clerk, order):
    school = make_school(order.municipality)
    annex = add(order, "pairs")
    data = {"school": school.pk, "partner": school.pk}
    response = post(clerk, url("row-create", order, annex.pk), data)
    assert response.status_code == 422
    assert "партнёром самой себе" in response.content.decode()
    assert not annex.rows.exists()


def test_rows_change_move_and_go(clerk, order):
    annex = add(order, "schools")
    rows = [
        AnnexRow.objects.create(annex=annex, position=n, cells=[f"Школа {n}", "", ""])
        for n in (1, 2)
    ]
    post(clerk, url("row-move", order, rows[1].pk), {"direction": "up"})
    assert [row[0] for row in cells(annex)] == ["Школа 2", "Школа 1"]
    data = {"version": 1, "cell0": "Школа № 2", "cell1": "ШНОР", "cell2": ""}
    assert post(clerk, url("row-update", order, rows[1].pk), data).status_code == 302
    late = post(clerk, url("row-update", order, rows[1].pk), data | {"cell0": "Опоздали"})
    assert late.status_code == 409
    post(clerk, url("row-delete", order, rows[0].pk), {"version": 1})
    assert cells(annex) == [["Школа № 2", "ШНОР", ""]]


def test_regulation_prints_its_chapters_as_headings(order):
    text = "1. Общие положения\n1.1. Группа работает по плану.\n- раз в квартал;"
    add(order, "regulation", heading="ПОЛОЖЕНИЕ", text=text)
    html = order_html(order)
    assert '<h2 class="block centred">1. Общие положения</h2>' in html
    assert "<li>–\u00a0раз в\u00a0квартал;</li>" in html


def test_file_is_annexed_and_read_by_those_who_see_the_order(clerk, order):
    annex = add(order, "file")
    upload = SimpleUploadedFile("График.pdf", make_pdf(), "application/pdf")
    data = {"version": 1, "heading": "ГРАФИК", "is_printed": "on", "file": upload}
    assert post(clerk, url("annex-update", order, annex.pk), data).status_code == 302
    annex.refresh_from_db()
    assert "График.pdf" in order_html(order)
    download = reverse("files:download", args=[annex.file_id])
    assert fetch(clerk, download)[0] == 200
    clerk.force_login(make_user_as(RoleKind.OBSERVER, order.municipality))
    assert fetch(clerk, download)[0] == 404


def test_annex_is_taken_out_with_its_rows_after_a_question(clerk, order):
    annex = add(order, "schools", heading="СПИСОК")
    AnnexRow.objects.create(annex=annex, position=1, cells=["Школа", "", ""])
    page = clerk.get(url("annex-remove", order, annex.pk)).content.decode()
    assert "Строк в приложении: 1." in page
    assert Annex.objects.filter(pk=annex.pk).exists()
    assert post(clerk, url("annex-remove", order, annex.pk), {"version": 1}).status_code == 302
    assert not Annex.objects.filter(pk=annex.pk).exists()


def test_annexes_are_numbered_as_they_stand(order):
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить.")
    lists = [add(order, "text", heading=f"ТЕКСТ {n}", text="Слова.") for n in "АБ"]
    operations.move_annex(lists[1], -1, by=make_user())
    html = order_html(order)
    assert html.index("ТЕКСТ Б") < html.index("ТЕКСТ А")
    Annex.objects.filter(pk=lists[0].pk).update(is_printed=False)
    html = order_html(order)
    assert "ТЕКСТ А" not in html
    assert "Приложение № " not in html


def test_grif_agrees_with_the_annex_when_the_profile_wants_it(order):
    from tests.factories import make_profile

    make_profile(order.municipality, annex_mark="approved")
    add(order, "regulation", heading="ПОЛОЖЕНИЕ\nо группе", is_approved_document=True)
    assert "УТВЕРЖДЕНО" in order_html(order)


def test_list_page_costs_the_same_for_one_and_thirty_rows(
    clerk, order, django_assert_max_num_queries
):
    annex = add(order, "schools")
    AnnexRow.objects.create(annex=annex, position=1, cells=["Школа", "", ""])
    address = url("annex", order, annex.pk)
    with django_assert_max_num_queries(60) as one:
        clerk.get(address)
    AnnexRow.objects.bulk_create(
        AnnexRow(annex=annex, position=n, cells=[f"Школа {n}", "", ""]) for n in range(2, 31)
    )
    with django_assert_max_num_queries(len(one)):
        clerk.get(address)


def test_page_offers_to_fill_what_the_program_knows_and_nothing_else(clerk, order):
    group, text = add(order, "composition", heading="СОСТАВ"), add(order, "text", heading="ТЕКСТ")
    button = ">Заполнить</button>"
    assert (
        url("annex-fill", order, group.pk)
        in clerk.get(url("annex", order, group.pk)).content.decode()
    )
    assert button not in clerk.get(url("annex", order, text.pk)).content.decode()
    response = post(clerk, url("annex-fill", order, text.pk), {})
    page = clerk.get(response["Location"]).content.decode()
    assert "заполняют вручную" in page
