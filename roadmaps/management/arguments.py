"""Arguments that several commands share; bad ones end them with exit code 2, as argparse does."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError

from roadmaps.deadlines import Period


def add_plan_arguments(parser):
    """--plan A..B and --approved D."""
    parser.add_argument("--plan", type=period, help="период плана: 2020-09-01..2021-08-31")
    parser.add_argument("--approved", type=day, help="дата утверждения: 2020-09-10")


def period(text):
    """Period of «2020-09-01..2021-08-31»."""
    start, dots, end = text.partition("..")
    if not dots:
        raise ArgumentTypeError("период пишут так: 2020-09-01..2021-08-31")
    found = Period(day(start), day(end))
    if found.end < found.start:
        raise ArgumentTypeError("период кончается раньше, чем начинается")
    return found


def day(text):
    """Date of «2020-09-10»."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"дату пишут так: 2020-09-10, а не «{text}»") from None


def municipality_of(slug, missing):
    """The municipality by its short name; CommandError with exit code 2 when there is none."""
    from schools.models import Municipality

    if not slug:
        raise CommandError(missing, returncode=2)
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"Нет такого муниципалитета: {slug}", returncode=2)
    return found
