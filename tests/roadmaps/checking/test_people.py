"""People: one name in two spellings, namesakes, lists that do not know a person."""

import pytest

from roadmaps.checking.document import Municipality
from roadmaps.checking.names import are_near, mentions_in, stem
from roadmaps.parties.directory import Directory, PersonEntry
from tests.roadmaps.checking.papers import CONTROL, act, of, plan

COMPOSITION = """
    Приложение 1
    к приказу
    СОСТАВ
    рабочей группы по поддержке школ
    1. Журавлёва Н.П. – главный специалист управления, руководитель группы.
    2. Гущин А.П. – директор школы № 3.
    3. Белых С.С. – методист.
    4. {}
"""
ORDER = act(
    "1. Создать рабочую группу и утвердить её состав (приложение 1).",
    "2. Назначить координатором Журавлёву Н.П., главного специалиста управления.",
    f"3. {CONTROL}",
    tail=COMPOSITION.format("Крылова М.В. – учитель."),
)


def names(text):
    return [(one.surname, one.initials) for one in mentions_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Капустина Н.В. Александренкова С. М.", [("Капустина", "НВ"), ("Александренкова", "СМ")]),
        ("Начальник О.М. Дамба", [("Дамба", "ОМ")]),
        ("(Дунаевой Н.А, Шкабатура Е.Э.)", [("Дунаевой", "НА"), ("Шкабатура", "ЕЭ")]),
        ("Исполнитель: Рябинина Ольга Петровна", [("Рябинина", "ОП")]),
        ("Кара-оол Т.Е. и КРЫЛОВА М.В.", [("Кара-оол", "ТЕ"), ("Крылова", "МВ")]),
        ("МБОУ СОШ им. А.С. Пушкина, лицей имени Гагарина Ю.А.", []),
        ("Директор школы Н. Иванова", []),
        ("ПОДДЕРЖКА ШКОЛ С НИЗКИМИ РЕЗУЛЬТАТАМИ ОБУЧЕНИЯ И ШКОЛ", []),
    ],
)
def test_names_in_a_text(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "forms",
    [
        "Капустина Капустину Капустиной Капустиною",
        "Пономарев Пономарёва Пономареву Пономаревым",
        "Вознесенский Вознесенского Вознесенскому Вознесенская Вознесенской",
        "Кравец Кравца Кравцу",
        "Шевченко",
        "Соловей Соловья Соловью",
    ],
)
def test_cases_of_one_surname_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_near_stems():
    assert are_near(stem("Выпрашкина"), stem("Выпряшкиной"))
    assert not are_near(stem("Степанова"), stem("Степаняну"))
    assert not are_near(stem("Ким"), stem("Ли"))


def test_person_in_two_spellings():
    answers = plan({"responsible": "Журовлева Н.П., муниципальный координатор"})
    [(where, text)] = of("person-spelling", ORDER, *answers)
    assert where == "мероприятие 1"
    assert "«Журавлёву Н.П.» (пункт 2)" in text
    assert "«Журовлева Н.П.» (мероприятие 1)" in text


@pytest.mark.parametrize(
    "responsible", ["Журавлева Н.П.", "Журавлёвой Н. П.", "Журавлёва Н.К.", "Жукова Н.П."]
)
def test_case_forms_and_other_people_are_no_second_spelling(responsible):
    assert of("person-spelling", ORDER, *plan({"responsible": responsible})) == []


def test_namesakes_of_one_list_are_two_people():
    composition = COMPOSITION.format("Гущина А.П. – учитель.\n5. Гущиц А.П. – секретарь.")
    order = act("1. Создать рабочую группу (приложение 1).", f"2. {CONTROL}", tail=composition)
    assert of("person-spelling", order) == of("person-similar", order) == []


def test_similar_people_with_different_posts():
    answers = plan({"responsible": "Гушин А.П., начальник отдела"})
    assert of("person-spelling", ORDER, *answers) == []
    [(_, text)] = of("person-similar", ORDER, *answers)
    assert "«Гушин А.П.» (мероприятие 1)" in text
    assert of("person-similar", ORDER, *plan({"responsible": "Гущин А.П., директор"})) == []


def test_one_person_with_two_jobs():
    [(_, text)] = of("person-posts", ORDER, *plan({"responsible": "Гущин А.П., методист"}))
    assert "«директор школы № 3» (приложение 1, пункт 2)" in text
    # A role in the project comes on top of a job.
    roles = plan({"responsible": "Гущин А.П., муниципальный координатор"})
    assert of("person-posts", ORDER, *roles) == []


def test_responsible_outside_the_group():
    assert of("person-outside-group", ORDER, *plan({"responsible": "Лебедев К.К."})) == [
        (
            "мероприятие 1",
            "«Лебедев К.К.» отвечает за мероприятие, но в составе группы и в приказе его нет.",
        )
    ]
    assert of("person-outside-group", ORDER, *plan({"responsible": "Белых С.С."})) == []
    # Without a composition there is nothing to compare with.
    assert of("person-outside-group", *plan({"responsible": "Лебедев К.К."})) == []


def municipality(*surnames):
    people = [PersonEntry(n, name, "Анна", "Петровна") for n, name in enumerate(surnames)]
    return Municipality(Directory(people=people))


def test_person_unknown_to_the_directory():
    answers = plan({"responsible": "Гущина А.П."})
    [(where, text)] = of("person-unknown", *answers, municipality=municipality("Гуцина", "Зуева"))
    assert where == "мероприятие 1"
    assert "В справочнике есть «Гуцина А.П.»" in text
    assert of("person-unknown", *answers, municipality=municipality("Гущина")) == []
    assert of("person-unknown", *answers) == []
    assert of("person-unknown", *answers, municipality=Municipality()) == []


def test_many_unknown_people_are_one_finding():
    crowd = "; ".join(
        f"{name} В.В." for name in "Зуев Ершов Сомов Карпов Линёв Щукин Окунев".split()
    )
    found = of("person-unknown", *plan({"responsible": crowd}), municipality=municipality("Белая"))
    assert len(found) == 1
