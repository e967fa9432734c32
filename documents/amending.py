"""Changing the lists and texts in the annexes of registered orders (domain.md 1.7).

A new edition of the annex is drafted in an order «О внесении изменений»; its clauses are made
from the difference. Roadmaps have their own way (roadmaps/amending_order.py).
"""

from django.db import models, transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents.annex_kinds import spec_of
from documents.annex_kinds.lists import ListSpec
from documents.annexes import kind_of
from documents.marks import issuer_genitive, requisites
from documents.models import Annex, AnnexRow, Clause, ClauseKind, Effect
from documents.operations import add_annex, add_link, create_order, lock_draft
from documents.printing import annex_body, standalone_html
from documents.typical import TYPICAL, blank_order
from lib.permissions import NotNow

CONTROL = "Контроль за исполнением настоящего {act} оставляю за собой."


class Manner(models.TextChoices):
    """How an amending order tells the changes."""

    POINTS = "points", "Перечислить изменения в пунктах приказа"
    WHOLE = "whole", "Изложить приложение целиком в новой редакции"


class NothingChanged(NotNow):
    """The new edition says the same words as the one in force."""

    def __init__(self):
        super().__init__("В новой редакции пока ничего не изменено: приказ писать не о чем.")


def blank_amendment(first):
    """An unsaved order that amends the given one: of the same kind, body and signatory."""
    order = blank_order(first.municipality, first.kind)
    order.body, order.place = first.body, first.place
    order.signatory, order.signatory_post = first.signatory, first.signatory_post
    order.title = f"О внесении изменений в {act_in_words(first)}"[:500]
    order.basis = TYPICAL["amend"].basis
    return order


def act_in_words(order):
    """«приказ отдела образования от 10.09.2020 № 158 «Об утверждении …»» (the accusative too)."""
    words = (order.get_kind_display(), issuer_genitive(order), requisites(order))
    return " ".join(filter(None, (*words, f"«{order.title}»")))


def edition_in_force(annex, on=None):
    """The edition of the annex in force on the day; by default, the last one."""
    current = annex
    while following := next_edition(current, on):
        current = following
    return current


def next_edition(annex, on=None):
    """The registered edition that came after this one, if it had by that day."""
    editions = annex.amended_by.filter(order__signed_on__isnull=False)
    if on is not None:
        editions = editions.filter(order__signed_on__lte=on)
    return editions.select_related("order__municipality").first()


def editions_up_to(annex):
    """Editions of the annex from the first to this one."""
    editions = [annex]
    while editions[0].amends_id:
        editions.insert(0, editions[0].amends)
    return editions


def first_edition(annex):
    """The annex with which the list began."""
    return editions_up_to(annex)[0]


def edition_on(annex, day):
    """The edition of the annex that was in force on the day; None before the first one's order was
    signed and after it lost its force."""
    first = first_edition(annex)
    order = first.order
    if not order.is_signed or day < order.signed_on:
        return None
    if order.repealed_by_id and day >= order.repealed_by.signed_on:
        return None
    return edition_in_force(first, day)


def annex_html(annex):
    """Full HTML of the annex printed alone.

    The next edition of a registered annex is a consolidated copy: the mark of the act that
    approved the first one, and under it the acts that have amended it since (domain.md 1.7).
    """
    first, *later = editions_up_to(annex) if annex.order.is_signed else [annex]
    amending = [edition.order for edition in later]
    return standalone_html(
        {"body": annex_body(annex)},
        title=" ".join(annex.heading.split()) or kind_of(annex).title(annex),
        wide=kind_of(annex).is_wide(annex),
        municipality=annex.municipality,
        annex=first,
        amended_by=[f"{order.kind_genitive} {requisites(order)}" for order in amending],
    )


@transaction.atomic
def open_amendment(annex, *, by):
    """Draft the next edition of the annex in a new amending order; returns the new annex.

    The draft that somebody has opened before is returned again.
    """
    current = edition_in_force(annex)
    if begun := current.amended_by.filter(order__signed_on=None).first():
        return begun
    first = first_edition(current).order
    order = create_order(blank_amendment(first), by=by)
    add_link(order, first, Effect.AMENDS, by=by)
    new = add_annex(
        order,
        current.kind,
        by=by,
        heading=current.heading,
        text=current.text,
        signatory=current.signatory,
        signatory_post=current.signatory_post,
        is_approved_document=current.is_approved_document,
        amends=current,
    )
    copy_rows(current, new)
    write_clauses(new, Manner.WHOLE, by=by)
    return new


def copy_rows(old, new):
    """Give the new edition the rows of the old one, with their lineage."""
    rows = list(old.rows.all())
    for row in rows:
        row.pk, row.annex, row.version = None, new, 1
    AnnexRow.objects.bulk_create(rows)


@transaction.atomic
def write_clauses(annex, manner, *, by):
    """Write the clauses of the amending order anew, as the changes of its annex are now.

    Raises NothingChanged.
    """
    order = annex.order
    lock_draft(order)
    save_clauses(order, clauses_of(annex, manner))
    Annex.objects.filter(pk=annex.pk).update(is_printed=manner == Manner.WHOLE)
    record(AuditVerb.CHANGE, order, by=by, changes={"clauses": ["", Manner(manner).label]})


def save_clauses(order, clauses):
    """Give the draft these clauses, [(number, text, table or None)], and the control clause."""
    order.clauses.all().delete()
    rows = [
        Clause(order=order, number=number, text=text, table=table)
        for number, text, table in clauses
    ]
    control = CONTROL.format(act=order.kind_genitive)
    rows.append(Clause(order=order, number="2.", text=control, kind=ClauseKind.CONTROL))
    for position, row in enumerate(rows, start=1):
        row.position = position
    Clause.objects.bulk_create(rows)


def clauses_of(annex, manner):
    """[(number, text, table or None)] without the control clause."""
    first = first_edition(annex)
    where = annex_in_words(first)
    act = act_in_words(first.order)
    if manner == Manner.WHOLE:
        text = (
            f"Внести в {act} изменения, изложив {where} в редакции согласно приложению "
            f"к настоящему {annex.order.kind_dative}."
        )
        return [("1.", text, None)]
    points = list(points_of(annex))
    if not points:
        raise NothingChanged
    return [
        ("1.", f"Внести в {act} следующие изменения:", None),
        ("1.1.", f"в {where.replace('приложение', 'приложении')}:", None),
        *((f"1.1.{place}.", text, table) for place, (text, table) in enumerate(points, start=1)),
    ]


def annex_in_words(annex):
    """«приложение № 2», or «приложение» when the order has one."""
    annexes = list(annex.order.annexes.filter(is_printed=True))
    if len(annexes) < 2:
        return "приложение"
    return f"приложение № {[one.pk for one in annexes].index(annex.pk) + 1}"


def points_of(annex):
    """(text, table) of every change between the edition in force and the new one, by lineage."""
    spec = spec_of(annex)
    if not isinstance(spec, ListSpec):
        if (annex.heading, annex.text) != (annex.amends.heading, annex.amends.text):
            yield f"текст изложить в следующей редакции: «{annex.text.strip()}».", None
        return
    old = {row.lineage: (place, row) for place, row in numbered(annex.amends)}
    new = {row.lineage: (place, row) for place, row in numbered(annex)}
    for lineage, (place, row) in old.items():
        if lineage not in new:
            yield f"строку {place} исключить;", None
        elif words_of(row) != words_of(new[lineage][1]):
            table = table_of(spec, [new[lineage]])
            yield f"строку {place} изложить в следующей редакции:", table
    for lineage, (place, row) in new.items():
        if lineage not in old:
            text = f"дополнить строкой {place} следующего содержания:"
            yield text, table_of(spec, [(place, row)])


def numbered(annex):
    """(printed number, row) of the list."""
    return list(enumerate(annex.rows.all(), start=1))


def words_of(row):
    """All that is printed of the row."""
    return row.group, row.cells


def table_of(spec, rows):
    """The rows in the columns of the list, as Clause.table keeps them."""
    columns = [("№ п/п", 7), *((column.heading, column.width) for column in spec.columns)]
    return {
        "columns": [{"heading": heading, "width": width} for heading, width in columns],
        "rows": [{"cells": [f"{place}.", *row.cells]} for place, row in rows],
    }
