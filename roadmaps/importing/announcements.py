"""Paragraphs between the tables of one plan: they announce its sections."""

import re

from files.papers import Paragraph
from roadmaps.importing.sections import names_section, number_and_title
from roadmaps.importing.titles import is_annex, is_running_head
from roadmaps.importing.wording import begins_small, one_line

# Between two tables there are a section's heading, and perhaps its goals and tasks.
MOST_LINES = 4
MOST_LINES_OF_SECTION = 14
LONGEST_LINE = 300
LONGEST_FIRST = 200
LEAD = re.compile(r"\W*(?:цел[ьи]|задач[аи]|ожидаем\w+)\b[^:]{0,40}:|\s*[-–—•]", re.IGNORECASE)


def leads_in(lines):
    """True when the paragraphs may stand between two tables of one plan."""
    most = MOST_LINES_OF_SECTION if lines and is_heading(lines[0]) else MOST_LINES
    return len(lines) <= most and all(len(block.text) <= LONGEST_LINE for block in lines)


def is_heading(block):
    """True for a paragraph that by its look begins a section."""
    text = block.text.strip()
    named = names_section(text) or bool(number_and_title(text)[0])
    return (named or block.is_bold or block.is_heading) and not LEAD.match(text)


def sections_in(blocks, *, is_sure):
    """Sections that the paragraphs announce, in one line each.

    Above a heading row any line may; above a page without one (not `is_sure`) the line must look
    like a heading. A line without a number goes on with the one before; what follows «Цели:» is
    no name.
    """
    sections = []
    for block in blocks:
        text = one_line(block.text)
        if is_running_head(text):
            continue
        if LEAD.match(text):
            break
        if sections and not is_heading(block):
            sections[-1] = f"{sections[-1]} {text}"
        elif is_sure or is_heading(block):
            sections.append(text)
    return sections


def announce_first(paper, plan):
    """Where the later tables have sections announced above them, the first table has one too."""
    later = [words for row in plan.rows for words in row.announced]
    later += [row.texts[row.filled[0]] for row in plan.rows if is_section_row(row)]
    if not later or (plan.rows and is_section_row(plan.rows[0])):
        return
    for index in range(plan.blocks[0] - 1, -1, -1):
        block = paper.blocks[index]
        if not isinstance(block, Paragraph):
            return
        text = block.text.strip()
        if text:
            if may_be_first(block, later):
                plan.rows[0].announced = [one_line(text)]
                plan.blocks.insert(0, index)
            return


def is_section_row(row):
    """True for a numbered section over the whole width of the table."""
    if len(row.filled) != 1 or row.spans[row.filled[0]] < len(row.cells):
        return False
    text = row.texts[row.filled[0]]
    return names_section(text) or bool(number_and_title(text)[0])


def may_be_first(block, later):
    """True for a paragraph that looks as the later announcements do."""
    text = block.text.strip()
    if is_running_head(text) or is_annex(text) or LEAD.match(text) or len(text) > LONGEST_FIRST:
        return False
    if is_heading(block):
        return True
    return (
        not any(number_and_title(words)[0] for words in later)
        and not begins_small(text)
        and not text.endswith((".", ";", ":"))
        and not re.search(r"20\d\d", text)
    )
