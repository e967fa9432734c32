"""What is attached to a registered order, and the addresses where it is done."""

from django.urls import reverse

from documents.operations import attach_signature
from tests.documents import signed
from tests.factories import (
    make_user,
)
from tests.files.samples import make_pdf, upload

SCAN = make_pdf()


def scan_of(number):
    """Another scan for every number."""
    return make_pdf(b"<< /Scan (%s) >>" % str(number).encode())


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
