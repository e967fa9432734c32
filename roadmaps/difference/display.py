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
    new = difference.new
    facts = [
        Entry(change.label, "изменено", [line(change.label, change.old, change.new)])
        for change in difference.facts
    ]
    parts = [
        Part("План в целом", facts),
        Part("Тексты перед таблицей", entries(difference, difference.blocks, new.blocks)),
        Part("Графы таблицы", entries(difference, difference.columns, new.columns)),
        Part("Разделы", entries(difference, difference.sections, new.sections)),
        Part("Мероприятия", entries(difference, difference.rows, new.rows)),
    ]
    return [part for part in parts if part.entries]


def entries(difference, changes, new):
    """Entries of one sort of items: what was removed, then the rest in the order of the plan."""
    names = Names(difference.old)
    fates = Fates(
        added={place.item.lineage: place for place in changes.added},
        moved={place.item.lineage: place for place in changes.moved},
        changed={change.new.lineage: change for change in changes.changed},
        renumbered={item.lineage: (old, item) for old, item in changes.renumbered},
    )
    removed = [
        Entry(name_of(item), "исключено", whole(item, is_old=True)) for item in changes.removed
    ]
    return removed + [found for item in new if (found := fates.entry(item, names))]


@dataclass
class Fates:
    """What became of the items that are there, by their lineage."""

    added: dict
    moved: dict
    changed: dict
    renumbered: dict

    def entry(self, item, names):
        """Entry of the item; None when nothing became of it."""
        lineage = item.lineage
        if lineage in self.added:
            return Entry(name_of(item), "добавлено", whole(item, is_old=False))
        change, place = self.changed.get(lineage), self.moved.get(lineage)
        pair = self.renumbered.get(lineage)
        old = (change and change.old) or (pair and pair[0]) or item
        lines = [*changed_lines(change), *moved_lines(place, names), *numbers(pair)]
        if not lines:
            return None
        fate = " и ".join(
            word for word, found in (("изменено", change), ("перенесено", place)) if found
        )
        return Entry(name_of(old), fate or "новый номер", lines, bool(change and change.is_silent))


def changed_lines(change):
    """Lines of the texts that differ, and of control."""
    return [line(c.label, c.old, c.new) for c in (*change.words, *change.control)] if change else []


def moved_lines(place, names):
    """Line about the new place."""
    if place is None:
        return []
    where = names.place(place) if place.item.group else order_of(place)
    return [Line("Место", [], [Piece(where, True)])]


def numbers(pair):
    """Line about the printed number."""
    return [line("Номер", pair[0].number, pair[1].number)] if pair else []


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
