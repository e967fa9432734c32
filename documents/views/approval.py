from django.contrib import messages
from django.views.decorators.http import require_POST

from documents import operations
from documents.forms import DecisionForm, TakeBackForm, TurnForm, VisaForm
from documents.models import Visa
from documents.operations import Signed
from documents.permissions import can_create_order, can_give_visa
from documents.views.drafts import (
    DraftForm,
    address_of,
    find_order,
    find_part,
    moving,
    removing,
    require_draft,
)
from lib.htmx import go
from lib.permissions import NotNow, require

move_visa = moving(Visa, operations.move_visa)
remove_visa = removing(Visa, operations.remove_visa, "Из согласования убрано: {0.person}.")


class VisaCreate(DraftForm):
    title, submit = "Кто согласует", "Добавить в согласование"

    def make_form(self, data=None, files=None):
        return VisaForm(data, order=self.order, submit=self.submit, back=self.back())

    def write(self, form):
        visa = operations.add_visa(self.order, by=self.request.user, **form.cleaned_data)
        self.done = f"Документ согласует {visa.person}."


class TurnUpdate(DraftForm):
    title, submit, done = "Порядок согласования", "Сохранить порядок", "Порядок сохранён."
    lead = "По очереди: следующий видит запрос, когда согласовал предыдущий. Иначе все сразу."

    def make_form(self, data=None, files=None):
        return TurnForm(data, instance=self.order, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_order(
            self.order,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )


@require_POST
def submit_order(request, pk):
    """Ask for the visas."""
    order = find_order(request, pk)
    require_draft(request, order)
    try:
        operations.submit(order, by=request.user)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Документ отправлен на согласование. Текст закрыт для правки.")
    return go(request, address_of(order))


@require_POST
def send_to_sign(request, pk):
    """Lay the document before the head."""
    order = find_order(request, pk)
    require(can_create_order(request.access))
    try:
        operations.send_to_sign(order, by=request.user)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Документ отправлен на подпись.")
    return go(request, address_of(order))


class VisaDecide(DraftForm):
    """The visa of the person who is asked; a clerk enters one that was given on paper."""

    title, submit = "Виза", "Согласовать"

    def find(self, pk):
        self.visa = find_part(self.request, Visa, pk, "person")
        self.order = self.visa.order
        self.lead = f"{self.visa.person}, {self.visa.post}"

    def require(self):
        require(
            can_give_visa(self.request.access, self.visa),
            "Визу ставит тот, кого просили согласовать документ.",
        )
        if self.order.is_signed:
            raise Signed(self.order)

    def make_form(self, data=None, files=None):
        today = self.order.municipality.today()
        return DecisionForm(data, today=today, submit=self.submit, back=self.back())

    def write(self, form):
        operations.decide(self.visa, by=self.request.user, **form.cleaned_data)
        self.done = f"Виза записана: {self.visa.person}."


class TakeBack(DraftForm):
    """Return the document to the drafts; the reason stays in the journal."""

    title, submit, done = "Вернуть в проекты", "Вернуть в проекты", "Документ снова в проектах."
    lead = "Текст можно будет исправить. Визы придётся собрать заново."

    def require(self):
        if self.order.is_signed:
            raise Signed(self.order)
        require(can_create_order(self.request.access))

    def make_form(self, data=None, files=None):
        return TakeBackForm(data, submit=self.submit, back=self.back())

    def write(self, form):
        operations.take_back(self.order, by=self.request.user, **form.cleaned_data)
