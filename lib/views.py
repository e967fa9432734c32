"""A page with one form, the same wherever a noun is added or changed."""

from django.db import IntegrityError
from django.http import Http404
from django.views import View

from lib.forms import conflict_page
from lib.htmx import render_form
from lib.versions import Conflict

TWIN = "Пока вы заполняли форму, такие же данные сохранил другой человек. Проверьте список."


class FormPage(View):
    """GET shows the form, a good POST does the act and leads away.

    A bad form comes back with 422; when another person has saved the row meanwhile, 409 shows
    both texts.
    """

    template_name = "components/form_page.html"
    title = lead = ""
    # Faults of the act that are told at the field `file`, such as a full disk.
    refusals = ()

    def prepare(self, **kwargs):
        """Fetch what the form is about and refuse whoever may not use it."""
        raise TypeError(f"{type(self).__name__} must say who may use it.")

    def back(self):
        """Where one goes without saving."""
        raise TypeError(f"{type(self).__name__} must say where it leads back.")

    def crumbs(self):
        """[(label, address)] of the way here."""
        raise TypeError(f"{type(self).__name__} must say the way to it.")

    def make_form(self, data=None, files=None):
        """The form, bound when there are data."""
        raise TypeError(f"{type(self).__name__} must have a form.")

    def save(self, form):
        """Do the act; returns the response."""
        raise TypeError(f"{type(self).__name__} must do something.")

    def dispatch(self, request, *args, **kwargs):
        self.prepare(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self.show(self.make_form())

    def post(self, request, **kwargs):
        form = self.make_form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            return self.save(form)
        except Conflict as conflict:
            return self.show_conflict(form, conflict.current)
        except IntegrityError:  # a twin passed the form's checks at the same moment
            form.add_error(None, TWIN)
        except self.refusals as refusal:
            form.add_error("file", str(refusal))
        return self.show(form)

    def context(self, form):
        """What the page shows."""
        return {"form": form, "title": self.title, "lead": self.lead, "crumbs": self.crumbs()}

    def show(self, form):
        return render_form(self.request, self.template_name, self.context(form), form=form)

    def show_conflict(self, form, current):
        """409 with both texts; 404 when the row is gone."""
        if current is None:
            raise Http404
        return conflict_page(self.request, form, current, back=self.back())
