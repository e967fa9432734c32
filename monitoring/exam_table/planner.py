"""Rows of the table of results → what would be written."""

from dataclasses import dataclass, field

from lib.cells import Wrong
from lib.columns import Fault
from monitoring.exam_table.columns import HEADINGS
from monitoring.models import ExamResult, Procedure, Subject
from monitoring.models.exam_result import GRADES, MARKS
from schools.imports.index import SchoolIndex
from schools.imports.plan import CHANGE, NEW, Planned, changed

KEY = ("year", "procedure", "subject", "grade")
NUMBERS = ("participants", *MARKS, "below_threshold")
CHECK = "Проверьте числа."


@dataclass
class PlannedResult(Planned):
    """A result of the file, new or known, with the numbers that change."""

    result: ExamResult = None
    fields: list[str] = field(default_factory=list)


class ResultPlanner:
    """Goes through the rows and remembers what they were about."""

    def __init__(self, municipality):
        self.municipality = municipality
        self.this_year = municipality.today().year
        self.index = SchoolIndex(municipality)
        known = ExamResult.objects.filter(municipality=municipality).select_related("school")
        self.known = {key_of(result.school_id, vars(result)): result for result in known}
        self.seen = {}

    def plan_row(self, row):
        """(PlannedResult, its faults)."""
        values = row.values
        try:
            school = self.school_of(values)
            self.check_place(values)
            numbers = numbers_of(values)
            self.refuse_repeat(key_of(school.pk, values), row.number)
        except Wrong as wrong:
            heading = HEADINGS[wrong.column]
            return None, [Fault(row.number, heading, wrong.wrong, wrong.advice)]
        return self.compare(row, school, values, numbers), []

    def school_of(self, values):
        """The school by ИНН, else by its name."""
        by_inn = self.index.by_inn.get(values["inn"])
        named = self.index.named(values["school"])
        if by_inn and named and by_inn not in named:
            raise Wrong(f"ИНН — школы «{by_inn}», а название другое", "Проверьте их.", "inn")
        if by_inn:
            return by_inn
        if len(named) == 1:
            return named[0]
        if named:
            names = ", ".join(f"«{school}»" for school in named)
            raise Wrong(f"так называются несколько школ: {names}", "Впишите ИНН школы.", "school")
        close = self.index.close_to(values["school"])
        advice = f"Может быть, «{close}»?" if close else "Сначала добавьте школу."
        raise Wrong(f"школы «{values['school']}» в системе нет", advice, "school")

    def check_place(self, values):
        """Raise Wrong for a year to come and for a class without this procedure."""
        if values["year"] > self.this_year:
            raise Wrong(f"{values['year']} год ещё не наступил", "Проверьте год.", "year")
        procedure = Procedure(values["procedure"])
        if values["grade"] not in GRADES[procedure]:
            grades = ", ".join(map(str, GRADES[procedure]))
            wrong = f"{procedure.label} в {values['grade']} классе не проводят"
            raise Wrong(wrong, f"Классы этой процедуры: {grades}.", "grade")

    def refuse_repeat(self, key, number):
        if key in self.seen:
            raise Wrong(
                f"такой результат уже есть в строке {self.seen[key]}",
                "Оставьте одну строку.",
                "school",
            )
        self.seen[key] = number

    def compare(self, row, school, values, numbers):
        """The PlannedResult of good values."""
        result = self.known.get(key_of(school.pk, values))
        label = label_of(school, values)
        if result is None:
            result = ExamResult(
                municipality=self.municipality,
                school=school,
                **{key: values[key] for key in KEY},
                **numbers,
            )
            told = f"участников {numbers['participants']}"
            told = f"{told}, ниже порога {numbers['below_threshold']}"
            return PlannedResult(row.number, label, NEW, [told], result=result)
        planned = PlannedResult(row.number, label, result=result)
        for name, new in numbers.items():
            old = getattr(result, name)
            if old != new:
                planned.act = CHANGE
                planned.changes.append(changed(HEADINGS[name], shown(old), shown(new)))
                planned.fields.append(name)
                setattr(result, name, new)
        return planned


def key_of(school, values):
    """What there is one result of."""
    return (school, *(values[name] for name in KEY))


def label_of(school, values):
    """«Ключевская СОШ: ВПР 2025, математика, 5 класс»."""
    procedure, subject = Procedure(values["procedure"]), Subject(values["subject"])
    return f"{school}: {procedure.label} {values['year']}, {subject.label}, {values['grade']} класс"


def numbers_of(values):
    """{field: number} that agree with each other; Wrong when they do not."""
    participants, below = values["participants"], values["below_threshold"]
    marks = {name: values[name] for name in MARKS}
    if not participants:
        raise Wrong("участников ноль", "Уберите строку: результата нет.", "participants")
    missing = next((name for name in MARKS if marks[name] is None), None)
    has_marks = missing is None
    if not has_marks and (values["procedure"] != Procedure.EGE or any(_given(marks))):
        wrong = "не все отметки указаны"
        raise Wrong(wrong, "Впишите все четыре числа; где таких нет — 0.", missing)
    if has_marks:
        below = _below_by_marks(participants, marks, below)
    if below is None:
        raise Wrong("не указано, сколько человек ниже порога", "Впишите число.", "below_threshold")
    if below > participants:
        wrong = f"ниже порога {below}, а участников {participants}"
        raise Wrong(wrong, CHECK, "below_threshold")
    return {"participants": participants, **marks, "below_threshold": below}


def _given(marks):
    return (mark is not None for mark in marks.values())


def _below_by_marks(participants, marks, below):
    """The number of «2», when the marks add up to the participants."""
    total = sum(marks.values())
    if total != participants:
        wrong = f"отметки в сумме дают {total}, а участников {participants}"
        raise Wrong(wrong, CHECK, "participants")
    if below is not None and below != marks["mark_2"]:
        wrong = f"ниже порога {below}, а «2» получили {marks['mark_2']}"
        raise Wrong(wrong, CHECK, "below_threshold")
    return marks["mark_2"]


def shown(number):
    """Zero is a number too."""
    return "" if number is None else str(number)
