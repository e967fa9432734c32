"""The signature never stands alone on a page: two lines of the text go with it (domain.md 1.5)."""

import pytest

from documents.models import Clause
from documents.printing import order_pdf
from tests.documents.papers import pages_of
from tests.factories import make_municipality, make_order, make_person

# What is printed does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

ONE_LINE = "Контроль оставляю за собой."
THREE_LINES = (
    "Контроль за исполнением настоящего приказа возложить на заместителя начальника "
    "управления образования, курирующего вопросы общего и дополнительного образования, "
    "а также работу муниципальной методической службы."
)


def make_filled(lines, ending):
    """An order whose text takes so many lines before its last clause."""
    municipality = make_municipality()
    signatory = make_person(municipality, surname="Подписантова")
    order = make_order(
        municipality,
        signatory=signatory,
        signatory_post="Начальник управления образования администрации муниципального района",
        executor=make_person(municipality, surname="Исполнителева"),
    )
    texts = [f"Пункт из одной строки {number}." for number in range(lines)] + [ending]
    Clause.objects.bulk_create(
        Clause(order=order, position=number, number=f"{number}.", text=text)
        for number, text in enumerate(texts, start=1)
    )
    return order


@pytest.mark.parametrize("ending", [ONE_LINE, THREE_LINES], ids=["one line", "three lines"])
def test_signature_never_stands_alone(ending):
    counts = []
    for lines in range(14, 30):
        pages = pages_of(order_pdf(make_filled(lines, ending)))
        assert len(pages) <= 2
        last = pages[-1].splitlines()
        signature = next(i for i, line in enumerate(last) if "Начальник управления" in line)
        text = [line for line in last[:signature] if line.strip() and not line.strip().isdigit()]
        counts.append(len(pages))
        if len(pages) == 2:
            assert len(text) >= 2, f"{lines} lines: {last}"
        assert "Подписантова" in pages[-1]
        assert "Исполнителева" in pages[-1]
        assert "Исполнителева" not in "".join(pages[:-1])
    # From «all fits» to «nothing fits» every amount of room was tried, and the block moved once.
    assert set(counts) == {1, 2}
    assert counts == sorted(counts)
