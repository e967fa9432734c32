"""Measures that say too little, or the same twice."""

from tests.roadmaps.checking.papers import of, plan, table

NO_DEADLINE = {"deadline": ""}


def test_measure_without_text():
    assert of("measure-empty", *plan({}, {"title": ""})) == [
        ("мероприятие 2", "Мероприятие 2 без текста: не сказано, что делать.")
    ]
    assert of("measure-empty", *plan({}, {})) == []


def test_empty_cells_are_told_one_by_one():
    for code, column in [
        ("deadline-absent", "deadline"),
        ("responsible-absent", "responsible"),
        ("result-absent", "result"),
    ]:
        [(where, _)] = of(code, *plan({}, {column: ""}, {}))
        assert where == "мероприятие 2"
        assert of(code, *plan({}, {}, {})) == []


def test_empty_column_is_one_finding():
    assert of("deadline-absent", *plan(NO_DEADLINE, NO_DEADLINE, NO_DEADLINE)) == [
        ("таблица мероприятий", "Графа пуста. Срок не указан.")
    ]


def test_absent_column_is_one_finding():
    bare = table(
        ["№", "Мероприятие", "Срок"],
        ["1", "Провести семинар", "март 2024"],
        ["2", "Подвести итоги", "май 2024"],
    )
    assert of("responsible-absent", bare) == [
        ("таблица мероприятий", "В таблице нет графы с ответственными.")
    ]
    assert len(of("result-absent", bare)) == 1
    assert of("deadline-absent", bare) == []


def test_matrix_says_who_acts_by_its_columns():
    matrix = table(
        ["Комитет образования", "Методическая служба", "Школы", "Срок"],
        ["Утвердить список", "Провести опрос", "Написать программу", "март 2024 года"],
        ["Подвести итоги", "", "Описать опыт", "май 2024 года"],
    )
    assert of("responsible-absent", matrix) == of("result-absent", matrix) == []


SAME = {"title": "Провести семинар для учителей математики"}


def test_same_measure_with_the_same_deadline():
    [(where, text)] = of("measure-repeat", *plan(SAME, {}, SAME))
    assert where == "мероприятие 3"
    assert "мероприятие 1 и мероприятие 3" in text
    assert of("measure-repeat", *plan(SAME, {}, {})) == []


def test_same_measure_with_other_deadlines_is_a_remark():
    blocks = plan(SAME, SAME | {"deadline": "октябрь 2024 года"})
    assert len(of("measure-similar", *blocks)) == 1
    assert of("measure-repeat", *blocks) == []
    assert of("measure-similar", *plan(SAME, {})) == []
