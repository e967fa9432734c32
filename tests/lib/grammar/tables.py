"""The tables of gold forms, and how many of them come out right."""

from pathlib import Path

from lib.grammar.cases import OBLIQUE

HERE = Path(__file__).parent
GENDERS = {"м": "male", "ж": "female"}


def people():
    """[(gender, nominative, four forms)] of people.txt."""
    text = (HERE / "people.txt").read_text()
    blocks = [
        [line for line in block.splitlines() if not line.startswith("#")]
        for block in text.split("\n\n")
    ]
    return [
        (GENDERS[head[0]], head[2:], forms)
        for head, *forms in filter(None, blocks)
        if head and forms
    ]


def rows(name):
    """[(nominative, four forms)] of a table with a line for each."""
    lines = (HERE / name).read_text().splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(head, forms) for head, *forms in cells]


def wrong_forms(table, form_of):
    """(all, wrong) forms of [(nominative, four forms)]; e is as good as ё."""
    found = [
        (head, case, form_of(case, head), gold)
        for head, forms in table
        for case, gold in zip(OBLIQUE, forms, strict=True)
    ]
    wrong = [row for row in found if row[2].replace("ё", "е") != row[3].replace("ё", "е")]
    return found, wrong
