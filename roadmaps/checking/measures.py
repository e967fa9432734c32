"""Measures that say too little: no text, deadline, responsible, result; or the same twice."""

from roadmaps.checking.faults import Fault, listed, quoted
from roadmaps.importing.plan import Role

DEADLINES = (Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END, Role.DEADLINE_MARK)
RESULTS = (Role.EXPECTED_RESULT, Role.INDICATOR)
FEWEST_WORDS = 3


def empty(document):
    for measure in document.measures:
        if not any(action.text.strip() for action in measure.words.actions):
            label = measure.words.number.strip().rstrip(".") or "без номера"
            text = f"Мероприятие {label} без текста: не сказано, что делать."
            yield Fault(measure.place, text, "Напишите, что делается, или удалите строку.")


def without_deadline(document):
    for plan in document.plans:
        yield from _of_plan(
            plan,
            DEADLINES,
            lambda words: words.deadline_text,
            ("Срок не указан.", "Напишите, к какому дню или в какие месяцы это делается."),
            "В таблице нет графы со сроками.",
        )


def without_responsible(document):
    """In the matrix the column itself says who acts."""
    for plan in document.plans:
        if not plan.has_actors:
            yield from _of_plan(
                plan,
                (Role.RESPONSIBLE,),
                lambda words: words.responsible_text,
                ("Ответственный не указан.", "Напишите, кто отвечает: спросить будет не с кого."),
                "В таблице нет графы с ответственными.",
            )


def without_result(document):
    """A matrix of actors has no such column by its form (domain.md 3.2: L5)."""
    for plan in document.plans:
        if not plan.has_actors or plan.roles & set(RESULTS):
            yield from _of_plan(
                plan,
                RESULTS,
                lambda words: words.expected_result or words.indicator,
                ("Ожидаемый результат не указан.", "Напишите, что получится и чем подтвердить."),
                "В таблице нет графы с результатом или показателем.",
            )


def _of_plan(plan, roles, field, words, whole):
    """One finding for a column that is absent or empty, else one for each empty cell."""
    text, advice = words
    measures = plan.measures
    bare = [measure for measure in measures if not field(measure.words).strip()]
    if not bare:
        return
    if len(bare) == len(measures) and len(measures) > 1:
        has_column = bool(plan.roles & set(roles))
        yield Fault(plan.place, f"Графа пуста. {text}" if has_column else whole, advice)
        return
    for measure in bare:
        yield Fault(measure.place, f"{text[:-1]}: {named(measure)}.", advice)


def named(measure):
    """What is done, in quotes."""
    return quoted(measure.words.title, 60) if measure.words.title else "строка без текста"


def twins(document):
    """Two measures with the same text and deadline; with other deadlines it may be meant so."""
    for same, _ in _groups(document):
        by_deadline = {}
        for measure in same:
            by_deadline.setdefault(_plain(measure.words.deadline_text), []).append(measure)
        for group in by_deadline.values():
            yield from _twin_fault(group, "Одно и то же мероприятие с одним сроком стоит")


def twins_of_other_time(document):
    for same, deadlines in _groups(document):
        if len(deadlines) == len(same):
            yield from _twin_fault(
                same, "Мероприятие с одним и тем же текстом и разными сроками стоит"
            )


def _twin_fault(group, words):
    if len(group) > 1:
        places = listed([measure.place.where for measure in group])
        text = f"{words} несколько раз: {named(group[0])} ({places})."
        yield Fault(group[1].place, text, "Объедините строки или уточните, чем они различаются.")


def _groups(document):
    """([measures with the same text], {their deadlines})."""
    by_text = {}
    for measure in document.measures:
        text = "|".join(_plain(action.text) for action in measure.words.actions)
        if len(text.split()) >= FEWEST_WORDS:
            by_text.setdefault(text, []).append(measure)
    for same in by_text.values():
        if len(same) > 1:
            yield same, {_plain(measure.words.deadline_text) for measure in same}


def _plain(text):
    letters = (char if char.isalnum() else " " for char in text.casefold().replace("ё", "е"))
    return " ".join("".join(letters).split())
