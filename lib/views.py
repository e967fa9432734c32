"""A page with one form, the same wherever a noun is added or changed; the act of a button."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import render
from django.views import View

from lib.forms import ask_for_files_again, conflict_page, typed_texts
from lib.htmx import render_form
from lib.permissions import NotNow
from lib.versions import Conflict

TWIN = "Пока вы заполняли форму, такие же данные сохранил другой человек. Проверьте список."
GONE = "Пока вы редактировали, это удалил другой человек."
CHANGED = "Пока страница была открыта, это изменил другой человек. Откройте её ещё раз и прочтите."


def press(request, act, done, *, changed=CHANGED):
    """Do `act()`, the act of a button; the next page tells `done`, or why nothing was done.

    `done` is a text, or a function of what the act returns; `changed` is told on a Conflict.
    """
    try:
        outcome = act()
    except Conflict:
        messages.warning(request, changed)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done(outcome) if callable(done) else done)


class FormPage(View):
    """GET shows the form, a good POST does the act and leads away.

    A bad form comes back with 422; when another person has saved the row meanwhile, 409 shows
    both texts. When nothing can be saved any more, 409 shows what was typed, to be copied.
    """

    template_name = "components/form_page.html"
    title = lead = ""
    # Faults of the act that are told at the field `file`, such as a full disk.
    refusals = ()

    def prepare(self, **kwargs):
        """Fetch what the form is about and refuse whoever may not use it.

        NotNow comes last, when make_form() works already.
        """
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
        try:
            self.prepare(**kwargs)
        except NotNow as refusal:
            if request.method != "POST":
                raise
            form = self.make_form(data=request.POST, files=request.FILES)
            return self.show_refused(form, refusal)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self.show(self.make_form())

    def post(self, request, **kwargs):
        form = self.make_form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            ask_for_files_again(form, "file")
            return self.show(form)
        try:
            return self.save(form)
        except Conflict as conflict:
            return self.show_conflict(form, conflict.current)
        except NotNow as refusal:
            return self.show_refused(form, refusal)
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
        """409 with both texts, or with the typed one alone when the row is gone."""
        if current is None:
            return self.show_refused(form, GONE)
        if not hasattr(form, "values_of"):  # an act over the row, without fields of its own
            return self.show_refused(form, CHANGED)
        return conflict_page(self.request, form, current, back=self.back())

    def show_refused(self, form, reason):
        """409: why nothing is saved, and what was typed, so that it is not lost."""
        typed = {"reason": reason, "typed": typed_texts(form), "back": self.back()}
        context = self.context(form) | typed
        return render(self.request, "components/refused.html", context, status=409)
