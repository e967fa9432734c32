"""Quotation marks that have no pair (domain.md 3.7)."""

import re

from roadmaps.checking.faults import Fault

OPEN, CLOSE = "«", "»"
# A quotation may go on in the next paragraphs: a title over several lines, a clause's new wording.
FAR = 3
NEW_WORDING = re.compile(r"редакции|следующего содержания|словами", re.IGNORECASE)
NEARBY = 28


def unpaired(document):
    """A «without its pair, a stray», an odd straight quote."""
    for part in document.parts:
        yield from _of_paragraphs(part.paragraphs)
        for text in part.texts:
            if text.is_cell:
                opened, strays = balance(text.text)
                yield from _faults(text, opened, strays)
    for text in document.texts:
        if text.text.count('"') % 2 and not re.search(r'\d"', text.text):
            where = _around(text.text, text.text.rfind('"'))
            advice = "Поставьте вторую кавычку или уберите эту."
            yield Fault(text.place, f"Кавычка без пары: {where}.", advice)


def _of_paragraphs(texts):
    """Faults of running text, where a pair may be closed a few paragraphs later."""
    waiting = []  # (index, text, position) of quotes that are still open
    for index, text in enumerate(texts):
        opened, strays = balance(text.text)
        while strays and waiting:
            waiting.pop()
            strays.pop(0)
        yield from _faults(text, [], strays)
        waiting += [(index, text, position) for position in opened]
        lost = [row for row in waiting if index - row[0] >= FAR and not _is_wording(row[1].text)]
        for row in lost:
            waiting.remove(row)
            yield from _faults(row[1], [row[2]], [])
    for _, text, position in waiting:
        yield from _faults(text, [position], [])


def _is_wording(text):
    return bool(NEW_WORDING.search(text))


def balance(text):
    """(positions of quotes left open, positions of stray closing ones).

    Two quotes closed by one mark at the end of a title, «Программа «Развитие», are a custom.
    """
    opened, strays, is_nested = [], [], False
    for position, char in enumerate(text):
        if char == OPEN:
            opened.append(position)
            is_nested = len(opened) > 1
        elif char == CLOSE and opened:
            opened.pop()
        elif char == CLOSE:
            strays.append(position)
    if is_nested and len(opened) == 1:
        opened = []
    return opened, strays


def _faults(text, opened, strays):
    for position in opened:
        words = _around(text.text, position)
        yield Fault(text.place, f"Кавычка « без пары: {words}.", "Закройте кавычку: ».")
    for position in strays:
        words = _around(text.text, position)
        yield Fault(text.place, f"Лишняя кавычка »: {words}.", "Уберите её или откройте: «.")


def _around(text, position):
    """A few words before and after the mark."""
    start, end = max(0, position - NEARBY), position + NEARBY
    if start:
        start = text.find(" ", start, position) + 1 or start
    if end < len(text):
        end = text.rfind(" ", position, end) if " " in text[position:end] else end
    return "…" + " ".join(text[start:end].split()) + "…"
