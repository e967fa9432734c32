"""The typographer: what it sets right, what it leaves alone, and that it does so once for all."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lib.text import NB_HYPHEN, NBSP
from lib.typography import bind, typeset

# Typed and printed; «_» is a no-break space.
PRINTED = [
    ('МБОУ "Лесная школа"', "МБОУ «Лесная школа»"),
    ('МБОУ "Школа "Роза ветров""', "МБОУ «Школа „Роза ветров“»"),
    ('""Роза" у моря"', "«„Роза“ у_моря»"),
    ("Об утверждении «Программы «Рост»»", "Об утверждении «Программы „Рост“»"),
    ("“Роза”, „Лотос“", "«Роза», «Лотос»"),
    ('("Рост"), "Взлёт"; "Старт".', "(«Рост»), «Взлёт»; «Старт»."),
    ('дополнить: "1. Школы;\n2. Пары".', "дополнить: «1. Школы;\n2. Пары»."),
    ('экран 15" и "Рост"', 'экран 15" и «Рост»'),
    ('"Рост"\nэкран "узкий', '«Рост»\nэкран "узкий'),
    ("тьютор - учитель", "тьютор_— учитель"),
    ("тьютор — учитель – друг", "тьютор_— учитель_– друг"),
    ("а - - б", "а_—_— б"),
    ("2020-2022 годы", "2020–2022_годы"),
    ("на 2020 - 2022 гг.", "на 2020–2022_гг."),
    ("01.09.2020-31.05.2021", "01.09.2020–31.05.2021"),
    ("классы 1-3, 5—9", "классы 1–3, 5–9"),
    ("в 5-7 классах", "в_5–7_классах"),
    ("10 сентября 2020 г. № 158", "10_сентября 2020_г. №_158"),
    ("40 школ, 5 % и 100 ₽", "40_школ, 5_% и 100_₽"),
    ("Иванова О. С. и Н. В. Орлова", "Иванова_О._С. и Н._В._Орлова"),
    ("О мерах в школах с ОВЗ", "О_мерах в_школах с_ОВЗ"),
    ("п. 5 ч. 2 ст. 28", "п._5 ч._2 ст._28"),
    ("и так далее...", "и так далее…"),
    ("два  пробела", "два пробела"),
    ("№ _ 5".replace("_", NBSP), "№_5"),
]
UNTOUCHED = [
    "по-новому",
    "СШ-4, ОГЭ-9, 156-р, 3273-п, 273-ФЗ, 1980-х",
    "01-12/45 и 01-21/744, телефон 4-36-34",
    "№_12-15",
    "с_9-00 до 9-45",
    "10-5",
    "СанПиН 2.4.3648-20 и ГОСТ 7.0.97-2025",
    "2020-2021-2022 и 2020/2021",
    "- пункт списка",
    "от ______ №_______",
    "......",
    'школа "Рост',
    'школа Рост"',
    'МБОУ"Рост"',
    'слово " Рост " отдельно',
    "«Роза» и «Школа „Лотос“»",
    "",
]


@pytest.mark.parametrize(("typed", "printed"), PRINTED)
def test_typed_text_is_set_right(typed, printed):
    assert typeset(typed) == printed.replace("_", NBSP)


@pytest.mark.parametrize("text", [*UNTOUCHED, *(printed for _, printed in PRINTED)])
def test_what_is_right_or_unclear_stays(text):
    text = text.replace("_", NBSP) if "____" not in text else text.replace("№_", f"№{NBSP}")
    assert typeset(text) == text


PIECES = st.sampled_from(
    ['"', "«", "»", "„", "“", "”", " ", "  ", NBSP, "-", " - ", "–", " — ", "...", "…", ".", ","]
    + [
        "№",
        "(",
        ")",
        "\n",
        "\t",
        "в",
        "О",
        "А.",
        "школа",
        "Иванова",
        "5",
        "15",
        "2020",
        "10.09.2020",
    ]
    + ["сентября", "г.", "%", "ст."]
)
TYPED = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)
OFTEN = settings(max_examples=400, deadline=None)


@OFTEN
@given(TYPED)
@example('«"а»"')
@example('"а\n"б" в')
def test_second_time_changes_nothing(text):
    once = typeset(text)
    assert typeset(once) == once
    bound = bind(text)
    assert bind(bound) == bound


@OFTEN
@given(TYPED)
def test_words_digits_and_other_signs_are_as_typed(text):
    assert letters(typeset(text)) == letters(text)
    plain = str.maketrans({NBSP: " ", NB_HYPHEN: "-"})
    assert bind(text).translate(plain) == text.translate(plain)


def letters(text):
    """The text without spaces, and with one sign for all quotes, one for dashes, one for dots."""
    text = re.sub(r"[\"«»„“”]", '"', text.replace("…", "..."))
    return re.sub(r"[ \t\u00a0]", "", re.sub(r"[-–—]", "-", text))


def test_initials_of_a_hyphened_name_are_not_parted_and_words_are():
    assert bind("Донгак А. М.-о., А.-М. Суон") == (
        f"Донгак{NBSP}А.{NBSP}М.{NB_HYPHEN}о., А.{NB_HYPHEN}М.{NBSP}Суон"
    )
    assert NB_HYPHEN not in bind("Кок-ооловна; приказ № 86-р; СОШ-2; 5.-6.")
