from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models.kind import DATIVE, GENITIVE, INSTRUMENTAL, OrderKind, agreeing
from documents.models.profile import profile_of
from lib.text import fold
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class OrderState(models.TextChoices):
    DRAFT = "draft", "проект"
    APPROVAL = "approval", "на согласовании"
    SIGNING = "signing", "на подписи"
    SIGNED = "signed", "подписан и зарегистрирован"
    REPEALED = "repealed", "утратил силу"


UNSIGNED = (OrderState.DRAFT, OrderState.APPROVAL, OrderState.SIGNING)
REGISTERED = (OrderState.SIGNED, OrderState.REPEALED)


def state_words(state, kind):
    """Name of the state as it is said of an act of the kind: «распоряжение утратило силу»."""
    label = OrderState(state).label
    if state == OrderState.SIGNED:
        return agreeing(label, kind)
    if state == OrderState.REPEALED and kind != OrderKind.ORDER:
        return "утратило силу"
    return label


class OrderQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Signed acts are seen by everyone of the municipality, drafts by the department.

        Whoever is asked for a visa sees that draft too, wherever the person works.
        """
        if access.is_department:
            return self
        registered = Q(state__in=REGISTERED)
        if not access.person_id:
            return self.filter(registered)
        asked = self.filter(visas__person=access.person_id).exclude(state=OrderState.DRAFT)
        return self.filter(registered | Q(pk__in=asked.values("pk")))

    def drafts(self):
        return self.filter(state=OrderState.DRAFT)

    def registered(self):
        return self.filter(state__in=REGISTERED)

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
    basis = models.TextField("преамбула: цель или основание словами", blank=True)
    number = models.CharField("номер", max_length=40, blank=True)
    signed_on = models.DateField("дата", null=True, blank=True)
    # The year of the register: numbers run anew in each.
    year = models.PositiveSmallIntegerField("год", null=True, editable=False)
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
    visas_in_turn = models.BooleanField("согласуют по очереди", default=True)
    state = models.CharField(
        "состояние", max_length=10, choices=OrderState, default=OrderState.DRAFT, editable=False
    )
    signed_at = models.DateTimeField("подписан", null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_html = models.TextField("текст при подписании", blank=True, editable=False)
    pdf = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, editable=False)
    # Makes the PDF of a large text after signing; none when the PDF is there.
    pdf_job = models.ForeignKey(
        "jobs.Job", models.PROTECT, null=True, editable=False, related_name="+"
    )
    repealed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="repeals"
    )

    search = models.TextField(editable=False)

    objects = scoped(OrderQuerySet)

    class Meta:
        verbose_name = "приказ"
        verbose_name_plural = "приказы"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=UNSIGNED)
                | Q(
                    ~Q(number="") & ~Q(signed_html=""),
                    Q(pdf__isnull=False) | Q(pdf_job__isnull=False),
                    signed_on__isnull=False,
                    year__isnull=False,
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                ),
                name="order_signed_has_requisites",
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.REPEALED, repealed_by__isnull=False)
                | Q(~Q(state=OrderState.REPEALED), repealed_by=None),
                name="order_repealed_by_an_order",
            ),
            models.UniqueConstraint(
                F("municipality"),
                F("body"),
                F("kind"),
                F("year"),
                F("number"),
                condition=Q(year__isnull=False),
                name="order_number_once",
            ),
        ]

    def __str__(self):
        kind = self.get_kind_display().capitalize()
        if not self.is_signed:
            return f"{kind} (проект) «{self.title}»"
        return f"{kind} от {self.signed_on:%d.%m.%Y} № {self.number} «{self.title}»"

    @property
    def is_signed(self):
        """Registered: the text is frozen, whether or not the act is in force still."""
        return self.state in REGISTERED

    @property
    def is_draft(self):
        """May be edited: nobody has been asked for a visa or a signature yet."""
        return self.state == OrderState.DRAFT

    @property
    def kind_genitive(self):
        return GENITIVE[self.kind]

    @property
    def kind_dative(self):
        return DATIVE[self.kind]

    @property
    def kind_instrumental(self):
        return INSTRUMENTAL[self.kind]

    @property
    def signed_words(self):
        """«подписан и зарегистрирован», in the gender of the act."""
        return state_words(OrderState.SIGNED, self.kind)

    @cached_property
    def profile(self):
        """The ActProfile by which the act is printed and numbered."""
        return profile_of(self.municipality, self.kind)

    def save(self, *args, **kwargs):
        self.search = self.search_text()
        super().save(*args, **kwargs)

    def save_changes(self, fields, *, seen_version):
        self.search = self.search_text()
        super().save_changes([*fields, "search"], seen_version=seen_version)

    def search_text(self):
        """Folded title and number: what search looks at."""
        return fold(f"{self.title} {self.number}")


class Effect(models.TextChoices):
    AMENDS = "amends", "вносит изменения"
    REPEALS = "repeals", "признаёт утратившим силу"


class OrderLink(models.Model):
    """What an act does to an earlier one; it takes effect when the act is signed."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="links", verbose_name="приказ")
    target = models.ForeignKey(
        Order, models.PROTECT, related_name="linked_from", verbose_name="прежний документ"
    )
    effect = models.CharField("что делает", max_length=8, choices=Effect)

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "связь с прежним документом"
        verbose_name_plural = "связи с прежними документами"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "target"],
                name="order_link_once",
                violation_error_message="Этот документ уже назван.",
            )
        ]

    def __str__(self):
        return f"{self.get_effect_display()}: {self.target}"

    @property
    def municipality(self):
        return self.order.municipality
