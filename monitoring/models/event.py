from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.checkpoint import Checkpoint, CheckpointState
from monitoring.models.own_plans import SCHOOL_PLAN
from schools.models.scoped import OfMunicipality, scoped


class Verb(models.TextChoices):
    START = "start", "начать работу"
    INTERIM = "interim", "отчитаться о ходе работы"
    REPORT = "report", "отчитаться"
    ACCEPT = "accept", "принять"
    RETURN = "return", "вернуть на доработку"
    REMOVE = "remove", "снять с контроля"
    RESTORE = "restore", "вернуть на контроль"
    CANCEL = "cancel", "отменить"
    # An order has changed date or words; the state stays.
    AMEND = "amend", "изменить приказом"
    # The date is asked for by who executes, and decided on by who controls (monitoring/dates.py).
    ASK_DATE = "ask_date", "попросить перенести срок"
    MOVE_DATE = "move_date", "перенести срок"
    KEEP_DATE = "keep_date", "отказать в переносе срока"
    # The lead gives a part to a co-executor, and says by when (monitoring/parts.py).
    ASSIGN = "assign", "поручить соисполнителю"
    SET_DATE = "set_date", "назначить внутренний срок"
    # Counter-act of one's own last act (monitoring/undoing.py).
    UNDO = "undo", "отменить своё действие"


# How the history heads the acts that the state alone does not name.
HEADINGS = {
    Verb.INTERIM: "Отчёт о ходе работы",
    Verb.RESTORE: "Возвращено на контроль",
    Verb.AMEND: "Изменено приказом",
    Verb.ASK_DATE: "Запрошен перенос срока",
    Verb.MOVE_DATE: "Срок перенесён",
    Verb.KEEP_DATE: "В переносе срока отказано",
    Verb.ASSIGN: "Назначен соисполнитель",
    Verb.SET_DATE: "Назначен внутренний срок",
    Verb.UNDO: "Действие отменено",
}


# What changes the date of the plan; an inner date is the lead's own business.
MOVING = (Verb.MOVE_DATE, Verb.AMEND)
MOVES = Q(verb__in=MOVING, new_due_on__isnull=False)


def heading_of(verb, to_state):
    """What the history says of an act: «Принято», «Срок перенесён»."""
    return HEADINGS.get(verb) or CheckpointState(to_state).label.capitalize()


class CheckpointEventQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Acts over what the person sees; a school sees those over its own checkpoints."""
        if access.sees_everything:
            return self
        return self.filter(checkpoint__in=Checkpoint.objects.visible_to(access))

    def counted_for(self, access):
        """Acts that the person sees; without schools' own plans for those who see all (0035)."""
        if not access.sees_everything:
            return self.visible_to(access)
        # The few that are left out are named: asking the checkpoint of every act takes far longer.
        plans_of_schools = Checkpoint.objects.filter(source=SCHOOL_PLAN).order_by()
        return self.exclude(checkpoint__in=plans_of_schools.values("pk"))

    def moves(self):
        """Acts that have changed a date."""
        return self.filter(MOVES)


class CheckpointEvent(OfMunicipality):
    """Событие контрольной точки: an act with its author and time, kept for ever."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="events", verbose_name="контрольная точка"
    )
    # The checkpoint's, kept here too: the registers of acts find theirs by it (decisions/0028).
    municipality = models.ForeignKey(
        "schools.Municipality",
        models.PROTECT,
        related_name="+",
        db_index=False,  # event_of_municipality begins with it
        verbose_name="муниципалитет",
    )
    verb = models.CharField("действие", max_length=10, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    # As it was then: the name, and in whose place an acting deputy («и. о.») has acted.
    author = models.CharField("кто, словами", max_length=400)
    at = models.DateTimeField("когда")
    text = models.TextField("пояснение", blank=True)
    from_state = models.CharField(max_length=10, choices=CheckpointState)
    to_state = models.CharField(max_length=10, choices=CheckpointState)
    # What an act has made of the date; of a request, the date that is asked for.
    old_due_on = models.DateField("срок был", null=True, blank=True)
    new_due_on = models.DateField("срок стал", null=True, blank=True)
    undoes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name="какое действие отменяет",
    )

    objects = scoped(CheckpointEventQuerySet)

    class Meta:
        verbose_name = "событие контрольной точки"
        verbose_name_plural = "события контрольных точек"
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["municipality", "at", "id"], name="event_of_municipality"),
            # The feed asks whose acts there are, and nothing else of them.
            models.Index(fields=["municipality", "by"], name="event_by_author"),
            models.Index(fields=["municipality", "at", "id"], condition=MOVES, name="event_moving"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.checkpoint}"

    @property
    def heading(self):
        """What the history says of the act: «Принято», «Срок перенесён»."""
        return heading_of(self.verb, self.to_state)


class Evidence(models.Model):
    """Подтверждение: a file, a published page or a registered document that a report names."""

    event = models.ForeignKey(
        CheckpointEvent, models.CASCADE, related_name="evidence", verbose_name="отчёт"
    )
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )
    link = models.URLField("ссылка", max_length=500, blank=True)
    document = models.CharField("документ", max_length=300, blank=True)

    objects = scoped(models.QuerySet, "event__municipality")

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="", document="")
                | Q(file=None, document="") & ~Q(link="")
                | Q(file=None, link="") & ~Q(document=""),
                name="evidence_is_one_thing",
            )
        ]

    def __str__(self):
        return str(self.file or self.link or self.document)
