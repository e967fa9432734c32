"""Words of the papers of a meeting: who signs, to whom a letter is, what an extract leaves out."""

import pytest

from documents.models import OrderKind, profile_of
from schools.models import Gender
from tests.factories import make_person
from tests.workgroups.groups import add_member, attend, make_item
from tests.workgroups.held import Held
from tests.workgroups.signed import freeze
from tests.workgroups.test_minutes import printed
from workgroups.models import MemberRole, Membership, Resolution
from workgroups.papers.catalogue import addressees_of
from workgroups.papers.cuts import extract_html
from workgroups.papers.minutes import decided, minutes_html
from workgroups.papers.sheets import decision_html, letter_html, notice_html

pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]


@pytest.fixture
def held():
    return Held()


@pytest.mark.parametrize("paper", [decision_html, letter_html])
def test_over_a_paper_of_signed_minutes_stands_what_they_say(held, paper):
    meeting = freeze(held.meeting, number="5")
    before = printed(paper(meeting))
    profile = profile_of(held.place, OrderKind.ORDER)
    profile.letterhead = "КОМИТЕТ ПО ОБРАЗОВАНИЮ"
    profile.save()
    held.group.name_genitive = "иной группы"
    held.group.save()
    meeting.group.refresh_from_db()
    assert printed(paper(meeting)) == before
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in before
    assert "рабочей группы по поддержке школ" in before


def test_over_a_notice_stands_what_is_in_force_today(held):
    profile = profile_of(held.place, OrderKind.ORDER)
    profile.letterhead = "КОМИТЕТ ПО ОБРАЗОВАНИЮ"
    profile.save()
    assert printed(notice_html(held.meeting)).startswith("КОМИТЕТ ПО ОБРАЗОВАНИЮ")


def test_an_extract_does_not_say_that_something_is_annexed_to_it(held):
    for letter in "ghijklmnop":
        attend(held.meeting, [add_member(held.group, letter).person])
    whole = printed(minutes_html(held.meeting))
    assert "17 человек (список прилагается)" in whole
    assert "Особое мнение ЧленH Н. П. прилагается." in whole
    by_items = printed(extract_html(held.meeting, items=(1, 3)))
    assert "(список прилагается)" in by_items
    assert "СПИСОК присутствовавших" in by_items
    assert "Особое мнение ЧленH Н. П. – в приложении к протоколу." in by_items
    to_one = printed(extract_html(held.meeting, numbers=("1.1.",)))
    assert "(список – в приложении к протоколу)" in to_one
    assert "прилагается" not in to_one
    assert "СПИСОК присутствовавших" not in to_one


def test_whoever_leads_a_group_without_a_head_does_not_sign_as_its_head(held):
    Membership.objects.filter(role=MemberRole.HEAD).update(role=MemberRole.MEMBER)
    held.meeting.presiding = held.people["D"]
    held.meeting.save()
    decision = printed(decision_html(freeze(held.meeting)))
    assert "Председательствующий на заседании Н. П. ЧленD" in decision
    assert "Руководитель" not in decision


def test_a_letter_says_to_whom_in_the_dative(held):
    school = held.schools[0]
    school.name = "Лесная средняя школа"
    school.save()
    held.resolve(
        held.meeting.items.first(), "Помочь", people=[make_person(held.place, surname="Петрова")]
    )
    meeting = freeze(held.meeting)
    to = {one.name: one.to for one in addressees_of(Reader(held.place), meeting)}
    assert to[str(school)] == "Директору Лесной средней школы"
    [petrova] = [words for name, words in to.items() if name.startswith("Петрова")]
    assert petrova.startswith("Петровой")
    [one] = [one for one in addressees_of(Reader(held.place), meeting) if one.name == str(school)]
    assert "Директору Лесной средней школы" in printed(letter_html(meeting, one))


class Reader:
    """An access that reads every meeting."""

    sees_everything = is_department = True
    person_ids = school_ids = ()

    def __init__(self, municipality):
        self.municipality = municipality


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("директора школ", "Ответственные"),
        ("руководители методических объединений", "Ответственные"),
        ("Иванов И. И., Петров П. П.", "Ответственные"),
        ("директор и завуч", "Ответственные"),
        ("директорам школ", "Ответственные"),
        ("руководителям школ", "Ответственные"),
        ("Иванов И. И. и Петров П. П.", "Ответственные"),
        ("Ли В. В.", "Ответственный"),
        ("отдел общего и дошкольного образования", "Ответственный"),
        ("заместитель директора по учебной и воспитательной работе", "Ответственный"),
        ("Иванова Н. В., методист", "Ответственный"),
        ("директор школы № 3", "Ответственный"),
        ("отдел образования", "Ответственный"),
        ("методист Орлов А. А.", "Ответственный"),
    ],
)
def test_several_answer_in_the_plural(held, words, who):
    row = Resolution.objects.create(
        item=held.meeting.items.first(), position=9, text="Сделать", addressee=words
    )
    assert decided(row).who == who


@pytest.mark.parametrize(
    ("gender", "led"), [(Gender.MALE, "председательствовал "), (Gender.FEMALE, "ствовала ")]
)
def test_who_led_at_one_question_has_a_gender(held, gender, led):
    held.meeting.attendances.filter(person=held.people["H"]).update(last_item=1)
    deputy = held.people["D"]
    deputy.gender = gender
    deputy.save()
    assert f"{led}ЧленD Н. П." in printed(minutes_html(held.meeting))


def test_a_question_that_is_no_about_is_called_by_its_words(held):
    make_item(held.meeting, title="ВПР 2026 года", speaker=held.speaker)
    assert "СЛУШАЛИ: Капустину Н. В. – по вопросу: ВПР 2026 года." in printed(
        minutes_html(held.meeting)
    )


def test_whoever_is_chosen_is_counted_and_not_the_words(held):
    item = held.meeting.items.first()
    words = "Ивановой Н. В., методисту, и Петрову П. П."
    one = held.resolve(item, "Сделать", people=[held.people["a"]], addressee=words)
    two = held.resolve(item, "Сделать", schools=held.schools, addressee="школе")
    assert [decided(row).who for row in (one, two)] == ["Ответственный", "Ответственные"]
