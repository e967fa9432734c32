"""Letters, quotes, repeated words, abbreviations."""

import pytest

from tests.roadmaps.checking.papers import of, plan


def said(text):
    """A plan of one measure whose result is the text."""
    return plan({"result": text})


@pytest.mark.parametrize(
    ("text", "word"),
    [("Pабота по плану", "Pабота"), ("Совещание c родителями", "c"), ("Отчёт ЦOКO", "ЦOКO")],
)
def test_latin_letters_in_russian_words(text, word):
    [(where, found)] = of("scripts-mixed", *said(text))
    assert where == "мероприятие 1"
    assert f"«{word}»" in found


@pytest.mark.parametrize(
    "text",
    [
        "Программа IT-клуба",
        "II полугодие",
        "IIполугодие",
        "сайт school1.ru",
        "Zoom и WhatsApp",
        "QR-код",
    ],
)
def test_latin_words_beside_russian_ones(text):
    assert of("scripts-mixed", *said(text)) == []


def test_one_word_in_many_places_is_one_finding():
    assert len(of("scripts-mixed", *plan({"result": "Oтчёт"}, {"result": "Oтчёт"}))) == 1


@pytest.mark.parametrize(
    "text",
    ["Семинар «Оценка", "Семинар Оценка»", 'Семинар "Оценка', "Школа «Лад»)»"],
)
def test_quote_without_its_pair(text):
    assert len(of("quotes-unpaired", *said(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Семинар «Оценка»",
        "План «Программа «Развитие»",  # one mark closes both: a custom
        "Приказ «О мерах «Школа»»",
        'Клуб "Радуга"',
        'Экран 15" и указка',
    ],
)
def test_quotes_in_pairs(text):
    assert of("quotes-unpaired", *said(text)) == []


def test_quotation_over_two_paragraphs():
    text = "План мероприятий\nПроект «Школа успеха:\nновые возможности» идёт второй год."
    assert of("quotes-unpaired", text) == []
    assert len(of("quotes-unpaired", "План мероприятий\nПроект «Школа успеха")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Обмен опытом между между школами", "между между"),
        ("Встреча на базе на базе школы", "на базе на базе"),
        ("Отчёт о о работе", "о о"),
    ],
)
def test_words_written_twice(text, words):
    [(_, found)] = of("words-doubled", *said(text))
    assert f"«{words}»" in found


@pytest.mark.parametrize(
    "text",
    ["Школа школе помощник", "Шаг за шагом", "1 раз, 1 раз", "чуть чуть", "школ школ-лидеров"],
)
def test_words_that_are_not_repeated(text):
    assert of("words-doubled", *said(text)) == []


def test_abbreviation_joined_with_itself():
    assert len(of("name-doubled", *said("Поддержка ШНРО и ШНРО"))) == 1
    assert of("name-doubled", *said("Поддержка ШНРО и ШССУ")) == []


def test_abbreviation_that_is_never_spelt_out():
    [(where, text)] = of("abbreviation", *plan({"result": "Отчёт ШНРО"}, {"result": "План ШНРО"}))
    assert where == "мероприятие 1"
    assert text == "Сокращение «ШНРО» нигде не раскрыто, всего 2."


@pytest.mark.parametrize(
    "text",
    [
        "Школы с низкими результатами обучения (далее – ШНРО). Отчёт ШНРО.",
        "Школы с низкими результатами обучения (ШНРО)",
        "Профиль: РПШ – рисковый профиль школы. РПШ готов.",
        "Результаты ВПР, ОГЭ и ЕГЭ по ФГОС",
        "Курсы ГАУ ДПО РО ИРО, МКУ «ЦМТО»",
        "Проект АРТЕК «Лето»",
        "XXI век, II этап, ХХ век",
        "Участники ШКОЛЫ: школы района",
        "АНАЛИТИЧЕСКАЯ СПРАВКА ПО ИТОГАМ ГОДА",
    ],
)
def test_abbreviations_that_are_clear(text):
    assert of("abbreviation", *said(text)) == []


def test_brackets_that_explain_nothing():
    found = of("abbreviation", *said("Поддержка школ (ШНРО, ШССУ) района"))
    assert len(found) == 2
