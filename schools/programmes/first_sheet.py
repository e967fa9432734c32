"""A sheet of criteria to begin with; the coordinator corrects it (no regulation was found: 2.6)."""

from schools.models import Criterion

# (section, criterion, scores at most, weight)
ROWS = (
    ("Паспорт программы", "Указаны сроки, исполнители и ожидаемые результаты", 2, 1),
    ("Анализ и проблемы", "Выводы опираются на результаты школы за несколько лет", 3, 2),
    ("Анализ и проблемы", "Названы причины низких результатов, а не только сами результаты", 3, 2),
    ("Цели и показатели", "Цели вытекают из названных причин", 3, 2),
    ("Цели и показатели", "Показатели измеримы, есть исходные и целевые значения", 3, 2),
    ("Мероприятия и сроки", "У каждого мероприятия есть срок и ответственный", 2, 1),
    ("Мероприятия и сроки", "Мероприятия отвечают целям, в них участвует школа-партнёр", 3, 1),
    ("Ожидаемые результаты", "Понятно, чем подтвердится каждый результат", 3, 1),
)


def first_criteria():
    """Unsaved criteria of a first sheet, in order."""
    return [
        Criterion(section=section, text=text, max_score=most, weight=weight)
        for section, text, most, weight in ROWS
    ]
