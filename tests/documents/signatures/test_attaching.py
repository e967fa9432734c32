"""Scans and signatures of registered orders: who attaches them, to what, and how often."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry
from documents.marked_copy import NoMark, marked_html
from documents.models import Order, OrderSignature, SignedScan
from documents.operations import NoPdfYet, NotRegistered, attach_scan, attach_signature
from documents.operations.freezing import ask_for_job
from files.gate import Refused
from files.models import StoredFile
from schools.models import RoleKind as R
from schools.models.role import OWN_SCHOOLS_ROLES
from tests.documents import signed
from tests.documents.signatures.attached import SCAN, attach, document_of, marked_url, scan_of, url
from tests.factories import (
    make_municipality,
    make_order,
    make_school,
    make_user,
    make_user_as,
)
from tests.files.photographs import make_png
from tests.files.samples import upload
from tests.posting import fetch, post

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("kind", [*R])
def test_those_who_prepare_orders_attach_and_all_read(kind, order, client, clerk):
    scan = attach_scan(order, upload=upload("a.pdf", SCAN), by=clerk)
    (signature,) = attach(order, signed.sign(document_of(order)))
    school = make_school(order.municipality) if kind in OWN_SCHOOLS_ROLES else None
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


def test_the_same_signature_at_the_same_moment_is_kept_once(order):
    (row,) = attach(order, signed.sign(document_of(order)))
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
