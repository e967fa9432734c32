"""Characters of a document as plain text."""

from files.readers.characters import INVISIBLE

# Codes of the fonts Symbol and Wingdings, which stand at U+F000 and above.
PICTURES = {
    0xF020: " ",
    0xF02D: "-",
    0xF03E: ">",
    0xF06F: "☐",
    0xF071: "☐",
    0xF0A3: "≤",
    0xF0A7: "▪",
    0xF0A8: "☐",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0B3: "≥",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FB: "✗",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☑",
}
OTHER_PICTURE = "•"
LINE = "\x0b"  # stands for a line break until white space of the markup has been evened
_TABLE = (
    {code: OTHER_PICTURE for code in range(0xF000, 0xF100)}
    | PICTURES
    | dict.fromkeys(map(ord, INVISIBLE))
    | dict.fromkeys(map(ord, "\t\r\n"), " ")
)


def symbol(attributes):
    """Text of the `w:sym` element with the attributes."""
    try:
        code = int(attributes.get("char", ""), 16)
    except ValueError:
        return ""
    if code < 0x100 and attributes.get("font", "").startswith(("Symbol", "Wingdings")):
        code += 0xF000
    return "" if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0xFFFF else plain(chr(code))


def plain(text):
    """Text without invisible characters; white space of the markup is spaces."""
    return text.translate(_TABLE)
