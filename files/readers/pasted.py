"""What a person has pasted from Word, Excel or a page, as a paper. Runs in the web process:
plain passes over a text of limited length, nothing of it is run or fetched."""

import re

from files.gate.refusal import Refused
from files.jailed import Unreadable
from files.papers import Paper
from files.readers.clipboard.lines import blocks_of
from files.readers.clipboard.page import Page
from files.readers.limits import Budget

LONGEST = 2_000_000  # characters
TOO_LONG = (
    "Вставлено слишком много: больше 2 миллионов знаков. Скопируйте только таблицу плана или "
    "загрузите её файлом."
)
HTML = re.compile(r"<(?:html|table|tr|td|th|body|p|div)\b", re.IGNORECASE)
# Windows puts a header of numbers before HTML.
CLIPBOARD_HEADER = re.compile(r"\s*Version:[\d.]+\s[^<]*", re.IGNORECASE)


def read_pasted(text):
    """Paper of a pasted text; raises gate.Refused when there is too much of it."""
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    try:
        if HTML.search(text):
            header = CLIPBOARD_HEADER.match(text)
            return Paper("pasted", Page(Budget()).read(text[header.end() if header else 0 :]))
        return Paper("pasted", blocks_of(text, Budget()))
    except Unreadable as reason:
        raise Refused(reason.reason) from None
