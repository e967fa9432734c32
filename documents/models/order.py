from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.text import fold
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class OrderKind(models.TextChoices):
    ORDER = "order", "приказ"
    DIRECTIVE = "directive", "распоряжение"
    RESOLUTION = "resolution", "постановление"


# «к приказу», «приказом»: the marks of annexes and approvals decline the kind of the act.
DATIVE = {"order": "приказу", "directive": "распоряжению", "resolution": "постановлению"}
# «приказ подписан», «распоряжение подписано»: endings of what is said of the act.
ENDINGS = {"order": "", "directive": "о", "resolution": "о"}


class OrderState(models.TextChoices):
    DRAFT = "draft", "проект"
    SIGNED = "signed", "подписан и зарегистрирован"


def agreeing(words, kind):
    """The short participles in the gender of the act: «подписано и зарегистрировано»."""
    return " и ".join(word + ENDINGS[kind] for word in words.split(" и "))


def state_words(state, kind):
    """Name of the state as it is said of an act of the kind."""
    label = OrderState(state).label
    return agreeing(label, kind) if state == OrderState.SIGNED else label


class OrderQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Drafts are seen by the department only; signed orders by everyone of the municipality."""
        return self if access.is_department else self.filter(state=OrderState.SIGNED)

    def drafts(self):
        return self.filter(state=OrderState.DRAFT)

    def matching(self, words):
        """Orders whose title or number holds every word; case and ё/е do not matter."""
        orders = self
        for word in fold(words).split():
            orders = orders.filter(search__contains=word)
        return orders


class Order(Versioned, OfMunicipality):
    """Приказ, распоряжение, постановление. Once signed, it is changed only by another act."""

    kind = models.CharField("вид документа", max_length=10, choices=OrderKind)
    body = models.CharField("кто издаёт", max_length=250)
    title = models.CharField("заголовок («Об утверждении …»)", max_length=500)
    place = models.CharField("место составления", max_length=100)
    basis = models.TextField("преамбула (основание и цель)")
    number = models.CharField("номер", max_length=40, blank=True)
    signed_on = models.DateField("дата", null=True, blank=True)
    signatory = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="кто подписывает"
    )
    signatory_post = models.CharField("должность в подписи", max_length=250)
    executor = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="исполнитель",
    )
    executor_phone = models.CharField("телефон исполнителя", max_length=40, blank=True)
    state = models.CharField(
        "состояние", max_length=10, choices=OrderState, default=OrderState.DRAFT, editable=False
    )
    signed_at = models.DateTimeField("подписан", null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_html = models.TextField("текст при подписании", blank=True, editable=False)
    pdf = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, editable=False)

    search = models.TextField(editable=False)

    objects = scoped(OrderQuerySet)

    class Meta:
        verbose_name = "приказ"
        verbose_name_plural = "приказы"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OrderState.DRAFT)
                | Q(
                    ~Q(number=""),
                    signed_on__isnull=False,
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                    pdf__isnull=False,
                ),
                name="order_signed_has_requisites",
            ),
        ]

    def __str__(self):
        kind = self.get_kind_display().capitalize()
        if not self.is_signed:
            return f"{kind} (проект) «{self.title}»"
        return f"{kind} от {self.signed_on:%d.%m.%Y} № {self.number} «{self.title}»"

    @property
    def is_signed(self):
        return self.state != OrderState.DRAFT

    @property
    def kind_dative(self):
        return DATIVE[self.kind]

    @property
    def signed_words(self):
        """«подписан и зарегистрирован», in the gender of the act."""
        return state_words(OrderState.SIGNED, self.kind)

    def save(self, *args, **kwargs):
        self.search = self.search_text()
        super().save(*args, **kwargs)

    def save_changes(self, fields, *, seen_version):
        self.search = self.search_text()
        super().save_changes([*fields, "search"], seen_version=seen_version)

    def search_text(self):
        """Folded title and number: what search looks at."""
        return fold(f"{self.title} {self.number}")


class Clause(Versioned):
    """Пункт приказа: the number is text, printed as written."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="clauses", verbose_name="приказ")
    position = models.PositiveIntegerField("порядок")
    number = models.CharField("номер", max_length=12)
    text = models.TextField("текст")
    deadline_line = models.CharField("строка срока («Срок: …»)", max_length=200, blank=True)

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "пункт"
        verbose_name_plural = "пункты"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number} {self.text}"[:100]

    @property
    def municipality(self):
        return self.order.municipality

    @property
    def level(self):
        """Depth of the number: «2.» is 1, «2.1» is 2."""
        return len([part for part in self.number.split(".") if part])
