"""The act: what it must have, its annexes, blanks and approvals."""

import datetime

import pytest

from tests.roadmaps.checking.papers import CONTROL, act, codes, document, of, plan, table

LAST = f"2. {CONTROL}"


def annex(number="1", grif="", title="План мероприятий", mark="от 12.01.2024 № 14-ОД"):
    return f"Приложение {number}\n{grif}\nк приказу управления\n{mark}\n{title}\nТекст приложения."


def test_act_without_a_title():
    assert of("order-title-absent", act("1. Утвердить план.", LAST, title="")) == [
        ("приказ", "У приказа нет заголовка («Об утверждении …»).")
    ]
    assert of("order-title-absent", act("1. Утвердить план.", LAST)) == []
    assert of("order-title-absent", *plan({})) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ПРИКАЗ", "приказ"),
        ("П О С Т А Н О В Л Е Н И Е", "постановление"),
        ("РАСПОРЯЖЕНИЕ АДМИНИСТРАЦИИ", "распоряжение"),
        ("ПРИКАЗ № 14-ОД от 12.01.2024", "приказ"),
        ("Приказ № 14-ОД от 12.01.2024", "приказ"),
    ],
)
def test_kind_of_the_act(line, kind):
    facts = document(f"{line}\nОБ УТВЕРЖДЕНИИ ПЛАНА\nВ целях помощи\n1. Утвердить.").order
    assert (facts.kind, facts.title) == (kind, "ОБ УТВЕРЖДЕНИИ ПЛАНА")


@pytest.mark.parametrize("line", ["Приказом управления", "ПРИКАЗОМ", "План мероприятий"])
def test_paper_without_an_act(line):
    assert document(line, *plan({})).order is None


def test_letterhead_title_and_signature_in_tables():
    blocks = (
        table(["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nЗаозёрского района", "герб"]),
        table(["ПРИКАЗ", ""], ["12.01.2024", "№ 14-ОД"]),
        table(["Об утверждении плана\nподдержки школ", ""]),
        f"В целях повышения качества\nПРИКАЗЫВАЮ:\n1. Утвердить план (приложение 1).\n{LAST}",
        table(["Начальник управления", "Л.М. Соболева"]),
        "План мероприятий по поддержке школ\nТекст плана.",
    )
    facts = document(*blocks).order
    assert (facts.day, facts.number) == (datetime.date(2024, 1, 12), "14-ОД")
    assert [clause.number for clause in facts.clauses] == ["1.", "2."]
    assert codes(*blocks) == ["annex-unmarked"]


def test_act_without_clauses():
    bare = "РАСПОРЯЖЕНИЕ\n12.01.2024 № 5\nО мерах\nВ целях повышения качества образования."
    assert of("clauses-absent", bare) == [("распоряжение", "В распоряжении нет ни одного пункта.")]
    assert of("clauses-absent", act("1) Утвердить план.", f"2) {CONTROL}")) == []


def test_clause_without_a_text():
    assert of("clause-empty", act("1. Утвердить план.", "2.", f"3. {CONTROL}")) == [
        ("пункт 2", "Пункт 2 без текста.")
    ]
    assert of("clause-empty", act("1. Утвердить план.", LAST)) == []


@pytest.mark.parametrize(
    "clause",
    [
        CONTROL,
        "Контроль исполнения распоряжения возложить на заместителя главы Ершова В.Г.",
        "Контроль за выполнением настоящего приказа поручить методисту Белых С.С.",
    ],
)
def test_control_is_laid_on_somebody(clause):
    assert of("control-absent", act("1. Утвердить план.", f"2. {clause}")) == []


def test_control_that_is_laid_on_nobody():
    [(where, text)] = of("control-absent", act("1. Утвердить план.", "2. Школам исполнить."))
    assert (where, text) == ("приказ", "Нет пункта о контроле исполнения.")
    empty = act("1. Утвердить план.", "2. Контроль за исполнением приказа возложить на ______.")
    [(where, text)] = of("control-absent", empty)
    assert where == "пункт 2"


def test_annex_that_is_named_and_absent():
    clauses = ("1. Утвердить план (приложение 1) и список (приложения № 2 и 3).", LAST)
    assert [where for where, _ in of("annex-absent", act(*clauses, tail=annex("1")))] == [
        "пункт 1",
        "пункт 1",
    ]
    whole = act(*clauses, tail="\n".join(map(annex, "123")))
    assert of("annex-absent", whole) == []


@pytest.mark.parametrize(
    ("clause", "number"),
    [
        ("1. Утвердить план (приложение).", ""),
        ("1. Утвердить прилагаемый план.", "1"),
        ("1. Утвердить прилагаемые: план (приложение 1) и список (приложение 1).", "1"),
        ("1. Утвердить план согласно приложению № 1 к настоящему приказу.", "№ 1"),
        ("1. Учесть приложение 5 к приказу министерства; план (приложение 1) утвердить.", "1"),
    ],
)
def test_annexes_that_are_in_their_places(clause, number):
    order = act(clause, LAST, tail=annex(number))
    assert of("annex-absent", order) == of("annex-not-named", order) == []


def test_annex_that_no_clause_names():
    order = act("1. Утвердить план.", LAST, tail=annex("1"))
    assert of("annex-not-named", order) == [
        ("приложение 1", "Приложение 1 есть, но ни один пункт о нём не говорит.")
    ]


def test_annex_of_an_annex_is_not_the_acts():
    inner = "Приложение 1\nк Положению о группе\nФорма протокола\nТекст."
    clauses = ("1. Утвердить положение (приложение 1).", LAST)
    order = act(*clauses, tail=annex("1", title="ПОЛОЖЕНИЕ о группе") + "\n" + inner)
    assert of("annex-repeat", order) == of("annex-not-named", order) == []


def test_two_annexes_with_one_number():
    clauses = ("1. Утвердить план (приложение 1).", LAST)
    assert len(of("annex-repeat", act(*clauses, tail=annex("1") + "\n" + annex("1")))) == 1


def test_plan_without_the_mark_of_an_annex():
    clauses = ("1. Утвердить план (приложение 1).", LAST)
    unmarked = act(*clauses, tail="План мероприятий по поддержке школ\nТекст плана.")
    [(where, text)] = of("annex-unmarked", unmarked)
    assert where == "«План мероприятий по поддержке школ»"
    assert of("annex-absent", unmarked) == []
    assert of("annex-unmarked", act(*clauses, tail=annex("1"))) == []


@pytest.mark.parametrize(
    "mark",
    [
        "от _____ № ____",
        "от «___» ________ 2024 г. № ___",
        "от __01.2024 № ____",
        "от ........ № .....",
    ],
)
def test_blank_date_and_number(mark):
    clauses = ("1. Утвердить план (приложение 1).", LAST)
    [(where, _)] = of("blank-requisites", act(*clauses, tail=annex("1", mark=mark)))
    assert where == "приложение 1"


def test_lines_for_signatures_are_no_blanks():
    clauses = ("1. Утвердить план (приложение 1).", LAST)
    tail = "Ознакомлены: ____________ Белых С.С. от школы № 3\n" + annex("1")
    assert of("blank-requisites", act(*clauses, tail=tail)) == []


def test_blanks_of_a_draft_are_one_finding():
    draft = act("1. Утвердить план (приложение 1).", LAST, tail=annex("1", mark="от ____ № ____"))
    draft = draft.replace("12.01.2024\n№ 14-ОД", "от __________ № ______")
    assert [where for where, _ in of("blank-requisites", draft)] == ["приказ"]


@pytest.mark.parametrize(
    ("grif", "title", "is_right"),
    [
        ("УТВЕРЖДЕНО", "План мероприятий", False),
        ("УТВЕРЖДЁН", "План мероприятий", True),
        ("УТВЕРЖДЕН", "Муниципальный план-график", True),
        ("УТВЕРЖДЁН", "Дорожная карта", False),
        ("УТВЕРЖДЕНА", "ДОРОЖНАЯ КАРТА", True),
        ("УТВЕРЖДЕНА", "Состав рабочей группы", False),
        ("УТВЕРЖДЕНО", "ПОЛОЖЕНИЕ о рабочей группе", True),
        ("УТВЕРЖДЕНЫ", "Формы отчётов", True),
        ("УТВЕРЖДЕН", "Муниципальная программа", False),
        ("УТВЕРЖДЕНО", "О рабочей группе", True),  # the kind is not said: nothing to compare
    ],
)
def test_approval_agrees_with_what_is_approved(grif, title, is_right):
    order = act("1. Утвердить (приложение 1).", LAST, tail=annex("1", f"{grif}\nприказом", title))
    assert (of("grif-agreement", order) == []) is is_right


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("УТВЕРЖДЁН\nПриказом управления", "grif-capital"),
        ("УТВЕРЖДЁН Приказом управления", "grif-capital"),
        ("УТВЕРЖДЁН\nприказ управления", "grif-case"),
        ("УТВЕРЖДЁН\nприказом управления", None),
    ],
)
def test_words_after_the_approval(words, code):
    order = act("1. Утвердить (приложение 1).", LAST, tail=annex("1", words))
    for one in ("grif-capital", "grif-case"):
        assert bool(of(one, order)) is (one == code)
