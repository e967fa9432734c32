"""Names and posts in the nominative: the case is voted on by a surname and its post together."""

from dataclasses import replace
from types import MappingProxyType

from roadmaps.parties.heads import agreed, looks_adjectival
from roadmaps.parties.morphology import (
    CASES,
    adjective_in_nominative,
    like,
    noun_in_nominative,
)
from roadmaps.parties.surnames import first_name_in, patronymic_readings, surname_readings
from roadmaps.parties.words import Sort

# How much the other people of the cell say about the case of one of them.
VOTE = 0.4
GOVERNED = 1.5
# «Учреждения культуры» are more often several.
SEVERAL = {"учреждение", "организация"}
SKIPPED = ("entrusted", "bracket")
GOVERNING = {"поручить": "datv", "назначить": "accs"}


def first_letter(text, *, small=False):
    """The text with its first letter capital, or small unless it begins an acronym."""
    if small and not text[1:2].isupper():
        return text[:1].lower() + text[1:]
    return text[:1].upper() + text[1:] if not small else text


def core(piece):
    """Tokens of the name itself, without «возложить на» and brackets."""
    tokens = [token for token in piece.tokens if token.kind not in SKIPPED]
    if len(tokens) > 1 and tokens[0].word in ("на", "за"):
        tokens = tokens[1:]
    return tokens


def governed_case(piece):
    """Case that the words before the party demand, or ""."""
    first = piece.tokens[0]
    if piece.separator == "together":
        return "ablt"
    if first.kind == "entrusted":
        return GOVERNING.get(first.word.split()[0] if first.word else "", "accs")
    return "accs" if first.word == "на" and len(piece.tokens) > 1 else ""


def head_weights(piece, *, is_bound=False):
    """{(case, number): likelihood} of the chief word; a post beside a name is of one person."""
    tokens, head = core(piece), piece.head
    if head is None or not head.readings:
        return {}
    place = next((i for i, token in enumerate(tokens) if token is piece.chief), 0)
    readings = agreed(tokens, 0, replace(head, index=place))
    ones = {reading for reading in readings if reading[1] == "sing"}
    if ones and is_bound:
        readings = ones
    prefers_one = _prefers_one(piece, tokens)
    return {
        (case, number): 1.0 if (number == "sing") == bool(prefers_one and ones) else 0.45
        for case, number in readings
    } | ({reading: 1.0 for reading in ones} if is_bound else {})


def _prefers_one(piece, tokens):
    """«Управления» is the genitive of one, «школы № 5» too; «школы», «директора» are several."""
    if piece.head.sort is Sort.SCHOOL or piece.head.lemma == "директор":
        numbers = [token for token in tokens if token.kind == "number"]
        return len(numbers) == 1 or bool(piece.before_number)
    return piece.kind in ("unit", "body") and piece.head.lemma not in SEVERAL


def best_by_case(weights):
    """{case: likelihood} over both numbers."""
    best = {}
    for (case, _), weight in weights.items():
        best[case] = max(best.get(case, 0), weight)
    return best


def person_weights(name):
    """{case: likelihood} of the printed surname, or of the patronymic when there is one."""
    best = {}
    readings = surname_readings(name.surname) if name.surname else []
    if name.patronymic:
        readings = [*readings, *patronymic_readings(name.patronymic)]
    for reading in readings:
        best[reading.case] = max(best.get(reading.case, 0), reading.weight)
    return best


def choose(candidates, votes, demanded=""):
    """The likeliest case; the nominative when nothing decides."""

    def score(case):
        own = candidates.get(case, 0) + VOTE * votes[case]
        return own + (GOVERNED if case == demanded else 0), -CASES.index(case)

    cases = [case for case in candidates if case in CASES] or ["nomn"]
    return max(cases, key=score)


def person_in_nominative(name, case):
    """«Капустина Н.В.», «Иванова Анна Петровна»."""
    surname = name.surname
    if surname:
        readings = sorted(surname_readings(surname), key=lambda one: -one.weight)
        same = [one for one in readings if one.case == case]
        own = [one for one in readings if one.case == "nomn"]
        surname = (same or own or readings)[0].nominative
    if not name.first:
        return f"{surname} {name.initials}".strip()
    patronymic = name.patronymic and patronymic_readings(name.patronymic)[0].nominative
    first = first_name_in(case, name.first) if case != "nomn" else name.first
    return " ".join(filter(None, (surname, first, patronymic)))


def phrase_in_nominative(piece, text, case, *, number=""):
    """The words of the piece with the chief word and its adjectives in the nominative."""
    tokens = core(piece)
    changed = {}
    if piece.head and piece.head.readings:
        weights = head_weights(piece, is_bound=number == "sing")
        fitting = [reading for reading in weights if reading[0] == case] or list(weights)
        reading = max(fitting, key=lambda one: (weights[one], one[0] == "nomn", one[1] == "sing"))
        wanted = number or _number(piece, reading)
        if reading != ("nomn", wanted):
            changed = _declined(tokens, piece.chief, piece.head, reading, wanted)
    return words_between(tokens, text, changed)


def _number(piece, reading):
    has_number = piece.before_number or any(token.kind == "number" for token in piece.tokens)
    is_school = piece.kind == "unit" and has_number
    return "sing" if is_school else reading[1]


def _declined(tokens, chief_token, head, reading, number):
    """{token: word in the nominative} up to the chief word."""
    case, printed_number = reading
    changed = {}
    for token in tokens:
        if token is chief_token:
            changed[token] = _noun(token.text, head, reading, number)
            break
        if token.kind == "word" and looks_adjectival(token.text):
            changed[token] = _adjective(token.text, reading, number, head.gender)
    return changed


def _adjective(word, reading, number, gender):
    case, printed_number = reading
    found = adjective_in_nominative(word.lower(), case, printed_number, number, gender or "masc")
    return like(found, word)


def _noun(word, head, reading, number):
    """«педагогам-психологам» → «педагоги-психологи»: both halves."""
    case, printed_number = reading
    first, *others = word.split("-")
    known = head.plural if number == "plur" else head.singular
    nominative = known or noun_in_nominative(first.lower(), case, printed_number, number)
    halves = [like(nominative, first)]
    for half in others:
        found = noun_in_nominative(half.lower(), case, printed_number, number)
        halves.append(like(found, half))
    return "-".join(halves)


def words_between(tokens, text, changed=MappingProxyType({})):
    """The printed words from the first token to the last, some of them changed."""
    parts, before = [], None
    for token in tokens:
        if before is not None:
            gap = text[before.end : token.start]
            parts.append(" " if "(" in gap or "[" in gap else gap)
        parts.append(changed.get(token, token.text))
        before = token
    return " ".join("".join(parts).split()).strip(" ,;")
