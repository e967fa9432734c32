from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery

from lib.quarters import Quarter
from lib.versions import Versioned
from schools.models.confirmed import ConfirmedByBoth
from schools.models.scoped import OfMunicipality, scoped


class Side(models.TextChoices):
    """One of the two schools of a pair."""

    MENTOR = "mentor", "школа-лидер"
    MENTEE = "mentee", "школа, которой помогают"


class PairFault(models.TextChoices):
    """What is not as it should be with a pair that works today."""

    NO_AGREEMENT = "no_agreement", "нет соглашения"
    ENDED = "ended", "соглашение закончилось"
    NO_ACT = "no_act", "нет действий в этом квартале"


# By which of PartnershipQuerySet.with_signs a fault is seen: for a query and for a row alike.
FAULT_SIGNS = {
    PairFault.NO_AGREEMENT: {"had_agreement": False},
    PairFault.ENDED: {"had_agreement": True, "has_agreement": False},
    PairFault.NO_ACT: {"has_act": False},
}


def faults_of(row):
    """[PairFault] of a row that carries the signs; a pair that is over or to come has none."""
    return [
        fault
        for fault, signs in FAULT_SIGNS.items()
        if row.is_in_force and all(getattr(row, name) == value for name, value in signs.items())
    ]


def in_force_on(day):
    """Condition: the row with dates holds on the day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


class PartnershipQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every pair of the municipality, or those in which one's own schools are."""
        if access.sees_everything:
            return self
        own = access.school_ids
        return self.filter(Q(mentor__in=own) | Q(mentee__in=own))

    def of_school(self, school):
        """Pairs in which the school is, with both schools of each."""
        own = self.filter(Q(mentor=school) | Q(mentee=school))
        return own.select_related("mentor", "mentee")

    def in_force(self, on):
        """Pairs that work on the day."""
        return self.filter(in_force_on(on))

    def with_signs(self, today):
        """Pairs with what their faults are seen by (FAULT_SIGNS) and what is shown beside it.

        Methodical help rests on an agreement on cooperation; a contract on the network form of
        programmes is another thing and takes its place never (domain.md 1.8).
        """
        agreements = Agreement.objects.filter(
            partnership=OuterRef("pk"), kind=AgreementKind.COOPERATION, signed_on__lte=today
        )
        acts = JointAct.objects.filter(partnership=OuterRef("pk"), done_on__lte=today)
        last = acts.order_by().values("partnership").annotate(last=Max("done_on")).values("last")
        ended = agreements.order_by("-ends_on").values("ends_on")[:1]
        in_force = models.ExpressionWrapper(in_force_on(today), output_field=models.BooleanField())
        return self.annotate(
            is_in_force=in_force,
            had_agreement=Exists(agreements),
            has_agreement=Exists(agreements.filter(Q(ends_on=None) | Q(ends_on__gte=today))),
            agreement_ended_on=Subquery(ended),
            has_act=Exists(acts.filter(done_on__gte=Quarter.of(today).first)),
            acted_on=Subquery(last),
        )

    def with_fault(self, fault):
        """Those of with_signs() that have the fault."""
        return self.filter(is_in_force=True, **FAULT_SIGNS[fault])


class Partnership(ConfirmedByBoth, Versioned, OfMunicipality):
    """Партнёрская пара: a strong school (mentor) helps a weak one (mentee), with dates.

    The joint plan is confirmed by both schools.
    """

    Sides = Side

    mentor = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="pairs_led", verbose_name="школа-лидер"
    )
    mentee = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        related_name="pairs_helped_in",
        verbose_name="школа, которой помогают",
    )
    since = models.DateField("работает с")
    until = models.DateField("последний день", null=True, blank=True)
    grounds = models.CharField("основание", max_length=300, blank=True)
    directions = models.CharField("направления работы", max_length=300)
    reason_ended = models.CharField("почему закончена", max_length=300, blank=True)
    mentor_confirmed_at = models.DateTimeField(null=True, editable=False)
    mentor_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    mentee_confirmed_at = models.DateTimeField(null=True, editable=False)
    mentee_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = scoped(PartnershipQuerySet)

    class Meta:
        verbose_name = "пара школ"
        verbose_name_plural = "пары школ"
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")),
                name="partnership_of_two_schools",
                violation_error_message="Школа не может быть парой самой себе.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="partnership_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=Q(until=None),
                name="partnership_open_once",
                violation_error_message="Эта пара уже работает.",
            ),
        ]

    def __str__(self):
        return f"{self.mentor} — {self.mentee}"

    def is_over(self, today):
        """Its last day has passed."""
        return self.until is not None and self.until < today

    def school(self, side):
        """The school of the side."""
        return self.mentor if side == Side.MENTOR else self.mentee

    def planned_rows(self):
        """Acts of the joint plan, without what was held beyond it."""
        return self.acts.filter(due_on__isnull=False)


class AgreementKind(models.TextChoices):
    """Two contracts that must not be mixed (domain.md 1.8)."""

    COOPERATION = "cooperation", "соглашение о сотрудничестве"
    NETWORK = "network", "договор о сетевой форме реализации программ"


class Agreement(Versioned):
    """Соглашение или договор двух школ пары: number, date, term, the signed file."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="agreements", verbose_name="пара школ"
    )
    kind = models.CharField("вид", max_length=11, choices=AgreementKind)
    number = models.CharField("номер", max_length=40)
    signed_on = models.DateField("дата")
    ends_on = models.DateField("действует по", null=True, blank=True)
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )

    objects = scoped(models.QuerySet, "partnership__municipality")

    class Meta:
        verbose_name = "соглашение пары школ"
        verbose_name_plural = "соглашения пар школ"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "number", "signed_on"],
                name="agreement_once",
                violation_error_message="Такой документ у этой пары уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("signed_on")),
                name="agreement_ends_after_it_is_signed",
                violation_error_message="Документ не может закончиться раньше, чем подписан.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display().capitalize()} № {self.number}"

    @property
    def has_text(self):
        """Its text is printed here; the network form has a form set by the ministries."""
        return self.kind == AgreementKind.COOPERATION

    @property
    def municipality(self):
        return self.partnership.municipality


class Host(models.TextChoices):
    """Who holds a joint act."""

    MENTOR = "mentor", "школа-лидер"
    MENTEE = "mentee", "школа, которой помогают"
    BOTH = "both", "обе школы"


class JointAct(Versioned):
    """Совместное действие пары: planned by a date, done on a day, proved by words or a file.

    One without a planned date is beyond the plan: it was held, and is only recorded.
    """

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="acts", verbose_name="пара школ"
    )
    text = models.TextField("что делают вместе")
    host = models.CharField("кто проводит", max_length=6, choices=Host, default=Host.BOTH)
    due_on = models.DateField("срок", null=True, blank=True)
    done_on = models.DateField("когда проведено", null=True, blank=True)
    proof = models.CharField("чем подтверждается", max_length=500, blank=True)
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )

    objects = scoped(models.QuerySet, "partnership__municipality")

    class Meta:
        verbose_name = "совместное действие"
        verbose_name_plural = "совместные действия"
        ordering = [F("due_on").asc(nulls_last=True), "done_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(done_on__isnull=False),
                name="joint_act_is_planned_or_done",
            ),
        ]

    def __str__(self):
        return self.text[:100]

    @property
    def municipality(self):
        return self.partnership.municipality

    @property
    def is_planned(self):
        """A row of the joint plan."""
        return self.due_on is not None
