"""What a pair of schools does: agreements, the joint plan and its confirmation, acts held."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.views import press
from schools import confirming, partnerships
from schools.forms import AgreementForm, HeldActForm, PlannedActForm
from schools.models import Agreement, JointAct, Partnership
from schools.permissions import can_confirm_plan, can_run_partnership, sides_of
from schools.views.form_page import PlacePage
from schools.views.partnerships import find_pair

NOT_OURS = "Совместную работу пары ведут её школы, методист, координатор и начальник."
NOT_PARTY = "План подтверждает сама школа: её директор или школьный координатор."
OVER = "Эта пара уже не работает: её план, соглашения и действия больше не меняют."
CHANGED = "Это действие изменил другой человек. Прочтите его ещё раз."


def address_of(request, pair):
    """Address of the card of the pair."""
    return reverse("schools:partnership", args=[request.municipality.slug, pair.pk])


def find_row(request, model, pk):
    """The agreement or the act with its pair if the person may see the pair, else 404."""
    pairs = Partnership.objects.visible_to(request.access)
    rows = model.objects.filter(partnership__in=pairs)
    related = ("partnership__municipality", "partnership__mentor", "partnership__mentee", "file")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def require_running(request, pair):
    """Refuse those who have no part in the pair, and everybody when it is over."""
    require(can_run_partnership(request.access, pair), NOT_OURS)
    if pair.is_over(request.municipality.today()):
        raise NotNow(OVER)


class PairPage(PlacePage):
    """A form about a pair or a row of it, which leads back to the card of the pair."""

    form_class = None
    submit = done = ""

    def find(self, pk):
        """Fetch what the form is about: sets `pair` and `row`."""
        raise TypeError(f"{type(self).__name__} must say what it is about.")

    def prepare(self, pk):
        self.find(pk)
        self.back_label = self.lead = str(self.pair)
        require_running(self.request, self.pair)

    def back(self):
        return address_of(self.request, self.pair)

    def make_form(self, **data):
        return self.form_class(
            **data, instance=self.row, pair=self.pair, submit=self.submit, back=self.back()
        )

    def write(self, form):
        """Do the act."""
        raise TypeError(f"{type(self).__name__} must do something.")

    def seen(self, form):
        """What every change of a row says."""
        return {"seen_version": form.seen_version, "by": self.request.user}

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())


class OfPair(PairPage):
    """A new row of a pair."""

    row_class = None

    def find(self, pk):
        self.pair = find_pair(self.request, pk)
        self.row = self.row_class(partnership=self.pair)


class OfRow(PairPage):
    """A row that there is."""

    row_class = None

    def find(self, pk):
        self.row = find_row(self.request, self.row_class, pk)
        self.pair = self.row.partnership


class AgreementCreate(OfPair):
    row_class, form_class = Agreement, AgreementForm
    title, submit = "Соглашение или договор", "Записать документ"
    done = "Документ записан."

    def write(self, form):
        upload = form.cleaned_data["file"]
        partnerships.add_agreement(form.save(commit=False), upload=upload, by=self.request.user)


class AgreementUpdate(OfRow):
    row_class, form_class = Agreement, AgreementForm
    title, submit = "Соглашение или договор", "Сохранить документ"
    done = "Документ сохранён."

    def write(self, form):
        upload = form.cleaned_data["file"]
        partnerships.change_agreement(
            form.instance, form.written_fields, upload=upload, **self.seen(form)
        )


class ActPlan(OfPair):
    row_class, form_class = JointAct, PlannedActForm
    title, submit = "Действие общего плана", "Добавить в план"
    done = "План изменён: подтвердить его нужно обеим школам."

    def write(self, form):
        partnerships.plan_act(form.save(commit=False), by=self.request.user)


class ActUpdate(OfRow):
    row_class, form_class = JointAct, PlannedActForm
    title, submit = "Действие общего плана", "Изменить план"
    done = ActPlan.done

    def prepare(self, pk):
        super().prepare(pk)
        if self.row.done_on or not self.row.is_planned:
            raise partnerships.Done

    def write(self, form):
        partnerships.change_act(form.instance, form.written_fields, **self.seen(form))


class ActBeyond(OfPair):
    row_class, form_class = JointAct, HeldActForm
    title, submit = "Проведено вне плана", "Записать проведённое"
    done = "Совместное действие записано."

    def write(self, form):
        upload = form.cleaned_data["file"]
        partnerships.record_act(
            form.instance, form.written_fields, upload=upload, **self.seen(form)
        )


class ActHeld(OfRow):
    row_class, form_class = JointAct, HeldActForm
    title, submit = "Отметить проведённым", "Отметить проведённым"
    done = "Совместное действие отмечено проведённым."
    write = ActBeyond.write

    def prepare(self, pk):
        super().prepare(pk)
        if self.row.is_planned:
            self.lead = self.row.text


@require_POST
def confirm_plan(request, pk):
    """The school of the person confirms the joint plan that stood on the page."""
    pair = find_pair(request, pk)
    require(can_confirm_plan(request.access, pair), NOT_PARTY)
    sides = [side for side in sides_of(request.access, pair) if side in pair.waits_for]
    try:
        if pair.is_over(request.municipality.today()):
            raise NotNow(OVER)
        if not sides:
            raise confirming.PlanChanged
        seen = seen_version(request)
        confirming.confirm_plan(pair, sides, seen_plan=seen, by=request.user)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "План подтверждён вашей школой.")
    return go(request, address_of(request, pair))


def act_on_row(request, pk, operation, done):
    """Do the operation with the act as it was seen; returns to the card with what came of it."""
    row = find_row(request, JointAct, pk)
    require_running(request, row.partnership)
    act = partial(operation, row, seen_version=seen_version(request), by=request.user)
    press(request, act, done, changed=CHANGED)
    return go(request, address_of(request, row.partnership))


@require_POST
def remove_act(request, pk):
    """Take an act out of the plan, or out of what was held beyond it."""
    return act_on_row(request, pk, partnerships.remove_act, "Действие убрано.")


@require_POST
def undo_act(request, pk):
    """Take back that an act of the plan was held."""
    return act_on_row(request, pk, partnerships.undo_act, "Отметка о проведении снята.")
