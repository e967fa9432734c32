"""Parties of a paper → people, units and schools of a municipality, with a score.

The same name is sure; a like one has a score below SURE, and a person confirms it. Two like ones
leave the better as a proposal (issue 3: the program asks and never guesses silently).
"""

import re
from dataclasses import dataclass

from roadmaps.parties.likeness import school_key, words_of
from roadmaps.parties.names import find_names
from roadmaps.parties.party import Match
from roadmaps.parties.people_matching import PeopleIndex
from roadmaps.parties.school_matching import SchoolIndex
from roadmaps.parties.script import in_cyrillic
from roadmaps.parties.unit_matching import UnitIndex
from roadmaps.parties.words import HELPING_SCHOOLS

SURE = 0.93
# Two candidates that stand as close as this are both possible.
NEAR = 0.05
DOUBT = 0.8
LEAST = 0.5
ALL_SCHOOLS = "Все школы плана"
SCHOOL_PART = re.compile(
    r"\b(?:[А-ЯЁ]{0,3}ОУ|С?О?СОШ|ООШ|СШ|(?i:школ|гимнази|лице[йяюе]|средн|основн|"
    r"муниципальн\w+ \w* ?общеобразовательн))"
)
OF_EACH_SCHOOL = re.compile(r"(?i)(?:директор|руководитель|школьн\w+)\b")


@dataclass(frozen=True)
class Candidate:
    """An entry of the directory with its likeness to the printed words."""

    kind: str
    entry: object
    score: float


class Index:
    """A directory prepared for comparing."""

    def __init__(self, directory):
        self.people = PeopleIndex(directory.people)
        self.units = UnitIndex(directory.units)
        self.schools = SchoolIndex(directory.schools)
        self.signatory = directory.signatory


def match_parties(parties, directory):
    """Set `match` of every party, and return the parties."""
    for party in parties:
        party.match = match_of(party, directory.index)
    return parties


def match_of(party, index):
    """Match of one party, or None."""
    if party.kind == "school_class":
        is_helping = HELPING_SCHOOLS.search(party.name.lower())
        return Match("schools", None, ALL_SCHOOLS, 0.6 if is_helping else 1.0, not is_helping)
    if party.kind == "person" and not party.name:
        return signatory(index)
    match = best(RULES[party.kind](party, index))
    if match is None and party.kind == "post" and _is_of_each_school(party.name):
        return Match("schools", None, ALL_SCHOOLS, 0.6, False)
    return match


def signatory(index):
    """Who signs: «контроль оставляю за собой»."""
    head = index.signatory
    return Match("signatory", head.pk, head.label, 1.0, True) if head else None


def best(candidates):
    """Match with the likeliest candidate; unsure when another is near."""
    ranked = sorted(candidates, key=lambda one: -one.score)
    ranked = [one for one in ranked if one.score >= LEAST]
    if not ranked:
        return None
    first = ranked[0]
    others = [one for one in ranked[1:] if (one.kind, one.entry.pk) != (first.kind, first.entry.pk)]
    score = min(first.score, 1.0)
    is_alone = not others or first.score - others[0].score > NEAR
    if not is_alone:
        score *= DOUBT
    is_sure = is_alone and score >= SURE
    return Match(first.kind, first.entry.pk, first.entry.label, score, is_sure)


def _people(party, index):
    names = find_names(in_cyrillic(party.name))
    printed = find_names(in_cyrillic(party.text))
    if names:
        surname = printed[0].surname if printed else ""
        for entry, score in index.people.like(names[0], surname, party.post):
            yield Candidate("person", entry, score)


def _units(party, index):
    for entry, score in index.units.like(party.name):
        yield Candidate("unit", entry, score)
    for entry, score in index.schools.like(party.name):
        yield Candidate("school", entry, score)


def _bodies(party, index):
    words = words_of(party.name)
    name = party.name.split(maxsplit=1)[-1] if words[:1] in (("члены",), ("член",)) else party.name
    for entry, score in index.units.like(name, allows_part=True):
        yield Candidate("unit", entry, score)


def _posts(party, index):
    """A post in one school is that school; else the person who holds the post today."""
    part = SCHOOL_PART.search(party.name)
    if part and (school := list(index.schools.like(party.name[part.start() :]))):
        return [Candidate("school", entry, score) for entry, score in school]
    return [Candidate("person", entry, score) for entry, score in index.people.holding(party.name)]


def _words(party, index):
    """Unknown words: a unit or a school under a name of its own, or a surname alone."""
    found = [one for one in _units(party, index) if one.score >= DOUBT]
    surname = party.name.strip(" .")
    if not found and " " not in surname:
        found = [Candidate("person", *one) for one in index.people.by_surname(surname)]
    return found


def _is_of_each_school(name):
    key = school_key(name)
    return bool(OF_EACH_SCHOOL.match(name) and not key.numbers and SCHOOL_PART.search(name))


RULES = {"person": _people, "unit": _units, "body": _bodies, "post": _posts, "text": _words}
