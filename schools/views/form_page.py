from django.urls import reverse

from files.gate import Refused
from files.store import NotStored
from lib.views import FormPage


class PlacePage(FormPage):
    """Form page of the municipality's people and schools; `back_label` names the way back."""

    back_label = ""
    refusals = (NotStored, Refused)

    def crumbs(self):
        return [(self.back_label, self.back())]

    def url(self, name, *args):
        """Address of a page of the municipality."""
        return reverse(name, args=[self.request.municipality.slug, *args])
