"""A plan as the checker sees it: facts with their places, and the texts of its rows."""

import re

from roadmaps.checking.document import MeasureFacts, Place, PlanFacts, SectionFacts, Text
from roadmaps.checking.faults import quoted

TABLE = Place("таблица мероприятий")
GLUE = re.compile(r"[\s\-‐‑–—]+")


def plan_facts(reading, *, place=TABLE, link_of=None):
    """PlanFacts of a PlanReading; `link_of(row)` gives the address of a section or a measure."""
    link_of = link_of or (lambda row: "")
    sections = [
        SectionFacts(
            words=section,
            place=Place(section_label(section), link_of(section)),
            measures=[
                MeasureFacts(words=measure, place=Place(measure_label(measure), link_of(measure)))
                for measure in section.measures
            ],
        )
        for section in reading.sections
    ]
    return PlanFacts(
        place=place,
        start=reading.start,
        end=reading.end,
        period_source=reading.period_source,
        roles=frozenset(column.role for column in reading.columns),
        sections=sections,
    )


def section_label(section):
    """«раздел 2», «раздел «Кадры»»."""
    number = section.number.strip().rstrip(".)")
    if re.match(r"[А-Яа-яЁё]", number):
        return number.casefold()
    return f"раздел {number}" if number else f"раздел {quoted(section.title, 40)}"


def measure_label(measure):
    """«мероприятие 2.8», «мероприятие «Провести семинар…»»."""
    number = measure.number.strip().rstrip(".)")
    if number:
        return f"мероприятие {number}"
    return f"мероприятие {quoted(measure.title, 40)}" if measure.title else "мероприятие без текста"


def texts_of_plan(plan):
    """Texts of the sections and measures, each at its place."""
    for section in plan.sections:
        if section.words.title:
            yield Text(section.words.title, section.place, is_cell=True)
        for measure in section.measures:
            for words in words_of(measure.words):
                if words.strip():
                    yield Text(words, measure.place, is_cell=True)


def words_of(measure):
    """Every text of the row."""
    return [
        *(action.text for action in measure.actions),
        measure.expected_result,
        measure.indicator,
        measure.note,
        measure.deadline_text,
        measure.responsible_text,
    ]


def squeezed(text):
    """The text without spaces and dashes: a piece of a torn cell is a part of the whole one."""
    return GLUE.sub("", text).casefold()
