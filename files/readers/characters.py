"""Texts of cells and paragraphs without what nobody sees."""

INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"
# Control characters too: a database does not keep all of them.
_DROPPED = dict.fromkeys([*map(ord, INVISIBLE), *set(range(32)) - set(map(ord, "\t\n\r"))])


def tidy(text):
    """Text without invisible characters, without white space at the ends of its lines and without
    empty lines at its ends."""
    lines = text.translate(_DROPPED).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
