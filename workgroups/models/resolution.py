from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped
from workgroups.models.agenda import AgendaItem
from workgroups.models.group import Membership, WorkingGroup
from workgroups.models.meeting import MeetingState


class ResolutionQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Schools see what signed minutes ask of them; the rest as the meeting is seen."""
        if access.sees_everything:
            return self
        addressed = Q(schools__in=access.school_ids)
        if access.person_ids:
            addressed |= Q(people__in=access.person_ids)
        return self.adopted().filter(addressed).distinct()

    def adopted(self):
        """Those that the signed minutes say were adopted."""
        return self.filter(item__meeting__state=MeetingState.SIGNED, is_adopted=True)


class Resolution(Versioned):
    """Пункт решения: what, to whom, by when; it goes on control when the minutes are signed."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="resolutions", verbose_name="вопрос"
    )
    # Second part of «2.1.»; the first one is the item's.
    position = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("что решили")
    addressee = models.CharField("ответственный словами", max_length=300, blank=True)
    people = models.ManyToManyField(
        "schools.Person", related_name="+", blank=True, verbose_name="ответственные люди"
    )
    schools = models.ManyToManyField(
        "schools.School", related_name="resolutions", blank=True, verbose_name="школы"
    )
    due_on = models.DateField("срок", null=True, blank=True)
    due_words = models.CharField("срок словами", max_length=200, blank=True)
    # Told by the vote when the minutes are signed; what was voted down stands in them too.
    is_adopted = models.BooleanField("принято", null=True, editable=False)
    # Decisions of an advisory body: the department considers it and answers (seed 000, 4.2).
    is_recommendation = models.BooleanField("рекомендация отделу образования", default=False)
    answer = models.TextField("ответ отдела", blank=True)
    answered_on = models.DateField("когда ответили", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = scoped(ResolutionQuerySet, "item__meeting__group__municipality")

    class Meta:
        verbose_name = "пункт решения"
        verbose_name_plural = "решения групп"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number} {self.text[:150]}"

    @property
    def municipality(self):
        return self.item.municipality

    @property
    def number(self):
        """«2.1.», in the minutes and in every extract of them."""
        return f"{self.item.position}.{self.position}."


class RequestQuerySet(models.QuerySet):
    def visible_to(self, access):
        """The department sees all; a school what is asked of it; a person what is asked of one.

        Members of today see what their groups ask.
        """
        if access.sees_everything:
            return self
        asked = Q(school__in=access.school_ids)
        if access.person_ids:
            today = access.municipality.today()
            own = Membership.objects.of_people(access.person_ids).on_day(today)
            asked |= Q(person__in=access.person_ids) | Q(group__in=own.values("group"))
        return self.filter(asked)

    def unanswered(self):
        return self.filter(answered_on=None)


class InformationRequest(Versioned, OfMunicipality):
    """Запрос информации группой: of the department, a school or an organisation (seed 000, 2.2)."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="requests", verbose_name="группа"
    )
    asked_on = models.DateField("дата запроса")
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="школа",
    )
    person = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кого спрашивают",
    )
    addressee = models.CharField("кому: орган или организация", max_length=300, blank=True)
    text = models.TextField("какая информация нужна")
    due_on = models.DateField("срок ответа")
    answer = models.TextField("ответ", blank=True)
    answer_file = models.OneToOneField(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл ответа",
    )
    answered_on = models.DateField("когда ответили", null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = scoped(RequestQuerySet)

    class Meta:
        verbose_name = "запрос информации"
        verbose_name_plural = "запросы информации"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(person__isnull=False) | ~Q(addressee=""),
                name="request_has_its_addressee",
                violation_error_message="Укажите, у кого спрашивают.",
            )
        ]

    def __str__(self):
        return f"{self.to}: {self.text[:100]}"

    @property
    def to(self):
        """Whom it is asked of, in words."""
        return str(self.school or self.person or self.addressee)
