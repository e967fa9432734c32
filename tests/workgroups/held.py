"""A meeting that was held, with everything that minutes tell of: used by the tests of papers."""

import datetime

from tests.factories import make_person, make_school
from tests.workgroups.groups import (
    DAY,
    attend,
    make_group,
    make_item,
    make_meeting,
    make_regulation,
    vote,
)
from workgroups.models import Dissent, Guest, MeetingState, Resolution, Speech

TERM = datetime.date(2026, 10, 1)
NEXT = datetime.date(2026, 6, 1)


class Held:
    """Ten members, seven present; item 1 adopted, 2 by the casting vote, 3 voted down."""

    def __init__(self, municipality=None, *, state=MeetingState.REVIEW, mark="", **values):
        self.people = {}
        self.group = make_group(municipality, people=self.people)
        self.place = self.group.municipality
        make_regulation(self.group)
        self.meeting = make_meeting(
            self.group, state=state, place="кабинет 12", starts_at=datetime.time(10), **values
        )
        self.speaker = make_person(self.place, surname="Капустина", patronymic="Викторовна")
        attend(self.meeting, [self.people[letter] for letter in "HDSabcd"])
        Guest.objects.create(
            meeting=self.meeting, name=f"Гостев А. А.{mark}", post="юрист администрации"
        )
        self.schools = [make_school(self.place) for _ in range(2)]
        self.add_items(mark)

    def add_items(self, mark):
        first = self.add_item(f"О ходе реализации плана{mark}", "HDSabc", "", "d")
        Speech.objects.create(
            item=first, person=self.people["a"], text=f"предложил продлить срок{mark}\nи помочь"
        )
        self.resolve(first, f"Провести совещание{mark}", schools=[self.schools[0]])
        self.resolve(first, "Подготовить справку", people=[self.people["a"]])
        second = self.add_item("О плане на год", "HDS", "abc")
        self.resolve(second, "Утвердить план работы", schools=self.schools)
        third = self.add_item("О снятии с контроля", "HD", "Sabcd")
        self.resolve(third, "Снять с контроля", people=[self.people["b"]])
        self.dissent = Dissent.objects.create(
            item=third, person=self.people["H"], text="Считаю иначе.", written_on=DAY
        )

    def add_item(self, title, votes_for, against, abstained=""):
        item = make_item(
            self.meeting, title=title, speaker=self.speaker, heard="доложила о выполнении"
        )
        for letters, choice in ((votes_for, "for"), (against, "against"), (abstained, "abstained")):
            vote(item, [self.people[letter] for letter in letters], choice)
        return item

    def resolve(self, item, text, *, schools=(), people=(), due_on=TERM, **values):
        resolution = Resolution.objects.create(
            item=item,
            position=item.resolutions.count() + 1,
            text=text,
            due_on=due_on,
            **values,
        )
        resolution.schools.set(schools)
        resolution.people.set(people)
        return resolution


def another(held, **values):
    """A meeting of the same group that may be signed."""
    return make_meeting(held.group, state=MeetingState.REVIEW, **{"held_on": NEXT} | values)


def attended(held, meeting):
    attend(meeting, [held.people[letter] for letter in "HDSabc"])
    return meeting
