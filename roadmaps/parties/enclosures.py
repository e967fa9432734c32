"""Quotes and brackets of a text: nested, straight, or left open."""

OPENING = {"«": "»", "„": "“", "“": "”", "(": ")", "[": "]"}
CLOSING = {"»": "«", "“": "„", "”": "“„«", ")": "(", "]": "["}
# Nobody opens more quotes than that before he closes one.
DEEPEST = 20
BRACKETS = "()[]"


def enclosures(text):
    """[(start, end, is_bracket)] of the outermost pairs, in order.

    A quote left open encloses nothing; a bracket left open holds all that follows, since lists
    get torn off.
    """
    pairs, stack = [], []
    for place, char in enumerate(text):
        if char == '"':
            char = "“" if _opens(text, place, stack) else "”"
        if char == "“" and _partner(stack, "„") is None or char in OPENING and char != "“":
            stack.append((place, char))
        elif char in CLOSING and (level := _partner(stack, CLOSING[char])) is not None:
            pairs.append((stack[level][0], place + 1, char in BRACKETS))
            del stack[level:]
    left_open = [place for place, char in stack if char in "(["][:1]
    pairs += [(place, len(text), True) for place in left_open]
    return _outermost(pairs)


def _opens(text, place, stack):
    """A straight quote opens after a space or a bracket, when something follows it at once."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if after.isspace() or after in ",;.)":
        return False
    return before.isspace() or before in "(«[-–—/,;" or _partner(stack, "“") is None


def _partner(stack, openings):
    """Level of the nearest opening of the kind; a quote does not reach out of its bracket."""
    for level in range(len(stack) - 1, max(-1, len(stack) - 1 - DEEPEST), -1):
        if stack[level][1] in openings:
            return level
        if stack[level][1] in "([" and openings not in ("(", "["):
            return None
    return None


def _outermost(pairs):
    outer, end = [], 0
    for start, stop, is_bracket in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if start >= end:
            outer.append((start, stop, is_bracket))
            end = stop
    return outer
