"""A large order: signed at once, its PDF is made by a job from the text that was signed."""

import datetime
import hashlib
import io
import zipfile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from documents.models import Clause, Order
from documents.operations import ask_for_pdf, freezing
from documents.operations.freezing import keep_pdf
from jobs import queue
from jobs.models import Job, JobState
from jobs.operations import cancel
from jobs.running import carry_out
from letters.models import Letter
from lib import pdf
from monitoring.operations import sign_order
from schools.models import RoleKind
from tests.documents.papers import pages_of, whole
from tests.factories import make_municipality, make_order, make_user_as
from tests.files.samples import make_pdf
from tests.posting import fetch, post

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def town(monkeypatch):
    monkeypatch.setattr("lib.pdf.LARGE", 1000)
    return make_municipality()


@pytest.fixture
def head(town):
    return make_user_as(RoleKind.HEAD, town)


@pytest.fixture
def draft(town):
    order = make_order(town)
    for number in range(1, 8):
        text = f"Провести семинар {number} по вопросам качества образования."
        Clause.objects.create(order=order, position=number, number=f"{number}.", text=text)
    return order


@pytest.fixture
def order(draft, head):
    """Signed; its PDF is not there yet."""
    return sign_order(draft, number="5", signed_on=DAY, by=head)


def at(name, order, *rest):
    return reverse(f"documents:{name}", args=[order.municipality.slug, order.pk, *rest])


def fresh(order):
    return Order.objects.get(pk=order.pk)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def work():
    """What a worker does until nothing is left."""
    while job := queue.claim():
        carry_out(job)


def test_pdf_of_a_large_order_is_made_of_the_text_that_was_signed(order, head):
    assert (order.pdf, order.pdf_job.asked_by) == (None, head)
    Clause.objects.filter(order=order).update(text="Изменено в обход.")
    work()
    kept = fresh(order)
    assert kept.pdf_job is None
    content = kept.pdf.path.read_bytes()
    assert content == pdf.render(order.signed_html)
    assert "Провести семинар 7" in whole("".join(pages_of(content)))
    assert kept.pdf.sha256 == hashlib.sha256(content).hexdigest()
    changes = AuditEntry.objects.filter(object_type="приказ").values_list("changes", flat=True)
    assert {"sha256": ["", kept.pdf.sha256]} in changes
    assert Letter.objects.get(to=head.email).subject == f"Готово: PDF: {kept}"


def test_everyone_has_the_pdf_when_it_is_there(order, town):
    reader = signed_in(make_user_as(RoleKind.METHODOLOGIST, town))
    assert "ещё не готов" in reader.get(at("order-pdf", order)).content.decode()
    assert "Готовится" in reader.get(at("order", order)).content.decode()
    work()
    assert fetch(reader, reader.get(at("order-pdf", order))["Location"])[0] == 200
    assert fresh(order).pdf.sha256 in reader.get(at("order", order)).content.decode()


def test_head_is_led_to_the_job(order, head):
    client = signed_in(head)
    assert client.get(at("order-pdf", order))["Location"] == order.pdf_job.get_absolute_url()
    assert order.pdf_job.get_absolute_url() in client.get(at("order", order)).content.decode()


def test_text_too_large_to_be_printed_is_not_signed(draft, head, monkeypatch):
    monkeypatch.setattr("lib.pdf.MAX_CHARACTERS", 600)
    with pytest.raises(pdf.NotPrinted):
        sign_order(draft, number="5", signed_on=DAY, by=head)
    assert (fresh(draft).state, Job.objects.count()) == ("draft", 0)


def test_signed_order_has_its_pdf_or_a_job(order):
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(pdf_job=None)


def test_called_off_job_is_asked_for_anew(order, head, town):
    cancel(order.pdf_job, by=head)
    clerk = signed_in(make_user_as(RoleKind.SECRETARY, town))
    page = clerk.get(at("order", order)).content.decode()
    assert "Сделать PDF" in page
    assert (
        "Сделать PDF"
        not in signed_in(make_user_as(RoleKind.METHODOLOGIST, town))
        .get(at("order", order))
        .content.decode()
    )
    post(clerk, at("order-pdf-make", order))
    assert fresh(order).pdf_job.asked_by != head
    work()
    assert fresh(order).pdf_id
    assert ask_for_pdf(fresh(order), by=head) is None


def test_pdf_once_kept_is_never_replaced(order, head):
    work()
    first = fresh(order).pdf
    keep_pdf(order, freezing.store_bytes(make_pdf(), "2.pdf", kind="pdf", by=head), by=head)
    assert fresh(order).pdf == first


def test_fault_in_keeping_leaves_neither_file_nor_mark(order, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("documents.operations.freezing.record", fail)
    carry_out(queue.claim())
    job = Job.objects.get()
    assert (fresh(order).pdf, job.file, job.state) == (None, None, JobState.WAITING)


def test_draft_and_papers_of_a_large_order_are_jobs_too(draft, head):
    client = signed_in(head)
    for address in (at("order-pdf", draft), at("order-paper", draft, "order")):
        job = Job.objects.get(pk=int(client.get(address)["Location"].split("/")[-2]))
    assert Job.objects.count() == 1
    work()
    response = client.get(at("order-pdf", draft))
    assert "ПРОЕКТ" in "".join(pages_of(response.content))
    assert fetch(client, reverse("files:download", args=[Job.objects.get().file_id]))[0] == 200
    assert job.title.startswith("PDF: Документ")


def test_archive_waits_for_its_large_papers(order, head):
    client = signed_in(head)
    assert client.get(at("order-papers-zip", order))["Location"] == reverse("jobs:job-list")
    asked = Job.objects.count()
    work()
    response = client.get(at("order-papers-zip", order))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
        assert archive.read("Приказ № 5.pdf") == fresh(order).pdf.path.read_bytes()
    # Nobody was asked for a visa nor to read it: there are no such sheets.
    assert len(names) == 2 * 3
    assert Job.objects.count() == asked > 1


def test_one_who_has_lost_the_role_gets_no_paper(draft, head):
    signed_in(head).get(at("order-pdf", draft))
    head.roles.all().delete()
    work()
    assert Job.objects.get().state == JobState.FAILED
