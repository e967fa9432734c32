"""A small plan as a Word file: two sections, three measures, one doubtful deadline."""

from tests.files.readers.word import p, tbl, tc, word_file

WIDE = '<w:gridSpan w:val="5"/>'
HEADING = ["№ п/п", "Мероприятия", "Сроки", "Ответственные", "Ожидаемый результат"]
FIRST = ["1.1.", "Приказ о рабочей группе", "Январь 2024", "Отдел образования", "Приказ"]
SECOND = ["1.2.", "Семинар для учителей", "Декабрь-январь 2024", "Сорокина А. П.", "Программа"]
THIRD = ["2.1.", "Мониторинг", "Март, май 2024", "Руководители ОО", "Справка"]


def plan_file(*more):
    body = p("План мероприятий") + p("поддержки школ на 2024 год") + p("Цели:") + p("- помочь.")
    rows = [
        HEADING,
        [tc("1. Нормативное обеспечение", properties=WIDE)],
        FIRST,
        SECOND,
        [tc("2. Контроль", properties=WIDE)],
        THIRD,
        *more,
    ]
    return word_file(body + tbl(*rows))
