"""The printed words of who answers → parties, without any database (domain.md 3.4)."""

import re
from collections import Counter
from dataclasses import replace

from roadmaps.parties.binding import Binder, is_label
from roadmaps.parties.enclosures import enclosures
from roadmaps.parties.heads import head_of_word
from roadmaps.parties.kinds import ASIDE, kind_of
from roadmaps.parties.naming import (
    best_by_case,
    choose,
    core,
    first_letter,
    governed_case,
    head_weights,
    person_in_nominative,
    person_weights,
    phrase_in_nominative,
    words_between,
)
from roadmaps.parties.party import Party
from roadmaps.parties.pieces import cut
from roadmaps.parties.script import in_cyrillic
from roadmaps.parties.words import Sort

# A cell of a plan holds some hundred characters; what is longer is read no further.
LONGEST = 3000
EDGES = " \t\r\n\v\f;,:/•·▪●◦■*–—-"
DOUBLE_NUMBER = re.compile(r"№\s*№")
VOTING = ("person", "post", "school_class")


def read_responsible(text):
    """Parties that the words name, in their order; the first one leads."""
    text = without_quotes(text or "")
    head, rest = _within_limit(text)
    parties = Reader(head).parties()
    if rest.strip(EDGES + "."):
        words = " ".join(rest.split())
        parties.append(Party(words, "text", first_letter(words)))
    return parties


def without_quotes(text):
    """The text without quotes around several parties; a name in quotes keeps them."""
    inner = text.strip()
    whole = [(0, len(inner), False)]
    is_list = inner[:1] in '«„“"' and any(sign in inner for sign in ",;\n")
    return inner[1:-1] if is_list and enclosures(inner[:LONGEST]) == whole else text


def _within_limit(text):
    if len(text) <= LONGEST:
        return text, ""
    place = max(text.rfind(char, 0, LONGEST) for char in " ,;\n")
    place = place if place > 0 else LONGEST
    return text[:place], text[place:]


def without_superior(piece):
    """Tokens of a unit up to the unit that it is a part of: «кабинет | Управления образования»."""
    tokens = core(piece)
    place = next((index for index, token in enumerate(tokens) if token is piece.chief), 0)
    for index in range(max(place + 1, 2), len(tokens)):
        head = tokens[index].kind == "word" and head_of_word(tokens[index].text)
        if head and head.sort in (Sort.UNIT, Sort.STAFF) and not head.is_surely_nominative:
            return tokens[:index]
    return tokens


def is_bare_administration(piece):
    return len(piece.tokens) == 1 and piece.head is not None and piece.head.sort is Sort.STAFF


class Reader:
    """One expression: pieces, posts given to names, cases, names."""

    def __init__(self, source):
        self.source = source
        self.text = in_cyrillic(source)
        self.pieces = cut(self.text)
        for piece in self.pieces:
            piece.kind = kind_of(piece)
        self.settle_administration()
        self.start_of = {}

    def parties(self):
        """Party of every piece that is not the post of another, in order."""
        self.pieces = self.without_labels()
        binder = Binder(self.pieces)
        self.people = binder.bind()
        self.bound = {id(post) for person in self.people.values() for post in person.posts}
        self.count_votes()
        parties = []
        for piece in self.pieces:
            if id(piece) in binder.taken:
                continue
            party = self.party(piece)
            if party.text:
                parties.append(party)
        return parties

    def settle_administration(self):
        """«Администрация, педагоги школ»: beside school people it is that of a school."""
        others = {piece.kind for piece in self.pieces if not is_bare_administration(piece)}
        if others and others <= {"school_class", "post"} and "school_class" in others:
            for piece in filter(is_bare_administration, self.pieces):
                piece.kind = "school_class"

    def without_labels(self):
        """The pieces without «Ответственные:», whose words go to the next one."""
        kept, start = [], None
        for piece, following in zip(self.pieces, [*self.pieces[1:], None], strict=False):
            if is_label(piece, following):
                start = piece.start if start is None else start
                following.separator = piece.separator
                continue
            if start is not None:
                piece.start, start = start, None
            kept.append(piece)
        return kept

    def count_votes(self):
        """What the people of every list say about its case: {owner: {case: likelihood}}."""
        self.counted = {}
        for piece in self.pieces:
            if piece.kind in VOTING:
                weights = self.weights(piece)
                self.counted.setdefault(id(piece.owner), Counter()).update(weights)

    def votes(self, piece):
        """What the other people of the same list say about the case."""
        counted = Counter(self.counted.get(id(piece.owner)))
        if piece.kind in VOTING:
            counted.subtract(self.weights(piece))
        return counted

    def weights(self, piece):
        """{case: likelihood} of a name with its posts, or of a chief word."""
        if piece.kind != "person":
            return best_by_case(head_weights(piece, is_bound=id(piece) in self.bound))
        return person_weights(piece.name)

    def party(self, piece):
        if piece.kind == "self":
            return Party(self.printed([piece]), "person", "")
        if piece.kind == "person":
            return self.person(self.people[id(piece)])
        printed = self.printed([piece])
        if piece.kind == "text":
            return Party(printed, "text", first_letter(printed))
        return Party(printed, piece.kind, self.name(piece))

    def person(self, person):
        piece = person.piece
        weights = person_weights(piece.name)
        for post in person.posts:
            for case, weight in best_by_case(head_weights(post, is_bound=True)).items():
                weights[case] = weights.get(case, 0) + weight
        demanded = governed_case(piece)
        for post in person.posts:
            demanded = demanded or governed_case(post)
        case = choose(weights, self.votes(piece), demanded)
        name = person_in_nominative(piece.name, case)
        shared = [person.shared] if person.shared and self.is_nearest(person) else []
        printed = self.printed([*shared, *person.posts, piece])
        return Party(printed, "person", name, self.post(person, case))

    def is_nearest(self, person):
        """The words of a shared post go to the nearest of its people."""
        sharing = [one for one in self.people.values() if one.shared is person.shared]
        is_before = person.shared.start < sharing[0].piece.start
        return person is sharing[0 if is_before else -1]

    def post(self, person, case):
        """Post or place of work beside the name, in the nominative."""
        posts = [*person.posts, *filter(None, [person.shared])]
        if posts:
            names = [
                phrase_in_nominative(post, self.text, self.case_of(post, case), number="sing")
                for post in posts
            ]
            return ", ".join(first_letter(name.rstrip("."), small=True) for name in names)
        if person.place is not None:
            return self.place_of_work(person.place)
        return self.aside(person.piece)

    def case_of(self, post, wanted):
        """The case of the name, or another that the post allows."""
        candidates = best_by_case(head_weights(post, is_bound=True))
        return wanted if wanted in candidates else choose(candidates, self.votes(post))

    def place_of_work(self, place):
        """«Методический кабинет» of «Методический кабинет Управления образования (Моспан В.Н.)»."""
        if place.kind not in ("unit", "body"):
            name = phrase_in_nominative(place, self.text, self.case(place), number="sing")
            return first_letter(name, small=True)
        return self.name(replace(place, tokens=without_superior(place)))

    def aside(self, piece):
        """What stands in the brackets of a name: «Иванова И.И. (РМК)»."""
        for token in piece.tokens[1:]:
            inner = token.text.strip("()[] ")
            if token.kind == "bracket" and not inner.lower().startswith(ASIDE):
                return inner
        return ""

    def case(self, piece):
        return choose(self.weights(piece), self.votes(piece), governed_case(piece))

    def name(self, piece):
        """Name of a unit, a body or a class, in the nominative and with a capital letter."""
        name = phrase_in_nominative(piece, self.text, self.case(piece))
        if piece.before_number:
            name = self.second_name(piece)
        if not name.endswith(("т.д.", "др.", "т.п.")):
            name = name.rstrip(".")
        return first_letter(DOUBLE_NUMBER.sub("№", name))

    def second_name(self, piece):
        """«МБОУ СОШ № 7» of the «7» in «МБОУ СОШ № 5, 7»."""
        own = words_between(core(piece), self.text)
        if piece.tokens[0].kind == "number" and not own.startswith("№"):
            own = f"№ {own}"
        before = piece.before_number
        first = next(one for one in self.pieces if before[0] in one.tokens)
        alike = replace(first, tokens=[*before, *piece.tokens])
        kind = {"tokens": before, "kind": "unit", "before_number": before}
        name = phrase_in_nominative(replace(alike, **kind), self.text, self.case(first))
        return f"{name} {own}"

    def printed(self, pieces):
        """Words of the pieces as they are printed, with the brackets that they opened."""
        start = min(piece.start for piece in pieces)
        end = max(piece.end for piece in pieces)
        words = self.source[start:end]
        if words.count("(") > words.count(")") and self.source[end : end + 1] == ")":
            words = self.source[start : end + 1]
        return " ".join(words.strip(EDGES).split())
