"""An import under way: the paper read anew with everything that a person has said about it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from files.papers import Paper
from lib.text import fold
from roadmaps.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmaps.due_days import due_days
from roadmaps.forms.responsible import code_of_values, values_of_code
from roadmaps.importing.plan import ActionReading, Role
from roadmaps.importing.understanding import Choices, explain, flag_responsible, read_term
from roadmaps.importing.wording import one_line
from roadmaps.parties import match_parties, read_responsible, references_of
from roadmaps.parties.directory import Directory
from schools.calendars import work_calendar
from schools.models import DueDayRules

TEXTS = ("number", "expected_result", "indicator", "note", "responsible_text")


@dataclass
class PartyWords:
    """Words that name somebody, wherever they stand in the plan."""

    key: str
    party: object
    # Option of the choice: «person:12», «schools», «text:…».
    code: str
    # True when a person or an exact match has decided.
    is_sure: bool
    # Numbers or beginnings of the measures where the words stand.
    places: list[str] = field(default_factory=list)

    @property
    def label(self):
        """The printed words, or the name that a bare number stands for."""
        return self.party.text if len(self.party.text) > 3 else self.party.name


class Progress:
    """What is understood of a PlanImport by now."""

    def __init__(self, plan_import):
        self.row = plan_import

    @cached_property
    def understanding(self):
        """Understanding of the paper with the choices and corrections applied."""
        row = self.row
        given = Period(row.starts_on, row.ends_on) if row.starts_on and row.ends_on else None
        choices = Choices(
            {int(index): role for index, role in row.choices.get("columns", {}).items()},
            {int(key): kind for key, kind in row.choices.get("rows", {}).items()},
            is_said=bool(row.choices),
        )
        paper = Paper.from_json(row.paper)
        found = explain(paper, plan=given, approved=row.approved_on, choices=choices)
        for section in found.plan.sections:
            if section.key and (said := row.corrections.get(f"section {section.key}")):
                section.number, section.title = said["number"], said["title"]
        for _, measure in found.plan.measures:
            if correction := row.corrections.get(key_of(measure)):
                self.correct(measure, correction, found.plan)
        return found

    @property
    def reading(self):
        return self.understanding.plan

    @cached_property
    def period(self):
        """Period of the plan, or None while it is unknown."""
        reading = self.reading
        return Period(reading.start, reading.end) if reading.start and reading.end else None

    def measure(self, key):
        """(section, measure) by its first row, or None."""
        return next((pair for pair in self.reading.measures if key_of(pair[1]) == key), None)

    def section(self, key):
        """The section by its key, or None."""
        return next((one for one in self.reading.sections if one.key == key), None)

    def correct(self, measure, said, reading):
        """Put what the person has said in the place of what was read."""
        for name in TEXTS:
            if name in said:
                setattr(measure, name, said[name])
        for place, text in said.get("actions", {}).items():
            if int(place) < len(measure.actions):
                measure.actions[int(place)].text = text
            else:
                measure.actions.append(ActionReading("", text, title_column(reading)))
        if "responsible_text" in said:
            measure.parties = read_responsible(measure.responsible_text)
            measure.flags = [flag for flag in measure.flags if flag.field != "responsible"]
            flag_responsible(measure)
        measure.deadline_text = said.get("deadline_text", measure.deadline_text)
        if "deadline_kind" in said:
            self.decide_deadline(measure, said, reading)
        elif "deadline_text" in said:
            measure.flags = [flag for flag in measure.flags if flag.field != "deadline"]
            read_term(measure, reading)
        if said.get("is_checked"):
            # The person has looked at the row; what new words of a deadline mean is still asked.
            kept = ("deadline",) if "deadline_kind" not in said else ()
            measure.flags = [flag for flag in measure.flags if flag.field in kept]

    def decide_deadline(self, measure, said, reading):
        """A person has named the kind and the dates: nothing about them is doubtful any more."""
        plan = Period(reading.start, reading.end) if reading.start else None
        read = read_deadline(measure.deadline_text, plan=plan, approved=reading.approved)
        days = tuple(map(date.fromisoformat, said.get("control_dates", ())))
        measure.deadline = Deadline(
            measure.deadline_text, DeadlineKind(said["deadline_kind"]), read.start, read.end, days
        )
        measure.decided_dates = days
        measure.flags = [flag for flag in measure.flags if flag.field != "deadline"]

    # --- when and who

    @cached_property
    def rules(self):
        return DueDayRules.objects.of(self.row.municipality)

    @cached_property
    def calendar(self):
        return work_calendar()

    def proposed(self, measure):
        """DueDays that the words of the deadline give by the rules of the municipality."""
        return due_days(
            measure.deadline, self.rules, self.calendar, self.period, self.reading.approved
        )

    def control_dates(self, measure):
        """Dates that are saved: what the person confirmed, else what is beyond doubt."""
        if measure.decided_dates is not None:
            return list(measure.decided_dates)
        if any(flag.field == "deadline" for flag in measure.flags):
            return []
        return [due.date for due in self.proposed(measure)]

    @cached_property
    def directory(self):
        return Directory.of(self.row.municipality)

    @cached_property
    def parties(self):
        """{key: PartyWords} of everybody whom the plan names, in order of appearance."""
        found = {}
        for place, parties in self.named:
            match_parties(parties, self.directory)
            for party in parties:
                words = found.setdefault(key_of_party(party), None) or self.words(party)
                found[words.key] = words
                words.places.append(place)
        return found

    @property
    def named(self):
        """(place in words, parties) of the measures and of the actor columns."""
        for column in self.reading.columns:
            if column.role == "actor":
                yield "заголовок графы", read_responsible(column.heading)
        for _, measure in self.reading.measures:
            yield measure.number or one_line(measure.title)[:40], measure.parties

    def words(self, party):
        """PartyWords with what the person has chosen, or what is proposed."""
        key = key_of_party(party)
        if chosen := self.row.parties.get(key):
            return PartyWords(key, party, chosen, True)
        values = references_of([party])
        code = code_of_values(values[0]) if values else ""
        return PartyWords(key, party, code, bool(party.match and party.match.is_sure))

    def references(self, parties):
        """Field values of Responsible for the parties, each once and in order."""
        codes = []
        for party in parties:
            words = self.parties.get(key_of_party(party)) or self.words(party)
            sure = references_of([party], only_sure=True)
            codes.append(words.code if words.is_sure else code_of_values(sure[0]) if sure else "")
        return [values_of_code(code) for code in dict.fromkeys(filter(None, codes))]

    def references_of_actor(self, heading):
        """Field values of Responsible for an actor's column."""
        return self.references(match_parties(read_responsible(heading), self.directory))

    @property
    def unsure(self):
        """Words of parties that nobody has matched for certain."""
        return [words for words in self.parties.values() if not words.is_sure]

    @cached_property
    def doubtful(self):
        """Measures with flags that nobody has settled yet, merely joined rows apart."""
        return [
            measure
            for _, measure in self.reading.measures
            if any(flag.code != "joined" for flag in measure.flags)
        ]


def key_of(measure):
    """Name of a measure in the corrections: its first row in the file."""
    return str(measure.key)


def title_column(reading):
    """Index of the column that says what is done; 0 when there is none."""
    roles = [column.role for column in reading.columns]
    return roles.index(Role.TITLE) if Role.TITLE in roles else 0


def key_of_party(party):
    """Name of a party in the choices: of «СОШ № 5, 7» the second one is a school too, not «7»."""
    return fold(one_line(f"{party.kind} {party.name or party.text}"))[:200]
