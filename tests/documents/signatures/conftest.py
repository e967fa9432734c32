"""Registered orders to which scans and signatures are attached."""

import pytest

from documents.models import Annex, AnnexRow, Clause
from schools.models import RoleKind as R
from tests.documents.signatures.attached import SCAN
from tests.factories import (
    freeze,
    make_order,
    make_person,
    make_signed_order,
    make_user_as,
)


@pytest.fixture
def head():
    """The owner of the certificates that tests.documents.signed makes."""
    return make_person(surname="Ковалева", first_name="Нина", patronymic="Павловна")


@pytest.fixture
def order(head):
    """A registered order of the head; what its PDF looks like nobody asks."""
    return make_signed_order(head.municipality, signatory=head, content=SCAN)


@pytest.fixture
def printed(head):
    """A registered order with annexes that have signatures of their own, and its real PDF."""
    place = head.municipality
    order = make_order(
        place,
        signatory=head,
        signatory_post="Начальник управления образования администрации муниципального района",
        executor=make_person(place, surname="Исполнителева"),
    )
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить список школ.")
    for number in (1, 2):
        annex = Annex.objects.create(
            order=order,
            position=number,
            kind="schools",
            heading="СПИСОК ШКОЛ",
            signatory=make_person(place, surname=f"Юристова{number}"),
            signatory_post="Юрист",
        )
        AnnexRow.objects.create(annex=annex, position=1, cells=["Школа № 1", "ШНОР", ""])
    return freeze(order)


@pytest.fixture
def clerk(order):
    return make_user_as(R.COORDINATOR, order.municipality)
