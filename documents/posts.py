"""Posts in the words of lists and sheets: «директор МБОУ …», «специалист отдела образования»."""

import re

from lib.grammar import phrases
from lib.grammar.cases import Case

# «директор школы» loses the common word when the school is named.
COMMON_WORD = re.compile(r"(?i)\b(директора?)\s+школы\b")


def post_at_school(post):
    """The title with the school where it is held, if it is: «директор МБОУ СОШ № 1»."""
    if post.school is None:
        return post.title
    title = COMMON_WORD.sub(r"\1", post.title)
    return f"{title} {post.school.form(Case.GENITIVE)}"


def post_with_place(post):
    """The same, and the unit after a comma unless the title names it already."""
    if post.unit is None or is_named(post.unit, post.title):
        return post_at_school(post)
    return f"{post.title}, {post.unit.name}"


def is_named(unit, title):
    """«консультант отдела образования» says where: the unit or another name of it."""
    title = title.casefold()
    return any(
        phrases.name_in(case, name).casefold() in title
        for name in (unit.name, *filter(None, unit.aliases.splitlines()))
        for case in (Case.GENITIVE, Case.INSTRUMENTAL)
    )
