import re

import pytest
from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from files.forms import MAX_TOTAL, MAX_TOTAL_LABEL, MultipleUploadField, UploadField
from files.gate.limits import MEGABYTE
from files.kinds import FileKind
from tests.files.samples import make_docx, make_pdf, make_xlsx, upload


class EvidenceForm(forms.Form):
    scan = UploadField()
    table = UploadField(kinds=[FileKind.XLSX], required=False)


class ReportForm(forms.Form):
    evidence = MultipleUploadField()
    notes = MultipleUploadField(required=False)


def errors_of(form_class, **files):
    form = form_class({}, MultiValueDict(files))
    form.is_valid()
    return {name: list(messages) for name, messages in form.errors.items()}


def test_good_upload_is_let_in():
    scan = upload("a.pdf", make_pdf())
    form = EvidenceForm({}, MultiValueDict({"scan": [scan]}))
    assert form.is_valid()
    assert form.cleaned_data == {"scan": scan, "table": None}


@pytest.mark.parametrize(
    ("scan", "words"),
    [
        ([], "Выберите файл."),
        ([upload("a.pdf", b"")], "Файл пустой"),
        ([upload("a.exe", b"MZ")], "Принимаются только"),
        ([upload("a.pdf", b"<html>")], "веб-страница"),
        (["text"], "Файл не передан"),
    ],
)
def test_bad_upload_is_refused_in_russian(scan, words):
    (message,) = errors_of(EvidenceForm, scan=scan)["scan"]
    assert words in message


def test_field_may_take_fewer_kinds():
    scan = [upload("a.pdf", make_pdf())]
    errors = errors_of(EvidenceForm, scan=scan, table=[upload("a.docx", make_docx())])
    assert errors == {"table": ["Здесь нужен файл Excel (.xlsx)."]}
    assert not errors_of(EvidenceForm, scan=scan, table=[upload("a.xlsx", make_xlsx())])


def test_field_tells_what_it_takes():
    form = EvidenceForm()
    assert 'accept=".pdf,.docx,.xlsx"' in str(form["scan"])
    assert 'accept=".xlsx"' in str(form["table"])
    assert form["scan"].help_text == "PDF, Word (.docx) или Excel (.xlsx), не больше 25 МБ"
    assert form["table"].help_text == "Excel (.xlsx), не больше 25 МБ"


def test_several_uploads_are_let_in():
    evidence = [upload("a.pdf", make_pdf()), upload("b.docx", make_docx())]
    form = ReportForm({}, MultiValueDict({"evidence": evidence}))
    assert form.is_valid()
    assert form.cleaned_data == {"evidence": evidence, "notes": []}
    assert "multiple" in str(form["evidence"])


def test_each_bad_upload_is_named():
    evidence = [upload("a.pdf", make_pdf()), upload("b.pdf", b"MZ"), upload("c.zip", b"PK")]
    messages = errors_of(ReportForm, evidence=evidence)["evidence"]
    assert [message.partition(":")[0] for message in messages] == ["«b.pdf»", "«c.zip»"]


def test_no_upload_is_refused_where_one_is_required():
    assert errors_of(ReportForm) == {"evidence": ["Выберите файл."]}


def test_more_than_ten_uploads_are_refused():
    evidence = [upload(f"{number}.pdf", make_pdf()) for number in range(11)]
    (message,) = errors_of(ReportForm, evidence=evidence)["evidence"]
    assert message == "Выбрано файлов: 11. За один раз можно загрузить не больше 10."


def test_uploads_that_are_too_big_together_are_refused():
    evidence = [upload(f"{number}.pdf", make_pdf()) for number in range(3)]
    for one in evidence:
        one.size = 21 * MEGABYTE
    (message,) = errors_of(ReportForm, evidence=evidence)["evidence"]
    assert message.startswith("Файлы вместе больше 60 МБ.")


def test_web_server_lets_through_what_the_form_takes():
    """The text of the form goes along with the files; the page of the refusal tells the limit."""
    rules = (settings.BASE_DIR / "docs/deploy/nginx.conf").read_text()
    allowed = int(re.search(r"client_max_body_size (\d+)m;", rules)[1]) * MEGABYTE
    typed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert allowed > MAX_TOTAL + typed

    page = (settings.BASE_DIR / "static/413.html").read_text()
    assert MAX_TOTAL_LABEL in page
    assert "error_page 413 /413.html" in rules


def test_field_of_several_files_tells_both_limits():
    words = "каждый не больше 25 МБ, вместе не больше 60 МБ"
    assert ReportForm()["evidence"].help_text.endswith(words)
