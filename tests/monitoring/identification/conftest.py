"""A municipality of twelve schools with results of two years."""

import pytest

from monitoring.models import ExamResult
from tests.factories import make_listing, make_municipality, make_school
from tests.monitoring.identification.table import RESULTS


@pytest.fixture
def place():
    return make_municipality()


@pytest.fixture
def schools(place):
    """{name: School} of the table, with their results; one is in both lists."""
    found = {}
    for name, exams in RESULTS.items():
        found[name] = make_school(place, short_name=name)
        for exam, years in exams.items():
            procedure, subject, grade = exam.split()
            for year, (participants, below) in years.items():
                ExamResult.objects.create(
                    municipality=place,
                    school=found[name],
                    year=year,
                    procedure=procedure,
                    subject=subject,
                    grade=int(grade),
                    participants=participants,
                    below_threshold=below,
                )
    for category in ("low", "disadvantaged"):
        make_listing(found["В обоих перечнях"], category=category)
    return found
