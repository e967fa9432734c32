from django.contrib import messages
from django.urls import reverse

from lib.htmx import go
from lib.permissions import require
from monitoring.forms.handing_in import HandInForm
from monitoring.handing_in import hand_in, places_of
from schools.models import Programme
from schools.views.form_page import PlacePage

NOT_SCHOOL = "Файлы сдаёт школа: её директор или школьный координатор."


class HandIn(PlacePage):
    """One place of a school for proofs and programmes; the form stands on its first page too."""

    title = "Сдать файлы"
    back_label = "Что сдать"

    def prepare(self):
        require(self.request.access.reporting_school_ids, NOT_SCHOOL)

    def back(self):
        return self.url("monitoring:work")

    def make_form(self, **data):
        return form_for(self.request, back=self.back(), **data)

    def save(self, form):
        values = form.cleaned_data
        place = values["place"]
        hand_in(place, files=values["file"], text=values["text"], access=self.request.access)
        if isinstance(place, Programme):
            messages.success(self.request, f"Загружена новая версия: {place}.")
        else:
            messages.success(self.request, f"Отчёт отправлен на проверку: {place.text}")
        return go(self.request, self.back())


def form_for(request, **options):
    """The form of files for the person."""
    address = reverse("monitoring:hand-in", args=[request.municipality.slug])
    return HandInForm(places=places_of(request.access), address=address, **options)
