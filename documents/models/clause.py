from django.db import models

from documents.models.order import Order
from lib.versions import Versioned
from schools.models.scoped import scoped

MAX_LEVEL = 4  # more levels of a text are not allowed (domain.md 1.1)


class ClauseKind(models.TextChoices):
    ORDINARY = "ordinary", "пункт"
    CONTROL = "control", "контроль за исполнением"


class Audience(models.TextChoices):
    """Whom the clause is addressed to, besides the people named in it."""

    NONE = "", "никому отдельно"
    PLAN_SCHOOLS = "plan", "руководителям школ из приложений"
    ALL_SCHOOLS = "all", "руководителям всех школ"


def level_of(number):
    """Depth of the number: «2.» is 1, «2.1» is 2, «а)» of an amendment is 3; at most four."""
    if number.endswith(")"):
        return 3
    return min(len([part for part in number.split(".") if part]) or 1, MAX_LEVEL)


class Clause(Versioned):
    """Пункт приказа: number and addressee are text, printed as written."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="clauses", verbose_name="приказ")
    position = models.PositiveIntegerField("порядок")
    kind = models.CharField(
        "вид", max_length=8, choices=ClauseKind, default=ClauseKind.ORDINARY, editable=False
    )
    number = models.CharField("номер", max_length=12)
    addressee = models.CharField("кому (в дательном падеже)", max_length=500, blank=True)
    text = models.TextField("что сделать", blank=True)
    # A table after the text, as an amending order has: columns with widths, rows of cells.
    table = models.JSONField("таблица после пункта", null=True, blank=True, editable=False)
    deadline_line = models.CharField("строка срока («Срок: …»)", max_length=200, blank=True)
    people = models.ManyToManyField(
        "schools.Person", blank=True, related_name="+", verbose_name="кто назван в пункте"
    )
    audience = models.CharField(
        "каким школам", max_length=5, choices=Audience, blank=True, default=Audience.NONE
    )

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "пункт"
        verbose_name_plural = "пункты"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number} {self.words}"[:100]

    @property
    def municipality(self):
        return self.order.municipality

    @property
    def level(self):
        return level_of(self.number)

    @property
    def words(self):
        """Addressee and action as one text: «Руководителям школ:», «Методисту … подготовить …»."""
        if not self.text:
            return f"{self.addressee.rstrip(' :')}:" if self.addressee else ""
        return f"{self.addressee} {self.text}".strip()
