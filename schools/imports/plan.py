"""What the loading of a table would do, row by row; nothing is written yet."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

NEW, CHANGE, SAME = "new", "change", "same"
ACTS = {NEW: "добавится", CHANGE: "изменится", SAME: "без изменений"}


@dataclass
class Planned:
    """A row of the file: whom it is about, what it would do, in words."""

    number: int
    label: str
    act: str = SAME
    changes: list[str] = field(default_factory=list)

    @property
    def act_in_words(self):
        return ACTS[self.act]


@dataclass
class Plan:
    """The rows that can be loaded and the faults of the others."""

    rows: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self):
        """{act: number of rows}."""
        return Counter(row.act for row in self.rows)

    @property
    def touched(self):
        """Rows that would change something."""
        return [row for row in self.rows if row.act != SAME]

    @property
    def digest(self):
        """SHA-256 of all that would be done: one loads what one has looked through."""
        digest = hashlib.sha256()
        for row in self.rows:
            digest.update(f"{row.number} {row.label} {row.act} {row.changes}\n".encode())
        return digest.hexdigest()


def changed(label, old, new):
    """«ИНН: 0512345678 → 0512345679»."""
    return f"{label}: {old or '—'} → {new or '—'}"
