"""Lists are changed by another order: the next edition, its clauses, what is in force when."""

import datetime

import pytest
from django.urls import reverse

from documents import amending, operations
from documents.amending import (
    Manner,
    NothingChanged,
    annex_html,
    edition_in_force,
    edition_on,
)
from documents.models import AnnexRow, Effect, Order
from documents.operations.registering import AnotherEdition, TargetGone
from documents.printing import order_html
from lib.forms import WRONG_DATE
from monitoring.operations import sign_order
from schools.models import RoleKind
from tests.documents.papers import pages_of, whole
from tests.documents.word.papers import words_of_docx
from tests.factories import make_order, make_school, make_user, make_user_as
from tests.files.samples import make_pdf

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)
PDF = make_pdf()


@pytest.fixture(autouse=True)
def _quick_print(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: PDF)


def sign(order, number, day=DAY):
    order = Order.objects.get(pk=order.pk)
    return sign_order(order, number=number, signed_on=day, by=make_user())


@pytest.fixture
def listed():
    """A signed list of three schools."""
    order = make_order(title="Об утверждении списка школ")
    annex = operations.add_annex(order, "schools", by=make_user(), heading="СПИСОК школ")
    for position in (1, 2, 3):
        school = make_school(order.municipality)
        cells = [f"Школа {position}", "ШНОР", ""]
        AnnexRow.objects.create(annex=annex, position=position, school=school, cells=cells)
    sign(order, "10")
    annex.refresh_from_db()
    return annex


def change(new):
    """The second school goes, the third is renamed, a fourth comes."""
    rows = list(new.rows.all())
    rows[1].delete()
    AnnexRow.objects.filter(pk=rows[2].pk).update(cells=["Школа третья", "ШССУ", ""])
    AnnexRow.objects.create(annex=new, position=9, cells=["Школа 4", "ШНОР", "новая"])


def words(order):
    return [(clause.number, clause.text) for clause in order.clauses.all()]


def test_next_edition_is_a_copy_in_an_order_about_changes(listed):
    new = amending.open_amendment(listed, by=make_user())
    assert [row.cells for row in new.rows.all()] == [row.cells for row in listed.rows.all()]
    assert [row.lineage for row in new.rows.all()] == [row.lineage for row in listed.rows.all()]
    order = new.order
    assert order.title.startswith("О внесении изменений в приказ Управления образования от 02.03")
    assert [link.target for link in order.links.all()] == [listed.order]
    assert "изложив приложение в редакции" in words(order)[0][1]
    assert amending.open_amendment(listed, by=make_user()) == new


def test_clauses_tell_every_change_once(listed):
    new = amending.open_amendment(listed, by=make_user())
    change(new)
    amending.write_clauses(new, Manner.POINTS, by=make_user())
    texts = [text for _, text in words(new.order)]
    assert texts[1] == "в приложении:"
    assert texts[2:5] == [
        "строку 2 исключить;",
        "строку 3 изложить в следующей редакции:",
        "дополнить строкой 3 следующего содержания:",
    ]
    html = order_html(Order.objects.get(pk=new.order_id))
    assert "Школа третья" in html
    assert "Школа 1" not in html  # the whole list is not printed again
    amending.write_clauses(new, Manner.WHOLE, by=make_user())
    assert "Школа 1" in order_html(Order.objects.get(pk=new.order_id))


def test_clauses_about_nothing_are_refused(listed):
    new = amending.open_amendment(listed, by=make_user())
    before = words(new.order)
    with pytest.raises(NothingChanged):
        amending.write_clauses(new, Manner.POINTS, by=make_user())
    assert words(new.order) == before


def test_edition_in_force_follows_the_day(listed):
    new = amending.open_amendment(listed, by=make_user())
    change(new)
    assert edition_in_force(listed) == listed
    sign(new.order, "11", DAY + datetime.timedelta(days=30))
    assert edition_in_force(listed) == new
    assert edition_in_force(listed, DAY + datetime.timedelta(days=29)) == listed
    again = amending.open_amendment(listed, by=make_user())
    assert again.amends == new
    assert [link.target for link in again.order.links.all()] == [listed.order]


def test_two_orders_cannot_amend_the_same_edition(listed):
    first = amending.open_amendment(listed, by=make_user())
    rival = operations.add_annex(
        make_order(listed.municipality), "schools", by=make_user(), heading="С", amends=listed
    )
    operations.add_link(rival.order, listed.order, "amends", by=make_user())
    sign(first.order, "11")
    with pytest.raises(AnotherEdition, match="уже изменил другой приказ"):
        sign(rival.order, "12")
    assert not Order.objects.get(pk=rival.order_id).is_signed


def test_repealed_order_is_neither_amended_nor_repealed_again(listed):
    repeal = make_order(listed.municipality, title="О признании утратившим силу")
    operations.add_link(repeal, listed.order, "repeals", by=make_user())
    late = make_order(listed.municipality)
    operations.add_link(late, listed.order, "amends", by=make_user())
    sign(repeal, "12")
    listed.order.refresh_from_db()
    assert (listed.order.state, listed.order.repealed_by) == ("repealed", repeal)
    assert listed.order.is_signed
    with pytest.raises(TargetGone, match="уже не действует"):
        sign(late, "13")
    assert not Order.objects.get(pk=late.pk).is_signed


def test_registered_text_stays_whatever_comes_later(listed):
    before = listed.order.signed_html
    new = amending.open_amendment(listed, by=make_user())
    change(new)
    sign(new.order, "11")
    listed.school = None
    for row in listed.rows.all():
        type(row.school).objects.filter(pk=row.school_id).update(name="Переименована")
    assert Order.objects.get(pk=listed.order_id).signed_html == before


@pytest.fixture
def amended(listed):
    """The list with its second edition, signed thirty days later."""
    new = amending.open_amendment(listed, by=make_user())
    change(new)
    amending.write_clauses(new, Manner.WHOLE, by=make_user())
    sign(new.order, "11", DAY + datetime.timedelta(days=30))
    new.refresh_from_db()
    return new


def plain(html):
    return html.replace("\u00a0", " ")


def test_list_printed_alone_is_a_consolidated_copy(listed, amended):
    html = plain(annex_html(amended))
    assert "к приказу" in html
    assert "от 02.03.2026 № 10" in html
    assert "(в редакции приказа от 01.04.2026 № 11)" in html
    assert "Школа третья" in html
    assert "Школа 2" not in html
    first = plain(annex_html(listed))
    assert "в редакции" not in first
    assert "Школа 2" in first


def test_list_of_a_draft_printed_alone_says_so(listed):
    new = amending.open_amendment(listed, by=make_user())
    assert "ПРОЕКТ" in annex_html(new)


def test_list_is_printed_as_pdf_and_as_word(client, amended):
    client.force_login(make_user_as(RoleKind.OBSERVER, amended.municipality))
    address = reverse("documents:annex-print", args=[amended.municipality.slug, amended.pk])
    assert "Школа третья" in whole("".join(pages_of(client.get(address).content)))
    word = client.get(address, {"as": "word"})
    assert "Школатретья" in words_of_docx(word.content)


def test_page_opens_the_edition_of_a_day(client, listed, amended):
    client.force_login(make_user_as(RoleKind.OBSERVER, amended.municipality))

    def page(annex, day):
        slug = annex.municipality.slug
        address = reverse("documents:annex", args=[slug, annex.pk])
        return client.get(address, {"day": day}, follow=True).content.decode()

    for annex in (listed, amended):
        assert "Так было 5 марта 2026" in plain(page(annex, "05.03.2026"))
        assert "Школа 2" in page(annex, "05.03.2026")
        assert "Школа третья" in page(annex, "01.04.2026")
        assert "не действовало" in page(annex, "01.03.2026")
        assert WRONG_DATE in page(annex, "завтра")


def test_repealed_list_was_in_force_till_its_repeal(listed):
    order = make_order(listed.municipality, title="О признании утратившим силу")
    operations.add_link(order, listed.order, Effect.REPEALS, by=make_user())
    sign(order, "12", DAY + datetime.timedelta(days=9))
    assert edition_on(listed, DAY + datetime.timedelta(days=8)) == listed
    listed.refresh_from_db()
    assert edition_on(listed, DAY + datetime.timedelta(days=9)) is None
