"""Papers of a meeting: every obligatory part (domain.md 1.8), grammar, cuts, PDF against Word."""

import pytest

from documents.word import docx
from lib import pdf
from lib.text import NBSP
from tests.documents.papers import pages_of, whole
from tests.documents.word.papers import words_of_docx, words_of_pdf
from tests.factories import make_person
from tests.workgroups.groups import add_member, attend, make_item, vote
from tests.workgroups.held import Held
from workgroups.counting import session_of
from workgroups.models import Meeting, MemberRole, Vote
from workgroups.papers.catalogue import PAPERS, Addressee, Choice
from workgroups.papers.cuts import adopted_in, extract_html, short_html
from workgroups.papers.minutes import heard_words, minutes_html, people_there
from workgroups.papers.sheets import decision_html, letter_html, notice_html, participants_html

# What is printed does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]

PARTS = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
    "ПРОТОКОЛ",
    "20.05.2026 № ______",
    "с. Речное",
    "заседания рабочей группы по поддержке школ",
    "Председательствующий: ЧленH Н. П.",
    "Секретарь: ЧленS Н. П.",
    "Присутствовали: Членa Н. П., Членb Н. П.",
    "Приглашённые: Гостев А. А., юрист администрации",
    "Всего членов – 10, присутствуют – 7, кворум имеется.",
    "ПОВЕСТКА ДНЯ",
    "1. О ходе реализации плана. Докладчик: Капустина Н. В.",
    "1. СЛУШАЛИ: Капустину Н. В. – о ходе реализации плана.",
    "ВЫСТУПИЛИ: Членa Н. П. – предложил продлить срок",
    "РЕШИЛИ: 1.1. Провести совещание.",
    "Срок: до 01.10.2026",
    "Голосовали: «за» – 6, «против» – 0, «воздержались» – 1. Решение принято.",
    "Решение принято голосом председательствующего: голоса разделились поровну.",
    "ПРЕДЛОЖЕНО: 3.1. Снять с контроля.",
    "Голосовали: «за» – 2, «против» – 5, «воздержались» – 0. Решение не принято.",
    "РЕШИЛИ: решение не принято.",
    "прилагается.",
    "Председательствующий Н. П. ЧленH",
    "Секретарь Н. П. ЧленS",
    "ОСОБОЕ МНЕНИЕ по вопросу 3 повестки дня",
    "Считаю иначе.",
)


def printed(html):
    """All the words of the PDF in one line."""
    return whole("\n".join(pages_of(pdf.render(html))))


@pytest.fixture
def held():
    return Held()


def test_minutes_have_every_obligatory_part_in_its_order(held):
    text = printed(minutes_html(held.meeting))
    assert "ПРОЕКТ" in text
    place = 0
    for part in PARTS:
        found = text.find(part, place)
        assert found >= 0, part
        place = found


def test_heard_is_accusative_spoken_nominative_dissent_genitive(held):
    member = make_person(
        held.place, surname="Воронцова", first_name="Алла", patronymic="Юрьевна", gender="female"
    )
    held.people["a"] = member
    held.dissent.person = member
    held.dissent.save()
    text = printed(minutes_html(held.meeting))
    assert "СЛУШАЛИ: Капустину Н. В." in text
    assert "Докладчик: Капустина Н. В." in text
    assert "Особое мнение Воронцовой А. Ю. прилагается." in text


def test_a_speaker_in_words_is_not_inflected(held):
    item = make_item(
        held.meeting, title="Об итогах четверти.", speaker_words="Иванова А. А., завуч"
    )
    assert heard_words(item) == "информацию об итогах четверти (докладчик – Иванова А. А., завуч)"
    item.speaker_words, item.title = "", "ВПР и их итоги"
    assert heard_words(item) == "информацию по вопросу: ВПР и их итоги"


def test_a_long_list_of_those_present_is_attached(held):
    more = [add_member(held.group, letter).person for letter in "hijklmnopq"]
    attend(held.meeting, more)
    text = printed(minutes_html(held.meeting))
    assert "Присутствовали: 17 человек (список прилагается)" in text
    assert "СПИСОК присутствовавших" in text
    assert "17. ЧленS Н. П., директор школы" in text


def test_where_quorum_or_the_presiding_change_the_item_says_so(held):
    held.meeting.attendances.filter(person=held.people["H"]).update(last_item=1)
    held.meeting.attendances.filter(person=held.people["a"]).update(last_item=2)
    text = printed(minutes_html(held.meeting))
    assert "По этому вопросу председательствовала ЧленD Н. П." in text
    assert "Голосование не состоялось: присутствуют 5 из 10, кворума нет" in text
    assert "РЕШИЛИ: решение не принято." in text


def test_a_poll_counts_those_who_voted():
    held = Held(form="absentee", closes_at="2026-05-20T12:00:00Z")
    held.meeting.attendances.all().delete()
    meeting = Meeting.objects.get(pk=held.meeting.pk)
    assert len(people_there(session_of(meeting))) == 7
    text = printed(minutes_html(meeting))
    assert "(заочное голосование)" in text
    assert "Участвовали в голосовании: " in text
    assert "участвуют – 7, кворум имеется" in text


def test_short_minutes_name_who_spoke_and_not_what_was_said(held):
    text = printed(short_html(held.meeting))
    assert "ВЫСТУПИЛИ: Членa Н. П. РЕШИЛИ:" in text
    assert "предложил продлить срок" not in text
    assert "доложила" not in text
    assert "1.1. Провести совещание." in text


def test_an_extract_keeps_the_numbers_of_the_original(held):
    text = printed(extract_html(held.meeting, items={2}))
    assert "ВЫПИСКА ИЗ ПРОТОКОЛА" in text
    assert "2. О плане на год." in text
    assert "2. СЛУШАЛИ:" in text
    assert "2.1. Утвердить план работы." in text
    assert "О ходе реализации" not in text
    assert "1.1." not in text
    assert "Председательствующий: Н. П. ЧленH" in text
    assert "Верно" in text


def test_an_extract_for_one_addressee_has_nothing_of_others(held):
    text = printed(extract_html(held.meeting, numbers=("1.1.",)))
    assert "1.1. Провести совещание." in text
    for foreign in ("1.2.", "Подготовить справку", "О плане на год", "предложил", "особое"):
        assert foreign.casefold() not in text.casefold()


def test_the_decision_has_what_was_adopted_and_the_head_alone(held):
    text = printed(decision_html(held.meeting))
    assert [one.number for one in adopted_in(held.meeting)] == ["1.1.", "1.2.", "2.1."]
    assert "Снять с контроля" not in text
    assert "рекомендательный характер" in text
    assert text.endswith("Руководитель рабочей группы Н. П. ЧленH")
    assert "Секретарь" not in text


def test_notice_and_list_of_participants(held):
    held.meeting.items.filter(position=2).update(draft_decision="Утвердить")
    notice = printed(notice_html(held.meeting))
    for part in ("УВЕДОМЛЕНИЕ", "20 мая 2026 г., начало в 10.00", "кабинет 12", "3. О снятии"):
        assert part in notice
    assert "Проект решения: Утвердить" in notice
    people = printed(participants_html(held.meeting))
    assert f"1. {held.people['H'].full_name} директор школы руководитель" in people
    assert "11. Гостев А. А. юрист администрации приглашённый" in people


def test_a_letter_to_one_addressee(held):
    one = Addressee(
        "school", held.schools[0].pk, "Лесная СОШ", "Директору Лесной СОШ", ("1.1.", "2.1.")
    )
    text = printed(letter_html(held.meeting, one))
    assert "Директору Лесной СОШ" in text
    assert "1.1." in text
    assert "1.2." not in text


@pytest.mark.parametrize("code", PAPERS)
def test_pdf_and_word_say_the_same_and_always_the_same_bytes(held, code):
    html = PAPERS[code].html(held.meeting, Choice(items=(1, 3)))
    content = pdf.render(html)
    assert words_of_docx(docx(html)) == words_of_pdf(content)
    assert pdf.render(html) == content
    assert docx(html) == docx(html)


def test_minutes_cost_the_same_queries_whatever_the_number_of_items(
    held, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as few:
        minutes_html(held.meeting)
    for _ in range(20):
        held.resolve(held.add_item("О новом", "HDSa", "b"), "Сделать", schools=held.schools)
    meeting = Meeting.objects.get(pk=held.meeting.pk)
    with django_assert_max_num_queries(len(few) + 2):
        minutes_html(meeting)


def test_the_secretary_without_a_vote_is_not_counted(held):
    held.group.regulations.update(secretary_votes=False)
    item = held.add_item("Об ином", "HDa", "bcd")
    Vote.objects.create(item=item, person=held.people["S"], choice="for")
    assert held.group.memberships.get(person=held.people["S"]).role == MemberRole.SECRETARY
    text = printed(minutes_html(Meeting.objects.get(pk=held.meeting.pk)))
    assert "«за» – 3, «против» – 3" in text.rpartition("об ином")[2]


def test_numbers_of_votes_by_hands_are_printed(held):
    item = make_item(held.meeting, title="О прочем", votes_for=5, votes_against=1)
    vote(item, [held.people["H"]], "for")
    text = printed(minutes_html(Meeting.objects.get(pk=held.meeting.pk)))
    assert "«за» – 5, «против» – 1, «воздержались» – 0, не голосовали – 1" in text


def test_minutes_name_who_was_away_and_who_had_a_conflict(held):
    """d leaves after the first item; a has a conflict of interest in the second."""
    held.meeting.attendances.filter(person=held.people["d"]).update(last_item=1)
    second = held.meeting.items.get(position=2)
    second.votes.all().delete()
    vote(second, [held.people[letter] for letter in "HDSbc"], "for")
    vote(second, [held.people["a"]], "recused")
    text = printed(minutes_html(held.meeting))
    away, recused = (held.people[letter].surname_first for letter in "da")
    assert f"Отсутствовали на этом вопросе: {away}".replace(NBSP, " ") in text
    told = f"конфликта интересов – 1 ({recused})".replace(NBSP, " ")
    assert told in text
    assert ".." not in text
