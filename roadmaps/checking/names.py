"""People named in a text: «Капустина Н.В.», «Н. В. Капустина», «Капустину Надежду Валериевну».

Case forms are not two spellings: names are compared by the stem of the surname (domain.md 4.1).
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from roadmaps.parties.names import find_names

ENDINGS = sorted(
    "ого ому ыми ими его ему ою ею ой ей ая яя ую юю ым им ом ем ий ый ых их "
    "а я у ю е ы и ь й".split(),
    key=len,
    reverse=True,
)
SHORTEST_STEM = 3
SHORTEST_COMPARED, LONG_STEM = 4, 7


@dataclass(frozen=True)
class Mention:
    """A person as a text names him."""

    surname: str
    initials: str  # «НВ»
    start: int
    end: int

    @property
    def label(self):
        """«Капустиной Н.В.», in the case of the text."""
        return f"{self.surname} {'.'.join(self.initials)}."

    @property
    def key(self):
        """Equal for two case forms of one name."""
        return self.initials, stem(self.surname)


def mentions_in(text):
    """Every Mention in the text, in order: people named with a surname and both initials."""
    return [
        Mention(titled(name.surname), name.letters, name.start, name.end)
        for name in find_names(text)
        if name.surname and len(name.letters) == 2
    ]


def titled(surname):
    """КАПУСТИНА → Капустина."""
    return surname.title() if surname.isupper() else surname


def stem(surname):
    """What stays of a surname in all its cases: Капустина, Капустину, Капустиной → капустин."""
    return "-".join(map(_stem, surname.casefold().replace("ё", "е").split("-")))


def _stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            # Соловей, Соловья
            word = word[: -len(ending)].removesuffix("ь")
            break
    # Кравец, Кравца
    return f"{word[:-2]}ц" if word.endswith("ец") and len(word) > SHORTEST_STEM else word


def are_near(one, other):
    """Two stems that a slip of the pen makes of each other: edit distance 1, or 2 in long ones."""
    shortest = min(len(one), len(other))
    if one == other or shortest < SHORTEST_COMPARED:
        return False
    limit = 2 if shortest >= LONG_STEM else 1
    distance = OSA.distance(one, other, score_cutoff=limit)
    # Степанов and Степанян differ in the ending of the surname itself: two families.
    return distance == 1 or distance == limit == 2 and one[-2:] == other[-2:]
