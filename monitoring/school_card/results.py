"""Results of the school by years: shares below the threshold, of the whole school only."""

from dataclasses import dataclass

from monitoring.identification import Exam
from monitoring.models import ExamResult
from monitoring.models.exam_result import share_words
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part

# The last years that the data know; the rest is in the register.
YEARS = 4


@dataclass(frozen=True)
class Results:
    """Years, the last one first, and [(name of the procedure, words of each year)]."""

    years: list
    rows: list


def read(seen):
    """Results of the school; one query."""
    cells, years = {}, set()
    for one in ExamResult.objects.visible_to(seen.access).filter(school=seen.school):
        exam = Exam(one.procedure, one.subject, one.grade)
        cells.setdefault(exam.words, {})[one.year] = words_of(one)
        years.add(one.year)
    last = sorted(years, reverse=True)[:YEARS]
    rows = [(name, [by_year.get(year, "—") for year in last]) for name, by_year in cells.items()]
    kept = [(name, row) for name, row in sorted(rows) if any(cell != "—" for cell in row)]
    return Results(last, kept)


def words_of(result):
    """«30 % (12 из 40)»; a share of few would tell of a pupil, so it is not counted."""
    counted = f"{result.below_threshold} из {result.participants}"
    share = share_words(result.participants, result.below_threshold)
    return f"{share or 'мало участников'} ({counted})"


def tables(found, seen):
    """A column for every year."""
    width = 60 // max(1, len(found.years))
    columns = (Column("Процедура", 40), *(Column(str(year), width) for year in found.years))
    rows = tuple((name, *row) for name, row in found.rows)
    heading = "Результаты: сколько участников ниже порога"
    return (Table(columns, rows, heading, empty="Результатов пока нет."),)


PART = Part("results", "Результаты по годам", "monitoring/card/_results.html", read, tables, True)
