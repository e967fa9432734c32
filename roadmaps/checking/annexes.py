"""Annexes that are named and absent, present and not named; marks left blank (peers.md a.1)."""

import re

from roadmaps.checking.document import PartKind
from roadmaps.checking.faults import Fault, quoted

NAMED = re.compile(
    r"приложени(?:е|я|ю|ем|и|ям|ями|ях)\s*(?:№|N)?\s*"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|и|[-–—])\s*(?:№\s*)?\d{1,2}(?!\d|\.\d|\s*г))*)",
    re.IGNORECASE,
)
# Without a number one annex is meant.
NAMED_ALONE = re.compile(
    r"\(приложени[ея]\)|\bприлага(?:ется|ем|ю)|согласно приложению\b", re.IGNORECASE
)
# «приложение 2 к приказу министерства» is somebody else's.
FOREIGN = re.compile(
    r"\s*к\s+(?!настоящ|данн|эт|приказу\b\s*[.);,]|распоряжению\b\s*[.);,]|постановлению\b\s*[.);,])",
    re.IGNORECASE,
)
BLANK = re.compile(
    r"от\s*[«\"]?\s*(?:_{2,}|\.{4,}|…+)|(?:№|N)\s*(?:_{2,}|\.{4,}|…+)"
    r"|от\s+[«\"]?\s*\d{0,2}_+[\d_ .»\"]*20\d\d|[«\"]\s*_+\s*[»\"]\s*_{2,}",
    re.IGNORECASE,
)
HEAD_PARAGRAPHS = 12


def named_annexes(order):
    """{number: clause that names it}; «» stands for an annex without a number."""
    named = {}
    for clause in order.clauses:
        for found in NAMED.finditer(clause.text):
            if not FOREIGN.match(clause.text, found.end()):
                for number in _numbers(found["numbers"]):
                    named.setdefault(number, clause)
    alone = next((c for c in order.clauses if NAMED_ALONE.search(c.text)), None)
    # «Утвердить прилагаемые: план (приложение 1) …» means the numbered ones.
    return named or ({"": alone} if alone else {})


def _numbers(words):
    """['1', '2', '3'] of «1–3» and of «1, 2 и 3»."""
    found = [int(digits) for digits in re.findall(r"\d+", words)]
    if re.search(r"[-–—]", words) and len(found) == 2 and found[0] < found[1]:
        found = range(found[0], found[1] + 1)
    return [str(number) for number in found]


def present_annexes(document):
    return [part for part in document.parts if part.kind == PartKind.ANNEX]


def absent(document):
    """«в соответствии с приложением 4», and the paper has no such annex."""
    if document.order is None:
        return
    present = present_annexes(document)
    marks = {part.number for part in present}
    if has_unmarked_body(document) and not present:
        return
    for number, clause in named_annexes(document.order).items():
        is_single = len(present) == 1 and (not number or marks == {""})
        if number not in marks and not is_single:
            name = f"Приложение {number}" if number else "Приложение"
            yield Fault(
                clause.place,
                f"{name} названо в пункте {clause.number.rstrip('.')}, но в документе его нет.",
                "Приложите его или уберите ссылку.",
            )


def has_unmarked_body(document):
    """Something follows the signature without a mark of an annex."""
    return any(part.kind == PartKind.BODY for part in document.parts)


def unmarked(document):
    """The plan follows the order, but no sheet says «Приложение 1»."""
    if document.order is None or present_annexes(document) or not has_unmarked_body(document):
        return
    if named := named_annexes(document.order):
        number, clause = next(iter(named.items()))
        name = f"Приложение {number}" if number else "Приложение"
        body = next(part for part in document.parts if part.kind == PartKind.BODY)
        yield Fault(
            body.place,
            f"{name} названо в пункте {clause.number.rstrip('.')}, но на листе нет отметки о нём.",
            "Поставьте отметку в правом верхнем углу первого листа приложения.",
        )


def not_named(document):
    """An annex that no clause of the order speaks of."""
    if document.order is None or not document.order.clauses:
        return
    named, present = named_annexes(document.order), present_annexes(document)
    for part in {part.number: part for part in reversed(present)}.values():
        is_single = len(present) == 1 and len(named) == 1 and ("" in named or not part.number)
        if part.number not in named and not is_single:
            name = f"Приложение {part.number}".strip()
            yield Fault(
                part.place,
                f"{name} есть, но ни один пункт о нём не говорит.",
                f"Сошлитесь на него в пункте: «(приложение {part.number})».".replace(" )", ")"),
            )


def repeated(document):
    """Two annexes with one number."""
    seen = set()
    for part in present_annexes(document):
        if part.number and part.number in seen:
            yield Fault(
                part.place,
                f"Приложение {part.number} встречается дважды.",
                "Исправьте номер одного из приложений.",
            )
        seen.add(part.number)


def blank_marks(document):
    """«от _____ № _____» over an annex; of an act that is itself a draft, one finding is enough."""
    order = document.order
    if order and order.is_stored:
        return
    blanks = list(_blanks(document))
    is_registered = bool(order and order.day and order.number)
    for text in blanks if is_registered else blanks[:1]:
        advice = "Впишите дату и номер."
        if is_registered:
            advice = f"Впишите: «от {order.day:%d.%m.%Y} № {order.number}»."
        words = quoted(" ".join(text.text.split())[-60:])
        yield Fault(text.place, f"Дата и номер не вписаны: {words}.", advice)


def _blanks(document):
    """Texts at the head of each part that have a blank for the date or the number."""
    for part in document.parts:
        head = part.mark
        if part.kind != PartKind.ANNEX:
            head = head + part.paragraphs[:HEAD_PARAGRAPHS]
        yield from (text for text in head if BLANK.search(text.text))


def of_regulations(document):
    """The text of a group's regulation says something else than the group's parameters."""
    for place, text, advice in document.of_regulations:
        yield Fault(place, text, advice)
