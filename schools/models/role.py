import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RoleKind(models.TextChoices):
    REGIONAL = "regional", "специалист региона"
    HEAD = "head", "начальник"
    COORDINATOR = "coordinator", "муниципальный координатор"
    METHODOLOGIST = "methodologist", "методист"
    TUTOR = "tutor", "муниципальный тьютор"
    SECRETARY = "secretary", "секретарь рабочей группы"
    DIRECTOR = "director", "директор школы"
    SCHOOL_COORDINATOR = "school_coordinator", "школьный координатор"
    OBSERVER = "observer", "наблюдатель"
    ADMINISTRATOR = "administrator", "администратор"


# Roles of one school, which the role names.
SCHOOL_ROLES = (RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)
# Those who see their own schools alone; a tutor's schools are told by TutorAssignment.
OWN_SCHOOLS_ROLES = (RoleKind.TUTOR, *SCHOOL_ROLES)


ONE_DAY = datetime.timedelta(days=1)


class RoleQuerySet(models.QuerySet):
    def in_force(self, on=None):
        """Roles of the day (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def held_now(self):
        """List of the roles in force at this moment, each by its own municipality's date."""
        day = timezone.now().date()
        near = self.filter(
            Q(until=None) | Q(until__gte=day - ONE_DAY), since__lte=day + ONE_DAY
        ).select_related("municipality", "region", "principal__user")
        return [role for role in near if role.is_in_force]


class Role(models.Model):
    """Роль: what a user may do in a municipality, a school or a region, with dates.

    Not scoped: the scope of a request is made from the roles.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name="пользователь"
    )
    kind = models.CharField("роль", max_length=20, choices=RoleKind)
    region = models.ForeignKey(
        "schools.Region", models.PROTECT, null=True, blank=True, verbose_name="регион"
    )
    municipality = models.ForeignKey(
        "schools.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name="муниципалитет",
    )
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name="школа",
    )
    since = models.DateField("с", default=timezone.localdate)
    until = models.DateField("по", null=True, blank=True)
    principal = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name="за кого исполняет обязанности",
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "роль"
        verbose_name_plural = "роли"
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RoleKind.REGIONAL, region__isnull=False, municipality=None)
                | ~Q(kind=RoleKind.REGIONAL) & Q(municipality__isnull=False, region=None),
                name="role_has_its_territory",
                violation_error_message="Роли региона нужен регион, остальным — муниципалитет.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SCHOOL_ROLES, school__isnull=False)
                | ~Q(kind__in=SCHOOL_ROLES) & Q(school=None),
                name="role_of_school_has_school",
                violation_error_message="Школа нужна ролям школы, и только им.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="role_ends_after_it_begins",
                violation_error_message="Дата окончания раньше даты начала.",
            ),
        ]

    def __str__(self):
        acting = "и. о.: " if self.principal_id else ""
        return f"{acting}{self.get_kind_display()} — {self.user}"

    @property
    def is_in_force(self):
        """Today, in the time zone of the municipality, is among the role's days."""
        day = timezone.localdate(timezone=self.municipality and self.municipality.zone)
        return self.since <= day and (self.until is None or day <= self.until)

    def twin(self):
        """The same role of the same user, in force or to come, if there is one."""
        names = ("user", "kind", "municipality", "school", "principal")
        twins = Role.objects.filter(**{name: getattr(self, name) for name in names})
        return twins.exclude(pk=self.pk).exclude(until__lt=timezone.localdate()).first()
