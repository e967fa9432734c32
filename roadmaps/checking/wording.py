"""Words written twice running: «с высокими с высокими», «ШНСУ и ШНСУ» (domain.md 3.7)."""

import re

from roadmaps.checking.faults import Fault

PHRASE = re.compile(
    r"(?<![\w.-])(?P<words>[а-яё]{1,20}[^\S\n]+[а-яё]{3,25}|[а-яё]{3,25}|в|на|по|со?|от?|для|при|и|к|у|за|из)"
    r"[^\S\n]+(?P=words)(?![\w.-])",
    re.IGNORECASE,
)
BOTH = re.compile(r"(?<![\w-])(?P<name>[А-ЯЁ]{3,8})\s+(?:и|или|,)\s+(?P=name)(?![\w-])")
# «чуть чуть», «Мамед Мамед оглы» and the like are nobody's mistake here.
SAID_TWICE = frozenset("чуть еле едва так тот вот".split())
SPACED = re.compile(r"(?:\b\w ){4,}")


def doubled(document):
    for text in document.texts:
        if SPACED.match(text.text):
            continue
        for found in PHRASE.finditer(text.text):
            words = " ".join(found["words"].split())
            if words.casefold() not in SAID_TWICE:
                yield Fault(
                    text.place,
                    f"Слова повторены дважды: «{words} {words}».",
                    "Уберите повтор.",
                )


def same_joined(document):
    """An abbreviation joined with itself: one of the two was another one."""
    seen = set()
    for text in document.texts:
        for found in BOTH.finditer(text.text):
            if found[0] not in seen:
                seen.add(found[0])
                yield Fault(
                    text.place,
                    f"«{' '.join(found[0].split())}»: одно и то же названо дважды.",
                    "Одно из двух, видимо, другое: исправьте.",
                )
