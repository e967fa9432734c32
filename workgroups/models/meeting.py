from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lib.dates import dotted_date
from lib.versions import Versioned
from schools.models.scoped import scoped
from workgroups.models.group import Membership, WorkingGroup
from workgroups.models.named import Named


class MeetingState(models.TextChoices):
    PLANNED = "planned", "готовится"
    CALLED = "called", "созвано"
    HELD = "held", "проведено, протокол готовится"
    REVIEW = "review", "протокол у членов группы"
    SIGNED = "signed", "протокол подписан"
    OFF = "off", "не состоялось"


# Still to come: the agenda has its order.
AHEAD = (MeetingState.PLANNED, MeetingState.CALLED)
# Came together, or voted: there are minutes, or a draft of them.
TOOK_PLACE = (MeetingState.HELD, MeetingState.REVIEW, MeetingState.SIGNED)
# Before the minutes are with the members everything may be written.
EDITABLE = (*AHEAD, MeetingState.HELD)


class MeetingForm(models.TextChoices):
    IN_PERSON = "person", "очное"
    REMOTE = "remote", "по видеосвязи"
    ABSENTEE = "absentee", "заочное голосование (опрос)"


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Those of the groups that one sees: members and the department before signing too.

        Whoever only reads (observer, region), or was a member in other times, sees what has been
        signed.
        """
        groups = WorkingGroup.objects.visible_to(access)
        meetings = self.filter(group__in=groups.values("pk"))
        if access.is_department:
            return meetings
        open_to = Q(state=MeetingState.SIGNED)
        if access.person_ids:
            own = Membership.objects.of_people(access.person_ids)
            of_today = own.on_day(access.municipality.today())
            of_the_day = own.on_day(OuterRef("held_on")).filter(group=OuterRef("group"))
            open_to |= Q(group__in=of_today.values("group")) | Exists(of_the_day)
        return meetings.filter(open_to)


class Meeting(Versioned):
    """Заседание: day, place, who presides; agenda, attendance, minutes hang on it."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="meetings", verbose_name="группа"
    )
    held_on = models.DateField("дата")
    starts_at = models.TimeField("начало", null=True, blank=True)
    place = models.CharField("место", max_length=300, blank=True)
    form = models.CharField(
        "форма", max_length=8, choices=MeetingForm, default=MeetingForm.IN_PERSON
    )
    # Of an absentee poll: no vote is taken after it.
    closes_at = models.DateTimeField("голоса принимаются до", null=True, blank=True)
    state = models.CharField(
        "состояние",
        max_length=7,
        choices=MeetingState,
        default=MeetingState.PLANNED,
        editable=False,
    )
    # Empty: the head, and in the absence of the head the deputy.
    presiding = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="председательствует",
    )
    # Empty: the group's own; another keeps the minutes when that one is away.
    secretary = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="секретарь заседания",
    )
    called_at = models.DateTimeField("созвано", null=True, editable=False)
    # How many times it was told of: each time is one letter to each addressee.
    notices = models.PositiveSmallIntegerField("уведомлений", default=0, editable=False)
    reason_off = models.CharField("почему не состоялось", max_length=300, blank=True)
    # Minutes are numbered per body and year; empty until they are signed.
    number = models.CharField("номер протокола", max_length=20, blank=True, editable=False)
    year = models.PositiveSmallIntegerField("год", null=True, editable=False)
    signed_html = models.TextField("текст протокола при подписании", blank=True, editable=False)
    signed_at = models.DateTimeField("подписан", null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    pdf = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = scoped(MeetingQuerySet, "group__municipality")

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year", "number"],
                condition=~Q(number=""),
                name="minutes_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(
                    ~Q(number="") & ~Q(signed_html=""),
                    year__isnull=False,
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                ),
                name="minutes_signed_have_requisites",
            ),
            models.CheckConstraint(
                condition=~Q(form="absentee") | Q(closes_at__isnull=False),
                name="meeting_poll_has_its_end",
                violation_error_message="Укажите, до какого времени принимаются голоса.",
            ),
        ]

    def __str__(self):
        return f"Заседание {dotted_date(self.held_on)}: {self.group}"

    @property
    def municipality(self):
        return self.group.municipality

    @property
    def is_poll(self):
        """Nobody comes together: the members send their votes."""
        return self.form == MeetingForm.ABSENTEE

    @property
    def is_editable(self):
        """Agenda, attendance, votes and resolutions may be written."""
        return self.state in EDITABLE

    @property
    def is_signed(self):
        return self.state == MeetingState.SIGNED


class Attendance(models.Model):
    """Присутствие члена: from which item of the agenda until which one; two rows if one came back.

    Items and not hours: what matters is who was there when a vote was taken (seed 000, 3.2).
    """

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="attendances", verbose_name="заседание"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="член группы"
    )
    first_item = models.PositiveSmallIntegerField("с вопроса", default=1)
    last_item = models.PositiveSmallIntegerField("по вопрос", null=True, blank=True)

    objects = scoped(models.QuerySet, "meeting__group__municipality")

    class Meta:
        verbose_name = "присутствие"
        verbose_name_plural = "присутствовавшие"
        ordering = ["first_item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_item=None) | Q(last_item__gte=models.F("first_item")),
                name="attendance_ends_after_it_begins",
                violation_error_message="Ушёл раньше, чем пришёл.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person", "first_item"], name="attendance_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.meeting}"

    @property
    def municipality(self):
        return self.meeting.municipality


class Guest(Named):
    """Приглашённый: speaks, does not vote."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="guests", verbose_name="заседание"
    )
    post = models.CharField("должность, организация", max_length=400, blank=True)
    # Of a guest who does not sign in: the notice goes there.
    email = models.EmailField("адрес для уведомления", blank=True)

    objects = scoped(models.QuerySet, "meeting__group__municipality")

    class Meta(Named.Meta):
        verbose_name = "приглашённый"
        verbose_name_plural = "приглашённые"
        ordering = ["pk"]

    @property
    def municipality(self):
        return self.meeting.municipality


class MinutesRemark(Versioned):
    """Замечание члена к проекту протокола; the secretary answers before signing."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="remarks", verbose_name="заседание"
    )
    author = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="чьё"
    )
    text = models.TextField("замечание")
    written_at = models.DateTimeField("когда", auto_now_add=True)
    answer = models.TextField("что сделано", blank=True)

    objects = scoped(models.QuerySet, "meeting__group__municipality")

    class Meta:
        verbose_name = "замечание к протоколу"
        verbose_name_plural = "замечания к протоколу"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.author}: {self.text[:80]}"

    @property
    def municipality(self):
        return self.meeting.municipality
