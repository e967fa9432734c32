from django.db import IntegrityError
from django.http import Http404
from django.urls import reverse
from django.views.generic import View

from files.gate import Refused
from files.store import NotStored
from lib.forms import conflict_page
from lib.htmx import render_form
from lib.versions import Conflict

TWIN = "Пока вы заполняли форму, такие же данные сохранил другой человек. Проверьте список."


class FormPage(View):
    """A page with one form: GET shows it, a good POST does the act and leads away.

    A bad form comes back with 422; when another person has saved the row meanwhile, 409 shows
    both texts.
    """

    template_name = "components/form_page.html"
    title = lead = ""
    back_label = ""

    def prepare(self, **kwargs):
        """Fetch what the form is about and refuse whoever may not use it."""
        raise TypeError(f"{type(self).__name__} must say who may use it.")

    def back(self):
        """Where one goes without saving."""
        raise TypeError(f"{type(self).__name__} must say where it leads back.")

    def make_form(self, **data):
        """The form, bound when there are data and files."""
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
            if conflict.current is None:
                raise Http404 from None
            return conflict_page(request, form, conflict.current, back=self.back())
        except IntegrityError:  # a twin passed the form's checks at the same moment
            form.add_error(None, TWIN)
        except (NotStored, Refused) as refusal:
            form.add_error("file", str(refusal))
        return self.show(form)

    def show(self, form):
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "crumbs": [(self.back_label, self.back())],
        }
        return render_form(self.request, self.template_name, context, form=form)

    def url(self, name, *args):
        """Address of a page of the municipality."""
        return reverse(name, args=[self.request.municipality.slug, *args])
