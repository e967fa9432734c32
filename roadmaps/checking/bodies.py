"""Collegial bodies that answer in the plan and that nobody has created (peers.md a.1: S0).

School councils exist by law and need no order; only bodies that a department makes for a plan are
looked for, by their own adjective: координационный совет, рабочая группа.
"""

import re

from roadmaps.checking.document import PartKind
from roadmaps.checking.faults import Fault, listed

NOUNS = {
    "координационн": ("координационн", "координационный", "координационная"),
    "рабоч": ("рабоч", "рабочий", "рабочая"),
    "межведомственн": ("межведомственн", "межведомственный", "межведомственная"),
    "экспертн": ("экспертн", "экспертный", "экспертная"),
    "организационн": ("организационн", "организационный", "организационная"),
}
FEMININE = r"(?:ая|ей|ой|ую|ею|ою)"
MASCULINE = r"(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем)"
BODY = re.compile(
    rf"\b(?P<adjective>{'|'.join(NOUNS)})(?:"
    rf"{FEMININE}\s+(?:[а-яё-]+{FEMININE}\s+)?(?P<she>групп|комисси)(?:а|ы|е|у|ой|ою|я|и|ю|ей)"
    rf"|{MASCULINE}\s+(?:[а-яё-]+{MASCULINE}\s+)?(?P<he>совет|комитет|штаб)(?:а|у|ом|е)?)\b",
    re.IGNORECASE,
)
NAMES = {"групп": "группа", "комисси": "комиссия"}
# What brings a body to life, and how far before its name it may stand.
CREATES_BEFORE = (
    (
        100,
        re.compile(r"\bсозда(?:ть|н|ни|в)|\bобразовать\b|\bсформирова|\bформирован", re.IGNORECASE),
    ),
    (60, re.compile(r"\bсостав|\bположени\w+\s+о\b", re.IGNORECASE)),
    (40, re.compile(r"\bутвер[дж]", re.IGNORECASE)),
)
CREATES_AFTER = re.compile(r"\bсоздан|\bобразует|\bявляется\b|\bв\s+составе\b", re.IGNORECASE)
AFTER = 150


def bodies_in(text):
    """[(key, name, start)] of the bodies that the text names."""
    for found in BODY.finditer(text):
        adjective, noun = found["adjective"].casefold(), (found["she"] or found["he"]).casefold()
        _, he, she = NOUNS[adjective]
        name = f"{she if found['she'] else he} {NAMES.get(noun, noun)}"
        yield (adjective, noun), name, found.start()


def created_in(texts):
    """{key: name} of the bodies that some text creates, approves or describes."""
    created = {}
    for text in texts:
        for key, name, start in bodies_in(text):
            if CREATES_AFTER.search(text, start, start + AFTER) or any(
                words.search(text, max(0, start - far), start) for far, words in CREATES_BEFORE
            ):
                created[key] = name
    return created


def not_created(document):
    """«муниципальный координационный совет» while the order creates a «рабочая группа»."""
    created = created_in(
        [text.text for text in document.texts]
        + [part.title for part in document.parts]
        + document.background
    )
    if not created and document.order is None:
        # A plan alone says nothing of how its group came to be.
        return
    known = set(created)
    if document.municipality:
        units = document.municipality.directory.units
        known |= {key for one in units for name in one.names for key, *_ in bodies_in(name)}
    for place, text in _places(document):
        for key, name, _ in bodies_in(text):
            if key not in known:
                known.add(key)
                made = f" Документ создаёт: {listed(list(created.values()))}." if created else ""
                yield Fault(
                    place,
                    f"«{name.capitalize()}» нигде не создаётся и не утверждается.{made}",
                    "Назовите тот орган, который создан, или создайте этот приказом.",
                )


def _places(document):
    """(place, text) where somebody is to act: responsible, measures, clauses."""
    for measure in document.measures:
        yield measure.place, measure.words.responsible_text
        for action in measure.words.actions:
            yield measure.place, action.text
    for part in document.parts:
        if part.kind == PartKind.ORDER:
            for text in part.texts:
                yield text.place, text.text
