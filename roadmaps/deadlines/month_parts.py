"""Parts of a month by count: «2-я декада», «последняя неделя», «третья пятница», «20-е числа»."""

from roadmaps.deadlines.moments import MOST_PARTS, Part, PartKind
from roadmaps.deadlines.years import notion

# Words before «числах», and «10-х», «20-х».
MANY = {"первые", "первых", "последние", "последних"}
TENS = {10: PartKind.MIDDLE, 20: PartKind.END}
COUNTED_PARTS = {
    "декада": PartKind.DECADE,
    "неделя": PartKind.WEEK,
    "половина": PartKind.HALF,
    "день недели": PartKind.WEEKDAY,
}


def number_at(tokens, at, names=("число-знак", "порядок", "число-имя")):
    """The number that stands here, or None; «последний» is −1."""
    if notion(tokens, at) == "последний":
        return -1
    return tokens[at].value if notion(tokens, at) in names else None


def counted_part_at(tokens, at):
    """(Part, the end) of «2-я декада», «последняя неделя», «третья пятница», or None."""
    number = number_at(tokens, at)
    if not number:
        return None
    at += 1 + (notion(tokens, at + 1) in ("рабочий",))
    name = notion(tokens, at)
    if name == "день" and number == -1:
        return Part(PartKind.DAY, -1), at + 1
    if name == "число":
        found = _days_about(tokens[at - 1], number)
        return found and (found, at + 1)
    if name not in COUNTED_PARTS:
        return None
    kind = COUNTED_PARTS[name]
    if number > MOST_PARTS[kind]:
        return None
    return Part(kind, number, tokens[at].value), at + 1


def _days_about(token, number):
    """«первых числах», «20-х числах», «последнее число»: part of a month, or None."""
    if token.notion == "число-знак":
        return None
    if token.text in MANY:
        return Part(PartKind.START if number == 1 else PartKind.END)
    if token.notion == "порядок" and number in TENS and token.is_many:
        return Part(TENS[number])
    return Part(PartKind.DAY, number) if number in (1, -1) else None
