"""Hypothesis strategies: one meaning written in any of the accepted spellings."""

import calendar
from datetime import date

from hypothesis import strategies as st

STEMS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
SHORT = "янв. фев. мар. апр. май июн. июл. авг. сент. окт. нояб. дек.".split()
CASES = {
    "nominative": ("ь", "", "й"),
    "genitive": ("я", "а", "я"),
    "prepositional": ("е", "е", "е"),
}
ROMAN = "I II III IV".split()
DASHES = st.sampled_from(["-", "–", "—", "−", "‑", " - ", " – ", "- ", " —", "\u00a0–\u2009"])
BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\n"])
YEAR_WORDS = st.sampled_from(["", " г.", "г.", " г", " года", " год", "\u00a0г."])
SCHOOL_WORDS = st.sampled_from(
    [" учебный год", " учебного года", " уч. год", " уч.г.", " уч. г.", "уч.год", " учебном году"]
)
LOOKALIKES = str.maketrans("аеорсухкмтв", "aeopcyxkmtb")
years = st.integers(2015, 2040)
months = st.integers(1, 12)


def month_form(number, case):
    """The name of the month in the case."""
    if number == 5:
        return STEMS[4] + CASES[case][2]
    return STEMS[number - 1] + CASES[case][number in (3, 8)]


@st.composite
def month_names(draw, number, cases=tuple(CASES)):
    """The month's name in some case, or short, in small or capital letters."""
    name = draw(st.sampled_from([*(month_form(number, case) for case in cases), SHORT[number - 1]]))
    return draw(st.sampled_from([name, name.capitalize(), name.upper()]))


@st.composite
def slips_of_the_eye(draw, text):
    """The text with some letters typed on the Latin keyboard."""
    swapped = draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    # A word needs one Cyrillic letter at least, or it is a foreign one.
    return "".join(
        char.translate(LOOKALIKES) if is_swapped and at % 3 else char
        for at, (char, is_swapped) in enumerate(zip(text, swapped, strict=True))
    )


def last_day(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


@st.composite
def days(draw):
    return draw(st.dates(date(2015, 1, 1), date(2040, 12, 31)))


@st.composite
def day_spellings(draw, day):
    """«15.05.2024», «15 мая 2024 г.», «2024-05-15»."""
    name = month_form(day.month, "genitive")
    gap = draw(st.sampled_from(["", " ", "\u00a0"]))
    word = draw(YEAR_WORDS)
    return draw(
        st.sampled_from(
            [
                f"{day:%d.%m.%Y}{word}",
                f"{day.day}.{day.month:02}.{day.year}",
                f"{day:%d.%m.%y}",
                f"{day:%d/%m/%Y}",
                f"{day:%Y-%m-%d}",
                f"{day.day}{gap}{name} {day.year}{word}",
                f"{day.day:02} {name}\n{day.year}{word}",
            ]
        )
    )
