"""Schools in the words of a paper: one school spelt in several ways, a school nobody knows.

Two names that stand in one list are two schools, however alike they are (domain.md 3.7: «OCR
variants of one school»).
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from roadmaps.checking.document import Place
from roadmaps.checking.faults import Fault, listed

FORM = r"[А-ЯЁ]{3,7}"
TYPES = (
    "СОШ ООШ НОШ СШ ОШ ОСШ ВСШ НШДС школа гимназия лицей школа-интернат "
    "школы гимназии лицея школе гимназии лицее школу гимназию школой гимназией лицеем лицеи"
).split()
KNOWN_FORMS = frozenset(
    "МБОУ МКОУ МАОУ МОУ МОБУ МБУ МАУ МКУ ГБОУ ГКОУ ГАОУ ГОУ МБНОУ МБС МОАУ МОКУ ГКУ ГБУ".split()
)
TYPE = "|".join(sorted(map(re.escape, TYPES), key=len, reverse=True))
# МКОУ «Путиловская ООШ», Горбатовская СШ
ADJECTIVE = re.compile(
    rf"(?:(?P<form>{FORM})\s{{1,3}})?(?:[«\"]\s?)?(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?[сц]к(?:ая|ой|ую|ою))\s+"
    rf"(?:(?:средняя|основная|начальная|средней|основной|начальной|общеобразовательн\w+)\s+){{0,2}}"
    rf"(?P<type>{TYPE})(?![\w])"
)
# МБОУ «ОСШ № 3», СОШ № 1 с. Речное
NUMBERED = re.compile(
    rf"(?:(?P<form>{FORM})\s{{1,3}})?(?:[«\"]\s?)?(?P<type>{TYPE}|(?<=«)[А-ЯЁ]{{2,4}})\s*№\s*(?P<number>\d{{1,4}})"
)
ENDING = re.compile(r"(?:ая|ой|ую|ою)$")
# «Детская школа искусств», «Педагогическая школа» name no school of ours.
NOT_NAMES = frozenset(
    "детск сельск городск русск российск педагогическ методическ родительск ученическ тьюторск "
    "кадетск юношеск районн областн республиканск августовск воскресн летн зимн".split()
)
NEAR, SHORT = 2, 8
MOST_COMPARED = 300
AFTER = 60


@dataclass
class Spelling:
    """One way in which the document writes a school."""

    label: str
    stem: str
    kind: str
    place: Place
    count: int = 0
    # Lists and cells it stands in.
    groups: set[str] = field(default_factory=set)


def school_stem(name):
    """«путиловск» of «Путиловской»."""
    return ENDING.sub("", name.casefold().replace("ё", "е"))


def named_by_adjective(text):
    """Matches of «Путиловская ООШ» in the text."""
    for found in ADJECTIVE.finditer(text):
        if school_stem(found["name"]) not in NOT_NAMES:
            yield found


def kind_of(word):
    """«школ» of «школой»; abbreviations stay."""
    return word if word.isupper() else word.casefold()[:4]


def spellings(document):
    """{(stem, kind): Spelling} of schools named by an adjective."""
    found = {}
    for index, text in enumerate(document.texts):
        for one in named_by_adjective(text.text):
            stem, kind = school_stem(one["name"]), kind_of(one["type"])
            spelling = Spelling(label_of(one), stem, kind, text.place)
            known = found.setdefault((stem, kind), spelling)
            known.count += 1
            known.groups.add(text.group or f"text {index}")
    return found


def several_spellings(document):
    """Путиловская, Дутиловская and Путлиговская: one finding for one school."""
    for cluster in clusters(spellings(document).values()):
        first = max(cluster, key=lambda one: one.count)
        others = [one for one in cluster if one is not first]
        words = listed([f"«{one.label}»" for one in [first, *others]])
        yield Fault(
            others[0].place,
            f"Похоже, одна школа написана по-разному: {words}.",
            "Сверьте с перечнем школ и исправьте.",
        )


def clusters(found):
    """[spellings that are near one another] of the same kind of school, two or more."""
    by_kind = defaultdict(list)
    for one in found:
        by_kind[one.kind].append(one)
    for same in by_kind.values():
        rest = same[:MOST_COMPARED]
        while rest:
            cluster = [rest.pop(0)]
            for one in cluster:
                near = [other for other in rest if are_one_school(one, other)]
                cluster += near
                rest = [other for other in rest if other not in near]
            if len(cluster) > 1:
                yield cluster


def are_one_school(one, other):
    """Near by letters, and never side by side in one list."""
    return are_near_names(one.stem, other.stem) and not one.groups & other.groups


def are_near_names(one, other):
    """The same stem, or one that a slip of the pen makes of it; numbers are exact."""
    if one[:1] == "№":
        return one == other
    limit = NEAR if min(len(one), len(other)) >= SHORT else 1
    return OSA.distance(one, other, score_cutoff=limit) <= limit


def unknown_types(document):
    """«ОСП № 3» where the paper also has «ОСШ № 3», «АККОУ» beside «МКОУ»: a letter is wrong."""
    written = defaultdict(dict)  # {(school, "form" or "type"): {abbreviation: place}}
    for text in document.texts:
        for found in [*named_by_adjective(text.text), *NUMBERED.finditer(text.text)]:
            school = _core(found)
            for part in ("form", "type"):
                if found[part] and found[part].isupper():
                    written[school, part].setdefault(found[part], text.place)
    seen = set()
    for (_, part), places in written.items():
        known = [word for word in places if word in (KNOWN_FORMS if part == "form" else TYPES)]
        for word in places.keys() - set(known) - seen if known else ():
            seen.add(word)
            yield Fault(
                places[word],
                f"«{word}» — видимо, «{known[0]}»: так эта школа названа в других местах.",
                "Исправьте сокращение.",
            )


def _core(found):
    """What one school is told from another by: the adjective or the number."""
    groups = found.groupdict()
    return ("№", groups["number"]) if groups.get("number") else (school_stem(groups["name"]),)


def unknown_schools(document):
    """Names that match no school of the directory."""
    for label, place, schools in _matched(document):
        if not schools:
            yield Fault(
                place,
                f"«{label}» — такой школы нет в справочнике.",
                "Исправьте название или добавьте его школе как ещё одно.",
            )


def ambiguous_schools(document):
    """Names that match two schools or more."""
    for label, place, schools in _matched(document):
        if len(schools) > 1:
            yield Fault(
                place,
                f"«{label}» подходит нескольким школам: {listed(sorted(schools))}.",
                "Напишите название полностью, с населённым пунктом.",
            )


def _matched(document):
    """[(name as written, place, {labels of the schools it fits})], each name once."""
    schools = document.municipality.directory.schools if document.municipality else []
    if not schools:
        return
    known = [(school, _cores(school.names)) for school in schools]
    seen = set()
    for text in document.texts:
        for found in [*named_by_adjective(text.text), *NUMBERED.finditer(text.text)]:
            core, label = _core(found), label_of(found)
            if core not in seen:
                seen.add(core)
                fitting = [school for school, cores in known if core in cores]
                after = text.text[found.end() : found.end() + AFTER]
                yield label, text.place, {one.label for one in narrowed(fitting, found, after)}


def narrowed(schools, found, after):
    """Of several schools, those of the same kind, then those whose village is named after it."""
    same = [s for s in schools if any(found["type"] in name.split() for name in s.names)]
    schools = same or schools
    words = set(re.findall(r"[А-ЯЁ][а-яё-]{3,}", after))
    here = [s for s in schools if words & set(re.findall(r"[А-ЯЁ][а-яё-]{3,}", " ".join(s.names)))]
    return here or schools


def label_of(found):
    """«Путиловская ООШ», «СОШ № 3»."""
    groups = found.groupdict()
    if groups.get("number"):
        return f"{groups['type']} № {groups['number']}"
    return f"{groups['name']} {groups['type']}"


def _cores(names):
    """Cores of the names of one school, written in any way: «Школа № 3», «Ак-Дуругская»."""
    cores = set()
    for name in names:
        cores |= {("№", number) for number in re.findall(r"№\s*(\d+)", name)}
        words = re.findall(r"[А-ЯЁ][а-яё-]+[сц]к(?:ая|ой|ую)", name)
        cores |= {(school_stem(word),) for word in words}
    return cores
