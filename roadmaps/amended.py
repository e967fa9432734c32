"""The order of a roadmap and the orders that have amended it, in words (domain.md 1.7)."""

from documents.amending import act_in_words
from documents.marks import annex_mark, requisites
from lib.dates import dotted_date
from roadmaps.difference.clauses import AmendedAct
from roadmaps.models import Edition, SchoolAct


def editions_up_to(edition):
    """Approved editions of the roadmap from the first to this one, with their orders."""
    editions = Edition.objects.approved().filter(
        roadmap=edition.roadmap_id, number__lte=edition.number
    )
    return list(editions.select_related("annex__order__municipality").order_by("number"))


def amendments(editions):
    """«приказа от 01.02.2021 № 12» of every edition but the first."""
    return tuple(
        f"{order.kind_genitive} {act_requisites(order)}"
        for order in (edition.act for edition in editions[1:])
    )


def act_requisites(act):
    """«от 01.02.2021 № 12» of an Order, or of a school's own order."""
    if isinstance(act, SchoolAct):
        return f"от {dotted_date(act.signed_on)} № {act.number}"
    return requisites(act)


def amended_act(edition):
    """AmendedAct: what an order says that amends this edition, the one in force."""
    editions = editions_up_to(edition)
    annex = editions[0].annex
    order = annex.order
    first_line = annex_mark(annex, list(order.annexes.all()))[0]
    return AmendedAct(
        words=act_in_words(order),
        annex_number=first_line.rpartition("№ ")[2] if "№" in first_line else "",
        amended_by=amendments(editions),
    )
