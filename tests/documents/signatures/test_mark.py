"""The mark of an electronic signature on the copy of an order."""

import datetime
import io
import zipfile

import pypdf
import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from documents.marked_copy import NoMark, marked_html, with_mark
from documents.models import OrderSignature
from documents.papers import PAPERS
from documents.printing import order_pdf
from jobs import queue
from jobs.models import Job
from jobs.running import carry_out
from lib import pdf
from tests.documents import signed
from tests.documents.papers import fonts_of, pages_of, whole
from tests.documents.signatures.attached import (
    WITHOUT_MARK,
    attach,
    document_of,
    marked_url,
    scan_of,
    url,
)
from tests.factories import (
    make_signed_order,
)
from tests.posting import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_mark_is_all_that_the_copy_adds_to_the_frozen_text(printed):
    (row,) = attach(printed, signed.sign(document_of(printed)))
    html = marked_html(printed)
    start = html.index('<div class="e-mark">')
    mark = html[start : html.index('<p class="name">', start)]
    assert html[:start].endswith("</p>")
    assert html.replace(mark, "") == printed.signed_html
    for words in (
        "Документ подписан<br>электронной подписью",
        f"Сертификат: {row.serial}",
        "Владелец: Ковалёва Нина Павловна",
        f"Действителен с {printed.municipality.day_of(row.valid_from):%d.%m.%Y} по",
    ):
        assert words in mark


def test_mark_tells_the_days_of_the_municipality(printed):
    attach(printed, signed.sign(document_of(printed)))
    printed.signatures.update(
        valid_from=datetime.datetime(2026, 1, 9, 15, tzinfo=datetime.UTC),
        valid_until=datetime.datetime(2027, 1, 9, 10, tzinfo=datetime.UTC),
    )
    printed.municipality.time_zone = "Asia/Kamchatka"
    assert "Действителен с 10.01.2026 по 09.01.2027" in marked_html(printed)


def test_marked_copy_is_another_pdf_and_the_frozen_one_stays(printed, client, clerk):
    attach(printed, signed.sign(document_of(printed)))
    before, text = document_of(printed), printed.signed_html
    client.force_login(clerk)
    response = client.get(marked_url(printed))
    assert response["Content-Type"] == "application/pdf"
    pages = [whole(page) for page in pages_of(response.content)]
    # The order and two annexes: the mark is in the order, over the executor, and nowhere else.
    assert len(pages) == len(pages_of(before)) == 3
    words = [
        "администрации муниципального района",
        "Документ подписан электронной подписью",
        "Владелец: Ковалёва Нина Павловна",
        "Н. П. Ковалева",
        "Исполнителева",
    ]
    places = [pages[0].index(part) for part in words]
    assert places == sorted(places)
    assert not any("Документ подписан" in page for page in pages[1:])
    assert "Юристова1" in pages[1]
    printed.refresh_from_db()
    assert (document_of(printed), printed.signed_html) == (before, text)
    assert order_pdf(printed) == before
    assert fonts_of(response.content) <= {"Tinos-Regular", "Tinos-Bold"} | fonts_of(before)
    assert pdf.render(marked_html(printed)) == response.content
    entry = AuditEntry.objects.get(verb="print", object_type="приказ")
    assert "отметкой" in entry.changes["paper"][1]


@pytest.mark.parametrize(("left", "right"), [(30, 10), (40, 40)], ids=["usual", "narrow"])
def test_mark_overlaps_neither_the_post_nor_the_name(printed, left, right):
    (signature,) = attach(printed, signed.sign(document_of(printed)))
    margins = "@page { margin: 20mm 10mm 20mm 30mm;"
    html = marked_html(printed)
    assert margins in html
    content = pdf.render(html.replace(margins, f"@page {{ margin: 20mm {right}mm 20mm {left}mm;"))
    starts = line_starts(content)
    width = 210 - left - right
    mark, name = starts[signature.serial], starts["Ковалева"]
    assert mark - left > 0.31 * width
    # Of a box of 38 % with a padding of 2 mm: what is after it begins behind its right edge.
    assert name - mark > 0.38 * width - 2
    assert all(left - 1 < start < 210 - right for start in starts.values())


def line_starts(content):
    """{the last word of a piece of text: where the piece begins, mm} of the first page."""
    starts = {}

    def note(text, matrix, text_matrix, *_):
        if words := text.split():
            starts[words[-1]] = (matrix[0] * text_matrix[4] + matrix[4]) / 72 * 25.4

    pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=note)
    return starts


def test_marked_copy_is_among_the_papers_once_it_is_earned(order, client, clerk, monkeypatch):
    monkeypatch.setattr("lib.press.print_html", lambda *args, **kwargs: ("ok", b"%PDF-1.7"))
    client.force_login(clerk)
    for is_marked in (False, True):
        if is_marked:
            attach(order, signed.sign(document_of(order)))
        page = client.get(url("order-papers", order)).content.decode()
        assert (marked_url(order) in page) is is_marked
        assert f"{marked_url(order)}?as=word" not in page
        content = b"".join(client.get(url("order-papers-zip", order)))
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert [name.rsplit(".")[-1] for name in names if "отметкой" in name] == ["pdf"] * is_marked
    response = client.get(f"{marked_url(order)}?as=word")
    assert response.status_code == 403
    assert "только в PDF" in response.content.decode()


def test_large_marked_copy_is_made_by_a_job(order, client, clerk, monkeypatch):
    attach(order, signed.sign(document_of(order)))
    monkeypatch.setattr("lib.pdf.LARGE", 1000)
    client.force_login(clerk)
    address = client.get(marked_url(order))["Location"]
    job = Job.objects.get()
    assert address == job.get_absolute_url()
    carry_out(queue.claim())
    job.refresh_from_db()
    content = fetch(client, reverse("files:download", args=[job.file_id]))[1]
    assert "Документ подписан электронной подписью" in whole(pages_of(content)[0])


def test_text_of_a_certificate_cannot_write_the_page(order):
    owner = signed.OWNER | {signed.NameOID.GIVEN_NAME: "Нина <b>Павловна</b>"}
    attach(order, signed.sign(document_of(order), owner=owner))
    assert "<b>" not in marked_html(order).partition("e-mark")[2]


def attempts(order):
    """Every way to a mark: the paper, its text, the mark of any signature put into it."""
    yield lambda: PAPERS["marked"].html(order)
    yield lambda: marked_html(order)
    for signature in [None, *OrderSignature.objects.all()]:
        yield lambda signature=signature: with_mark(order, signature)


def draws(order):
    """Some way to a mark has drawn one."""
    for attempt in attempts(order):
        try:
            attempt()
        except NoMark:
            continue
        return True
    return False


def test_no_way_draws_a_mark_without_a_matching_digest(order):
    assert not draws(order)
    for make, _ in WITHOUT_MARK.values():
        attach(order, make(document_of(order)))
    other = make_signed_order(order.municipality, signatory=order.signatory, content=scan_of(2))
    attach(other, signed.sign(document_of(other)))
    # Those that earn none, one of another order, none at all; and the two other ways.
    assert len(list(attempts(order))) == len(WITHOUT_MARK) + 4
    assert not draws(order)


@pytest.mark.parametrize("case", WITHOUT_MARK)
def test_without_the_rule_the_mark_would_be_drawn(case, order, monkeypatch):
    """The twin: what holds the mark back is the rule, and the test above would see it gone."""
    attach(order, WITHOUT_MARK[case][0](document_of(order)))
    assert not draws(order)
    monkeypatch.setattr(OrderSignature, "earns_mark", True)
    assert draws(order)


def test_the_mark_has_one_template_and_one_writer():
    from django.conf import settings

    writers = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for folder in ("documents", "monitoring", "roadmaps", "schools", "lib", "templates")
        for path in (settings.BASE_DIR / folder).rglob("*.*")
        if path.suffix in (".py", ".html") and "_signature_mark" in path.read_text()
    }
    assert writers == {"documents/marked_copy.py"}


def test_order_without_a_place_for_the_mark_says_so(order):
    attach(order, signed.sign(document_of(order)))
    order.signed_html = order.signed_html.replace('class="name"', 'class="other"')
    with pytest.raises(NoMark, match="Сообщите администратору"):
        marked_html(order)
