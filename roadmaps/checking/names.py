"""People named in a text: «Капустина Н.В.», «Н. В. Капустина», «Капустину Надежду Валериевну».

Case forms are not two spellings: names are compared by the stem of the surname (domain.md 4.1).
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

SURNAME = (
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)?"
    r"|[А-ЯЁ]{2,}(?:[ОЕЁИЫ][ВН]А?|[СЦ]КИЙ|[СЦ]КАЯ|ЕНКО)(?![А-ЯЁа-яё])"
)
PATRONYMIC = (
    r"[А-ЯЁ][а-яё]*(?:[ое]вич(?:а|у|ем|е)?|[иь]ич(?:а|у|ом|ем|е)?|(?:[ое]вн|ичн)(?:а|ы|е|у|ой))"
)
NAME = re.compile(
    # The last dot is lost now and then: «Дунаевой Н.А, Шкабатура Е.Э.».
    rf"(?<![\w-])(?:(?P<full>{SURNAME})\s+(?P<first>[А-ЯЁ])[а-яё]+\s+(?P<second>{PATRONYMIC})\b"
    rf"|(?P<after>{SURNAME})\s+(?P<a1>[А-ЯЁ])\s?\.\s?(?P<a2>[А-ЯЁ])(?:\s?\.|(?=\s*(?:[,;)]|$)))"
    rf"|(?P<b1>[А-ЯЁ])\s?\.\s?(?P<b2>[А-ЯЁ])\s?\.\s?(?P<before>{SURNAME}))"
)
# Words that begin with a capital beside initials and are no surnames.
NOT_SURNAMES = re.compile(
    r"(?:начальник|заведующ|директор|председател|исполнител|секретар|руководител|заместител"
    r"|методист|специалист|консультант|координатор|инспектор|отдел|управлени|комитет|член|тьютор"
    r"|администраци|приказ|распоряжени|министр|министерств|губернатор|постановлени|учител|педагог"
    r"|приложени|состав|служб|школ[аыеу]?$|глав[аыеуой]{0,2}$)\w{0,3}",
    re.IGNORECASE,
)
# «СОШ им. А.С. Пушкина»: the person is a name of something.
NAMED_AFTER = re.compile(r"(?:\bим\.|\bимени|\bпамяти|\bгероя)[\w\s.]{0,30}$", re.IGNORECASE)
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
    """Every Mention in the text, in order."""
    found, position = [], 0
    while match := NAME.search(text, position):
        surname = match["full"] or match["after"] or match["before"]
        if NOT_SURNAMES.fullmatch(surname):
            # «Начальник О.М. Дамба»: the initials belong to the word after them.
            position = match.start() + len(surname) if match["before"] is None else match.end()
            continue
        position = match.end()
        if not NAMED_AFTER.search(text, max(0, match.start() - 45), match.start()):
            found.append(Mention(titled(surname), initials_of(match), match.start(), match.end()))
    return found


def titled(surname):
    """КАПУСТИНА → Капустина."""
    return surname.title() if surname.isupper() else surname


def initials_of(match):
    """«НВ» of any of the three ways."""
    if match["full"]:
        return match["first"] + match["second"][0]
    return (match["a1"] or match["b1"]) + (match["a2"] or match["b2"])


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
