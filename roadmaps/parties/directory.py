"""Whom a municipality knows, as plain data: people, units, schools, who signs its acts."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch

from lib.text import NB_HYPHEN, initials
from roadmaps.parties.matching import Index
from schools.models import Person, Post, Role, RoleKind, School, Unit


@dataclass
class PersonEntry:
    pk: int
    surname: str
    first_name: str
    patronymic: str = ""
    # Titles held today: «директор», and the same with the place: «директор Школа № 5».
    posts: list[str] = field(default_factory=list)
    user_id: int | None = None

    @property
    def initials(self):
        """«Н.В.»"""
        words = initials(self.first_name, self.patronymic).replace(NB_HYPHEN, "-")
        return "".join(words.split())

    @property
    def label(self):
        return f"{self.surname} {self.initials}"


@dataclass
class UnitEntry:
    pk: int
    name: str
    aliases: list[str] = field(default_factory=list)

    @property
    def label(self):
        return self.name

    @property
    def names(self):
        return [self.name, *self.aliases]


@dataclass
class SchoolEntry:
    pk: int
    name: str
    short_name: str
    aliases: list[str] = field(default_factory=list)

    @property
    def label(self):
        return self.short_name

    @property
    def names(self):
        return [self.name, self.short_name, *self.aliases]


@dataclass
class Directory:
    """Everyone whom the words of a paper may mean here."""

    people: list[PersonEntry] = field(default_factory=list)
    units: list[UnitEntry] = field(default_factory=list)
    schools: list[SchoolEntry] = field(default_factory=list)
    # Who signs the acts of the municipality: «оставляю за собой».
    signatory: PersonEntry | None = None

    @classmethod
    def of(cls, municipality):
        """Directory of the municipality as of its today, in six queries."""
        units = units_of(municipality)
        people = people_of(municipality)
        return cls(
            people=people,
            units=units,
            schools=schools_of(municipality),
            signatory=head_among(people, municipality),
        )

    @cached_property
    def index(self):
        """What the matching compares, made once."""
        return Index(self)


def people_of(municipality):
    """PersonEntry of every person, with the posts held today."""
    held = Post.objects.held(municipality.today()).select_related("unit", "school")
    people = Person.objects.filter(municipality=municipality)
    return [
        PersonEntry(
            person.pk,
            person.surname,
            person.first_name,
            person.patronymic,
            [title for post in person.posts.all() for title in titles_of(post)],
            person.user_id,
        )
        for person in people.prefetch_related(Prefetch("posts", held))
    ]


def titles_of(post):
    """The title by itself, and with the unit or the school."""
    place = post.unit or post.school
    return [post.title, f"{post.title} {place}"] if place else [post.title]


def units_of(municipality):
    """UnitEntry of every unit; its aliases stand one in a line."""
    units = Unit.objects.filter(municipality=municipality)
    return [
        UnitEntry(unit.pk, unit.name, [line.strip() for line in unit.aliases.splitlines() if line])
        for unit in units
    ]


def schools_of(municipality):
    """SchoolEntry of every school."""
    schools = School.objects.filter(municipality=municipality).prefetch_related("aliases")
    return [
        SchoolEntry(
            school.pk,
            school.name,
            school.short_name,
            [alias.name for alias in school.aliases.all()],
        )
        for school in schools
    ]


def head_among(people, municipality):
    """The person whose role is that of the head; an acting one only when there is no other."""
    roles = Role.objects.in_force(municipality.today()).filter(
        kind=RoleKind.HEAD, municipality=municipality
    )
    heads = sorted(roles, key=lambda role: (role.principal_id is not None, role.pk))
    by_user = {person.user_id: person for person in people if person.user_id}
    return next((by_user[role.user_id] for role in heads if role.user_id in by_user), None)
