"""The order of a roadmap and the orders that have amended it, in words (domain.md 1.7)."""

from documents.amending import act_in_words
from documents.marks import annex_mark, requisites
from roadmaps.difference.clauses import AmendedAct
from roadmaps.models import Edition


def editions_up_to(edition):
    """Approved editions of the roadmap from the first to this one, with their orders."""
    editions = Edition.objects.approved().filter(
        roadmap=edition.roadmap_id, number__lte=edition.number
    )
    return list(editions.select_related("annex__order__municipality").order_by("number"))


def amendments(editions):
    """«приказа от 01.02.2021 № 12» of every edition but the first."""
    return tuple(
        f"{order.kind_genitive} {requisites(order)}"
        for order in (edition.annex.order for edition in editions[1:])
    )


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
