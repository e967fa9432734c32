"""The words of the amending order (domain.md 1.7 and 8)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from roadmaps.difference import compare
from roadmaps.difference.clauses import AmendedAct, amending_clauses, amending_comparison
from tests.roadmaps.difference.texts import (
    ACTION,
    DEADLINE,
    RESPONSIBLE,
    block,
    column,
    plan,
    plans,
    row,
    section,
)

ACT = AmendedAct("приказ Управления образования от 10.09.2020 № 158 «Об утверждении»", "1")
WITHOUT_NUMBERS = (ACTION, DEADLINE, RESPONSIBLE)


def numbered(*rows):
    return [replace_number(r, str(place)) for place, r in enumerate(rows, start=1)]


def replace_number(one, number):
    return replace(one, number=number)


def rows_of(count):
    return [row(10 + n, f"Дело {n}") for n in range(1, count + 1)]


def points(old, new):
    """Texts of the lettered clauses without the last sign."""
    return [clause.text.rstrip(".;:") for clause in amending_clauses(compare(old, new), ACT)[2:]]


def test_the_frame_names_the_act_its_editions_and_the_annex():
    old, new = plan(rows_of(2)), plan(rows_of(1))
    act = ACT._replace(amended_by=("приказа от 01.02.2021 № 12",))
    head, annex, only = amending_clauses(compare(old, new), act)
    assert (head.number, annex.number, only.number) == ("1.", "1.1.", "а)")
    assert head.text == (
        "Внести в приказ Управления образования от 10.09.2020 № 158 «Об утверждении» "
        "(в редакции приказа от 01.02.2021 № 12) следующие изменения:"
    )
    assert annex.text == "в приложении № 1:"
    assert only.text.endswith(".")
    assert [c.level for c in (head, annex, only)] == [1, 2, 3]


def test_nothing_printed_nothing_ordered():
    old, new = plan([row(11, "Дело", dates="1")]), plan([row(11, "Дело", dates="2")])
    assert amending_clauses(compare(old, new), ACT) == ()


def test_removed_rows_are_named_by_their_numbers():
    rows = numbered(*rows_of(8))
    assert points(plan(rows), plan(rows[:-1])) == ["строку 8 исключить"]
    kept = [r for place, r in enumerate(rows, start=1) if place not in (2, 3, 4, 8)]
    assert points(plan(rows), plan(kept)) == ["строки 2–4, 8 исключить"]


def test_rows_without_numbers_are_named_by_their_words():
    rows = [*rows_of(2), row(15, "Провести большой семинар для всех учителей математики района")]
    old = plan(rows, columns=WITHOUT_NUMBERS)
    assert points(old, plan(rows[:2], columns=WITHOUT_NUMBERS)) == [
        "строку «Провести большой семинар для всех учителей математики района» исключить"
    ]


def test_the_same_words_twice_are_told_apart_by_their_place():
    rows = [row(11, "Семинар"), row(12, "Семинар")]
    old, new = plan(rows, columns=WITHOUT_NUMBERS), plan(rows[:1], columns=WITHOUT_NUMBERS)
    assert points(old, new) == ["строку «Семинар» (2-ю по порядку) исключить"]


def test_number_that_stands_twice_names_no_row():
    rows = [replace_number(row(11, "Раз"), "1.1."), replace_number(row(12, "Два"), "1.1.")]
    assert points(plan(rows), plan(rows[:1])) == ["строку «Два» исключить"]


def test_new_row_at_the_end_of_a_list_comes_with_its_table():
    rows = numbered(*rows_of(24))
    clauses = amending_clauses(compare(plan(rows[:23]), plan(rows)), ACT)
    assert clauses[2].text == "дополнить строкой 24 следующего содержания:"
    table = clauses[2].table
    assert [c.heading for c in table.columns] == ["№ п/п", "Мероприятия", "Сроки", "Ответственный"]
    assert [r.cells for r in table.rows] == [("24", "Дело 24", "Апрель 2026", "Отдел")]


def test_rows_put_between_others_move_the_numbers():
    rows = rows_of(5)
    new = [rows[0], row(31, "Новое"), row(32, "Ещё"), *rows[1:]]
    assert points(plan(numbered(*rows)), plan(numbered(*new))) == [
        "после строки 1 дополнить строками 2, 3 следующего содержания",
        "строки 2–5 считать соответственно строками 4–7",
    ]


def test_new_first_row_stands_before_the_old_first_one():
    rows = rows_of(2)
    old, new = plan(numbered(*rows)), plan(numbered(row(31, "Новое"), *rows))
    assert points(old, new)[0] == "перед строкой 1 дополнить строкой 1 следующего содержания"


def test_new_row_at_the_end_of_a_section_names_the_section():
    sections = [section(1, "Кадры", "1."), section(2, "Качество", "2.")]
    rows = [row(11, "Раз", number="1.1.", group=1), row(12, "Два", number="2.1.", group=2)]
    new = [*rows[:1], row(13, "Три", number="1.2.", group=1), rows[1]]
    assert points(plan(rows, sections=sections), plan(new, sections=sections)) == [
        "раздел 1 «Кадры» дополнить строкой 1.2 следующего содержания"
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "До 15 апреля 2026 года",
            "До 15 мая 2026 года",
            "в строке 1 в графе «Сроки» слово «апреля» заменить словом «мая»",
        ),
        (
            "До 15 апреля 2026 года",
            "До 20 апреля 2026 года",
            "в строке 1 в графе «Сроки» цифры «15» заменить цифрами «20»",
        ),
        (
            "Апрель",
            "Май – июнь",
            "в строке 1 в графе «Сроки» слово «Апрель» заменить словами «Май – июнь»",
        ),
        (
            "До 15 апреля 2026 года, до 15 апреля 2027 года",
            "До 15 апреля 2026 года, до 15 мая 2027 года",
            "в строке 1 графу «Сроки» изложить в следующей редакции: "
            "«До 15 апреля 2026 года, до 15 мая 2027 года»",
        ),
        (
            "До 15 апреля ежегодно",
            "До 15 апреля 2026 года ежегодно",
            "в строке 1 в графе «Сроки» после слова «апреля» дополнить словами «2026 года»",
        ),
        (
            "Апрель, май ежегодно",
            "Апрель ежегодно",
            "в строке 1 в графе «Сроки» слова «, май» исключить",
        ),
        ("", "Май", "в строке 1 графу «Сроки» изложить в следующей редакции: «Май»"),
        ("Май", "", "в строке 1 в графе «Сроки» слово «Май» исключить"),
    ],
)
def test_one_changed_cell(old, new, words):
    before, after = row(11, "Дело", old, number="1"), row(11, "Дело", new, number="1")
    assert points(plan([before]), plan([after])) == [words]


def test_two_changed_cells_restate_the_row():
    old, new = row(11, "Дело", number="5"), row(11, "Иное", "Май", number="5")
    (clause,) = amending_clauses(compare(plan([old]), plan([new])), ACT)[2:]
    assert clause.text == "строку 5 изложить в следующей редакции:"
    assert clause.table.rows[0].cells == ("5", "Иное", "Май", "Отдел")


def test_moved_row():
    rows = rows_of(3)
    old, new = plan(numbered(*rows)), plan(numbered(rows[1], rows[2], rows[0]))
    assert points(old, new) == [
        "строку 1 перенести, поместив её после строки 3",
        "строки 2, 3 считать соответственно строками 1, 2",
        "строку 1 считать строкой 3",
    ]


def test_sections_added_removed_renamed():
    old_sections = [section(1, "Кадры", "I."), section(2, "Лишний", "II.")]
    new_sections = [section(1, "Кадры и школы", "I."), section(3, "Новый", "II.")]
    old = [row(11, "Раз", number="1", group=1), row(12, "Два", number="2", group=2)]
    new = [row(11, "Раз", number="1", group=1), row(13, "Три", number="2", group=3)]
    clauses = amending_clauses(
        compare(plan(old, sections=old_sections), plan(new, sections=new_sections)), ACT
    )[2:]
    assert [c.text for c in clauses] == [
        "в наименовании раздела I «Кадры» после слова «Кадры» дополнить словами «и школы»;",
        "раздел II «Лишний» исключить;",
        "дополнить разделом II «Новый» следующего содержания:",
    ]
    assert [r.heading or r.cells for r in clauses[2].table.rows] == [
        "II. Новый",
        ("2", "Три", "Апрель 2026", "Отдел"),
    ]


def test_heading_passport_and_column():
    one = row(11, "Дело", number="1")
    old = plan(
        [one],
        heading="ПЛАН на 2025 год",
        blocks=[block(31, "Сроки реализации", "2025 год", "passport"), block(32, "Цели", "Цель")],
    )
    new = plan(
        [one],
        heading="ПЛАН на 2026 год",
        blocks=[block(31, "Сроки реализации", "2026 год", "passport")],
    )
    assert points(old, new) == [
        "в заголовке цифры «2025» заменить цифрами «2026»",
        "текст «Цели» исключить",
        "в пункте «Сроки реализации» паспорта цифры «2025» заменить цифрами «2026»",
    ]
    renamed = plan([one], columns=[column(ACTION), column(DEADLINE, "Сроки исполнения")])
    assert points(plan([one], columns=[ACTION, DEADLINE]), renamed) == [
        "графу «Сроки» именовать «Сроки исполнения»"
    ]


def test_other_columns_restate_the_table():
    rows = numbered(*rows_of(2))
    clauses = amending_clauses(compare(plan(rows), plan(rows, columns=WITHOUT_NUMBERS)), ACT)
    assert [c.text for c in clauses[2:]] == ["таблицу изложить в следующей редакции:"]
    assert len(clauses[2].table.rows) == 2


def test_more_points_than_letters_have_numbers():
    rows = [row(100 + n, f"Дело {n}", number=str(n)) for n in range(1, 41)]
    new = [row(100 + n, f"Дело {n}", "Май 2026", number=str(n)) for n in range(1, 41)]
    clauses = amending_clauses(compare(plan(rows), plan(new)), ACT)[2:]
    assert (clauses[0].number, clauses[39].number) == ("1.1.1.", "1.1.40.")


@settings(max_examples=150, deadline=None)
@given(plans(), plans())
def test_any_difference_has_words_and_tables_that_fit(old, new):
    difference = compare(old, new)
    clauses = amending_clauses(difference, ACT)
    for clause in clauses:
        assert clause.text
        assert (clause.text[-1] == ":") == (clause.table is not None or clause.level < 3)
        for line in clause.table.rows if clause.table else ():
            assert line.heading or len(line.cells) == len(clause.table.columns)
    table = amending_comparison(difference)
    assert all(len(line.cells) == 3 for line in table.rows)
    if clauses:
        assert table.rows or difference.columns
