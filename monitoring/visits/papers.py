"""Visits on paper: the schedule, the record of a visit, the journal of consultations."""

from django.template.loader import render_to_string

from lib import pdf
from lib.dates import long_date
from lib.grammar.cases import Case
from lib.text import count
from monitoring.models import ConsultationForm, VisitState
from monitoring.reporting.paper import NUMBER, Column, Paper, Table, numbered, period_words
from monitoring.reporting.writing import SheetOfReport
from schools.models import Person

OWN_ONLY = "Показаны посещения своих школ."


def schedule_html(schedule, visits, *, note=""):
    """Full HTML of the schedule with what was done; a draft says «ПРОЕКТ»."""
    context = {
        "title": str(schedule),
        "author": schedule.municipality.department,
        "style": SheetOfReport(),
        "schedule": schedule,
        "grif": approved_lines(schedule),
        "rows": [(visit, result_of(visit)) for visit in visits],
        "note": note,
    }
    return render_to_string("print/visit_schedule.html", context)


def result_of(visit):
    """What the column «Результат, документ» says of the visit."""
    if visit.state == VisitState.OFF:
        return f"Не состоялось: {visit.reason_off}"
    if visit.state in (VisitState.SENT, VisitState.READ):
        number = visit.recommendations.all()
        words = count(len(number), "рекомендация", "рекомендации", "рекомендаций")
        return f"Справка, {words}"
    return ""


def visit_html(visit, recommendations):
    """Full HTML of «Справка о посещении»."""
    context = {
        "title": f"Справка о посещении: {visit}",
        "author": visit.municipality.department,
        "style": SheetOfReport(),
        "visit": visit,
        "school": visit.school.form(Case.GENITIVE),
        "recommendations": recommendations,
    }
    return render_to_string("print/visit.html", context)


def print_pdf(html, name):
    """Response with the PDF; raises lib.pdf.NotPrinted."""
    return pdf.pdf_response(pdf.render(html), f"{name}.pdf")


JOURNAL = (
    NUMBER,
    Column("Дата", 8),
    Column("Форма", 10),
    Column("Школа", 13),
    Column("Кому (должность)", 12),
    Column("Тема, вопрос", 16),
    Column("Содержание, рекомендация", 19),
    Column("Консультант", 10),
    Column("Подпись", 7),
)


def journal(rows, on, *, first=None, last=None, school=""):
    """Paper of the journal, the earliest line first; `rows` as `named` tuples of the register."""
    told = period_words(first, last)
    return Paper(
        "Журнал консультаций",
        on,
        lines=tuple(filter(None, [f"Консультации {told}." if told else "", school])),
        tables=(Table(JOURNAL, numbered(map(cells_of, rows)), empty="Консультаций нет."),),
        is_wide=True,
    )


def cells_of(row):
    """Cells of a line of the journal, without its number."""
    names = ("surname", "first_name", "patronymic")
    consultant = Person(**{one: getattr(row, f"consultant__{one}") for one in names})
    return (
        row.held_on,
        ConsultationForm(row.form).label,
        row.school__short_name,
        row.post,
        row.topic,
        row.advice,
        consultant.surname_first,
        "",
    )


def approved_lines(schedule):
    """Lines of the mark «УТВЕРЖДАЮ»; empty of a draft."""
    if not schedule.is_approved:
        return []
    return [
        "УТВЕРЖДАЮ",
        schedule.approver_post,
        f"_____________ {schedule.approver_name}",
        long_date(schedule.approved_on),
    ]
