"""Where one party ends and the next begins: after each separator, and where none is left.

A separator only offers a boundary; the words after it decide (domain.md 3.4). A new party begins
with a name, with a chief word in the nominative, or with an acronym; what is in an oblique case
usually goes on: «отдел образования, опеки и попечительства», «совет директоров и учителей».
"""

from roadmaps.parties import words
from roadmaps.parties.acronyms import (
    acronym_follows_and,
    acronym_runs_on,
    depends_on_people,
    is_form,
)
from roadmaps.parties.heads import (
    acronym_sort,
    agreed,
    find_animate,
    find_head,
    head_of_word,
    looks_adjectival,
)
from roadmaps.parties.kinds import ASIDE, kind_of
from roadmaps.parties.morphology import adjective_readings, is_oblique
from roadmaps.parties.words import PEOPLE, Sort

# Their genitive looks like several: «отдел Администрации района».
INANIMATE = (Sort.UNIT, Sort.BODY, Sort.STAFF)
ALWAYS = (";", "bullet", "also", "together", ":")
# A quote left open still begins a name: «МКУ «Центр».
QUOTES = ("«", '"', "„", "“")
CONTINUED = {"др", "т.д", "т.п", "пр", "другие", "прочие", "тел", "телефон", "каб"}


def begins_party(cutter, index):
    """The token begins a new party after what has been read and the separator before it."""
    token, current, separator = cutter.tokens[index], cutter.current, cutter.separator
    if current.head and index <= current.head.index:
        return False
    if token.word in CONTINUED and separator not in ALWAYS:
        return False
    if token.kind in ("name", "self", "entrusted"):
        return not (current.last.kind == "entrusted" or _is_on(current))
    if current.last.kind in ("name", "self") and token.kind != "number" or separator in ALWAYS:
        return True
    if current.last.kind == "entrusted" or _is_on(current):
        return False
    return RULES[separator](cutter, index)


def _is_on(current):
    """Only «на» has been read: «на методиста Петрову»."""
    return len(current.tokens) == 1 and current.last.word in ("на", "за")


def _runs_on(cutter, index):
    """No separator is left, as where a line break was lost."""
    token, current = cutter.tokens[index], cutter.current
    before = current.last
    head = find_head(cutter.tokens, index)
    if head is None or current.head is None or before.word in words.PREPOSITIONS:
        return False
    if before.text in QUOTES:
        return False
    if token.kind == "abbreviation":
        return before.kind != "abbreviation" and head_of_word(before.text) is None
    if not head.readings:
        return acronym_runs_on(token, current, head)
    if before is current.chief or adjective_readings(before.text.lower()):
        return False
    if head.is_surely_nominative and _is_nominative_phrase(cutter, index, head):
        return True
    is_capital = token.text[0].isupper() and not cutter.is_capital
    return is_capital and head.may_be_nominative and head.sort not in INANIMATE


def _is_nominative_phrase(cutter, index, head):
    """The adjectives before the head do not stand in another case."""
    if index == head.index:
        return True
    return bool(words.NOMINATIVE_ADJECTIVE.search(cutter.tokens[index].text.lower())) or (
        cutter.tokens[index].word in words.DETERMINERS
    )


def _begins_line(cutter, index):
    """After a line break inside a cell, which may stand within a phrase."""
    token, current = cutter.tokens[index], cutter.current
    if token.kind not in ("word", "abbreviation") or current.last.word in words.PREPOSITIONS:
        return False
    if _runs_on(cutter, index):
        return True
    if token.text[0].islower() or cutter.is_capital:
        return False
    if current.last.kind == "word" and (is_form(current.last.text) or _is_head(current.last)):
        return False
    head = find_head(cutter.tokens, index)
    if head is None:
        return not is_oblique(token.text.lower()) and not looks_adjectival(token.text)
    if not head.readings:
        return True
    if not head.may_be_nominative:
        return _agree(current.head, head.readings)
    return head.sort not in INANIMATE or head.is_surely_nominative


def _is_head(token):
    return token.kind == "word" and head_of_word(token.text) is not None


def _agree(head, readings):
    """Both stand in the same oblique case: «Управлению образования и руководителям ОУ»."""
    if head is None or not head.readings or head.may_be_nominative:
        return False
    return bool({case for case, _ in head.readings} & {case for case, _ in readings})


def _follows_comma(cutter, index):
    token, current = cutter.tokens[index], cutter.current
    if token.kind == "number":
        return _is_second(current, "number")
    if token.kind != "word":
        return token.kind in ("quote", "abbreviation")
    if token.word in words.PREPOSITIONS or token.text in words.WORK_ACRONYMS:
        return False
    if _is_clause(token):
        return False
    head = find_head(cutter.tokens, index)
    if head is None:
        is_relative = words.RELATIVE.search(token.word) and token.text.islower()
        return not (is_relative or _goes_on(token, current))
    if not head.readings:
        return not depends_on_people(current, head)
    if current.head is None or not current.head.readings:
        return True
    if head.may_be_nominative:
        return not _is_charged(head, current)
    # «Руководители школ, лицеев»: the second genitive depends on the first noun as well.
    depends = current.head.may_be_nominative and current.head.sort in (*PEOPLE, Sort.BODY)
    return not depends or current.last is current.chief


def _is_clause(token):
    """«…, курирующий ОО»: a participle that is no post by itself."""
    return (
        token.text.islower()
        and words.PARTICIPLE.search(token.word) is not None
        and head_of_word(token.text) is None
    )


def _is_charged(head, current):
    """«Специалист отдела, ответственный за …» is one person."""
    return head.lemma.startswith("ответственн") and head.readings & current.head.readings


def _goes_on(token, current):
    """An unknown word after a comma that belongs to the phrase before it."""
    if token.text[0].isupper():
        return looks_adjectival(token.text) and is_oblique(token.text.lower())
    if current.head is None:
        return is_oblique(token.text)
    if current.head.sort in (*PEOPLE, Sort.BODY) and words.SUBJECTS.match(token.word):
        return True
    if current.head.sort is Sort.UNIT and words.CHARGES.match(token.word):
        return True
    return is_oblique(token.text)


def _is_second(current, kind):
    """«СОШ № 5, № 7», «МБОУ «Радуга» и «Берёзка»»: the second of several schools."""
    if current.before_number:
        return current.last.kind == kind
    if current.head is None or current.head.sort is not Sort.SCHOOL:
        return kind == "quote" and current.last.kind == "quote"
    return current.last.kind == kind


def _follows_and(cutter, index):
    token, current = cutter.tokens[index], cutter.current
    if token.kind in ("number", "quote"):
        return _is_second(current, token.kind)
    head = find_head(cutter.tokens, index)
    if head is None:
        animate = find_animate(cutter.tokens, index)
        both = current.head is not None and current.head.sort in PEOPLE
        return both and animate is not None and animate.is_surely_nominative
    if current.head is None:
        return current.last.kind == "quote" or not looks_adjectival(current.last.text)
    if not head.readings:
        return acronym_follows_and(current, head)
    readings = agreed(cutter.tokens, index, head)
    cases = {case for case, _ in readings}
    if "nomn" not in cases:
        return _agree(current.head, readings)
    if not current.head.may_be_nominative:
        return False
    if "gent" not in cases:
        return True
    is_bare = current.last is current.chief
    return is_bare or current.head.sort not in PEOPLE


def _follows_slash(cutter, index):
    token = cutter.tokens[index]
    if token.kind == "number":
        return False
    return token.text[0].isupper() or find_head(cutter.tokens, index) is not None


def _follows_dash(cutter, index):
    """A dash is a bullet of a flattened list, or joins a post, or stands inside a name."""
    token, current = cutter.tokens[index], cutter.current
    if token.kind == "number":
        return False
    head = find_head(cutter.tokens, index)
    if head is None:
        return cutter.is_list and token.text[0].isupper()
    if current.head and current.head.sort is Sort.SCHOOL and words.IN_APPOSITION.match(token.word):
        return False
    is_bare = current.head and current.last is current.chief
    if is_bare and current.head.sort in PEOPLE and head.sort in PEOPLE:
        return cutter.is_list
    return cutter.is_list or head.may_be_nominative


def _follows_stop(cutter, index):
    """A full stop ends a party unless it ends an abbreviation."""
    token = cutter.tokens[index]
    return token.text[0].isupper() or find_head(cutter.tokens, index) is not None


RULES = {
    "": _runs_on,
    "newline": _begins_line,
    ",": _follows_comma,
    "and": _follows_and,
    "/": _follows_slash,
    "dash": _follows_dash,
    ".": _follows_stop,
}


def is_list_of_parties(pieces, text):
    """What stands in brackets is a list of parties, and no explanation or abbreviation."""
    if not pieces or text[1:].lower().lstrip().startswith(ASIDE):
        return False
    if any(piece.tokens[0].kind == "name" for piece in pieces):
        return True
    first = pieces[0].tokens
    if len(pieces) == 1 and len(first) == 1 and acronym_sort(first[0].text):
        return False
    return all(kind_of(piece) != "text" for piece in pieces)
