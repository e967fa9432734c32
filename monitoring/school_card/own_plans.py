"""Plans that the school has made for itself, with their progress."""

from monitoring.reporting.paper import Column, Table
from monitoring.reports import roadmaps_with_progress
from monitoring.school_card.part import Part

COLUMNS = (
    Column("Школьная дорожная карта", 60),
    Column("Принято", 20),
    Column("Просрочено", 20, is_number=True),
)


def read(seen):
    """RoadmapProgress of the school's own plans that the person sees."""
    return roadmaps_with_progress(seen.access, school=seen.school)


def tables(found, seen):
    """One row for every plan that has been approved; drafts are in no paper."""
    rows = tuple(
        (str(one.roadmap), f"{one.tally.accepted} из {one.tally.total}", one.tally.overdue)
        for one in found
        if one.in_force or one.ended
    )
    return (Table(COLUMNS, rows, "Школьные дорожные карты", empty="Своей карты у школы нет."),)


PART = Part("own-plans", "Школьные дорожные карты", "monitoring/card/_own_plans.html", read, tables)
