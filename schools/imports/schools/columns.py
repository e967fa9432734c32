"""Columns of the table of schools."""

from lib import cells
from lib.columns import Column
from schools.imports.cells import inn
from schools.models import SupportCategory

YES_NO = ("да", "нет")
# Keys of the columns of a list begin with this.
LISTS = {SupportCategory.LOW_PERFORMING: "low", SupportCategory.DISADVANTAGED: "disadvantaged"}


def _list_columns(category, prefix):
    """Three columns of a list of support: in it or not, since when, on what basis."""
    name = category.label
    return (
        Column(
            prefix,
            name,
            cells.yes_or_no,
            f"«да», если школа в перечне {name}; «нет» или пусто, если нет.",
            "да" if category == SupportCategory.LOW_PERFORMING else "нет",
            options=YES_NO,
            width=9,
        ),
        Column(
            f"{prefix}_since",
            f"{name}: с какого дня",
            cells.day,
            "Дата включения, например 01.09.2025. Нужна, если школа в перечне.",
            "01.09.2025" if category == SupportCategory.LOW_PERFORMING else "",
            also=(f"{name} с", f"{name}: с"),
        ),
        Column(
            f"{prefix}_basis",
            f"{name}: основание",
            cells.words(300),
            "Документ о включении, если он есть.",
            "Приказ от 28.08.2025 № 140" if category == SupportCategory.LOW_PERFORMING else "",
            width=30,
        ),
    )


COLUMNS = (
    Column(
        "inn",
        "ИНН",
        inn,
        "Десять цифр, с нулём в начале, если он есть. По ИНН школа узнаётся точнее всего.",
        "0512345678",
        width=14,
        is_code=True,
    ),
    Column(
        "name",
        "Полное название",
        cells.words(250),
        "Как в уставе.",
        "Муниципальное бюджетное общеобразовательное учреждение «Ключевская средняя школа»",
        is_required=True,
        also=("Название", "Наименование", "Полное наименование"),
        width=50,
    ),
    Column(
        "short_name",
        "Краткое название",
        cells.words(100),
        "Как в списках и планах: «Школа № 2», «Ключевская СОШ». У каждой школы своё.",
        "Ключевская СОШ",
        is_required=True,
        also=("Школа", "Краткое наименование"),
        width=24,
    ),
    Column("locality", "Населённый пункт", cells.words(100), "Село, посёлок, город.", "с. Ключи"),
    Column(
        "district",
        "Округ или поселение",
        cells.words(100),
        "Сельское или городское поселение, округ: одинаково у соседних школ.",
        "Ключевское сельское поселение",
        also=("Округ", "Поселение"),
        width=26,
    ),
    Column(
        "coordinates",
        "Координаты",
        cells.words(40),
        "Широта и долгота с карты. По ним считается расстояние по прямой между школами.",
        "52.2701, 79.2154",
        width=20,
    ),
    Column(
        "site",
        "Сайт",
        cells.words(200),
        "Полный адрес, начинается с https://.",
        "https://kluchi.example.ru",
        width=26,
    ),
    Column(
        "is_leader",
        "Школа-лидер",
        cells.yes_or_no,
        "«да», если школа может помогать другим. Пусто — не менять.",
        "нет",
        options=YES_NO,
        width=13,
    ),
    Column(
        "aliases",
        "Как ещё пишут",
        cells.pieces,
        "Другие названия через точку с запятой: по ним школу находят в планах и приказах.",
        "Ключевская школа; СОШ с. Ключи",
        width=30,
    ),
    *_list_columns(SupportCategory.LOW_PERFORMING, "low"),
    *_list_columns(SupportCategory.DISADVANTAGED, "disadvantaged"),
)
HEADINGS = {column.key: column.heading for column in COLUMNS}
