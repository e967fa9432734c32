from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from lib.dates import add_months
from lib.versions import Versioned
from schools.models.scoped import scoped

# How long a school is followed after it has left a list (domain.md 2.4).
FOLLOW_UP_MONTHS = 12


class SupportCategory(models.TextChoices):
    LOW_PERFORMING = "low", "ШНОР"
    DISADVANTAGED = "disadvantaged", "ШССУ"


class ListingStage(models.TextChoices):
    CANDIDATE = "candidate", "кандидат"
    DECLINED = "declined", "не включена"
    INCLUDED = "included", "включена"
    SUPPORTED = "supported", "поддерживается"
    IMPROVING = "improving", "положительная динамика"
    PROLONGED = "prolonged", "продлена"
    LEFT = "left", "выведена"
    FOLLOWED = "followed", "наблюдение"
    SITE = "site", "учебная площадка"


# A candidate is not in the list yet, and whoever has left it is in it no more.
IN_LIST = (
    ListingStage.INCLUDED,
    ListingStage.SUPPORTED,
    ListingStage.IMPROVING,
    ListingStage.PROLONGED,
)
AFTER_LIST = (ListingStage.LEFT, ListingStage.FOLLOWED, ListingStage.SITE)


class ListingAct(models.TextChoices):
    PROPOSE = "propose", "предложена"
    INCLUDE = "include", "включена"
    DECLINE = "decline", "не включена"
    SUPPORT = "support", "поддержка начата"
    IMPROVE = "improve", "положительная динамика"
    RELAPSE = "relapse", "динамика не подтвердилась"
    PROLONG = "prolong", "поддержка продлена"
    LEAVE = "leave", "выведена"
    FOLLOW = "follow", "наблюдение"
    OPEN_SITE = "open-site", "учебная площадка"
    CORRECT = "correct", "исправлено"
    ANNUL = "annul", "отменено"


class SupportListingQuerySet(models.QuerySet):
    def in_force(self, on):
        """Entries of those who are in the lists on the day: neither candidates nor left."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def standing(self, on):
        """Entries of those in the lists on the day, and of candidates."""
        is_in = (Q(until=None) | Q(until__gte=on)) & Q(since__lte=on)
        return self.filter(is_in | Q(stage=ListingStage.CANDIDATE))

    def entered(self):
        """Entries of those who are or were in a list, without mere candidates."""
        return self.exclude(since=None)

    def with_stage(self, day):
        """Entries with `stage_then`, `stage_since`, `stage_basis`: the stage of the day.

        They are empty for what began later; what was annulled counts for nothing.
        """
        moves = ListingMove.objects.effective().filter(listing=OuterRef("pk"), on__lte=day)
        last = moves.order_by("-place")
        return self.annotate(
            stage_then=Subquery(last.values("stage")[:1]),
            stage_since=Subquery(last.values("on")[:1]),
            stage_basis=Subquery(last.values("basis")[:1]),
        )

    def as_of(self, day):
        """Entries that there were on the day, as with_stage()."""
        return self.with_stage(day).exclude(stage_then=None)

    def left_between(self, first, last):
        """Entries of those followed, whose last day in the list is within the two days."""
        stages = (ListingStage.LEFT, ListingStage.FOLLOWED)
        return self.filter(stage__in=stages, until__gte=first, until__lte=last)

    def visible_to(self, access):
        """Every entry of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)


class SupportListing(Versioned):
    """Место школы в перечне ШНОР или ШССУ, from candidate on: dated rows, never a flag.

    Its stage, days, basis and reason are what its moves make of it (schools/stages.py): nothing
    else writes them.
    """

    school = models.ForeignKey(
        "schools.School", models.CASCADE, related_name="listings", verbose_name="школа"
    )
    category = models.CharField("перечень", max_length=15, choices=SupportCategory)
    stage = models.CharField(
        "стадия", max_length=10, choices=ListingStage, default=ListingStage.INCLUDED
    )
    # Empty while the school is only a candidate.
    since = models.DateField("включена с", null=True, blank=True)
    until = models.DateField("последний день в перечне", null=True, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    reason_left = models.CharField("причина вывода", max_length=300, blank=True)

    objects = scoped(SupportListingQuerySet, "school__municipality")

    class Meta:
        verbose_name = "место школы в перечне"
        verbose_name_plural = "места школ в перечнях"
        ordering = [F("since").desc(nulls_first=True), "category", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__isnull=False, until__gte=F("since")),
                name="listing_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.UniqueConstraint(
                fields=["school", "category"],
                condition=Q(until=None) & ~Q(stage="declined"),
                name="listing_open_once",
                violation_error_message="Школа уже включена в этот перечень.",
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}: {self.school}"

    @property
    def municipality(self):
        return self.school.municipality

    @property
    def followed_until(self):
        """The last day of the year of follow-up after leaving; None for those who are in."""
        return add_months(self.until, FOLLOW_UP_MONTHS) if self.until else None


class ListingMoveQuerySet(models.QuerySet):
    def effective(self):
        """Moves that count: neither annulled, nor replaced by a correction."""
        return self.filter(replaced_by=None).exclude(act=ListingAct.ANNUL)

    def visible_to(self, access):
        """Moves of the entries that the person sees."""
        if access.sees_everything:
            return self
        return self.filter(listing__school__in=access.school_ids)


class ListingMove(models.Model):
    """Переход школы в перечне: written once, never changed; a later row may annul or correct it."""

    listing = models.ForeignKey(
        SupportListing, models.CASCADE, related_name="moves", verbose_name="место в перечне"
    )
    # Order of the chain; a correction stands at the place of what it corrects.
    place = models.PositiveSmallIntegerField("место в цепочке")
    act = models.CharField("переход", max_length=10, choices=ListingAct)
    from_stage = models.CharField("из стадии", max_length=10, choices=ListingStage, blank=True)
    stage = models.CharField("стадия", max_length=10, choices=ListingStage)
    on = models.DateField("с какого дня")
    basis = models.CharField("основание", max_length=300, blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="что отменяет или исправляет",
    )
    # Empty for what was entered before the moves were kept.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто записал",
    )
    at = models.DateTimeField("когда записано")

    objects = scoped(ListingMoveQuerySet, "listing__school__municipality")

    class Meta:
        verbose_name = "переход в перечне"
        verbose_name_plural = "переходы в перечнях"
        ordering = ["listing", "place", "pk"]

    def __str__(self):
        return f"{self.listing}, {self.get_act_display()}"

    @property
    def municipality(self):
        return self.listing.municipality

    @property
    def counts(self):
        """It is neither annulled nor corrected, and annuls nothing; wants `replaced_by` read."""
        return self.act != ListingAct.ANNUL and not hasattr(self, "replaced_by")
