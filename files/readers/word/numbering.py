"""Labels of automatic lists. In real plans the number column is mostly an automatic list whose
cells are empty, so without the labels the rows would lose their numbers."""

import re
from dataclasses import dataclass, field

from files.readers.package import Listener
from files.readers.word.numerals import numeral
from files.readers.word.values import is_on, whole

LEVELS = 9
BULLET = "-"
LONGEST_LABEL = 40
# A form that old programs do not know («001, 002») stands beside one that they do.
RULE_PLACES = ("lvl", "mc:Choice", "mc:Fallback")


@dataclass
class Level:
    """How a level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    template: str = ""
    # Level (from 1) whose number restarts this one; 0 never, None any higher one.
    restart: int | None = None
    is_legal: bool = False  # all numbers of the label in digits
    style: str | None = None


@dataclass
class Pattern:
    """An abstract list; lists of one pattern go on counting each other's paragraphs."""

    levels: dict = field(default_factory=dict)
    style_link: str | None = None  # the list style that has the levels instead
    style_name: str | None = None  # the list style whose levels these are
    counters: list = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class ListUse:
    """A list of the document: its pattern with what it changes."""

    pattern: str | None = None
    starts: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)
    begun: set = field(default_factory=set)  # levels that have had a paragraph


class Numbering(Listener):
    """Hears numbering.xml, then counts the paragraphs of the document in their order."""

    def __init__(self):
        self._path = []
        self._patterns = {}
        self._lists = {}
        self._pattern = self._list = self._level = self._override = None

    def label(self, list_id, level):
        """Label of the next paragraph of the list at the level (from 0); "" without one."""
        use = self._lists.get(list_id)
        pattern = use and self._resolve(use.pattern)
        if not pattern or not 0 <= level < LEVELS:
            return ""
        rules = [self._rules(use, pattern, number) for number in range(LEVELS)]
        _count(pattern.counters, use, rules, level)
        return _write(pattern.counters, rules, level)

    def level_of_style(self, list_id, style_id):
        """The level of the list to which the style is tied, or None."""
        use = self._lists.get(list_id)
        pattern = use and self._resolve(use.pattern)
        levels = pattern.levels if pattern and style_id else {}
        return next((n for n, level in levels.items() if level.style == style_id), None)

    def _resolve(self, pattern_id):
        pattern = self._patterns.get(pattern_id)
        if not pattern or pattern.levels or not pattern.style_link:
            return pattern
        linked = (p for p in self._patterns.values() if p.style_name == pattern.style_link)
        return next(linked, pattern)

    def _rules(self, use, pattern, number):
        return use.levels.get(number) or pattern.levels.get(number) or Level(template="")

    def start(self, name, attributes):
        self._path.append(name)
        opened = {
            "abstractNum": self._open_pattern,
            "num": self._open_list,
            "lvl": self._open_level,
            "lvlOverride": self._open_override,
        }.get(name)
        if opened:
            opened(attributes)
        elif len(self._path) > 1:
            self._take(self._path[-2], name, attributes)

    def end(self, name):
        self._path.pop()
        if name == "abstractNum":
            self._pattern = None
        elif name == "num":
            self._list = None
        elif name == "lvl":
            self._level = None

    def _open_pattern(self, attributes):
        self._pattern = self._patterns[attributes.get("abstractNumId")] = Pattern()

    def _open_list(self, attributes):
        self._list = self._lists[whole(attributes, "numId")] = ListUse()

    def _open_override(self, attributes):
        self._override = whole(attributes, "ilvl")

    def _open_level(self, attributes):
        owner = self._list if self._list else self._pattern
        if owner:
            self._level = owner.levels[whole(attributes, "ilvl")] = Level()

    def _take(self, parent, name, attributes):
        value = attributes.get("val")
        if parent == "abstractNum" and name == "numStyleLink":
            self._pattern.style_link = value
        elif parent == "abstractNum" and name == "styleLink":
            self._pattern.style_name = value
        elif parent == "num" and name == "abstractNumId":
            self._list.pattern = value
        elif parent == "lvlOverride" and name == "startOverride":
            self._list.starts[self._override] = whole(attributes, default=1)
        elif self._level and parent in RULE_PLACES:
            _take_rule(self._level, name, attributes)


def _take_rule(level, name, attributes):
    value = attributes.get("val", "")
    if name == "start":
        level.start = whole(attributes, default=1)
    elif name == "numFmt":
        level.form = value
    elif name == "lvlText":
        level.template = value
    elif name == "lvlRestart":
        level.restart = whole(attributes)
    elif name == "isLgl":
        level.is_legal = is_on(attributes)
    elif name == "pStyle":
        level.style = value


def _count(counters, use, rules, level):
    """Move the counters to the next paragraph at the level."""
    start = use.starts.get(level, rules[level].start)
    # A list with a start of its own begins anew, though its pattern has been counted before.
    is_new = level in use.starts and level not in use.begun
    use.begun.add(level)
    counters[level] = start if is_new or counters[level] is None else counters[level] + 1
    for lower in range(level + 1, LEVELS):
        restart = rules[lower].restart
        if restart is None or level < restart:
            counters[lower] = None


def _write(counters, rules, level):
    rule = rules[level]
    if rule.form == "bullet":
        return BULLET if rule.template.strip() else ""

    def number(match):
        index = int(match[1]) - 1
        if index > level:
            return ""
        value = counters[index]
        form = "decimal" if rule.is_legal else rules[index].form
        return numeral(rules[index].start if value is None else value, form)

    return re.sub(r"%([1-9])", number, rule.template[:LONGEST_LABEL]).strip()
