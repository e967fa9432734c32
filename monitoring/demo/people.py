"""Municipality, units, people, schools and sign-ins of a demo file."""

import datetime

from accounts.models import User
from documents.models import ActProfile
from documents.models.profile import DEFAULTS
from documents.preamble import FITTING
from schools.models import (
    Municipality,
    Person,
    Post,
    Region,
    Role,
    RoleKind,
    School,
    SchoolAlias,
    TutorAssignment,
    Unit,
)

PASSWORD = "Опора-2026"  # noqa: S105 — of invented people, printed by bin/run
LONG_AGO = datetime.date(2015, 1, 1)
# Sign-in names: what a Russian-speaking person would guess.
MAILBOXES = {
    RoleKind.HEAD: "nachalnik",
    RoleKind.COORDINATOR: "koordinator",
    RoleKind.METHODOLOGIST: "metodist",
    RoleKind.TUTOR: "tutor",
    RoleKind.SECRETARY: "sekretar",
    RoleKind.DIRECTOR: "direktor",
    RoleKind.SCHOOL_COORDINATOR: "shkola",
    RoleKind.OBSERVER: "nablyudatel",
    RoleKind.ADMINISTRATOR: "administrator",
    RoleKind.REGIONAL: "region",
}


class Cast:
    """Who is who in one municipality: rows by the keys of the demo file."""

    def __init__(self, data, password_hash):
        self.password_hash = password_hash
        self.municipality = make_municipality(data)
        make_profiles(self.municipality, data["style"])
        self.units = {unit["key"]: self.make_unit(unit) for unit in data["units"]}
        self.schools = {school["key"]: self.make_school(school) for school in data["schools"]}
        self.people = {person["key"]: self.make_person(person) for person in data["people"]}
        self.users = {}
        for entry in data["users"]:
            self.make_user(entry)
        for tutor in data["tutors"]:
            self.assign_tutor(tutor)
        self.make_regional_user()

    def user(self, role):
        """The first user who has the role."""
        return self.users[role][0]

    def make_unit(self, unit):
        return Unit.objects.create(
            municipality=self.municipality,
            name=unit["name"],
            aliases="\n".join(unit["aliases"]),
            kind=unit["kind"],
        )

    def make_school(self, data):
        school = School.objects.create(
            municipality=self.municipality,
            name=data["name"],
            short_name=data["short_name"],
            locality=data["locality"],
            district=data.get("district", ""),
            coordinates=data.get("coordinates", ""),
            is_leader=not data["listings"],
        )
        SchoolAlias.objects.bulk_create(
            SchoolAlias(school=school, name=name) for name in dict.fromkeys(data["aliases"])
        )
        school.save()
        return school

    def make_person(self, data):
        person = Person.objects.create(
            municipality=self.municipality,
            **{name: data[name] for name in ("surname", "first_name", "patronymic", "gender")},
        )
        Post.objects.bulk_create(
            Post(
                person=person,
                title=post["title"],
                unit=self.units.get(post["unit"]),
                school=self.schools.get(post["school"]),
            )
            for post in data["posts"]
        )
        return person

    def make_user(self, entry):
        kind, person = entry["role"], self.people[entry["person"]]
        second = len(self.users.get(kind, ()))
        user = self.sign_in(kind, person.full_name, number=second + 1 if second else "")
        person.user = user
        person.save()
        Role.objects.create(
            user=user,
            kind=kind,
            municipality=self.municipality,
            school=self.schools.get(entry["school"]),
            since=LONG_AGO,
        )
        self.users.setdefault(kind, []).append(user)
        self.people.setdefault(kind, person)

    def assign_tutor(self, data):
        TutorAssignment.objects.bulk_create(
            TutorAssignment(
                municipality=self.municipality,
                person=self.people[data["person"]],
                school=self.schools[key],
                since=data["since"],
                basis=data["basis"],
            )
            for key in data["schools"]
        )

    def make_regional_user(self):
        region = self.municipality.region
        user = self.sign_in(RoleKind.REGIONAL, f"Специалист региона, {region}")
        Role.objects.create(user=user, kind=RoleKind.REGIONAL, region=region, since=LONG_AGO)

    def sign_in(self, kind, name, *, number=""):
        return User.objects.create(
            email=f"{MAILBOXES[kind]}{number}@{self.municipality.slug}.example",
            name=name,
            password=self.password_hash,
        )


def make_municipality(data):
    """The municipality of the file; its «today» is a day in the middle of the plan."""
    place = data["municipality"]
    region, _ = Region.objects.get_or_create(
        name=data["region"]["name"], defaults={"code": data["region"]["code"]}
    )
    shown = datetime.date.fromisoformat(place["demo_today"])
    return Municipality.objects.create(
        region=region,
        letterhead="\n".join(place["letterhead"]),
        day_shift=(shown - datetime.date.today()).days,
        **{
            name: place[name]
            for name in (
                "slug",
                "name",
                "name_genitive",
                "time_zone",
                "place",
                "department",
                "department_genitive",
                "department_short",
            )
        },
    )


def make_profiles(municipality, style):
    """How the municipality of the file issues its acts, of every kind."""
    for kind, verbs in FITTING.items():
        values = DEFAULTS[kind] | {
            "operative_inline": style["operative_place"] == "inline",
            "kind_spaced": style["kind_spaced"],
            "date_style": style["date_style"],
            "left_margin_mm": style["left_margin_mm"],
            **style.get("profiles", {}).get(kind, {}),
        }
        if style["operative"] in verbs:
            values["operative"] = style["operative"]
        ActProfile.objects.create(municipality=municipality, kind=kind, **values)
