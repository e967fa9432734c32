"""What is cut out of the minutes: short form, extracts, decision, dissents alone.

All of it is taken from one text, the frozen one of signed minutes, so numbers and words are the
original's whatever has happened to the rows since.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from lxml import html as parser

from documents.papers import serialised
from documents.word.markup import clean
from workgroups.papers.minutes import minutes_html


@dataclass(frozen=True)
class Adopted:
    """An adopted resolution as the minutes say it."""

    number: str
    item: int
    lines: tuple  # text with its number, responsible, term


def text_of(meeting):
    """The minutes as they were signed, or the draft as it is now."""
    return meeting.signed_html or minutes_html(meeting)


def parsed(meeting):
    """The page of the minutes, to cut it."""
    # The comments part a stored text for the pages of the site (documents/printing.py).
    page = parser.document_fromstring(
        clean(text_of(meeting)), parser.HTMLParser(remove_comments=True)
    )
    return page


def short_html(meeting):
    """Краткий протокол: who spoke, without the course of what was said."""
    page = parsed(meeting)
    drop_course(page)
    return serialised(page)


def extract_html(meeting, items=(), numbers=None):
    """«Выписка из протокола»: the items asked for, with their own numbers, and «Верно».

    With `numbers` of resolutions it is for one addressee: of their items what they are asked for,
    and neither what was said nor what was asked of others.
    """
    page = parsed(meeting)
    if numbers is not None:
        items = {int(number.partition(".")[0]) for number in numbers}
    for element in page.xpath("//*[@data-item]"):
        if int(element.get("data-item")) not in items:
            remove(element)
    for annex in page.xpath("//section[@data-annex]"):
        if annex.get("data-annex") == "dissent" or numbers is not None:
            remove(annex)
    if numbers is not None:
        keep_only(page, numbers)
    name_what_is_left_out(page, is_list_left_out=numbers is not None)
    head = page.find_class("kind")[0]
    head.text = "ВЫПИСКА ИЗ ПРОТОКОЛА"
    name_the_signers(page)
    certified = parser.fragment_fromstring(render_to_string("print/_certified.html"))
    page.body.find("section").append(certified)
    return serialised(page)


def keep_only(page, numbers):
    """Leave the resolutions of the numbers, and nothing of the course of the meeting."""
    drop_course(page)
    for element in page.xpath("//*[@data-speech or @data-dissent]"):
        remove(element)
    for element in page.xpath("//*[@data-number]"):
        if element.get("data-number") not in numbers:
            remove(element)


def name_what_is_left_out(page, *, is_list_left_out):
    """What is annexed to the minutes is not annexed to their extract."""
    lines = page.xpath("//p[@data-dissent]")
    if is_list_left_out:
        lines += page.xpath("//p[@data-present]")
    for line in lines:
        line.text = (line.text or "").replace("прилагается", "– в приложении к протоколу")


def drop_course(page):
    """Take out what was said, leave who said it."""
    for element in page.find_class("course"):
        remove(element)


def remove(element):
    """Take the element out, with what is in it; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def name_the_signers(page):
    """Who signed the original, in words: an extract carries no signature of theirs."""
    for block in page.body.find("section").find_class("signature"):
        post = block.find_class("post")[0].text_content().strip()
        name = block.find_class("name")[0].text_content().strip()
        line = parser.fragment_fromstring("<p></p>")
        line.text = f"{post}: {name}"
        block.getparent().replace(block, line)


def adopted_in(meeting):
    """[Adopted] of the minutes, in their order."""
    found = []
    for element in parsed(meeting).xpath("//*[@data-adopted]"):
        number = element.get("data-number")
        said = tuple(line.text_content().strip() for line in element.findall("p"))
        found.append(Adopted(number, int(number.partition(".")[0]), said))
    return found


def titles_in(meeting):
    """{number: «О …»} of the agenda of the minutes."""
    lines = parsed(meeting).xpath("//p[@data-title]")
    return {int(line.get("data-item")): line.get("data-title") for line in lines}


def heading_in(meeting):
    """{what stands over the minutes: letterhead, date, number, place, subject}, as they say it."""
    page = parsed(meeting)
    [letterhead], [registered] = page.find_class("letterhead"), page.find_class("registered")
    number = registered.find_class("act-number")[0]
    return {
        "letterhead": [line.strip() for line in letterhead.itertext() if line.strip()],
        "date": (registered.text or "").strip(),
        "number": number.text_content().removeprefix("№").strip(),
        "made_at": page.find_class("made-at")[0].text_content().strip(),
        "subject": page.xpath("//h2[@class='title']")[0].text_content().strip(),
    }


def head_of(meeting):
    """(post, name) of the head of the group, who signs the decision alone."""
    section = parsed(meeting).body.find("section")
    return section.get("data-head-post"), section.get("data-head")
