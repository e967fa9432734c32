"""Acronyms and legal forms: whether one begins a party or depends on the words before it."""

from roadmaps.parties import words
from roadmaps.parties.heads import acronym_sort, head_of_word
from roadmaps.parties.words import PEOPLE, Sort


def acronym_runs_on(token, current, head):
    """«РМК ОО», «Отдел образования МКУ «ЦМТО»», but not «методисты РМК», «МБОУ СОШ»."""
    if current.head.sort in PEOPLE or acronym_sort(token.text) is None:
        return False
    before = current.last
    if is_form(token.text):
        is_complete = before.kind in ("quote", "number") or before.text.islower()
        return is_complete and head_of_word(before.text) is None and not _is_inner(current)
    if before.kind == "quote":
        return True
    is_acronym = before.kind == "word" and acronym_sort(before.text) and not is_form(before.text)
    return bool(is_acronym and (acronym_sort(before.text) != head.sort or head.sort is Sort.UNIT))


def _is_inner(current):
    """«Отдел мониторинга МКУ «Центр»» is a part of it; «отдел образования» stands above it."""
    words_in = [token.word for token in current.tokens if token.kind == "word"]
    is_part = current.head.lemma in ("отдел", "сектор", "служба", "лаборатория", "кабинет")
    return is_part and not any(word.startswith("образовани") for word in words_in[1:3])


def is_form(word):
    """«МБОУ», «МКУ»: a legal form, which a name follows."""
    forms = (words.ORGANISATION_FORM, words.SCHOOL_FORM)
    return len(word) > 2 and any(form.fullmatch(word) for form in forms)


def depends_on_people(current, head):
    """«Руководители ШНОР, ШССУ»: both acronyms depend on the people."""
    if current.head is None or current.head.sort not in PEOPLE or current.last.kind != "word":
        return False
    if head.lemma in words.NOT_SCHOOLS:
        return True
    return acronym_sort(current.last.text) is head.sort is not Sort.UNIT


def acronym_follows_and(current, head):
    """«ОО и РМК» are two; «школы ШНОР и ШССУ», «специалисты управления и РМК» are one."""
    before = current.last
    sort = acronym_sort(before.text) if before.kind == "word" else None
    if current.head.sort in PEOPLE:
        if head.lemma in words.NOT_SCHOOLS and sort:
            return False
        of_bodies = current.head.lemma == "руководитель" and (
            head.sort is Sort.BODY or head.lemma == "ШМО"
        )
        if sort is head.sort or of_bodies:
            return False
        return not (head.sort is Sort.UNIT and sort is None and _has_unit(current))
    return not (current.head.readings and sort is head.sort)


def _has_unit(current):
    """«Специалисты управления образования» already depend on a unit."""
    heads = [head_of_word(token.text) for token in current.tokens if token.kind == "word"]
    return any(head and head.sort is Sort.UNIT for head in heads)
