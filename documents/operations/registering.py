"""Signing: the number, and what the act does to earlier ones."""

from django.db import transaction
from django.db.models import F, Q

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import REGISTERED, Effect, Order, OrderState, agreeing
from documents.operations.drafts import Signed
from documents.operations.familiarising import ask_to_read
from documents.operations.freezing import freeze
from documents.transitions import Act, lead
from lib.permissions import NotNow
from schools.models import Municipality


class NumberTaken(NotNow):
    """Another act of the same kind and year has the number."""

    def __init__(self, order, number, year):
        kind = order.get_kind_display()
        taken = agreeing("зарегистрирован", order.kind)
        super().__init__(f"{kind.capitalize()} № {number} за {year} год уже {taken}.")


class NotAgreed(NotNow):
    """The draft has visas that nobody has asked for or given yet."""

    def __init__(self):
        super().__init__(
            "В проекте названы те, кто его согласует. Сначала отправьте его на согласование."
        )


class TargetGone(NotNow):
    """The act that is to be amended or repealed is in force no longer."""

    def __init__(self, target):
        super().__init__(
            f"{target} уже не действует. Уберите его из связей этого проекта и повторите."
        )


class AnotherEdition(NotNow):
    """Another order has amended the same annex meanwhile."""

    def __init__(self, annex):
        super().__init__(
            f"Приложение «{' '.join(annex.heading.split())}» уже изменил другой приказ. "
            "Откройте изменения заново от действующей редакции."
        )


def hold_for_signing(order):
    """Hold the order until the end of the transaction; raise Signed or NotAgreed if it cannot be.

    A conditional UPDATE, so that it holds on SQLite too: every edit of a draft changes the same
    row (lock_draft).
    """
    ready = Q(state=OrderState.SIGNING) | Q(state=OrderState.DRAFT, visas=None)
    held = Order.objects.filter(pk__in=Order.objects.filter(ready, pk=order.pk).values("pk"))
    if held.filter(state__in=(OrderState.DRAFT, OrderState.SIGNING)).update(version=F("version")):
        return
    if Order.objects.registered().filter(pk=order.pk).exists():
        raise Signed(order)
    raise NotAgreed


@transaction.atomic
def register_order(order, *, number, signed_on, by, at=None):
    """Sign and register: number and date are given, text and PDF are frozen; returns the order.

    An empty number is the next one of the register. Part of the signing that this app knows;
    monitoring.operations.sign_order is the whole of it.
    Raises Signed when another signing was first, NumberTaken, NotAgreed, lib.pdf.NotPrinted.
    """
    hold_for_signing(order)
    order.refresh_from_db()
    hold_register(order.municipality)
    number = number or next_number(order, signed_on.year)
    if is_number_taken(order, number, signed_on.year):
        raise NumberTaken(order, number, signed_on.year)
    order.number, order.signed_on, order.year = number, signed_on, signed_on.year
    order.state, order.signed_by = OrderState.SIGNED, by
    order.signed_at = at or order.municipality.now()
    freeze(order, by=by)
    order.version += 1
    order.save()
    digest = order.pdf.sha256 if order.pdf else ""
    record(AuditVerb.SIGN, order, by=by, changes={"sha256": ["", digest]})
    change_earlier_acts(order, by=by)
    ask_to_read(order)
    return order


def change_earlier_acts(order, *, by):
    """Put the links of a signed act into effect; raise TargetGone if an earlier act has ended."""
    for link in order.links.select_related("target__municipality"):
        target = link.target
        # Held by a conditional UPDATE: two acts cannot both end it, nor one amend what has ended.
        in_force = Order.objects.filter(pk=target.pk, state=OrderState.SIGNED)
        if not in_force.update(version=F("version")):
            raise TargetGone(target)
        if link.effect == Effect.REPEALS:
            lead(target, Act.REPEAL, by=by, repealed_by=order)
    for annex in order.annexes.filter(amends__isnull=False).select_related("amends__order"):
        rivals = annex.amends.amended_by.exclude(pk=annex.pk)
        if rivals.filter(order__state__in=REGISTERED).exists():
            raise AnotherEdition(annex.amends)


def hold_register(municipality):
    """Let one act at a time be registered here, until the end of the transaction."""
    Municipality.objects.filter(pk=municipality.pk).update(version=F("version"))


def same_register(order, year):
    """Registered acts of the body, of the same kind and year."""
    orders = Order.objects.filter(
        municipality=order.municipality_id, kind=order.kind, body=order.body, year=year
    )
    return orders.registered().exclude(pk=order.pk)


def next_number(order, year):
    """The number after the last one of the register, by the template of the profile.

    Read from the register itself, so that it has neither gaps nor repeats.
    """
    numbers = same_register(order, year).values_list("number", flat=True)
    taken = [order.profile.running_of(number, year) or 0 for number in numbers]
    return order.profile.number_of(max(taken, default=0) + 1, year)


def is_number_taken(order, number, year):
    """Another signed act of the body, of the same kind and year, has the number."""
    return same_register(order, year).filter(number=number).exists()
