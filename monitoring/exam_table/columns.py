"""Columns of the table of results."""

import re

from lib import cells
from lib.cells import Wrong, shown
from lib.columns import Column
from lib.text import fold
from monitoring.models import Procedure, Subject
from schools.imports.cells import inn

YEAR = re.compile(r"(20\d\d)(?: ?г\.?| год)?|20\d\d ?[/–-] ?(?:20)?(\d\d)(?: .*)?")
# Other usual spellings of the subjects.
ALSO = {
    "русский": Subject.RUSSIAN,
    "математика базовая": Subject.MATHEMATICS_BASIC,
    "математика база": Subject.MATHEMATICS_BASIC,
    "базовая математика": Subject.MATHEMATICS_BASIC,
    "математика профильная": Subject.MATHEMATICS_PROFILE,
    "математика профиль": Subject.MATHEMATICS_PROFILE,
    "профильная математика": Subject.MATHEMATICS_PROFILE,
    "информатика и икт": Subject.INFORMATICS,
    "английский": Subject.ENGLISH,
    "немецкий": Subject.GERMAN,
    "французский": Subject.FRENCH,
    "испанский": Subject.SPANISH,
    "китайский": Subject.CHINESE,
}
OF_MARK = "Сколько участников получили «{}». Нет таких — 0; для ЕГЭ в баллах оставьте пусто."


def year(cell):
    """Calendar year of the procedure; of «2024/2025» the second."""
    if not (found := YEAR.fullmatch(cell.text.strip())) or cell.date:
        raise Wrong(f"«{shown(cell)}» — это не год", "Впишите год проведения: 2025.")
    return int(found[1] or f"20{found[2]}")


def grade(cell):
    """Number of the class; a letter of a parallel is refused: results are of the whole parallel."""
    if found := re.fullmatch(r"(\d{1,2})(?: ?кл(?:асс|\.)?)?", cell.text.strip(), re.IGNORECASE):
        return int(found[1])
    raise Wrong(f"«{shown(cell)}» — это не класс", "Впишите номер параллели без буквы: 5.")


def subject(cell):
    """The subject by its name or another usual spelling, with brackets or without."""
    known = {_subject_key(label): value for value, label in Subject.choices} | ALSO
    try:
        return Subject(known[_subject_key(cell.text)])
    except KeyError:
        names = ", ".join(Subject.labels)
        raise Wrong(f"предмета «{shown(cell)}» в списке нет", f"Выберите из: {names}.") from None


def _subject_key(name):
    return fold(re.sub(r"[(),]", " ", name))


def _of_marks(mark, example):
    return Column(
        f"mark_{mark}",
        f"«{mark}»",
        cells.whole,
        OF_MARK.format(mark),
        example,
        also=(str(mark), f"Отметка «{mark}»", f"Получили «{mark}»"),
        width=8,
    )


COLUMNS = (
    Column("inn", "ИНН", inn, "ИНН школы, если названия мало.", "0512345678", is_code=True),
    Column(
        "school",
        "Школа",
        cells.words(250),
        "Название, под которым школа есть в системе.",
        "Ключевская СОШ",
        is_required=True,
        also=("Краткое название", "Название"),
        width=30,
    ),
    Column("year", "Год", year, "Год проведения.", "2025", is_required=True, width=8),
    Column(
        "procedure",
        "Процедура",
        cells.one_of(dict(Procedure.choices)),
        "ВПР, ОГЭ или ЕГЭ.",
        "ВПР",
        is_required=True,
        options=tuple(Procedure.labels),
        width=12,
    ),
    Column(
        "subject",
        "Предмет",
        subject,
        f"Один из предметов: {', '.join(Subject.labels)}.",
        "математика",
        is_required=True,
        width=26,
    ),
    Column("grade", "Класс", grade, "Параллель, без буквы.", "5", is_required=True, width=8),
    Column(
        "participants",
        "Участников",
        cells.whole,
        "Сколько человек писали работу.",
        "24",
        is_required=True,
        also=("Количество участников", "Участники"),
        width=12,
    ),
    _of_marks(2, "3"),
    _of_marks(3, "11"),
    _of_marks(4, "8"),
    _of_marks(5, "2"),
    Column(
        "below_threshold",
        "Ниже порога",
        cells.whole,
        "Сколько не преодолели порог. Для ЕГЭ нужно; для ВПР и ОГЭ это число «2».",
        "3",
        also=("Не преодолели порог", "Не справились"),
        width=13,
    ),
)
HEADINGS = {column.key: column.heading for column in COLUMNS}
