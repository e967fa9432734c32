from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import operations
from documents.forms import ProfileForm
from documents.models import OrderKind, profile_of
from documents.permissions import can_change_profile
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage


@require_safe
def list_profiles(request):
    """Бланки и нумерация: one for each kind of act."""
    require(can_change_profile(request.access))
    profiles = [profile_of(request.municipality, kind) for kind in OrderKind]
    crumbs = [("Приказы", reverse("documents:order-list", args=[request.municipality.slug]))]
    return render(request, "documents/profile_list.html", {"profiles": profiles, "crumbs": crumbs})


class ProfileUpdate(FormPage):
    """How the municipality issues acts of the kind."""

    submit = "Сохранить бланк"

    def prepare(self, kind):
        require(can_change_profile(self.request.access))
        if kind not in OrderKind.values:
            raise Http404
        self.profile = profile_of(self.request.municipality, kind)
        self.title = str(self.profile)

    def back(self):
        return reverse("documents:profile-list", args=[self.request.municipality.slug])

    def crumbs(self):
        orders = reverse("documents:order-list", args=[self.request.municipality.slug])
        return [("Приказы", orders), ("Бланки и нумерация", self.back())]

    def make_form(self, data=None, files=None):
        return ProfileForm(data, files, instance=self.profile, submit=self.submit, back=self.back())

    def save(self, form):
        operations.save_profile(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
            emblem=form.new_emblem,
        )
        messages.success(self.request, f"{form.instance}: сохранён.")
        return go(self.request, self.back())
