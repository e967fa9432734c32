"""«Проверить документ»: anybody is told yes or no about a file, and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Order
from files.models import StoredFile
from files.store import store_bytes
from tests.factories import make_order, make_user
from tests.files.samples import make_pdf

pytestmark = pytest.mark.django_db

PDF, OTHER = make_pdf(), make_pdf() + b"\n% other"
YES, NO = "<b>Да:</b> это зарегистрированный документ", "<b>Нет:</b> такого зарегистрированного"


@pytest.fixture
def order():
    """A registered order; its title must be told to nobody."""
    draft = make_order(title="О тайном деле")
    user = make_user()
    Order.objects.filter(pk=draft.pk).update(
        state="signed",
        number="7",
        year=2026,
        signed_on="2026-03-02",
        signed_html="<p>Приказ</p>",
        signed_at="2026-03-02T10:00Z",
        signed_by=user,
        pdf=store_bytes(PDF, "Приказ.pdf", kind="pdf", by=user),
    )
    return Order.objects.get(pk=draft.pk)


def asked(client, **data):
    return client.post(reverse("verify"), data)


def upload(content):
    return SimpleUploadedFile("Файл.pdf", content, "application/pdf")


def test_file_and_sum_of_a_registered_order_are_known_without_a_word_about_it(client, order):
    assert client.get(reverse("verify")).status_code == 200
    count = StoredFile.objects.count()
    for data in ({"file": upload(PDF)}, {"checksum": order.pdf.sha256.upper()}):
        page = asked(client, **data).content.decode()
        assert YES in page
        assert "тайном" not in page
        assert order.municipality.name not in page
    assert StoredFile.objects.count() == count


def test_changed_file_drafts_and_other_files_are_not(client, order):
    evidence = store_bytes(OTHER, "Отчёт.pdf", kind="pdf", by=make_user())
    for data in (
        {"file": upload(PDF + b" ")},
        {"checksum": "0" * 64},
        {"checksum": evidence.sha256},
    ):
        assert NO in asked(client, **data).content.decode()


def test_repealed_order_is_still_a_registered_document(client, order):
    Order.objects.filter(pk=order.pk).update(state="repealed", repealed_by=make_order())
    assert YES in asked(client, checksum=order.pdf.sha256).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "Выберите файл или впишите"), ({"checksum": "ab12"}, "это 64 знака")],
)
def test_empty_or_wrong_question_is_told(client, data, words):
    response = asked(client, **data)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_one_address_does_not_ask_without_end(client, monkeypatch):
    monkeypatch.setattr("documents.views.verify.MOST_IN_A_MINUTE", 2)
    codes = [asked(client, checksum="0" * 64).status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]
