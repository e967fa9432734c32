from django.db import models
from django.db.models import F, Q

from lib.collation import by_name
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class GroupKind(models.TextChoices):
    """Bodies of the seeds: they differ by their regulation and not by what is done with them."""

    WORKING = "working", "рабочая группа"
    COUNCIL = "council", "координационный совет"
    ASSOCIATION = "association", "районное методическое объединение"
    CREATIVE = "creative", "временный творческий коллектив"
    CLUB = "club", "клуб"
    TEAM = "team", "управленческая команда школы"
    COMMISSION = "commission", "комиссия"


class WorkingGroupQuerySet(models.QuerySet):
    def visible_to(self, access):
        """All of the municipality; school roles see the groups of which they are members."""
        if access.sees_everything:
            return self
        if not access.person_ids:
            return self.none()
        return self.filter(pk__in=Membership.objects.of_people(access.person_ids).values("group"))


class WorkingGroup(Versioned, OfMunicipality):
    """Рабочая группа или другой коллегиальный орган: what it is for; who and how are dated rows."""

    kind = models.CharField("вид", max_length=11, choices=GroupKind, default=GroupKind.WORKING)
    name = models.CharField("название", max_length=300)
    # «заседания … группы»: grammar of a long name is not left to chance (domain.md 1.8).
    name_genitive = models.CharField(
        "название в родительном падеже («заседание чего»)", max_length=300
    )
    purpose = models.TextField("для чего создана", blank=True)
    parent_body = models.CharField("при каком органе состоит", max_length=300, blank=True)
    # The body as plans and orders name it among those who answer.
    unit = models.ForeignKey(
        "schools.Unit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="working_groups",
        verbose_name="как названа среди ответственных",
    )
    created_by_act = models.CharField("каким документом создана", max_length=300, blank=True)
    ended_on = models.DateField("распущена", null=True, blank=True)

    objects = scoped(WorkingGroupQuerySet)

    class Meta:
        verbose_name = "рабочая группа"
        verbose_name_plural = "рабочие группы и советы"
        ordering = [by_name()]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="working_group_name_once",
                violation_error_message="Группа с таким названием уже есть: откройте её.",
            )
        ]

    def __str__(self):
        return self.name

    def is_dissolved_on(self, day):
        """The group has ended before the day."""
        return self.ended_on is not None and self.ended_on < day

    def regulation_on(self, day):
        """The Regulation in force on the day, or None."""
        return self.regulations.filter(since__lte=day).order_by("-since", "-pk").first()


class MemberRole(models.TextChoices):
    HEAD = "head", "руководитель"
    DEPUTY = "deputy", "заместитель руководителя"
    SECRETARY = "secretary", "секретарь"
    MEMBER = "member", "член группы"


# Their order in a composition: the head first (seed 000, annex 2).
ROLE_ORDER = {role: place for place, role in enumerate(MemberRole.values)}


class MembershipQuerySet(models.QuerySet):
    def on_day(self, day):
        """Members of the day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def of_people(self, person_ids):
        """Memberships of the people, whenever they were or are members."""
        return self.filter(person__in=person_ids)


class Membership(Versioned):
    """Член группы с датами: who, in which role, with which post as of these days, by which act."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="memberships", verbose_name="группа"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="memberships", verbose_name="человек"
    )
    role = models.CharField(
        "кто в группе", max_length=9, choices=MemberRole, default=MemberRole.MEMBER
    )
    # Kept as it was: a composition of last year does not change with today's posts.
    post = models.CharField("должность и организация", max_length=400)
    since = models.DateField("в составе с")
    until = models.DateField("последний день", null=True, blank=True)
    basis = models.CharField("каким документом включён", max_length=300, blank=True)

    objects = scoped(MembershipQuerySet, "group__municipality")

    class Meta:
        verbose_name = "член группы"
        verbose_name_plural = "состав групп"
        ordering = ["group", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["group", "role"],
                    condition=Q(until=None, role=role),
                    name=f"membership_one_open_{role}",
                    violation_error_message="В группе уже есть такой человек: сначала закончите "
                    "его участие.",
                )
                for role in (MemberRole.HEAD, MemberRole.SECRETARY)
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    @property
    def municipality(self):
        return self.group.municipality

    @property
    def place(self):
        """Sorts a composition: the head, the deputies, the secretary, members in their order."""
        return ROLE_ORDER[self.role], self.since, self.pk
