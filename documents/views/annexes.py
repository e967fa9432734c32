from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations
from documents.amending import annex_html, edition_in_force, edition_on
from documents.annex_kinds import spec_of
from documents.annex_kinds.lists import ListSpec
from documents.annexes import kind_of
from documents.forms import AnnexForm, NewAnnexForm, RowForm
from documents.models import Annex, AnnexRow
from documents.permissions import can_create_order, can_edit_order
from documents.views.drafts import DraftForm, crumbs, find_part, moving, require_draft
from documents.word import docx, docx_response
from files.store import NotStored
from lib import pdf
from lib.forms import DayForm, SeenForm, seen_version
from lib.htmx import go
from lib.text import count
from lib.versions import Conflict

CHANGED = "Строку изменил другой человек, поэтому она не удалена. Прочтите её ещё раз."
GONE = "Эту строку уже удалил другой человек."
HAS_TEXT = "В приложении уже есть текст. Чтобы заменить его, сначала очистите поле «Текст»."
NO_TEXT = "Заполнить нечем: у группы, названной в заголовке, нет положения."


def address_of_annex(annex):
    """Address of the annex's own page."""
    return kind_of(annex).address(annex)


def of_annex(row):
    """Where one returns after an act on a row."""
    return address_of_annex(row.annex)


move_annex = moving(Annex, operations.move_annex)
move_row = moving(AnnexRow, operations.move_row, path="annex__order", back=of_annex)


@require_safe
def show_annex(request, pk):
    """What stands in an annex that documents keeps: the rows of a list, or a text."""
    annex = find_part(request, Annex, pk, "file", "signatory")
    spec = spec_of(annex)
    is_list = isinstance(spec, ListSpec)
    form = DayForm(request.GET if "day" in request.GET else None)
    day = form.cleaned_data["day"] if form.is_valid() else None
    if day and (edition := edition_on(annex, day)) and edition.pk != annex.pk:
        return redirect(f"{address_of_annex(edition)}?day={day:%d.%m.%Y}")
    context = {
        "annex": annex,
        "order": annex.order,
        "spec": spec,
        "is_list": is_list,
        "rows": list(annex.rows.all()) if is_list else (),
        "can_edit": can_edit_order(request.access, annex.order),
        "can_amend": annex.order.is_signed and can_create_order(request.access) and spec,
        "in_force": edition_in_force(annex) if annex.order.is_signed else None,
        "form": form,
        "day": day,
        "is_of_day": day and edition_on(annex, day) is not None,
        "crumbs": crumbs(annex.order),
    }
    return render(request, "documents/annex.html", context)


@require_safe
def print_annex(request, pk):
    """The list or the text alone, as PDF or with ?as=word as a Word file."""
    annex = find_part(request, Annex, pk)
    if not (spec := spec_of(annex)) or getattr(spec, "has_file", False):
        raise Http404
    html = annex_html(annex)
    record(AuditVerb.PRINT, annex.order, by=request.user, changes={"annex": ["", annex.heading]})
    name = f"{spec.name.capitalize()}{'' if annex.order.is_signed else ' (проект)'}"
    if request.GET.get("as") == "word":
        return docx_response(docx(html), f"{name}.docx")
    return pdf.pdf_response(pdf.render(html), f"{name}.pdf")


class AnnexCreate(DraftForm):
    """A new annex of a kind; what stands in it is filled in on its own page."""

    title, submit = "Новое приложение", "Добавить приложение"

    def make_form(self, data=None, files=None):
        return NewAnnexForm(data, submit=self.submit, back=self.back())

    def save(self, form):
        kind = form.cleaned_data["kind"]
        heading = spec_of(Annex(kind=kind)).heading
        annex = operations.add_annex(self.order, kind, by=self.request.user, heading=heading)
        messages.success(self.request, "Приложение добавлено. Теперь заполните его.")
        return go(self.request, address_of_annex(annex))


class AnnexUpdate(DraftForm):
    title, submit, done = "Приложение", "Сохранить приложение", "Приложение сохранено."
    refusals = (NotStored,)

    def find(self, pk):
        self.annex = find_part(self.request, Annex, pk)
        self.order = self.annex.order

    def back(self):
        return address_of_annex(self.annex)

    def make_form(self, data=None, files=None):
        return AnnexForm(data, files, instance=self.annex, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_annex(
            self.annex,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
            upload=form.cleaned_data.get("file"),
        )


class AnnexDelete(DraftForm):
    """The page that names the annex and what goes with it, and the removal."""

    template_name = "documents/annex_delete.html"
    title = "Убрать приложение?"

    def find(self, pk):
        self.annex = find_part(self.request, Annex, pk)
        self.order = self.annex.order

    def make_form(self, data=None, files=None):
        return SeenForm(data, initial={"version": self.annex.version})

    def context(self, form):
        kind = kind_of(self.annex)
        return super().context(form) | {
            "kind": kind,
            "name": kind.title(self.annex),
            "rows": self.annex.rows.count(),
            "is_kept": spec_of(self.annex) is None,
            "back": self.back(),
        }

    def write(self, form):
        operations.remove_annex(self.annex, seen_version=form.seen_version, by=self.request.user)
        self.done = "Приложение убрано из проекта."


@require_POST
def fill_annex(request, pk):
    """Append the rows that the program knows, or put in the text."""
    annex = find_part(request, Annex, pk)
    require_draft(request, annex.order)
    spec = spec_of(annex)
    if not getattr(spec, "can_be_filled", False):
        messages.warning(request, "Это приложение заполняют вручную.")
    elif not isinstance(spec, ListSpec):
        fill_text(request, annex)
    else:
        new = operations.fill_annex(annex, by=request.user)
        said = count(new, "строка добавлена", "строки добавлены", "строк добавлено")
        messages.success(request, f"{said}. Проверьте их." if new else "Новых строк не нашлось.")
    return go(request, address_of_annex(annex))


def fill_text(request, annex):
    """Put in the text that the program knows; what a person wrote stays."""
    try:
        is_known = operations.fill_text(annex, by=request.user)
    except Conflict:
        messages.warning(request, HAS_TEXT)
    else:
        words = "Текст взят из положения. Проверьте его." if is_known else NO_TEXT
        (messages.success if is_known else messages.warning)(request, words)


class RowCreate(DraftForm):
    title, submit, done = "Новая строка", "Добавить строку", "Строка добавлена."

    def find(self, pk):
        self.annex = find_part(self.request, Annex, pk)
        self.order = self.annex.order
        self.row = AnnexRow(annex=self.annex)

    def back(self):
        return address_of_annex(self.annex)

    def make_form(self, data=None, files=None):
        return RowForm(data, instance=self.row, submit=self.submit, back=self.back())

    def write(self, form):
        values = {name: getattr(form.instance, name) for name in form.written_fields}
        operations.add_row(self.annex, by=self.request.user, **values)


class RowUpdate(RowCreate):
    title, submit, done = "Строка приложения", "Сохранить строку", "Строка сохранена."

    def find(self, pk):
        self.row = find_part(self.request, AnnexRow, pk, "annex", path="annex__order")
        self.annex = self.row.annex
        self.order = self.annex.order

    def write(self, form):
        operations.change_row(
            self.row,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )


@require_POST
def delete_row(request, pk):
    """Delete a row as it was seen; a changed one stays."""
    row = find_part(request, AnnexRow, pk, path="annex__order")
    require_draft(request, row.annex.order)
    try:
        operations.delete_row(row, seen_version=seen_version(request), by=request.user)
    except Conflict as conflict:
        messages.warning(request, CHANGED if conflict.current else GONE)
    else:
        messages.success(request, "Строка удалена.")
    return go(request, of_annex(row))
