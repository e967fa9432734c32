"""The order «О внесении изменений» made from the draft of the next edition (domain.md 1.7)."""

from dataclasses import asdict

from django.db import transaction

from documents.amending import Manner, NothingChanged, blank_amendment, save_clauses
from documents.models import Effect
from documents.operations import add_link, create_order
from lib.permissions import NotNow
from roadmaps.amended import amended_act, editions_up_to
from roadmaps.difference.changes import compare
from roadmaps.difference.clauses import amending_clauses, restating_clause
from roadmaps.difference.texts import text_of
from roadmaps.models import Edition, EditionState
from roadmaps.operations import annex_edition
from roadmaps.reports import plan_of


@transaction.atomic
def prepare_amending_order(edition, manner, *, by):
    """A draft order that brings the next edition into force; returns it.

    Its clauses and tables are made from the difference and may be edited before signing.
    Raises NothingChanged; NotNow when no edition is in force; lib.versions.Conflict.
    """
    old = in_force(edition)
    act = amended_act(old)
    first = editions_up_to(old)[0].annex.order
    order = create_order(blank_amendment(first), by=by)
    add_link(order, first, Effect.AMENDS, by=by)
    annex_edition(
        edition,
        order,
        seen_version=edition.version,
        by=by,
        is_printed=manner == Manner.WHOLE,
    )
    save_clauses(order, clauses_of(old, edition, act, manner))
    return order


def in_force(edition):
    """The edition that the draft is to replace."""
    old = Edition.objects.filter(roadmap=edition.roadmap_id, state=EditionState.APPROVED).first()
    if old is None:
        raise NotNow("Действующей редакции у этой карты нет: изменять нечего.")
    return old


def clauses_of(old, new, act, manner):
    """[(number, text, table or None)] of the amending order, without the last one."""
    if manner == Manner.WHOLE:
        return [("1.", restating_clause(act), None)]
    difference = compare(text_of(plan_of(old)), text_of(plan_of(new)))
    clauses = amending_clauses(difference, act)
    if not clauses:
        raise NothingChanged
    return [(clause.number, clause.text, stored_table(clause.table)) for clause in clauses]


def stored_table(table):
    """The AmendingTable as Clause.table keeps it."""
    if table is None:
        return None
    columns = [{"heading": c.heading, "width": c.width} for c in table.columns]
    return {"columns": columns, "rows": [asdict(row) for row in table.rows]}
