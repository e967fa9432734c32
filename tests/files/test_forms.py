import re

import pytest
from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from files import forms as fields
from files import jail
from files.forms import MAX_TOTAL, MAX_TOTAL_LABEL, MultipleUploadField, UploadField
from files.gate.limits import MEGABYTE
from files.kinds import PROOFS, FileKind
from files.photos import Redrawn
from tests.files.photographs import make_jpeg, make_png
from tests.files.samples import make_docx, make_pdf, make_xlsx, upload


class EvidenceForm(forms.Form):
    scan = UploadField()
    table = UploadField(kinds=[FileKind.XLSX], required=False)


class ReportForm(forms.Form):
    evidence = MultipleUploadField()
    notes = MultipleUploadField(required=False)


class ProofForm(forms.Form):
    proof = UploadField(kinds=PROOFS)
    proofs = MultipleUploadField(kinds=PROOFS, required=False)


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


# Photographs


def test_photograph_is_given_on_as_it_was_drawn():
    came = [upload("Снимок.PNG", make_png()), upload("a.pdf", make_pdf())]
    photo = [upload("1000012345", make_jpeg())]
    form = ProofForm({}, MultiValueDict({"proof": photo, "proofs": came}))
    assert form.is_valid()
    first, second = form.cleaned_data["proofs"]
    assert isinstance(first, Redrawn)
    assert (first.name, first.size) == ("Снимок.jpg", len(first.read()))
    assert second is came[1]
    assert form.cleaned_data["proof"].name == "1000012345.jpg"


def test_field_of_papers_takes_no_photograph():
    errors = errors_of(EvidenceForm, scan=[upload("a.jpg", make_jpeg())])
    assert errors["scan"] == [
        "Здесь нужен файл PDF, Word (.docx) или Excel (.xlsx). Фотографию сохраните как PDF."
    ]
    errors = errors_of(
        EvidenceForm, scan=[upload("a.pdf", make_pdf())], table=[upload("b.png", make_png())]
    )
    assert errors == {"table": ["Здесь нужен файл Excel (.xlsx)."]}


def test_each_bad_photograph_is_named():
    cut, good = upload("b.jpg", make_jpeg()[:-2]), upload("a.jpg", make_jpeg())
    heic = upload("c.heic", b"\0\0\0\x18ftypheic")
    messages = errors_of(ProofForm, proof=[good], proofs=[good, cut, heic])["proofs"]
    assert [message.partition(":")[0] for message in messages] == ["«b.jpg»", "«c.heic»"]
    assert "передан не полностью" in messages[0]


def test_field_of_photographs_offers_the_camera_and_files():
    form = ProofForm()
    for name in ("proof", "proofs"):
        widget = str(form[name])
        assert 'accept=".pdf,.docx,.xlsx,image/jpeg,image/png,image/webp"' in widget
        assert "capture" not in widget
    assert form["proof"].help_text == (
        "PDF, Word (.docx), Excel (.xlsx) или фотография (.jpg, .png), не больше 25 МБ. "
        "Фотографии (до 20 МБ) программа уменьшает и убирает из них место и время съёмки."
    )


def test_photograph_that_breaks_the_reader_is_refused_in_words_about_photographs(monkeypatch):
    monkeypatch.setattr(jail, "_run", lambda *args: (b"time", b""))
    (message,) = errors_of(ProofForm, proof=[upload("a.jpg", make_jpeg())])["proof"]
    assert message.startswith("Снимок не удалось прочитать")


def test_photographs_of_one_form_do_not_hold_it_for_long(monkeypatch):
    monkeypatch.setattr(fields, "MAX_SECONDS", 0)
    photo = upload("a.jpg", make_jpeg())
    (message,) = errors_of(ProofForm, proof=[photo], proofs=[photo])["proofs"]
    assert message.startswith("Снимки читаются слишком долго")
