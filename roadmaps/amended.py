"""The order of a roadmap and the orders that have amended it, in words (domain.md 1.7)."""

from documents.marks import annex_mark, issuer_genitive, requisites
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
    words = " ".join(
        (order.get_kind_display(), issuer_genitive(order), requisites(order), f"«{order.title}»")
    )
    first_line = annex_mark(annex, list(order.annexes.all()))[0]
    return AmendedAct(
        words=" ".join(words.split()),
        annex_number=first_line.rpartition("№ ")[2] if "№" in first_line else "",
        amended_by=amendments(editions),
    )
