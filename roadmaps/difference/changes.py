"""Comparison of two editions: a pure function over their texts."""

from bisect import bisect_left
from dataclasses import dataclass, field
from uuid import UUID

from roadmaps.difference.texts import Item, PlanText, Words


@dataclass(frozen=True)
class TextChange:
    """One named text that differs: a cell of a row, the heading of the plan."""

    key: object
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Placed:
    """An item of the new edition that was added or moved, and its place there."""

    item: Item
    # Index among the items of its group in the new edition.
    position: int
    # The item before it in the group; None: it is the first one.
    after: UUID | None


@dataclass(frozen=True)
class Change:
    """An item whose texts or control differ; each difference stands in it once."""

    old: Item
    new: Item
    words: tuple = ()
    control: tuple = ()

    @property
    def is_silent(self):
        """Control has changed, and not a word says so."""
        return bool(self.control) and not self.words


@dataclass(frozen=True)
class Changes:
    """What became of the items of one sort."""

    added: tuple = ()  # of Placed
    removed: tuple = ()  # of Item
    moved: tuple = ()  # of Placed
    changed: tuple = ()  # of Change
    renumbered: tuple = ()  # pairs (old Item, new Item)

    def __bool__(self):
        return any((self.added, self.removed, self.moved, self.changed, self.renumbered))


@dataclass(frozen=True)
class Difference:
    """All that tells the new edition from the old one."""

    old: PlanText
    new: PlanText
    facts: tuple = ()  # of TextChange
    columns: Changes = field(default_factory=Changes)
    blocks: Changes = field(default_factory=Changes)
    sections: Changes = field(default_factory=Changes)
    rows: Changes = field(default_factory=Changes)

    def __bool__(self):
        return any((self.facts, self.columns, self.blocks, self.sections, self.rows))

    def old_row(self, item):
        """The row of the old edition that the new one continues."""
        return next(row for row in self.old.rows if row.lineage == item.lineage)

    @property
    def silent(self):
        """Changes of control that the printed words do not tell."""
        return [
            change for change in (*self.columns.changed, *self.rows.changed) if change.is_silent
        ]


def compare(old, new):
    """The Difference that leads from the PlanText `old` to `new`."""
    return Difference(
        old=old,
        new=new,
        facts=text_changes(old.facts, new.facts),
        columns=changes_of(old.columns, new.columns),
        blocks=changes_of(old.blocks, new.blocks),
        sections=changes_of(old.sections, new.sections),
        rows=changes_of(old.rows, new.rows),
    )


def changes_of(old, new):
    """Changes that lead from the items `old` to `new`; the same item has the same lineage."""
    before = {item.lineage: item for item in old}
    after = {item.lineage: item for item in new}
    stayed = stayed_of(old, new)
    places = placed(new)
    pairs = [(before[item.lineage], item) for item in new if item.lineage in before]
    changes = [
        Change(a, b, text_changes(a.words, b.words), text_changes(a.control, b.control))
        for a, b in pairs
    ]
    return Changes(
        added=tuple(place for place in places if place.item.lineage not in before),
        removed=tuple(item for item in old if item.lineage not in after),
        moved=tuple(
            place
            for place in places
            if place.item.lineage in before and place.item.lineage not in stayed
        ),
        changed=tuple(change for change in changes if change.words or change.control),
        renumbered=tuple((a, b) for a, b in pairs if a.number != b.number),
    )


def placed(items):
    """Placed of every item: its place among those of its group."""
    places, groups = [], {}
    for item in items:
        others = groups.setdefault(item.group, [])
        places.append(Placed(item, len(others), others[-1] if others else None))
        others.append(item.lineage)
    return places


def stayed_of(old, new):
    """Lineages of the items that keep their order: as many as can be, so that few are moved."""
    index = {item.lineage: (place, item.group) for place, item in enumerate(old)}
    found = set()
    for group in dict.fromkeys(item.group for item in new):
        common = [
            item.lineage
            for item in new
            if item.group == group and index.get(item.lineage, (0, object()))[1] == group
        ]
        found |= longest_increasing(common, lambda lineage: index[lineage][0])
    return found


def longest_increasing(items, key):
    """The longest part of the items whose keys grow, as a set."""
    tails, heads, before = [], [], {}
    for item in items:
        place = bisect_left(tails, key(item))
        before[item] = heads[place - 1] if place else None
        tails[place : place + 1] = [key(item)]
        heads[place : place + 1] = [item]
    chain, item = set(), heads[-1] if heads else None
    while item is not None:
        chain.add(item)
        item = before[item]
    return chain


def text_changes(old, new):
    """TextChange of every key whose texts differ; both are {key: Words}."""
    absent = Words("", "")
    return tuple(
        TextChange(key, new.get(key, old.get(key)).label, a.text, b.text)
        for key in dict.fromkeys((*old, *new))
        if (a := old.get(key, absent)).text != (b := new.get(key, absent)).text
    )
