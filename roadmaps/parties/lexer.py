"""Cutting a text into words, names, enclosures and separators."""

import re
from dataclasses import dataclass, field, replace

from roadmaps.parties.enclosures import enclosures
from roadmaps.parties.names import Name, find_names
from roadmaps.parties.words import ABBREVIATIONS

SELF = (
    r"(?:(?:общий\s+)?контроль\b[^,;.()\n]{0,150}?\s)?"
    r"(?:(?:оставляю|оставить|закрепляю|сохраняю|возлагаю|беру)\s+(?:[^,;.()\n]{0,60}?\s)?)?"
    r"(?:за\s+собой|на\s+себя)\b"
)
# What introduces a person and is itself nobody: «контроль … возложить на …».
ENTRUSTED = (
    r"(?:контроль|ответственность|исполнение|обязанности|координаци[юя])\b[^,;.()\n]{0,150}?\s"
    r"(?:возложить|возлагаю|возложен[аоы]?|возлагается)\s+на\b"
    r"|(?:возложить|возлагаю)\s+на\b|поручить\b|назначить\s+ответственн(?:ым|ой|ыми)\b|назначить\b"
)
TOGETHER = (
    r"совместно(?:\s+со?)?\b|(?:во\s+взаимодействии|вместе)\s+со?\b|(?:при|с)\s+участи(?:и|ем)\b"
    r"|с\s+привлечением\b|при\s+(?:поддержке|содействии)\b"
)
TOKEN = re.compile(
    rf"""(?P<self>\b{SELF})
    |(?P<entrusted>(?<!\w)(?:{ENTRUSTED}))
    |(?P<together>\b(?:{TOGETHER}))
    |(?P<also>\b(?:а\s+также|в\s+том\s+числе(?!\s+по)|и/или)\b)
    |(?P<acting>\b(?:(?:вр\.?\s?)?и\s?\.\s?о\b\.?|врио\b))
    |(?P<number>№\s*(?:№\s*)?\d+[\w/]*|\d+[\w%+]*)
    |(?P<word>[^\W\d_]+(?:[-‑][^\W\d_]+)*)
    |(?P<newline>[\n\r\v\f\x85]+)
    |(?P<dash>(?<!\w)[-–—]+(?=\s|\w|[«"])|[-–—]+(?=\s)|[–—])
    |(?P<bullet>[•·▪●◦■*])
    |(?P<separator>[;,/:.])
    |(?P<sign>[^\s])""",
    re.VERBOSE | re.IGNORECASE,
)
ENUMERATOR = re.compile(
    r"(?:(?<=^)|(?<=[\s;,.(]))(?<!№\s)(?<!№)(?:\d{1,2}[.)]|[а-яё]\))(?=\s*[^\W\d_])"
)
WORD_BEFORE_NUMBER = re.compile(r"(?:№|СОШ|ООШ|школ[аыеуой]*|г\.|лице[йяюе]|гимнази\w)\s*$", re.I)
AND = {"и", "или", "либо"}


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Kinds: word, abbreviation, number, name, quote, bracket, self, sign, entrusted; separators:
    newline, dash, bullet, together, also, and, and the signs «;», «,», «/», «:», «.» themselves.
    """

    kind: str
    text: str
    start: int
    end: int
    name: Name | None = field(default=None, compare=False)

    @property
    def word(self):
        """In small letters, ё as е, without the last dot."""
        return self.text.lower().replace("ё", "е").rstrip(".").replace(" ", "")


def tokens_of(text, shift=0):
    """Tokens of the text, in Russian letters already, in order; places are moved by the shift."""
    opaque = enclosures(text)
    masked = _masked(text, opaque)
    names = find_names(masked)
    blocks = [
        *(Token("bracket" if it else "quote", text[a:b], a, b) for a, b, it in opaque),
        *(Token("name", text[name.start : name.end], name.start, name.end, name) for name in names),
        *_enumerators(masked, names),
    ]
    tokens, place = [], 0
    for block in sorted(blocks, key=lambda block: block.start):
        tokens += _plain(masked, place, block.start)
        tokens.append(block)
        place = block.end
    tokens += _plain(masked, place, len(text))
    if not shift:
        return tokens
    return [replace(one, start=one.start + shift, end=one.end + shift) for one in tokens]


def _masked(text, opaque):
    """The text with its enclosures blotted out, every character in its place."""
    parts, place = [], 0
    for start, end, _ in opaque:
        parts += [text[place:start], "\x00" * (end - start)]
        place = end
    return "".join([*parts, text[place:]])


def _enumerators(text, names):
    """Bullets «1)», «2.» of a numbered list."""
    found = [
        match
        for match in ENUMERATOR.finditer(text)
        if not WORD_BEFORE_NUMBER.search(text, max(0, match.start() - 12), match.start())
    ]
    # «1.» in the middle of a line counts only in a list that begins with it.
    if found and found[0].start() and text[: found[0].start()].strip(" -–—\n"):
        found = [match for match in found if match[0].endswith(")")]
    return [
        Token("bullet", match[0], match.start(), match.end())
        for match in found
        if not any(name.start <= match.start() < name.end for name in names)
    ]


def _plain(text, start, end):
    tokens = []
    place = start
    while place < end and (match := TOKEN.search(text, place, end)):
        token, place = _token(text, match, end)
        tokens.append(token)
    return tokens


def _token(text, match, end):
    """The token of the match, and where the next one begins."""
    kind, start, stop = match.lastgroup, match.start(), match.end()
    if kind == "word":
        folded = match[0].lower()
        if stop < end and text[stop] == "." and folded in ABBREVIATIONS:
            kind, stop = "abbreviation", stop + 1
        elif folded in AND:
            kind = "and"
    elif kind == "acting":
        kind = "abbreviation"
    elif kind == "separator":
        kind = match[0]
    return Token(kind, text[start:stop], start, stop), stop
