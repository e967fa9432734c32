"""Lines that head a plan, an annex or another table of the paper."""

import re

ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
CONTINUED = re.compile(r"\b(?:продолжение|окончание)\b", re.IGNORECASE)
TITLE = re.compile(
    r"^\W*((муниципальн|районн|городск|сводн|календарн|сетев|примерн|перспективн|един|годов|школьн"
    r"|комплексн|типов)\w+\s+)*(план\b|дорожная карта|«дорожная карта»|комплекс\b|программа"
    r"|циклограмма|перечень мероприятий|мероприятия\b)",
    re.IGNORECASE,
)
OTHER_TABLE = re.compile(
    r"^\W*(график|список|состав|реестр|показател|индикатор|перечень (?!мероприятий)|лист\b|смета)",
    re.IGNORECASE,
)
# «П Л А Н», as headings are typed.
SPACED = re.compile(r"\b(?:[А-ЯЁ] ){2,}[А-ЯЁ]\b")
PAGE = re.compile(r"\W*\d{0,3}\W*|\W*(?:таблица|лист|стр\w*\.?)\s*\d*\W*", re.IGNORECASE)


def close_up(text):
    """The text with words that are spaced out letter by letter closed up."""
    return SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def is_title(text):
    """True for the first line of a plan's title."""
    return bool(TITLE.match(close_up(text)))


def is_annex(text):
    """True for the mark of an annex; «Приложение 1 (продолжение)» goes on with the same one."""
    return bool(ANNEX.match(text)) and not CONTINUED.search(text)


def is_running_head(text):
    """True for what stands at the top of a page: its number, «Продолжение», the title again."""
    return bool(PAGE.fullmatch(text)) or bool(CONTINUED.search(text)) or is_title(text)
