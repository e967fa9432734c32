"""Texts of cells and paragraphs without what nobody sees."""

INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"
_DROPPED = dict.fromkeys(map(ord, INVISIBLE))


def tidy(text):
    """Text without invisible characters, without white space at the ends of its lines and without
    empty lines at its ends."""
    lines = text.translate(_DROPPED).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
