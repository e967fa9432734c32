"""What holds for any text: nothing is lost, nothing crashes, nothing takes long."""

import re
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roadmaps.parties import match_parties, read_responsible
from roadmaps.parties.surnames import surname_readings
from tests.roadmaps.parties.test_matching import DIRECTORY
from tests.roadmaps.parties.test_reading import GROUPS, PEOPLE

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = {"person", "post", "unit", "school_class", "body", "text"}
WORDS = sorted({word for text, _ in PEOPLE + GROUPS for word in text.split()})
GLUE = st.sampled_from([" ", " ", ", ", "; ", "\n", " - ", " и ", " (", ") ", "", " «", "» "])
# Words that only separate, and letters of a list: «совместно с», «б)».
SEPARATING = re.compile(
    r"(?<![^\W\d_])(?:и|или|либо|а\s+также|в\s+том\s+числе|совместно(?:\s+со?)?|вместе\s+со?|"
    r"(?:при|с)\s+участи(?:и|ем)|с\s+привлечением)(?![^\W\d_])|(?<!\w)[а-яё]\)",
    re.IGNORECASE,
)


@st.composite
def expressions(draw):
    """Words of real expressions in any order, glued by any separators."""
    words = draw(st.lists(st.sampled_from(WORDS), max_size=12))
    return "".join(word + draw(GLUE) for word in words)


def letters(text):
    return Counter(char for char in text.lower() if char.isalpha())


@QUICK
@given(expressions() | st.text(max_size=200))
@example("(((РМК)))")
@example("«МКУ (Центр» , Орлова А.А.)")
@example("и и и")
def test_every_letter_stays_in_some_party(text):
    parties = read_responsible(text)
    lost = letters(SEPARATING.sub(" ", text)) - letters(" ".join(one.text for one in parties))
    assert not lost


@QUICK
@given(expressions() | st.text(max_size=200))
def test_parties_are_well_formed(text):
    for party in match_parties(read_responsible(text), DIRECTORY):
        assert party.kind in KINDS
        assert party.text == " ".join(party.text.split())
        assert party.name or party.kind == "person"
        assert party.name[:1] == party.name[:1].upper()
        assert party.match is None or 0 <= party.match.score <= 1


SURNAMES = st.sampled_from(["Орлов", "Котов", "Зимин", "Луговский", "Сат-оол", "Донченко"])
LETTERS = st.sampled_from("АБВГДЕИКЛМНОПРСТ")


@QUICK
@given(
    st.lists(st.tuples(SURNAMES, LETTERS, LETTERS), min_size=1, max_size=6),
    st.sampled_from([", ", "; ", "\n", " ", " и ", "/", ",", " , "]),
    st.booleans(),
    st.sampled_from(["{0}.{1}.", "{0}. {1}.", "{0}.{1}"]),
)
def test_people_in_any_spelling_come_back(people, separator, is_reversed, spelling):
    written = []
    for surname, *two in people:
        initials = spelling.format(*two)
        written.append(f"{initials} {surname}" if is_reversed else f"{surname} {initials}")
    names = [party.name for party in read_responsible(separator.join(written))]
    assert names == [f"{surname} {first}.{second}." for surname, first, second in people]


@pytest.mark.parametrize(
    ("nominative", "forms"),
    [
        ("Орлова", "Орловой Орлову Орлова"),
        ("Орлов", "Орлова Орлову Орловым Орлов"),
        ("Луговская", "Луговской Луговскую Луговская"),
        ("Луговской", "Луговской"),
        ("Луговский", "Луговского Луговскому Луговским"),
        ("Шорба", "Шорбы Шорбе Шорбу Шорба"),
        ("Кулик", "Кулика Кулику Куликом Кулик"),
        ("Заяц", "Зайца Зайцу Зайцем"),
        ("Бондарь", "Бондаря Бондарю Бондарем"),
        ("Сат-оол", "Сат-оола Сат-оолу Сат-оолом"),
        ("Донченко", "Донченко"),
        ("Чебан", "Чебану Чебана"),
        ("Чебану", "Чебану"),
        ("Ким", "Ким"),
    ],
)
def test_nominative_is_among_the_readings_of_every_form(nominative, forms):
    for form in forms.split():
        assert nominative in {reading.nominative for reading in surname_readings(form)}, form


LONG = {
    "people": "Кривонижная А.А., Задунайскому Б.Б., Трёхстворчук В.В. методист; ",
    "words": "неведомый жмурик бормоглот ",
    "commas": "шорьки, пырялись, по наве, ",
    "brackets": "(",
    "nested": "((«",
    "quotes": '«"“',
    "spaces": " \t\n",
    "capitals": "ОТДЕЛ ОБРАЗОВАНИЯ РМК ",
    "initials": "А.Б. ",
    "heads": "директора школы и ",
    "control": "контроль возложить ",
    "latin": "oтдeл ",
    "numbers": "№ 5, 7) 8. ",
    "one": "а",
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_ten_thousand_characters_are_read_in_fifty_milliseconds(words):
    read_responsible("методист Орлова А.А.")  # loads the dictionary
    text = (words * 10_000)[:10_000]
    taken = []
    for _ in range(3):
        start = time.process_time()
        read_responsible(text)
        taken.append(time.process_time() - start)
    assert min(taken) <= 0.05
