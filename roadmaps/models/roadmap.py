from django.db import models
from django.db.models import Q

from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class RoadmapQuerySet(models.QuerySet):
    def municipal(self):
        """Plans of the municipality."""
        return self.filter(school=None)

    def of_schools(self):
        """Plans that schools have made for themselves (docs/decisions/0035)."""
        return self.filter(school__isnull=False)

    def visible_to(self, access):
        """The department sees its drafts too; a school and its tutor, those of the school.

        Others see what has been approved: a school, the municipal plans that concern it.
        """
        approved = self.filter(editions__state__in=("approved", "superseded", "annulled"))
        seen = Q(pk__in=approved.values("pk"))
        if not access.sees_everything:
            # What the school owes is told by control, the floor above: a reverse relation.
            mine = Q(schools__in=access.school_ids)
            mine |= Q(editions__checkpoints__school__in=access.school_ids)
            if access.person_id:
                mine |= Q(editions__checkpoints__person=access.person_id)
            seen &= Q(school=None, pk__in=self.filter(mine).values("pk"))
        if access.is_department:
            seen |= Q(school=None)
        if access.school_ids:
            seen |= Q(school__in=access.school_ids)
        return self.filter(seen)


class Roadmap(Versioned, OfMunicipality):
    """Дорожная карта: the plan as a whole; its text stands in editions."""

    name = models.CharField("название в списке", max_length=250)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    schools = models.ManyToManyField(
        "schools.School", related_name="roadmaps", blank=True, verbose_name="школы плана"
    )
    # Whose plan it is: none of the schools means the municipality.
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="own_roadmaps",
        verbose_name="карта школы",
    )
    # The plan of the last year from which this one was made.
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="next_years",
        verbose_name="сделана из карты",
    )

    objects = scoped(RoadmapQuerySet)

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="roadmap_ends_after_it_begins",
                violation_error_message="Дата окончания раньше даты начала.",
            )
        ]

    def __str__(self):
        return self.name

    def edition_on(self, day):
        """The edition in force on the day, or None.

        In force from the day its order is signed until the next one's; an order that annuls it
        ends it on its own day.
        """
        approved = Q(annex__order__signed_on__lte=day) | Q(approved_on__lte=day)
        signed = self.editions.approved().filter(approved)
        edition = signed.select_related("annex__order").order_by("-number").first()
        if edition and edition.annulled_on and edition.annulled_on <= day:
            return None
        return edition
