"""Number formats: what a person sees in a cell that holds a number."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lib.dates import MONTH_NAMES

GENERAL = "General"
GENERAL_PLACE = re.compile("general|@", re.IGNORECASE)
# Codes of the formats that a book does not spell out (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "dd.mm.yyyy"),
}
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<elapsed>\[[hms]+\])|\[[^\]]*\]|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_CODE = 255
PLACES = re.compile(r"[0#?,]*[0#?](?:\.(?P<decimals>[0#?]+))?|\.(?P<bare>[0#?]+)")
UNUSUAL = re.compile(r"E[+-]|/")  # scientific numbers and fractions: shown without a format
LITERAL = "\ue000"  # holds the place of a literal among the digits of a pattern
MOST_DIGITS = 30
EPOCH, EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
# In the first epoch the day 60 is a 29 February 1900 that has never been.
FIRST_TRUE_DAY, LAST_DAY = 61, 2_958_465


class NumberFormat:
    """A format of a book, ready to show numbers."""

    def __init__(self, code):
        code = code[:LONGEST_CODE]
        self._sections = [_Section(part) for part in _divide(code)] or [_Section(GENERAL)]

    def show(self, raw, *, is_1904=False):
        """(text, date or None) of a number as the file spells it."""
        try:
            number = Decimal(raw)
        except InvalidOperation:
            return raw, None
        if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
            return raw, None
        if self._sections[0].is_moment:
            shown = self._sections[0].moment(float(number), is_1904)
            return shown or (general(number), None)
        if number < 0 and len(self._sections) > 1:
            return self._sections[1].number(-number), None
        section = self._sections[2 if not number and len(self._sections) > 2 else 0]
        return section.number(number), None


def general(number):
    """The number without a format: whole ones in full, others to ten digits."""
    if number == number.to_integral_value():
        return str(int(number))
    # A point, not a comma: in a plan it is mostly a number of a measure, «1.1».
    return f"{float(number):.10g}"


def _divide(code):
    """Sections of a format: for positive numbers, negative ones and zero."""
    sections = [""]
    for match in TOKEN.finditer(code):
        if match["other"] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    return sections[:3]


class _Section:
    def __init__(self, code):
        literals, pattern = [], ""
        for match in TOKEN.finditer(code):
            shown = next(filter(None, match.group("quoted", "escaped", "currency")), None)
            if shown:
                literals.append(shown)
                pattern += LITERAL
            else:
                pattern += match["other"] or match["elapsed"] or ""
        if not pattern.strip():  # nothing is said, or only a colour
            pattern = GENERAL
        self._literals, self._pattern = literals, pattern
        self._general = GENERAL_PLACE.search(pattern)
        letters = set(pattern.lower()) & set("dmyhs")
        self.is_moment = bool(letters) and not self._general
        self._has_day, self._has_month, self._has_year = (letter in letters for letter in "dmy")
        self._has_clock = bool(letters & set("hs"))

    def moment(self, number, is_1904):
        """(text, date) of a day or a time; None when the number is neither."""
        if self._has_clock and not (self._has_day or self._has_year):
            minutes = round(number * 24 * 60)
            return (f"{minutes // 60}:{minutes % 60:02}", None) if number >= 0 else None
        first = 0 if is_1904 else FIRST_TRUE_DAY
        if not first <= number < LAST_DAY:
            return None
        epoch = EPOCH_1904 if is_1904 else EPOCH
        moment = epoch + datetime.timedelta(minutes=round(number * 24 * 60))
        return self._day_in_words(moment)

    def _day_in_words(self, moment):
        if self._has_year and not self._has_month:
            return f"{moment.year}", None
        if self._has_month and not self._has_day and not self._has_clock:
            # «апрель 2020»: the first day of the month is Excel's thought, not the author's.
            month = MONTH_NAMES[moment.month - 1]
            return f"{month} {moment.year}" if self._has_year else month, None
        text = f"{moment:%d.%m.}{moment.year:04}"
        has_time = self._has_clock and (moment.hour or moment.minute)
        return f"{text} {moment:%H:%M}" if has_time else text, moment.date()

    def number(self, number):
        """Text of a number that is not a date."""
        if self._general:
            return self._put(general(number), self._general)
        places = list(PLACES.finditer(self._pattern))
        if not places:  # a section of words alone
            return self._with_literals(self._pattern)
        if len(places) > 1 or UNUSUAL.search(self._pattern):
            return general(number)
        (place,) = places
        percents = self._pattern.count("%")
        number = number * 100**percents
        try:
            written = _write(number, place)
        except InvalidOperation:  # more digits than a Decimal takes
            written = general(number)
        return self._put(written.replace(".", ",") if percents else written, place)

    def _put(self, written, place):
        """The pattern with the number written in its place."""
        before, after = self._pattern[: place.start()], self._pattern[place.end() :]
        return self._with_literals(f"{before}{written}{after}")

    def _with_literals(self, pattern):
        """The pattern with its literals in their places."""
        first, *rest = pattern.split(LITERAL)
        pairs = zip(self._literals, rest, strict=True)
        return (first + "".join(literal + piece for literal, piece in pairs)).strip()


def _write(number, place):
    """Digits of the number in the places of the pattern, with the zeros that it demands."""
    written = _round(number, place["decimals"] or place["bare"] or "")
    whole, point, fraction = written.removeprefix("-").partition(".")
    whole = whole.zfill(place[0].partition(".")[0].count("0"))
    return ("-" if written.startswith("-") else "") + whole + point + fraction


def _round(number, decimals):
    """Digits of the number rounded to the places; «#» drops zeros at the end."""
    written = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and written.endswith("0") and "." in written:
        written, optional = written[:-1], optional - 1
    return written.rstrip(".") if "." in written else written
