"""The preamble: basis acts in the right case, the purpose after them, the operative word."""

import datetime

import pytest

from documents.models import Basis, BasisAct
from documents.preamble import preamble
from tests.factories import make_order, make_profile

pytestmark = pytest.mark.django_db


def cite(order, opening, **values):
    position = order.bases.count() + 1
    act = BasisAct.objects.create(municipality=order.municipality, **values)
    Basis.objects.create(order=order, act=act, opening=opening, position=position)


@pytest.mark.parametrize(
    ("opening", "kind", "words"),
    [
        ("basis", "Приказ", "На основании приказа министерства от 15.05.2020 № 7 «О плане»"),
        ("pursuance", "Постановление", "Во исполнение постановления министерства"),
        ("accordance", "Приказ", "В соответствии с приказом министерства"),
        ("accordance", "Федеральный закон", "В соответствии с федеральным законом министерства"),
        ("basis", "Письмо", "На основании письма министерства"),
    ],
)
def test_kind_of_the_act_stands_in_the_case_of_the_opening(opening, kind, words):
    order = make_order(basis="")
    cite(
        order,
        opening,
        kind=kind,
        author_genitive="министерства",
        date=datetime.date(2020, 5, 15),
        number="7",
        title="О плане",
    )
    assert preamble(order)[0].startswith(words)


def test_acts_of_one_opening_are_listed_and_the_purpose_follows():
    order = make_order(basis="В целях повышения качества образования")
    cite(order, "basis", kind="Приказ", number="1")
    cite(order, "basis", kind="Распоряжение", number="2")
    cite(order, "pursuance", kind="Закон", title="Об образовании")
    assert preamble(order) == [
        "На основании приказа № 1, распоряжения № 2, во исполнение закона «Об образовании», "
        "в целях повышения качества образования"
    ]


def test_date_of_the_cited_act_follows_the_style_of_the_profile():
    order = make_order(basis="")
    make_profile(order.municipality, date_style="long")
    cite(order, "basis", kind="Приказ", date=datetime.date(2020, 4, 1))
    assert preamble(order) == ["На основании приказа от 1\u00a0апреля\u00a02020\u00a0г."]


def test_act_without_a_word_before_the_clauses_ends_with_a_comma():
    order = make_order(kind="directive", basis="")
    cite(order, "basis", kind="Приказ", number="256")
    assert preamble(order) == ["На основании приказа № 256,"]
