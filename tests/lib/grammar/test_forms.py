"""The shares of right forms before any correction, over tables written before the engine."""

import pytest

from lib.grammar.cases import OBLIQUE, Case
from lib.grammar.names import first_name_in, patronymic_in, surname_in
from lib.grammar.phrases import name_in, post_in
from lib.grammar.titles import about, approved
from tests.lib.grammar.tables import people, rows, wrong_forms

NAMES, PHRASES = 0.97, 0.95


def full_name(case, gender, name):
    """Surname, first name and patronymic in the case."""
    surname, first_name, *rest = name.split(" ", 2)
    parts = [surname_in(case, surname, gender), first_name_in(case, first_name, gender)]
    return " ".join([*parts, *(patronymic_in(case, word, gender) for word in rest)])


def told(wrong):
    return "\n".join(f"{head}, {case}: {got} вместо {gold}" for head, case, got, gold in wrong)


def test_people_are_declined_right_before_any_correction():
    table = people()
    assert len(table) >= 78
    found, wrong = [], []
    for gender, name, forms in table:
        right = wrong_forms([(name, forms)], lambda case, n, g=gender: full_name(case, g, n))
        found += right[0]
        wrong += right[1]
    assert 1 - len(wrong) / len(found) >= NAMES, told(wrong)


@pytest.mark.parametrize(
    ("name", "decline", "least"),
    [("posts.txt", post_in, 40), ("organisations.txt", name_in, 20)],
)
def test_posts_and_organisations_are_declined_right(name, decline, least):
    table = rows(name)
    assert len(table) >= least
    found, wrong = wrong_forms(table, decline)
    assert 1 - len(wrong) / len(found) >= PHRASES, told(wrong)


def approvals():
    from tests.lib.grammar.tables import HERE

    lines = (HERE / "approved.txt").read_text().splitlines()
    return [line.split(" = ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("heading", "word"), approvals())
def test_grif_agrees_with_the_kind_of_the_document(heading, word):
    assert approved(heading) == word


@pytest.mark.parametrize(
    ("words", "title"),
    [("утверждении плана", "Об утверждении плана"), ("назначении", "О назначении")],
)
def test_preposition_of_a_title(words, title):
    assert about(words) == title


def test_owner_s_wish_not_to_decline_the_surname():
    assert [surname_in(case, "Дамба", "male", keep=True) for case in Case] == ["Дамба"] * 5
    assert surname_in(Case.DATIVE, "Дамба", "male") == "Дамбе"


@pytest.mark.parametrize("case", OBLIQUE)
@pytest.mark.parametrize("word", ["", "—", "ABC", "№ 3", "  ", "«»", "и", "-", "1. а"])
def test_strange_words_are_left_alone(case, word):
    assert post_in(case, word) == word
    assert name_in(case, word) == word
