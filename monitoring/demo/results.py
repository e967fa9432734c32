"""Invented results of the schools: what the rule of identification looks at."""

from monitoring.models import ExamResult, IdentificationRule
from schools.models import SupportCategory, SupportListing

EXAMS = (("vpr", "mathematics", 5), ("vpr", "russian", 6), ("oge", "mathematics", 9))
BASIS = "учебное правило по умолчанию"
# Of one school too few took part to tell anything.
SMALL_GROUP = 7


def make_results(cast):
    """Two years of results and the rule; schools of the list ШНОР have the results of such ones."""
    place = cast.municipality
    today = place.today()
    low = SupportListing.objects.in_force(today).filter(category=SupportCategory.LOW_PERFORMING)
    low = set(low.filter(school__municipality=place).values_list("school_id", flat=True))
    schools = sorted(cast.schools.values(), key=lambda school: school.pk)
    ExamResult.objects.bulk_create(
        result(place, school, exam, year, is_low=school.pk in low, number=number + shift)
        for number, school in enumerate(schools, start=1)
        for shift, exam in enumerate(EXAMS)
        for year in (today.year - 1, today.year)
    )
    IdentificationRule.objects.create(municipality=place, first_year=today.year - 1, basis=BASIS)


def result(place, school, exam, year, *, is_low, number):
    """An ExamResult whose numbers look as those of different schools do."""
    procedure, subject, grade = exam
    participants = SMALL_GROUP if number % 9 == 0 else 12 + 11 * number % 40
    share = 31 + 7 * number % 15 if is_low else 4 + 5 * number % 22
    share += 3 * (year % 2)
    two = -(-participants * share // 100) if is_low else participants * share // 100
    rest = participants - two
    three, five = rest // 2, rest // 6
    return ExamResult(
        municipality=place,
        school=school,
        year=year,
        procedure=procedure,
        subject=subject,
        grade=grade,
        participants=participants,
        mark_2=two,
        mark_3=three,
        mark_4=rest - three - five,
        mark_5=five,
        below_threshold=two,
    )
