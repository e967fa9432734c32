"""Forms of posts, organisations and kinds of acts by the rule of the head phrase (domain.md 4.2).

«Главный специалист отдела образования»: the adjectives and the noun that leads are declined, the
rest stays. A second head in apposition («…, ответственный за …», «… – начальник …») is declined
too. Quotes, abbreviations and «и. о.» stay as they are.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.grammar.cases import Case
from lib.grammar.morphology import like, parses

ADJECTIVES = ("ADJF", "PRTF")
WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
ACTING = re.compile(r"(?:и\.?\s?о\.|вр\.?\s?и\.?\s?о\.?|врио\b)", re.IGNORECASE)
# Where a second head may begin.
JOINT = re.compile(r",\s+|\s+[–—-]\s+|\s+и\s+")
CLOSED = re.compile(r"«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|\([^)]*(?:\)|$)")
# First halves that are no nouns of their own: «пресс-центр», «вице-спикер».
UNDECLINED_HALF = frozenset(
    "бизнес веб вице интернет медиа мини онлайн офлайн пресс унтер штаб экс экспресс".split()
)


@dataclass(frozen=True)
class Head:
    """The words of a text that are declined, and what they agree in."""

    # Adjectives and the noun, as matches of WORD.
    words: tuple
    # The parse of the noun; None where an adjective leads or an abbreviation follows.
    noun: object
    number: str
    # Of a singular head: masc, femn or neut.
    gender: str

    @property
    def end(self):
        return self.words[-1].end()


def post_in(case, title):
    """The title of a post in the case: «начальника отдела», «заведующей кабинетом»."""
    return _phrase(case, title, is_person=True)


def name_in(case, name):
    """The name of an organisation, a body or a kind of act in the case."""
    return _phrase(case, name, is_person=False)


def head_of(text):
    """The Head with which the text begins, or None; quotes before it do not matter."""
    start = len(text) - len(text.lstrip("«„\"' "))
    return _head(text, start)


@lru_cache(maxsize=2048)
def _phrase(case, text, *, is_person):
    if case == Case.NOMINATIVE or ACTING.match(text):
        return text
    head = _head(text, 0)
    if head is None:
        return text
    return _declined(text, [head, *_appositions(text, head, is_person=is_person)], case, is_person)


def _declined(text, heads, case, is_person):
    """The text with the words of every head in the case."""
    pieces, done = [], 0
    for head in heads:
        for word in head.words:
            is_noun = head.noun is not None and word is head.words[-1]
            decline = _noun_form if is_noun else _adjective_form
            pieces += [text[done : word.start()], decline(word.group(), head, case, is_person)]
            done = word.end()
    return "".join([*pieces, text[done:]])


# --- finding the heads


def _head(text, start):
    """The adjectives and the noun in the nominative that stand from `start` on, or None."""
    words = _run(text, start)
    if words and _is_adverb(words[0].group()):
        words = words[1:]
    adjectives = []
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else None
        if word.group() == "и" and adjectives and following:
            continue
        if _is_abbreviation(word.group()):
            break
        noun = _noun(word.group(), adjectives)
        if noun and not (following and _leads_to(word.group(), following.group())):
            return Head((*adjectives, word), noun, str(noun.tag.number), str(noun.tag.gender))
        if not _agreements([*adjectives, word]):
            break
        adjectives.append(word)
    return _adjectival(adjectives)


def _run(text, start):
    """Words that only spaces part, from `start` on."""
    words, end = [], start
    for word in WORD.finditer(text, start):
        if text[end : word.start()].strip():
            break
        words.append(word)
        end = word.end()
    return words


def _adjectival(adjectives):
    """The head made of adjectives alone: «заведующий …», «Синявинская СОШ»; None of none."""
    if not adjectives:
        return None
    number, gender = sorted(_agreements(adjectives))[0]
    return Head(tuple(adjectives), None, number, gender)


def _appositions(text, head, *, is_person):
    """Further heads after a comma, a dash or «и», of the same number."""
    closed = [match.span() for match in CLOSED.finditer(text)]
    found = []
    for joint in JOINT.finditer(text, head.end):
        if any(start <= joint.start() < end for start, end in closed):
            continue
        other = _head(text, joint.end())
        if other and other.number == head.number and _may_stand_beside(other, joint, is_person):
            found.append(other)
    return found


def _may_stand_beside(head, joint, is_person):
    """A participle after a comma, or one more person; not «…, культуры и спорта»."""
    if head.noun is None:
        word = parses(head.words[0].group().lower())
        is_participle = any(parse.tag.POS == "PRTF" or "Subx" in parse.tag for parse in word)
        return joint.group().startswith(",") and (is_participle or is_person)
    return is_person and head.noun.tag.animacy == "anim"


def _is_abbreviation(word):
    return len(word) > 1 and word.isupper()


def _is_adverb(word):
    return parses(word.lower())[0].tag.POS == "ADVB"


# --- what a word may be


def _noun(word, adjectives=()):
    """The parse of the word as a noun in the nominative that agrees with the adjectives."""
    agreements = _agreements(adjectives)
    for parse in _nominatives(word.rpartition("-")[2] if _is_first_closed(word) else _lead(word)):
        tag = parse.tag
        if tag.POS != "NOUN":
            continue
        if not adjectives or _agreement(tag) in agreements:
            return parse
    return None


def _lead(word):
    """The half of a hyphenated noun with which adjectives agree: the first."""
    return word.partition("-")[0]


def _is_first_closed(word):
    first, hyphen, _ = word.partition("-")
    return bool(hyphen) and (first.lower() in UNDECLINED_HALF or first[-1:].lower() in "ое")


def _nominatives(word):
    return [parse for parse in parses(word.lower()) if parse.tag.case == "nomn"]


def _agreement(tag):
    """(number, gender): a plural has none."""
    number = str(tag.number)
    return number, str(tag.gender) if number == "sing" else ""


def _agreements(adjectives):
    """{(number, gender)} in which all the adjectives are nominatives; {} when one is not."""
    if not adjectives:
        return set()
    return set.intersection(*(_readings(word.group()) for word in adjectives))


def _readings(word):
    return {
        _agreement(parse.tag)
        for parse in _nominatives(word.rpartition("-")[2])
        if parse.tag.POS in ADJECTIVES
    }


def _leads_to(word, following):
    """«Ведущий специалист»: the word is an adjective of the next one, not a head by itself."""
    if _is_abbreviation(following):
        return False
    readings = _readings(word)
    others = {_agreement(p.tag) for p in _nominatives(_lead(following)) if p.tag.POS == "NOUN"}
    return bool(readings & (others | _readings(following)))


# --- declining


def _noun_form(word, head, case, is_person):
    """Both halves of a hyphenated noun are declined: «учителя-логопеда», «школу-интернат»."""
    first, hyphen, last = word.partition("-")
    if not hyphen:
        return _noun_half(word, head.noun, case, is_person)
    if _is_first_closed(word):
        return first + hyphen + _noun_half(last, head.noun, case, is_person)
    second = next(
        (
            parse
            for parse in _nominatives(last)
            if parse.tag.POS == "NOUN" and parse.tag.number == head.number
        ),
        None,
    )
    declined = _noun_half(last, second, case, is_person) if second else last
    return f"{_noun_half(first, head.noun, case, is_person)}-{declined}"


def _noun_half(word, parse, case, is_person):
    tag = parse.tag
    if case == Case.ACCUSATIVE:
        wanted = _accusative(str(tag.number), str(tag.gender), is_person, word)
    else:
        wanted = case.value
    return _inflected(parse, word, {wanted, str(tag.number)})


def _adjective_form(word, head, case, is_person):
    """The last half of a hyphenated adjective: «организационно-правового»."""
    first, hyphen, last = word.rpartition("-")
    wanted = case.value
    if case == Case.ACCUSATIVE:
        wanted = _accusative(head.number, head.gender, is_person)
    for parse in _nominatives(last):
        if parse.tag.POS in ADJECTIVES and _agreement(parse.tag) == (
            head.number,
            head.gender if head.number == "sing" else "",
        ):
            agreement = {head.number} | ({head.gender} if head.number == "sing" else set())
            return first + hyphen + _inflected(parse, last, {wanted, *agreement})
    return word


def _accusative(number, gender, is_person, noun=""):
    """Which case the accusative looks like: «начальника», «отдел», «главу»."""
    if number == "sing" and (gender == "femn" or noun[-1:].lower() in ("а", "я")):
        return Case.ACCUSATIVE.value
    return Case.GENITIVE.value if is_person else Case.NOMINATIVE.value


def _inflected(parse, word, grammemes):
    found = parse.inflect(frozenset(grammemes))
    return like(found.word, word) if found else word
