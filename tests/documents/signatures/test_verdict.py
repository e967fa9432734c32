"""What is told of an electronic signature, and whether it earns the mark."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from documents.findings import not_verified, verified
from documents.marked_copy import marking_signature
from documents.models import Order, OrderSignature, Outcome
from documents.models.signature import names_person
from files.models import StoredFile
from tests.documents import signed
from tests.documents.signatures.attached import (
    STRANGER,
    WITHOUT_MARK,
    attach,
    document_of,
    marked_url,
    texts,
    url,
)
from tests.factories import (
    make_person,
)
from tests.files.samples import upload
from tests.posting import fetch, post

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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
