"""Requests of groups for information: the register, one request, its answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from workgroups import permissions, requests
from workgroups.forms.requests import AnswerForm, RequestForm
from workgroups.models import InformationRequest
from workgroups.request_register import RequestFilter, RequestRegister
from workgroups.views.pages import GroupForm, PlaceForm, find_group

NOT_ASKING = "Запросы от имени группы составляют её секретарь, координатор и начальник."
NOT_ANSWERING = "Отвечает тот, кого спрашивают: директор, школьный координатор или сам человек."
NOBODY_TOLD = (
    "Запрос записан, но письмо не ушло: у того, кого спрашивают, нет входа в систему. Передайте "
    "запрос сами, а ответ запишите здесь."
)
REQUESTS = "Запросы информации"


def find_request(request, pk):
    """The visible request for information, or 404."""
    rows = InformationRequest.objects.visible_to(request.access)
    related = ("group__municipality", "municipality", "school", "person", "answer_file")
    return get_object_or_404(rows.select_related(*related), pk=pk)


class RequestList(RegisterView):
    """Запросы информации: the register; a school sees what is asked of it."""

    template_name = "workgroups/request_list.html"
    register_class = RequestRegister
    filter_class = RequestFilter
    fields = RequestRegister.fields
    label = REQUESTS
    extra_context = {"title": REQUESTS}

    def get_queryset(self):
        return InformationRequest.objects.visible_to(self.request.access)

    def register_options(self):
        return super().register_options() | {"today": self.request.municipality.today()}


@require_safe
def show_request(request, pk):
    """A request for information with its answer."""
    asked, access = find_request(request, pk), request.access
    context = {
        "asked": asked,
        "today": request.municipality.today(),
        "shows_group": permissions.sees_group(access, asked.group),
        "can_answer": permissions.can_answer(access, asked),
        "can_change": asked.answered_on is None and permissions.can_ask(access, asked.group),
    }
    return render(request, "workgroups/request.html", context)


class RequestCreate(GroupForm):
    """A new request of the group."""

    title, submit = "Запросить информацию", "Отправить запрос"

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        require(permissions.can_ask(self.request.access, self.group), NOT_ASKING)
        self.asked = InformationRequest()

    def make_form(self, **data):
        return RequestForm(
            **data, instance=self.asked, group=self.group, submit=self.submit, back=self.back()
        )

    def save(self, form):
        asked = form.save(commit=False)
        letters = requests.ask(asked, by=self.request.user)
        if letters:
            messages.success(self.request, "Запрос отправлен.")
        else:
            messages.warning(self.request, NOBODY_TOLD)
        return go(self.request, self.url("request", asked.pk))


class OfRequest(PlaceForm):
    """A form about one request: sets `asked`; leads back to its page."""

    def find(self, pk):
        self.asked = find_request(self.request, pk)
        self.lead = str(self.asked)

    def back(self):
        return self.url("request", self.asked.pk)

    def crumbs(self):
        return [(REQUESTS, self.url("request-list")), (self.asked.to, self.back())]

    def seen(self, form):
        """What every change of a request says."""
        return {"seen_version": form.seen_version, "by": self.request.user}


class RequestUpdate(OfRequest):
    """What is asked is corrected while there is no answer."""

    title = "Изменить запрос"

    def prepare(self, pk):
        self.find(pk)
        require(permissions.can_ask(self.request.access, self.asked.group), NOT_ASKING)
        if self.asked.answered_on:
            raise requests.Answered

    def make_form(self, **data):
        return RequestForm(
            **data,
            instance=self.asked,
            group=self.asked.group,
            submit="Сохранить запрос",
            back=self.back(),
        )

    def save(self, form):
        letters = requests.change_request(form.instance, form.written_fields, **self.seen(form))
        if letters == 0:
            messages.warning(self.request, NOBODY_TOLD)
        else:
            told = "; новому адресату ушло письмо" if letters else ""
            messages.success(self.request, f"Запрос изменён{told}.")
        return go(self.request, self.back())


class RequestAnswer(OfRequest):
    """The answer, in words or with a file."""

    title = "Ответ на запрос"

    def prepare(self, pk):
        self.find(pk)
        if self.asked.answered_on:
            raise requests.Answered
        require(permissions.can_answer(self.request.access, self.asked), NOT_ANSWERING)

    def make_form(self, **data):
        return AnswerForm(**data, instance=self.asked, back=self.back())

    def save(self, form):
        requests.answer(
            self.asked,
            text=form.cleaned_data["answer"],
            upload=form.cleaned_data["file"],
            **self.seen(form),
        )
        messages.success(self.request, "Ответ отправлен.")
        return go(self.request, self.back())
