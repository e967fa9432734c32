from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lib.htmx import go
from lib.permissions import NotNow
from schools.forms.saved_filter import RenameForm, SaveForm
from schools.models import SavedFilter
from schools.saved_filters import (
    TOO_MANY,
    delete_filter,
    free_place,
    opened_register,
    rename_filter,
    save_filter,
)
from schools.views.form_page import PlacePage


def find(request, pk):
    """The filter if it is the person's own, else 404."""
    return get_object_or_404(SavedFilter.objects.own(request.access), pk=pk)


@require_safe
def open_filter(request, pk):
    """Leads to the register with what it still knows of the conditions."""
    saved = find(request, pk)
    register = opened_register(request, saved.register)
    kept, lost = register.kept_conditions(QueryDict(saved.query))
    if lost:
        names = ", ".join(f"«{label}»" for label in lost)
        messages.warning(
            request,
            f"В отборе «{saved}» больше нельзя выбрать сохранённое: {names}. "
            "Список показан без этого условия.",
        )
    address = reverse(saved.register, args=[request.municipality.slug])
    return redirect(f"{address}?{kept.urlencode()}" if kept else address)


@require_safe
def show_filters(request):
    """All own filters of the municipality, by register: to rename and to delete."""
    groups = {}
    for saved in SavedFilter.objects.own(request.access):
        groups.setdefault(saved.register, []).append(saved)
    shown = [(opened_register(request, name).label, rows) for name, rows in groups.items()]
    return render(request, "schools/saved_filters.html", {"groups": sorted(shown, key=by_label)})


def by_label(group):
    return group[0]


class FilterSave(PlacePage):
    """The filter of the register is kept under a name."""

    title = "Сохранить отбор"

    def prepare(self, register):
        self.name, self.opened = register, opened_register(self.request, register)
        self.back_label = self.opened.label
        if free_place(self.request.access, register) is None:
            raise NotNow(TOO_MANY)

    def conditions(self):
        """Conditions and order of the address, those that the register knows."""
        return self.opened.kept_conditions(self.request.GET)[0]

    def back(self):
        kept = self.conditions().urlencode()
        return self.url(self.name) + (f"?{kept}" if kept else "")

    def make_form(self, **data):
        return SaveForm(
            **data,
            instance=SavedFilter(register=self.name),
            initial={"query": self.conditions().urlencode()},
            access=self.request.access,
            opened=self.opened,
            back=self.back(),
        )

    def context(self, form):
        sent = QueryDict(form["query"].value() or "")
        words = self.opened.in_words(self.opened.kept_conditions(sent)[0])
        self.lead = f"Сохранится: {words}." if words else ""
        return super().context(form)

    def save(self, form):
        saved = save_filter(form.instance, self.request.access)
        messages.success(self.request, f"Отбор «{saved}» сохранён: он стоит над списком.")
        return go(self.request, f"{self.url(self.name)}?{saved.query}")


class FilterRename(PlacePage):
    """Another name for an own filter."""

    title = "Переименовать отбор"
    back_label = "Мои отборы"

    def prepare(self, pk):
        self.saved = find(self.request, pk)

    def back(self):
        return self.url("schools:saved-filter-list")

    def make_form(self, **data):
        return RenameForm(**data, instance=self.saved, access=self.request.access, back=self.back())

    def save(self, form):
        rename_filter(form.instance, seen_version=form.seen_version, by=self.request.user)
        messages.success(self.request, f"Теперь отбор называется «{form.instance}».")
        return go(self.request, self.back())


@require_POST
def delete(request, pk):
    """An own filter is gone."""
    saved = find(request, pk)
    delete_filter(saved, by=request.user)
    messages.success(request, f"Отбор «{saved}» удалён. Сам список не изменился.")
    return go(request, "schools:saved-filter-list", request.municipality.slug)
