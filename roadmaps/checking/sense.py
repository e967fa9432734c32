"""Words that turn the sense round: «с наилучшими результатами» over weak schools (domain 3.7)."""

import re

from roadmaps.checking.faults import Fault, quoted
from roadmaps.checking.schools import NUMBERED, are_near_names, named_by_adjective, school_stem

BEST = re.compile(
    r"школ\w*[^.;()]{0,40}?\bс\s+(?P<best>(?:наи)?лучшими|наиболее высокими|высокими)\s+"
    r"(?:образовательными\s+|учебными\s+)?результатами[^.;()]{0,40}?[(:]\s*(?P<schools>[^()]{10,900})",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"школ\w*[^.;()]{0,40}?\bс\s+(?:\w+\s+)?низкими\s+(?:образовательными\s+|учебными\s+)?"
    r"результатами[^.;()]{0,80}?[(:]\s*(?P<schools>[^()]{10,900})",
    re.IGNORECASE,
)
WEAK_LIST = re.compile(r"(?:список|перечень)\W.*(?:\bс\s+низкими|ШНОР)", re.IGNORECASE | re.DOTALL)
SAME_SHARE = 0.5


def schools_in(words):
    """Cores of the names of schools in a list."""
    cores = {school_stem(found["name"]) for found in named_by_adjective(words)}
    return cores | {f"№ {found['number']}" for found in NUMBERED.finditer(words)}


def weak_schools(document):
    """Cores of the schools that the document or the directory calls weak."""
    lists = [found["schools"] for text in document.texts for found in WEAK.finditer(text.text)]
    for part in document.parts:
        if WEAK_LIST.search(part.title):
            lists += [text.text for text in part.texts]
    if document.municipality:
        schools = document.municipality.directory.schools
        weak = document.municipality.weak
        lists += [name for school in schools if school.pk in weak for name in school.names]
    return {core for words in lists for core in schools_in(words)}


def best_over_weak(document):
    """A list of schools called the best, most of which are weak ones elsewhere in the paper."""
    weak = weak_schools(document)
    for text in document.texts:
        for found in BEST.finditer(text.text):
            named = schools_in(found["schools"])
            same = [core for core in named if any(are_near_names(core, other) for other in weak)]
            if len(named) > 1 and len(same) > len(named) * SAME_SHARE:
                yield Fault(
                    text.place,
                    f"«{found['best']} результатами» стоит перед списком школ с низкими "
                    f"результатами: {quoted(found['schools'])}.",
                    "Проверьте смысл: видимо, должно быть «низкими».",
                )


REGIONS = (
    ("республика", re.compile(r"республик", re.IGNORECASE)),
    ("край", re.compile(r"\bкра(?:й|я|ю|ем|е)\b", re.IGNORECASE)),
    ("область", re.compile(r"\bобласт(?:ь|и|ью)\b", re.IGNORECASE)),
)
WHERE = {"республика": "в республике", "край": "в крае", "область": "в области"}
LEVEL_WORDS = {
    "республика": re.compile(r"(?<![\w-])республиканск\w+", re.IGNORECASE),
    "край": re.compile(r"(?<![\w-])краев(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)\b", re.IGNORECASE),
    "область": re.compile(
        r"(?<![\w-])областн(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)\b", re.IGNORECASE
    ),
}


def region_kind(words):
    """«республика», «край» or «область» when the words name one kind alone, else «»."""
    kinds = [kind for kind, pattern in REGIONS if pattern.search(words)]
    return kinds[0] if len(kinds) == 1 else ""


def foreign_level(document):
    """«областных семинаров» in a republic: words copied from another region."""
    words = document.municipality.region if document.municipality else ""
    kind = region_kind(words or (document.order.head if document.order else ""))
    if not kind:
        return
    for other, pattern in LEVEL_WORDS.items():
        if other == kind:
            continue
        for text in document.texts:
            if found := pattern.search(text.text):
                yield Fault(
                    text.place,
                    f"«{found[0]}», хотя муниципалитет находится {WHERE[kind]}.",
                    "Проверьте, не перенесены ли слова из чужого документа.",
                )
                break
