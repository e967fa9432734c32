"""Rows of the table of people → what would be written."""

from collections import defaultdict

from lib.cells import Wrong
from lib.columns import Fault
from lib.dates import dotted_date
from lib.text import fold
from schools.imports.cells import gender_of_patronymic, is_pupil
from schools.imports.index import SchoolIndex, UnitIndex
from schools.imports.people.columns import HEADINGS
from schools.imports.people.planned import PersonDraft, PlannedPost
from schools.imports.plan import CHANGE, NEW, changed
from schools.models import Gender, Person, Post

NO_GENDER = "Впишите «м» или «ж»."
SAME_PERSON = (
    "Если это тот же человек, сначала впишите отчество в его карточку; если другой, добавьте его "
    "вручную."
)
OWN_FIELDS = ("gender", "phone")


class PersonPlanner:
    """Goes through the rows; several rows of one name are the posts of one person."""

    def __init__(self, municipality):
        self.municipality = municipality
        self.schools, self.units = SchoolIndex(municipality), UnitIndex(municipality)
        self.people, self.short = defaultdict(list), defaultdict(list)
        known = Person.objects.filter(municipality=municipality)
        for person in known.prefetch_related("posts__unit", "posts__school"):
            self.people[fold(person.full_name)].append(person)
            self.short[short_key(person.surname, person.first_name)].append(person)
        self.drafts = {}

    def plan_row(self, row):
        """(PlannedPost, its faults)."""
        self.faults, self.row = [], row
        draft = self.attempt("surname", self.draft_of, row.values)
        post = self.attempt("place", self.post_of, row.values)
        if self.faults:
            return None, self.faults
        is_first = draft.first_row == row.number
        planned = PlannedPost(row.number, draft.person.full_name, draft=draft)
        if is_first and not draft.person.pk:
            planned.act = NEW
            if not row.values["gender"]:
                gender = Gender(draft.person.gender).label
                planned.changes.append(f"пол по отчеству: {gender}")
        self.compare(planned, row.values)
        if post:
            self.attempt("since", self.plan_post, planned, post)
        return planned, self.faults

    def attempt(self, key, act, *arguments):
        """Result of the act; its Wrong becomes a fault of the column, or of the one it names."""
        try:
            return act(*arguments)
        except Wrong as wrong:
            heading = HEADINGS[wrong.column or key]
            self.faults.append(Fault(self.row.number, heading, wrong.wrong, wrong.advice))

    # --- who

    def draft_of(self, values):
        """The PersonDraft that the row is about."""
        names = [values[key] or "" for key in ("surname", "first_name", "patronymic")]
        key = fold(" ".join(filter(None, names)))
        if key not in self.drafts:
            person = self.known(key, values)
            if not person:
                person = self.build(names, values)
                self.short[short_key(person.surname, person.first_name)].append(person)
            self.drafts[key] = PersonDraft(person, self.row.number)
        return self.drafts[key]

    def known(self, key, values):
        """The person of this name who is there already, or None."""
        found = self.people.get(key, [])
        if len(found) > 1:
            raise Wrong(
                "людей с таким именем несколько", "Внесите эту строку вручную, в карточке человека."
            )
        if not found:
            self.refuse_alike(values)
        return found[0] if found else None

    def refuse_alike(self, values):
        """Raise Wrong when the row and somebody differ only in that one has no patronymic."""
        alike = self.short.get(short_key(values["surname"], values["first_name"]), [])
        if not values["patronymic"] and alike:
            raise Wrong(f"уже есть {alike[0].full_name}", "Впишите отчество.", "patronymic")
        if bare := next((person for person in alike if not person.patronymic), None):
            advice = SAME_PERSON if bare.pk else "Впишите отчество во все строки этого человека."
            raise Wrong(f"уже есть {bare.full_name}, без отчества", advice, "patronymic")

    def build(self, names, values):
        """A person who is not there yet."""
        gender = values["gender"] or gender_of_patronymic(values["patronymic"])
        if not gender:
            raise Wrong("пол не указан, а по отчеству его не узнать", NO_GENDER, "gender")
        surname, first_name, patronymic = names
        return Person(
            municipality=self.municipality,
            surname=surname,
            first_name=first_name,
            patronymic=patronymic,
            gender=gender,
            phone=values["phone"] or "",
        )

    def compare(self, planned, values):
        """What the row changes of the person."""
        person, draft = planned.draft.person, planned.draft
        if not person.pk:
            self.refuse_other_gender(person, values["gender"])
            self.add_phone(planned, values["phone"])
            return
        for key in OWN_FIELDS:
            old, new = getattr(person, key), values[key]
            if new and new != old:
                setattr(person, key, new)
                draft.fields.append(key)
                if key == "gender":
                    old, new = Gender(old).label, Gender(new).label
                planned.changes.append(changed(HEADINGS[key], old, new))
                planned.act = CHANGE

    def refuse_other_gender(self, person, gender):
        if gender and gender != person.gender:
            wrong = "в другой строке у этого человека другой пол"
            self.faults.append(Fault(self.row.number, HEADINGS["gender"], wrong, NO_GENDER))

    def add_phone(self, planned, phone):
        """Give the phone of another row to a person who is not there yet."""
        person = planned.draft.person
        if not phone or phone == person.phone:
            return
        if person.phone:
            wrong = f"в другой строке у этого человека другой телефон: {person.phone}"
            advice = "Оставьте один или впишите оба в одну ячейку."
            self.faults.append(Fault(self.row.number, HEADINGS["phone"], wrong, advice))
            return
        person.phone = phone
        planned.changes.append(changed(HEADINGS["phone"], "", phone))
        planned.act = planned.act if planned.act == NEW else CHANGE

    # --- in what post

    def post_of(self, values):
        """An unsaved Post of the row, or None when the row names none."""
        title, place = values["title"], values["place"]
        if not title:
            if place or values["since"]:
                raise Wrong("место работы или дата есть, а должности нет", "Впишите её.", "title")
            return None
        if is_pupil(title):
            raise Wrong("это ученик", "Уберите строку: в системе только взрослые.", "title")
        unit, school = self.place_of(place) if place else (None, None)
        return Post(title=title, unit=unit, school=school, since=values["since"])

    def place_of(self, name):
        """(unit, None) or (None, school) that is called so."""
        units, schools = self.units.named(name), self.schools.named(name)
        if len(units) + len(schools) == 1:
            return (units[0], None) if units else (None, schools[0])
        if units or schools:
            names = ", ".join(f"«{found}»" for found in (*units, *schools))
            raise Wrong(f"так называется несколько мест: {names}", "Впишите название точнее.")
        close = self.schools.close_to(name) or self.units.close_to(name)
        raise Wrong(
            f"«{name}» — нет такой школы и такого подразделения",
            f"Может быть, «{close}»?" if close else "Сначала добавьте его или исправьте название.",
        )

    def plan_post(self, planned, post):
        """Add the post, or the day since when an old one is held; Wrong when they disagree."""
        person, draft = planned.draft.person, planned.draft
        held = [*(person.posts.all() if person.pk else ()), *draft.posts]
        same = [old for old in held if _is_same_post(old, post)]
        current = next((old for old in same if not old.until), None)
        if current is None:
            self.add_post(planned, post, same)
        elif post.since and not current.since:
            current.since = post.since
            draft.posts.append(current)
            planned.changes.append(f"{post.title}: с {dotted_date(post.since)}")
            planned.act = planned.act if planned.act == NEW else CHANGE
        elif post.since and post.since != current.since:
            raise Wrong(
                f"эта должность записана с {dotted_date(current.since)}",
                "Если дата в файле верная, исправьте карточку человека.",
            )

    def add_post(self, planned, post, ended):
        last = max((old.until for old in ended), default=None)
        if last and (not post.since or post.since <= last):
            raise Wrong(
                f"эта должность закончилась {dotted_date(last)}",
                "Впишите, с какого дня она снова занята.",
            )
        planned.draft.posts.append(post)
        place = post.unit or post.school
        planned.changes.append(f"{post.title}{f', {place}' if place else ''}")
        planned.act = planned.act if planned.act == NEW else CHANGE


def short_key(surname, first_name):
    """What is compared of a name without its patronymic."""
    return fold(f"{surname} {first_name}")


def _is_same_post(one, other):
    return fold(one.title) == fold(other.title) and (one.unit_id, one.school_id) == (
        other.unit_id,
        other.school_id,
    )
