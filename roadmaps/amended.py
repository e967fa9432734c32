"""The order of a roadmap and the orders that have amended it, in words (domain.md 1.7)."""

from documents.printing import annex_mark, is_usual_body
from roadmaps.difference.clauses import AmendedAct
from roadmaps.models import Edition

GENITIVE = {"order": "приказа", "directive": "распоряжения", "resolution": "постановления"}


def editions_up_to(edition):
    """Approved editions of the roadmap from the first to this one, with their orders."""
    editions = Edition.objects.approved().filter(
        roadmap=edition.roadmap_id, number__lte=edition.number
    )
    return list(editions.select_related("annex__order__municipality").order_by("number"))


def amendments(editions):
    """«приказа от 01.02.2021 № 12» of every edition but the first."""
    return tuple(
        f"{GENITIVE[order.kind]} {date_and_number(order)}"
        for order in (edition.annex.order for edition in editions[1:])
    )


def amended_act(edition):
    """AmendedAct: what an order says that amends this edition, the one in force."""
    editions = editions_up_to(edition)
    annex = editions[0].annex
    order = annex.order
    body = order.municipality.department_genitive if is_usual_body(order) else ""
    kind = order.get_kind_display()
    words = f"{kind} {body} {date_and_number(order)} «{order.title}»"
    first_line = annex_mark(annex, list(order.annexes.all()))[0]
    return AmendedAct(
        words=" ".join(words.split()),
        annex_number=first_line.rpartition("№ ")[2] if "№" in first_line else "",
        amended_by=amendments(editions),
    )


def date_and_number(order):
    """«от 10.09.2020 № 158», the date in the style of the municipality."""
    return f"от {order.municipality.printed_date(order.signed_on)} № {order.number}"
