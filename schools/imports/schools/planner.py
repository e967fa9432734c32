"""Rows of the table of schools → what would be written."""

from django.core.exceptions import ValidationError

from lib.cells import Wrong
from lib.columns import Fault
from schools.imports.index import SchoolIndex, name_key
from schools.imports.plan import CHANGE, NEW, changed
from schools.imports.schools.columns import HEADINGS, LISTS
from schools.imports.schools.listings import plan_listing
from schools.imports.schools.planned import PlannedSchool, shown
from schools.models import School

NOT_SITE = ("это не адрес сайта", "Впишите его целиком: https://school.example.ru.")
OWN_FIELDS = (
    "name",
    "short_name",
    "locality",
    "district",
    "coordinates",
    "inn",
    "site",
    "is_leader",
)


class SchoolPlanner:
    """Goes through the rows and remembers which schools they were about."""

    def __init__(self, municipality):
        self.municipality = municipality
        self.index = SchoolIndex(municipality)
        self.seen = {}

    def plan_row(self, row):
        """(PlannedSchool, its faults)."""
        self.faults, self.row = [], row
        values = row.values
        try:
            school, by_inn = self.find(values)
            self.refuse_repeat(school, values)
        except Wrong as wrong:
            self.blame(wrong.column or "short_name", wrong)
            return None, self.faults
        planned = PlannedSchool(row.number, values["short_name"], school=school)
        if school:
            self.compare(planned, values, by_inn=by_inn)
        else:
            self.build(planned, values)
        self.plan_listings(planned, values)
        return planned, self.faults

    def blame(self, key, wrong):
        self.faults.append(Fault(self.row.number, HEADINGS[key], wrong.wrong, wrong.advice))

    def find(self, values):
        """(school or None, was it found by ИНН); Wrong when the row may be about two schools."""
        by_inn = self.index.by_inn.get(values["inn"])
        named = self.index.named(values["short_name"]) or self.index.named(values["name"])
        if len(named) > 1 and not by_inn:
            names = ", ".join(f"«{school}»" for school in named)
            raise Wrong(f"так называются несколько школ: {names}", "Впишите ИНН школы.", "inn")
        school = named[0] if named else None
        if by_inn and named and by_inn not in named:
            raise Wrong(
                f"ИНН — школы «{by_inn}», а название — школы «{named[0]}»",
                "Проверьте ИНН и название.",
                "inn",
            )
        if not by_inn and school and school.inn and values["inn"]:
            raise Wrong(
                f"у школы «{school}» записан другой ИНН: {school.inn}",
                "Проверьте ИНН в файле или сначала исправьте карточку школы.",
                "inn",
            )
        return by_inn or school, bool(by_inn)

    def refuse_repeat(self, school, values):
        """Raise Wrong when an earlier row was about the same school."""
        keys = {("name", name_key(values["short_name"]))}
        if values["inn"]:
            keys.add(("inn", values["inn"]))
        if school:
            keys.add(("pk", school.pk))
        for key in keys:
            if key in self.seen:
                raise Wrong(
                    f"эта школа уже есть в строке {self.seen[key]}", "Оставьте одну строку."
                )
        self.seen |= dict.fromkeys(keys, self.row.number)

    def build(self, planned, values):
        """A school that is not there yet."""
        given = {key: values[key] for key in OWN_FIELDS if values[key] is not None}
        planned.school = School(municipality=self.municipality, **given)
        planned.aliases = values["aliases"] or []
        planned.act = NEW
        facts = (values["inn"] and f"ИНН {values['inn']}", values["locality"])
        if any(facts):
            planned.changes.append(", ".join(filter(None, facts)))
        self.check(planned.school, given)

    def compare(self, planned, values, *, by_inn):
        """What the row changes of a school that is there."""
        school = planned.school
        for key in OWN_FIELDS:
            old, new = getattr(school, key), values[key]
            if new is None or new == old or (key == "short_name" and not by_inn):
                continue
            planned.changes.append(changed(HEADINGS[key], shown(old), shown(new)))
            planned.fields.append(key)
            setattr(school, key, new)
        known = [alias.name for alias in school.aliases.all()]
        keys = {name_key(name) for name in (*known, school.short_name, school.name)}
        if more := [name for name in values["aliases"] or () if name_key(name) not in keys]:
            planned.aliases = known + more
            planned.changes.append(f"ещё пишут: {'; '.join(more)}")
        planned.act = CHANGE if planned.changes else planned.act
        self.check(school, planned.fields)

    def check(self, school, fields):
        """Blame the fields that the model does not take."""
        try:
            school.clean_fields(exclude={f.name for f in school._meta.fields} - set(fields))
        except ValidationError as error:
            for key, messages in error.message_dict.items():
                wrong = NOT_SITE if key == "site" else (messages[0].rstrip("."), "Исправьте.")
                self.blame(key, Wrong(*wrong))

    def plan_listings(self, planned, values):
        for category, prefix in LISTS.items():
            parts = (values[prefix + part] for part in ("", "_since", "_basis"))
            try:
                plan_listing(planned, category, *parts)
            except Wrong as wrong:
                self.blame(prefix, wrong)
