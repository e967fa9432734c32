"""«Тьютор и посещения»: what the card of a school tells of them."""

import datetime
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from monitoring.joint_plans.card import plans_of
from monitoring.models import Consultation, Visit
from schools.models import TutorAssignment

SHOWN = 5


@dataclass(frozen=True)
class VisitCard:
    """Tutors of today, the latest visits, how many consultations there were."""

    tutors: list
    visits: list
    consultations: int
    plans: list
    today: datetime.date


def card_of(school, access):
    """VisitCard of what the person sees; five queries."""
    today = access.municipality.today()
    held = TutorAssignment.objects.visible_to(access).filter(school=school).in_force(today)
    visits = Visit.objects.visible_to(access).filter(school=school).select_related("tutor")
    latest = visits.order_by(Coalesce("held_on", "planned_on").desc(), "-pk")
    return VisitCard(
        tutors=list(held.select_related("person")),
        visits=list(latest[:SHOWN]),
        consultations=Consultation.objects.visible_to(access).filter(school=school).count(),
        plans=plans_of(school, access, today),
        today=today,
    )
