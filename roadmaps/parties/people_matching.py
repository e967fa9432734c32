"""A printed name or post → people of the directory, each with its likeness."""

import re
from collections import defaultdict

from lib.text import fold
from roadmaps.parties.likeness import stem, stems_of, words_of
from roadmaps.parties.surnames import surname_readings

IN_OTHER_CASE = 0.98
OTHER_READING = 0.9
ONE_INITIAL = 0.97
NO_INITIALS = 0.8
OTHER_PATRONYMIC = 0.65
LIKE = 0.92
LEAST_LIKE = 80
SAME_POST = 0.06
TITLE_AND_PLACE = 0.95
TITLE_ONLY = 0.8


class PeopleIndex:
    """People by surname and by post."""

    def __init__(self, people):
        self.people = people
        self.by_name = defaultdict(list)
        for person in people:
            self.by_name[fold(person.surname)].append(person)
        self.by_post = defaultdict(list)
        for person in people:
            for title in person.posts:
                self.by_post[_post_key(title)].append((person, title))

    def like(self, name, printed="", post=""):
        """(person, likeness) of everyone whom the name may mean; a post decides between two.

        `printed` is the surname in the case of the paper.
        """
        chief = stems_of(post)[:1]
        for person, score in self._by_surname(name.surname, printed):
            is_known = score >= IN_OTHER_CASE
            score *= _initials_agree(name, person)
            if score and is_known and chief in [stems_of(one)[:1] for one in person.posts]:
                score += SAME_POST
            if score:
                yield person, score

    def by_surname(self, surname):
        """(person, likeness) by a surname without initials."""
        for person, score in self._by_surname(surname, surname):
            yield person, score * NO_INITIALS

    def _by_surname(self, nominative, printed):
        """(person, likeness of the surname), every person once.

        What was read as a nominative, «Иванова», may still be the genitive of «Иванов».
        """
        found = {}
        self._add(found, {fold(nominative)}, 1.0)
        readings = {fold(one.nominative) for one in surname_readings(printed)} if printed else ()
        was_oblique = fold(printed) != fold(nominative)
        self._add(found, readings, IN_OTHER_CASE if was_oblique else OTHER_READING)
        if not found and nominative:
            self._add_like(found, fold(nominative))
        return found.values()

    def _add(self, found, names, score):
        for name in names:
            for person in self.by_name.get(name, ()):
                if person.pk not in found or found[person.pk][1] < score:
                    found[person.pk] = (person, score)

    def _add_like(self, found, surname):
        """Surnames that a slip of the pen tells apart: «Выпрашкина», «Выпряшкина»."""
        from rapidfuzz import fuzz, process

        like = process.extract(
            surname, self.by_name.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=5
        )
        for name, score, _ in like:
            self._add(found, {name}, LIKE * score / 100)

    def holding(self, post):
        """(person, likeness) of who holds the post today; a bare title is no certainty."""
        key = _post_key(post)
        for person, title in self.by_post.get(key, ()):
            has_place = any(title != other and title.startswith(other) for other in person.posts)
            yield person, TITLE_AND_PLACE if has_place or len(key[1]) > 1 else TITLE_ONLY


def _post_key(title):
    """The chief word as it is, since «методисты» are not one methodist; the rest as stems."""
    words = words_of(title)
    return (words[0] if words else "", frozenset(stem(word) for word in words[1:]))


def _initials_agree(name, person):
    """How well the initials or the names agree: 0 when they speak of another person."""
    given = _letters(name)
    own = [person.first_name, person.patronymic]
    if not given:
        return NO_INITIALS
    if not _begins(own[0], given[0]):
        return 0
    if name.first and not _same(name.first, own[0]):
        return OTHER_PATRONYMIC
    if len(given) == 1 or not own[1]:
        return ONE_INITIAL
    if not _begins(own[1], given[1]):
        return OTHER_PATRONYMIC
    if name.patronymic and not _same(name.patronymic, own[1]):
        return OTHER_PATRONYMIC
    return 1


def _letters(name):
    if name.initials:
        return re.findall(r"[а-я]", fold(name.initials))
    return [fold(part)[0] for part in (name.first, name.patronymic) if part]


def _begins(word, letter):
    return fold(word)[:1] == letter


def _same(one, other):
    return stem(fold(one)) == stem(fold(other))
