"""The difference as the page «Что изменилось» shows it: old and new side by side."""

from dataclasses import dataclass, field

from roadmaps.difference.naming import Names
from roadmaps.difference.words import Piece, pieces_of


@dataclass
class Line:
    """One text: its name, its old and its new pieces."""

    label: str
    old: list
    new: list


@dataclass
class Entry:
    """What became of one item: «1.2. Провести семинар», «исключено»."""

    name: str
    fate: str
    lines: list = field(default_factory=list)
    # Only control has changed: the printed words are the same.
    is_silent: bool = False


@dataclass
class Part:
    """Entries of one sort under their heading."""

    title: str
    entries: list


def parts_of(difference):
    """Parts of the page, those without changes left out."""
    facts = [
        Entry(change.label, "изменено", [line(change.label, change.old, change.new)])
        for change in difference.facts
    ]
    parts = [
        Part("План в целом", facts),
        Part("Тексты перед таблицей", entries(difference, difference.blocks)),
        Part("Графы таблицы", entries(difference, difference.columns)),
        Part("Разделы", entries(difference, difference.sections)),
        Part("Мероприятия", entries(difference, difference.rows)),
    ]
    return [part for part in parts if part.entries]


def entries(difference, changes):
    """Entries of one sort of items, in the order of the fates."""
    names = Names(difference.old)
    moved = {place.item.lineage: place for place in changes.moved}
    renumbered = {new.lineage: (old, new) for old, new in changes.renumbered}
    changed = {change.new.lineage: change for change in changes.changed}
    found = [
        Entry(name_of(item), "исключено", whole(item, is_old=True)) for item in changes.removed
    ]
    found += [
        Entry(name_of(place.item), "добавлено", whole(place.item, is_old=False))
        for place in changes.added
    ]
    for lineage in dict.fromkeys((*changed, *moved, *renumbered)):
        entry = Entry("", "изменено")
        if change := changed.get(lineage):
            entry.name, entry.is_silent = name_of(change.old), change.is_silent
            entry.lines += [line(c.label, c.old, c.new) for c in (*change.words, *change.control)]
        if place := moved.get(lineage):
            entry.name = entry.name or name_of(place.item)
            where = names.place(place) if place.item.group else order_of(place)
            entry.lines.append(Line("Место", [], [Piece(where, True)]))
            entry.fate = "изменено и перенесено" if change else "перенесено"
        if pair := renumbered.get(lineage):
            entry.name = entry.name or name_of(pair[0])
            entry.lines.append(line("Номер", pair[0].number, pair[1].number))
            entry.fate = entry.fate if change or place else "новый номер"
        found.append(entry)
    return found


def order_of(place):
    """Place of what stands in no section."""
    return f"{place.position + 1}-й по порядку"


def name_of(item):
    """How the item is called on the page: its printed number and its beginning."""
    return " ".join(filter(None, (item.number, item.title))) or "Без названия"


def line(label, old, new):
    """Line of a text that has changed."""
    return Line(label, *pieces_of(old, new))


def whole(item, *, is_old):
    """Lines of an item that was added or removed, all its texts."""
    texts = [*item.words.values(), *item.control.values()]
    return [
        Line(
            words.label,
            *(([Piece(words.text, True)], []) if is_old else ([], [Piece(words.text, True)])),
        )
        for words in texts
        if words.text
    ]
