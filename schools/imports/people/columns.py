"""Columns of the table of people."""

from lib import cells
from lib.columns import Column
from schools.imports.cells import gender

COLUMNS = (
    Column("surname", "Фамилия", cells.words(60), "Фамилия.", "Ключевская", is_required=True),
    Column("first_name", "Имя", cells.words(60), "Имя полностью.", "Анна", is_required=True),
    Column("patronymic", "Отчество", cells.words(60), "Отчество, если есть.", "Петровна"),
    Column(
        "gender",
        "Пол",
        gender,
        "«м» или «ж». Пусто — узнаётся по отчеству на «-вич» или «-вна».",
        "ж",
        options=("м", "ж"),
        width=8,
    ),
    Column(
        "title",
        "Должность",
        cells.words(250),
        "Как в штатном расписании. У кого их две, тому две строки.",
        "методист",
        width=28,
    ),
    Column(
        "place",
        "Место работы",
        cells.words(250),
        "Школа или подразделение — названием, под которым оно уже есть в системе.",
        "Методический кабинет",
        also=("Школа или подразделение", "Подразделение", "Школа", "Организация"),
        width=34,
    ),
    Column(
        "since",
        "С какого дня",
        cells.day,
        "С какого дня в этой должности, например 01.09.2025.",
        "01.09.2025",
        also=("С", "Дата"),
    ),
    Column(
        "phone",
        "Рабочий телефон",
        cells.words(40),
        "Только рабочий.",
        "8 (84454) 1-22-33",
        also=("Телефон",),
        is_code=True,
    ),
)
HEADINGS = {column.key: column.heading for column in COLUMNS}
