"""The whole text of a regulation: what a person wrote, and what the parameters decide.

A text without numbers is numbered here; one that came with its own keeps them, as other papers
refer to them. What the text says already, and as the parameters do, is not said twice.
"""

import re
from dataclasses import dataclass, field

from workgroups.regulations.contradictions import said_rightly
from workgroups.regulations.topics import rules_of

# The section where the rules that follow from the parameters stand first.
PROGRAM_SECTION = "Заседания и решения"
MARK = re.compile(r"#+\s*")
ITEM = re.compile(r"[-–—•]\s*")
NUMBERED = re.compile(r"\d+\.\d+(?:\.\d+)*\.?\s")
CHAPTER = re.compile(r"(?P<number>\d+)\.\s+\S.*[^.;:,]")
LONGEST_TITLE = 100


@dataclass
class Section:
    """A part of the text: its title and its lines."""

    title: str
    lines: list = field(default_factory=list)


def sections_of(text):
    """[Section] of a text whose titles begin with «# »; lines before the first have no title."""
    found = [Section("")]
    for line in filter(None, map(str.strip, text.splitlines())):
        if mark := MARK.match(line):
            found.append(Section(line[mark.end() :].rstrip(".")))
        else:
            found[-1].lines.append(line)
    return [section for section in found if section.title or section.lines]


def is_numbered(text):
    """The text came with its own numbers: «3.2. Заседание …»."""
    return any(NUMBERED.match(line.strip()) for line in text.splitlines())


def rules_to_add(regulation):
    """Sentences of the parameters that the text itself does not say."""
    said = said_rightly(regulation)
    return [rule.sentence for rule in rules_of(regulation) if rule.topic not in said]


def whole_text(regulation):
    """The text as it is printed: numbered sections, with the rules of the parameters."""
    added = rules_to_add(regulation)
    if is_numbered(regulation.text):
        return with_typed_numbers(regulation.text, added)
    sections = sections_of(regulation.text)
    own = next((s for s in sections if s.title.casefold() == PROGRAM_SECTION.casefold()), None)
    if own is None and added:
        own = Section(PROGRAM_SECTION)
        sections.append(own)
    if own:
        own.lines = added + own.lines
    return numbered(sections)


def numbered(sections):
    """Text of the sections: «1. Title», «1.1. paragraph», items of lists without numbers."""
    lines, number = [], 0
    for section in sections:
        if not section.title:
            lines += section.lines
            continue
        number += 1
        lines.append(f"{number}. {section.title}")
        place = 0
        for line in section.lines:
            if ITEM.match(line):
                lines.append(line)
            else:
                place += 1
                lines.append(f"{number}.{place}. {line}")
    return "\n".join(lines)


def with_typed_numbers(text, added):
    """The text with its own numbers; what the parameters add is its last chapter."""
    lines = [MARK.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    if not added:
        return "\n".join(lines)
    chapters = [CHAPTER.fullmatch(line) for line in lines if len(line) < LONGEST_TITLE]
    last = max((int(chapter["number"]) for chapter in chapters if chapter), default=0)
    return "\n".join([*lines, numbered_from(last + 1, added)])


def numbered_from(number, lines):
    """A chapter of the number with the lines."""
    paragraphs = (f"{number}.{place}. {line}" for place, line in enumerate(lines, start=1))
    return "\n".join([f"{number}. {PROGRAM_SECTION}", *paragraphs])


def default_text(group):
    """Sections to begin with, in the words of the program; a person changes them as needed."""
    name, parent = group.name, group.parent_body
    of_body = f" Она работает при органе: {parent}." if parent else ""
    purpose = group.purpose.strip().rstrip(".") or "помощь школам, которым оказывается поддержка"
    return "\n".join(
        [
            "# Общие положения",
            f"{name} (далее – группа) обсуждает вопросы сообща и решает их голосованием.{of_body}",
            "Группа руководствуется законами, муниципальными правовыми актами и этим Положением.",
            "# Для чего создана группа",
            f"Задача группы – {purpose[:1].lower()}{purpose[1:]}.",
            "Для этого группа:",
            "- знакомится с тем, как выполняется дорожная карта и программы школ;",
            "- просит сведения у отдела образования, школ и организаций;",
            "- слушает тех, кто отвечает за мероприятия, и предлагает, что изменить;",
            "- даёт рекомендации и смотрит, что по ним сделано.",
            "# Кто входит в группу",
            "Состав утверждает орган, который создал группу. Изменения вносят тем же порядком.",
            "На заседание могут позвать тех, кто в группу не входит. Они выступают, но не "
            "голосуют.",
            "# Кто за что отвечает",
            "Заседания ведёт руководитель, а без него – заместитель.",
            "Секретарь составляет повестку, собирает материалы, записывает ход заседания и "
            "рассылает решения.",
            "Член группы может письменно изложить особое мнение: его прикладывают к протоколу.",
            f"# {PROGRAM_SECTION}",
            "Протокол подписывают председательствующий и секретарь, решение – руководитель.",
            "# Что делают с решениями",
            "Решения группы – рекомендации: отдел образования рассматривает их и отвечает, что "
            "будет сделано.",
        ]
    )
