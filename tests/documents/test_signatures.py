"""Scans and electronic signatures of registered orders, and the mark of a signature."""

import datetime
import io
import zipfile

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry
from documents.findings import not_verified, verified
from documents.marked_copy import NoMark, marked_html, marking_signature, with_mark
from documents.models import Annex, AnnexRow, Clause, Order, OrderSignature, Outcome, SignedScan
from documents.models.signature import names_person
from documents.operations import NoPdfYet, NotRegistered, attach_scan, attach_signature
from documents.operations.freezing import ask_for_job
from documents.papers import PAPERS
from documents.printing import order_pdf
from files.gate import Refused
from files.models import StoredFile
from jobs import queue
from jobs.models import Job
from jobs.running import carry_out
from lib import pdf
from schools.models import RoleKind as R
from tests.documents import signed
from tests.documents.papers import fonts_of, pages_of, whole
from tests.factories import (
    freeze,
    make_municipality,
    make_order,
    make_person,
    make_school,
    make_signed_order,
    make_user,
    make_user_as,
)
from tests.files.photographs import make_png
from tests.files.samples import make_pdf, upload
from tests.posting import fetch, post
from tests.world import SCHOOL_ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCAN = make_pdf()


def scan_of(number):
    """Another scan for every number."""
    return make_pdf(b"<< /Scan (%s) >>" % str(number).encode())


@pytest.fixture
def head():
    """The owner of the certificates that tests.documents.signed makes."""
    return make_person(surname="Ковалева", first_name="Нина", patronymic="Павловна")


@pytest.fixture
def order(head):
    """A registered order of the head; what its PDF looks like nobody asks."""
    return make_signed_order(head.municipality, signatory=head, content=SCAN)


@pytest.fixture
def printed(head):
    """A registered order with annexes that have signatures of their own, and its real PDF."""
    place = head.municipality
    order = make_order(
        place,
        signatory=head,
        signatory_post="Начальник управления образования администрации муниципального района",
        executor=make_person(place, surname="Исполнителева"),
    )
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить список школ.")
    for number in (1, 2):
        annex = Annex.objects.create(
            order=order,
            position=number,
            kind="schools",
            heading="СПИСОК ШКОЛ",
            signatory=make_person(place, surname=f"Юристова{number}"),
            signatory_post="Юрист",
        )
        AnnexRow.objects.create(annex=annex, position=1, cells=["Школа № 1", "ШНОР", ""])
    return freeze(order)


@pytest.fixture
def clerk(order):
    return make_user_as(R.COORDINATOR, order.municipality)


def document_of(order):
    return order.pdf.path.read_bytes()


def attach(order, data, by=None):
    file = upload("Приказ.pdf.sig", data)
    return attach_signature(order, upload=file, by=by or make_user())


def url(name, order):
    return reverse(f"documents:{name}", args=[order.municipality.slug, order.pk])


def marked_url(order):
    return reverse("documents:order-paper", args=[order.municipality.slug, order.pk, "marked"])


def texts(findings):
    return " ".join(finding.text for finding in findings)


# The scan


def test_scan_is_replaced_and_the_older_one_stays(order, clerk, client):
    client.force_login(clerk)
    for name in ("Первый.pdf", "Второй.pdf"):
        file = upload(name, scan_of(name))
        assert post(client, url("scan-create", order), {"file": file}).status_code == 302
    assert [(s.number, s.file.name) for s in order.scans.all()] == [
        (2, "Второй.pdf"),
        (1, "Первый.pdf"),
    ]
    page = client.get(url("order", order)).content.decode()
    assert page.index("Второй.pdf") < page.index("Прежние сканы (1)") < page.index("Первый.pdf")
    assert AuditEntry.objects.filter(object_type="скан подписанного документа").count() == 2


def test_scan_is_a_pdf(order, clerk, client):
    client.force_login(clerk)
    response = post(client, url("scan-create", order), {"file": upload("a.png", make_png())})
    assert response.status_code == 422
    assert "сохраните как PDF" in response.content.decode()
    assert not SignedScan.objects.exists()


def test_the_same_scan_is_refused(order, clerk, client):
    attach_scan(order, upload=upload("a.pdf", scan_of(1)), by=clerk)
    client.force_login(clerk)
    before = StoredFile.objects.count()
    response = post(client, url("scan-create", order), {"file": upload("b.pdf", scan_of(1))})
    assert response.status_code == 422
    assert "Этот скан уже приложен" in response.content.decode()
    assert (order.scans.count(), StoredFile.objects.count()) == (1, before)


def test_number_of_a_scan_is_taken_once(order, clerk):
    scan, other = (
        attach_scan(order, upload=upload("a.pdf", scan_of(number)), by=clerk) for number in (1, 2)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedScan.objects.filter(pk=other.pk).update(number=scan.number)


@pytest.mark.parametrize("act", [attach_scan, attach_signature])
def test_nothing_is_attached_to_a_draft(act):
    draft = make_order()
    with pytest.raises(NotRegistered, match="ещё не подписан"):
        act(draft, upload=upload("a.pdf", SCAN), by=make_user())
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["scan-create", "signature-create"])
def test_page_of_a_draft_says_why_not(name, client):
    draft = make_order()
    client.force_login(make_user_as(R.HEAD, draft.municipality))
    response = client.get(url(name, draft))
    assert response.status_code == 403
    assert "ещё не подписан" in response.content.decode()


def test_signature_waits_for_the_pdf_and_the_scan_does_not(order, clerk, client):
    job = ask_for_job(order, by=clerk)
    Order.objects.filter(pk=order.pk).update(pdf=None, pdf_job=job)
    order.refresh_from_db()
    with pytest.raises(NoPdfYet, match="ещё готовится"):
        attach(order, signed.sign(SCAN))
    with pytest.raises(NoMark, match="ещё готовится"):
        marked_html(order)
    assert not OrderSignature.objects.exists()
    attach_scan(order, upload=upload("a.pdf", scan_of(1)), by=clerk)
    client.force_login(clerk)
    for address in (url("signature-create", order), marked_url(order)):
        response = client.get(address)
        assert response.status_code == 403
        assert "ещё готовится" in response.content.decode()
    page = client.get(url("order", order)).content.decode()
    assert "Её прикладывают, когда PDF готов" in page
    assert url("signature-create", order) not in page


# Who


@pytest.mark.parametrize("kind", [*R])
def test_those_who_prepare_orders_attach_and_all_read(kind, order, client, clerk):
    scan = attach_scan(order, upload=upload("a.pdf", SCAN), by=clerk)
    (signature,) = attach(order, signed.sign(document_of(order)))
    school = make_school(order.municipality) if kind in SCHOOL_ROLES else None
    client.force_login(make_user_as(kind, order.municipality, school=school))
    may = kind in (R.COORDINATOR, R.SECRETARY, R.HEAD)
    for name in ("scan-create", "signature-create"):
        assert client.get(url(name, order)).status_code == (200 if may else 403)
        assert post(client, url(name, order)).status_code == (422 if may else 403)
    page = client.get(url("order", order)).content.decode()
    assert ("Приложить файл подписи" in page) is may
    assert "Экземпляр с отметкой" in page
    for stored in (scan.file, signature.file):
        assert fetch(client, reverse("files:download", args=[stored.pk]))[0] == 200


def test_attachments_do_not_exist_for_strangers(order, client, clerk):
    scan = attach_scan(order, upload=upload("a.pdf", SCAN), by=clerk)
    (signature,) = attach(order, signed.sign(document_of(order)))
    client.force_login(make_user_as(R.HEAD, make_municipality()))
    for stored in (scan.file, signature.file):
        assert client.get(reverse("files:download", args=[stored.pk])).status_code == 404
    for address in (url("scan-create", order), url("signature-create", order), marked_url(order)):
        assert client.get(address).status_code == 404


# The signature and its verdict


def test_signature_of_this_pdf_earns_the_mark(order, clerk, client):
    client.force_login(clerk)
    file = upload("Приказ.pdf.sig", signed.gost_signature(document_of(order)))
    response = post(client, url("signature-create", order), {"file": file})
    assert response.status_code == 302
    row = order.signatures.get()
    assert (row.of_this_pdf, row.value_is_right, row.earns_mark) == ("yes", "unknown", True)
    page = client.get(url("order", order)).content.decode()
    for words in (
        "Ковалёва Нина Павловна",
        "совпала с ним (ГОСТ Р 34.11-2012, 256 бит)",
        "Сертификат в день подписания действовал",
        "ключи ГОСТ Р 34.10 здесь не проверяются",
        "выдал ли сертификат аккредитованный",
        "не отозван ли сертификат",
        "отметка ставится",
        "Экземпляр с отметкой",
        reverse("verify"),
    ):
        assert words in page
    assert order.pdf.sha256 in page
    assert signed.SNILS not in page
    entry = AuditEntry.objects.get(object_type="электронная подпись")
    assert entry.changes["of_this_pdf"] == ["", "yes"]


def test_personal_numbers_of_the_certificate_are_not_kept(order):
    attach(order, signed.sign(document_of(order)))
    kept = str(list(OrderSignature.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "Ковалёва" in kept
    assert signed.SNILS not in kept
    assert signed.OGRN not in kept


STRANGER = signed.OWNER | {
    signed.NameOID.SURNAME: "Седых",
    signed.NameOID.COMMON_NAME: "Седых Нина Павловна",
}
LATE = {"since": signed.NOW - 3 * signed.YEAR, "until": signed.NOW - signed.YEAR}
EARLY = {"since": signed.NOW + signed.YEAR, "until": signed.NOW + 2 * signed.YEAR}

# What is attached, and the words of the card that say why there is no mark.
WITHOUT_MARK = {
    "another document": (lambda pdf: signed.sign(pdf + b" "), "Подписан не этот PDF"),
    "another document, plain": (
        lambda pdf: signed.sign(pdf + b" ", attributes=False),
        "Подписан не этот PDF",
    ),
    "another document, ГОСТ": (
        lambda pdf: signed.gost_signature(pdf + b" "),
        "Подписан не этот PDF",
    ),
    "ГОСТ without attributes": (
        lambda pdf: signed.gost_signature(pdf, attributes=False, value=b"\x08"),
        "контрольная сумма не записана в подписи открыто",
    ),
    "expired": (lambda pdf: signed.sign(pdf, **LATE), "в день подписания не действовал"),
    "not yet in force": (lambda pdf: signed.sign(pdf, **EARLY), "в день подписания не действовал"),
    "another owner": (
        lambda pdf: signed.sign(pdf, owner=STRANGER),
        "не тот, кто подписывает документ (Ковалева Нина Павловна)",
    ),
    "spoilt value": (lambda pdf: spoil_value(signed.sign(pdf)), "изменён или подделан"),
}


def spoil_value(data):
    def spoil(message):
        info = message["content"]["signer_infos"][0]
        value = bytearray(info["signature"].native)
        value[-1] ^= 1
        info["signature"] = bytes(value)

    return signed.changed(data, spoil)


@pytest.mark.parametrize("case", WITHOUT_MARK)
def test_file_stays_with_the_reason_and_without_a_mark(case, order, clerk, client):
    make, words = WITHOUT_MARK[case]
    client.force_login(clerk)
    file = upload("Приказ.pdf.sig", make(document_of(order)))
    assert post(client, url("signature-create", order), {"file": file}).status_code == 302
    page = client.get(url("order", order)).content.decode()
    assert "отметка не ставится" in page
    assert "Экземпляр с отметкой" not in page
    row = order.signatures.get()
    assert words in texts(verified(row))
    assert fetch(client, reverse("files:download", args=[row.file_id]))[0] == 200
    assert client.get(marked_url(order)).status_code == 403


def test_verdict_of_rsa_and_elliptic_keys_says_the_value_is_right(order):
    for number, key in enumerate((signed.ec_key(), signed.rsa_key()), start=1):
        (row,) = attach(order, signed.sign(document_of(order), key=key, serial=number))
        assert "Значение подписи верно" in texts(verified(row))
        assert not any("значение подписи" in words for words in not_verified(row))


def test_large_pdf_is_told_to_be_too_large(order):
    (row,) = attach(order, signed.gost_signature(document_of(order)))
    row.of_this_pdf = Outcome.UNKNOWN
    assert "больше 2 МБ" in texts(verified(row))
    row.algorithm = "1.2.3.4"
    assert "контрольную сумму 1.2.3.4 система не вычисляет" in texts(verified(row))


@pytest.mark.parametrize("pem", [False, True], ids=["the same file", "the same in PEM"])
def test_the_same_signature_is_refused(order, clerk, client, pem):
    data = signed.sign(document_of(order))
    attach(order, data)
    client.force_login(clerk)
    if pem:
        data = signed.base64_lines(data)
    before = StoredFile.objects.count()
    response = post(client, url("signature-create", order), {"file": upload("b.sig", data)})
    assert response.status_code == 422
    assert "Эта подпись уже приложена" in response.content.decode()
    assert order.signatures.count() == 1
    assert StoredFile.objects.count() == before


def test_the_same_signature_at_the_same_moment_is_kept_once(order):
    (row,) = attach(order, signed.sign(document_of(order)))
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda pdf: pdf, "внутри PDF"),
        (lambda pdf: signed.sign(pdf)[:400], "повреждён"),
        (lambda pdf: b"garbage" * 40, "Это не файл электронной подписи"),
    ],
    ids=["PDF", "truncated", "garbage"],
)
def test_what_is_no_signature_is_refused_and_nothing_is_kept(order, clerk, client, make, words):
    client.force_login(clerk)
    before = StoredFile.objects.count()
    file = upload("a.sig", make(document_of(order)))
    response = post(client, url("signature-create", order), {"file": file})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert (StoredFile.objects.count(), OrderSignature.objects.count()) == (before, 0)


def test_two_signers_of_one_file_are_told_apart(order):
    makers = [(signed.rsa_key(), {"owner": STRANGER, "serial": 7}), (signed.ec_key(), {})]
    rows = attach(order, signed.sign_by(makers, document_of(order)))
    assert {row.owner: row.earns_mark for row in rows} == {
        "Седых Нина Павловна": False,
        "Ковалёва Нина Павловна": True,
    }
    assert marking_signature(order).owner == "Ковалёва Нина Павловна"


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Ковалёва Нина Павловна", True),
        ("КОВАЛЕВА НИНА ПАВЛОВНА Управление образования", True),
        ("Нина Ковалёва", True),
        ("Ковалёва Анна Павловна", False),
        ("Ковалёв Нина", False),
        ("", False),
    ],
)
def test_owner_is_known_by_surname_and_first_name(words, is_named):
    person = make_person(surname="Ковалева", first_name="Нина")
    assert names_person(words, person) is is_named


def test_later_change_of_the_signatory_does_not_change_the_verdict(order):
    attach(order, signed.sign(document_of(order)))
    type(order.signatory).objects.filter(pk=order.signatory_id).update(surname="Новикова")
    assert marking_signature(Order.objects.get(pk=order.pk))


def test_time_told_by_the_signature_cannot_precede_the_order(order):
    """A certificate that has run out before the order existed is not saved by an early time."""
    (row,) = attach(order, signed.sign(document_of(order)))
    row.signing_time = signed.NOW - 2 * signed.YEAR
    row.valid_from, row.valid_until = (
        signed.NOW - 3 * signed.YEAR,
        signed.NOW - datetime.timedelta(days=30),
    )
    assert not row.is_in_time


# The mark


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


def test_page_of_an_order_asks_as_much_with_many_signatures(
    order, client, clerk, django_assert_max_num_queries
):
    client.force_login(clerk)
    attach(order, signed.sign(document_of(order)))
    attach_scan(order, upload=upload("a.pdf", scan_of("first")), by=clerk)
    with django_assert_max_num_queries(60) as one:
        client.get(url("order", order))
    row = order.signatures.get()
    for number in range(30):
        row.pk, row.fingerprint = None, str(number)
        row.save(force_insert=True)
        attach_scan(order, upload=upload("a.pdf", scan_of(number)), by=clerk)
    with django_assert_max_num_queries(len(one)):
        client.get(url("order", order))


def test_broken_rule_of_the_gate_is_not_an_error_page(order, clerk):
    with pytest.raises(Refused):
        attach_signature(order, upload=upload("a.pdf", signed.sign(b"x")), by=clerk)
