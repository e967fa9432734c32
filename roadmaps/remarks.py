"""What the editor says about a draft: it speaks and never forbids."""

from dataclasses import dataclass

from lib.text import count
from roadmaps.checking.dates import reports_outside
from roadmaps.models import ColumnKind, ResponsibleKind
from roadmaps.reports import plan_of

OF_MEASURES = ("мероприятия", "мероприятий", "мероприятий")


@dataclass(frozen=True)
class Remark:
    """One thing worth a look, and the rows (or none) in which it is."""

    text: str
    rows: tuple = ()


@dataclass(frozen=True)
class Omissions:
    """How many measures will not be controlled as the plan means, when it is approved as it is."""

    without_dates: int
    without_executors: int
    without_schools: int  # «все школы плана» answer, and the plan has no school


def omissions_of(edition):
    """The Omissions of the edition: what a signature would put in force."""
    plan = plan_of(edition)
    has_schools = edition.schools.exists()
    return Omissions(
        without_dates=sum(not row.control_dates for row in plan.rows),
        without_executors=0
        if edition.roadmap.school_id
        else sum(not row.has_executors for row in plan.rows),
        without_schools=0 if has_schools else sum(map(is_for_schools, plan.rows)),
    )


def is_for_schools(row):
    """«Все школы плана» answer for some action of the row."""
    references = [one for action in row.actions for one in row.responsible_of(action)]
    return any(one.kind == ResponsibleKind.SCHOOLS for one in references)


def dates_outside(edition, days):
    """Control dates before the beginning of the plan or well after its end."""
    return reports_outside(edition.starts_on, edition.ends_on, days)


def remarks_of(plan, schools):
    """Remarks about the plan whose schools are given."""
    return [*_about_rows(plan), *about_plan(plan, schools)]


def _about_rows(plan):
    kinds = {column.kind for column in plan.columns}
    checks = (
        ("{} нет контрольных дат — они не встанут на контроль", lambda r: not r.control_dates),
        ("{} не указано, кто отчитывается", lambda r: not r.has_executors),
        (
            "{} контрольные даты вне срока плана",
            lambda r: bool(dates_outside(plan.edition, r.control_dates)),
        ),
        (
            "{} пустая графа «Срок»",
            lambda r: ColumnKind.DEADLINE in kinds and not r.measure.deadline_text,
        ),
        (
            "{} пустая графа «Ответственный»",
            lambda r: ColumnKind.RESPONSIBLE in kinds and not r.measure.responsible_text,
        ),
    )
    if plan.edition.roadmap.school_id:
        # The school answers for all of it.
        checks = tuple(check for check in checks if "кто отчитывается" not in check[0])
    for text, is_faulty in checks:
        if rows := tuple(row for row in plan.rows if is_faulty(row)):
            yield Remark(text.format(f"У {count(len(rows), *OF_MEASURES)}"), rows)


def about_plan(plan, schools):
    """Remarks about the plan as a whole; the checker says them too (checking/control.py)."""
    width = sum(column.width for column in plan.columns)
    if width != 100:
        yield Remark(f"Ширина граф в сумме {width} %, а должна быть 100 %")
    if plan.shows_sections:
        for section in plan.sections:
            if not section.rows and not section.is_group:
                yield Remark(f"В разделе «{section.heading or section.section}» нет мероприятий")
    if not schools and any(map(is_for_schools, plan.rows)):
        yield Remark("Отвечают «все школы плана», но в плане не выбрано ни одной школы")
