from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from documents.models.kind import OrderKind
from lib.dates import dotted_date, long_date
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped

NUMBER = "{n}"
YEAR = "{year}"


class OperativeVerb(models.TextChoices):
    """How the preamble of an act ends (domain.md 1.3)."""

    NONE = "", "без слова (перечень пунктов сразу)"
    CAPITALS = "ПРИКАЗЫВАЮ:", "ПРИКАЗЫВАЮ:"
    SMALL = "приказываю:", "приказываю:"
    SPACED = "п р и к а з ы в а ю :", "п р и к а з ы в а ю :"
    DECREES = "ПОСТАНОВЛЯЮ:", "ПОСТАНОВЛЯЮ:"
    DECREES_SPACED = "п о с т а н о в л я ю :", "п о с т а н о в л я ю :"
    BODY_DECREES = "п о с т а н о в л я е т :", "п о с т а н о в л я е т :"
    OBLIGES = "ОБЯЗЫВАЮ:", "ОБЯЗЫВАЮ:"
    SUGGESTS = "ПРЕДЛАГАЮ:", "ПРЕДЛАГАЮ:"


def check_number_template(text):
    """Raise unless the text holds the place of the running number exactly once."""
    if text.count(NUMBER) != 1:
        raise ValidationError(f"Порядковый номер обозначьте {NUMBER}, один раз: «01-10/{NUMBER}».")
    rest = text.replace(NUMBER, "").replace(YEAR, "")
    if "{" in rest or "}" in rest:
        raise ValidationError(f"В фигурных скобках бывают только {NUMBER} — номер и {YEAR} — год.")


def margin(label, default, *, least):
    """Field of a margin; the least ones are those of the standard (domain.md 1.1)."""
    limits = [MinValueValidator(least), MaxValueValidator(40)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits)


class DateStyle(models.TextChoices):
    DOTTED = "dotted", "10.09.2020"
    LONG = "long", "10 сентября 2020 г."


class Standard(models.TextChoices):
    """After which rules the requisites stand; the number is never printed (domain.md 1)."""

    GOST_2025 = "2025", "ГОСТ Р 7.0.97-2025"
    GOST_2016 = "2016", "ГОСТ Р 7.0.97-2016"
    OWN = "own", "как на бланке учреждения"


class AnnexMark(models.TextChoices):
    """The mark over an annex that is itself an approved document (domain.md 1.4, 8)."""

    ANNEX = "annex", "Приложение № 1 к приказу …"
    APPROVED = "approved", "Приложение № 1, затем УТВЕРЖДЁН приказом …"


class ActProfile(Versioned, OfMunicipality):
    """Бланк: how the municipality issues acts of one kind (domain.md 1.3).

    What is empty is taken from the municipality.
    """

    kind = models.CharField("вид документа", max_length=10, choices=OrderKind)
    body = models.CharField("кто издаёт", max_length=250, blank=True)
    body_genitive = models.CharField("он же в родительном падеже", max_length=250, blank=True)
    letterhead = models.TextField("шапка бланка, по строкам", blank=True)
    place = models.CharField("место составления", max_length=100, blank=True)
    operative = models.CharField(
        "слово перед пунктами", max_length=30, choices=OperativeVerb, blank=True
    )
    operative_inline = models.BooleanField("слово — в конце преамбулы", default=False)
    kind_spaced = models.BooleanField("вид документа вразрядку", default=False)
    number_template = models.CharField(
        "как складывается номер", max_length=40, default=NUMBER, validators=[check_number_template]
    )
    standard = models.CharField(
        "правила оформления", max_length=4, choices=Standard, default=Standard.GOST_2025
    )
    date_style = models.CharField(
        "вид даты", max_length=6, choices=DateStyle, default=DateStyle.DOTTED
    )
    font_size = models.PositiveSmallIntegerField(
        "размер шрифта", choices=[(12, "12"), (13, "13"), (14, "14")], default=14
    )
    # 30 mm: orders on main activity are kept for ever and bound (domain.md 1.1).
    left_margin_mm = margin("левое поле, мм", 30, least=20)
    right_margin_mm = margin("правое поле, мм", 10, least=10)
    top_margin_mm = margin("верхнее поле, мм", 20, least=20)
    bottom_margin_mm = margin("нижнее поле, мм", 20, least=20)
    annexes_count_pages = models.BooleanField(
        "у каждого приложения свой счёт страниц", default=True
    )
    annex_mark = models.CharField(
        "отметка о приложении", max_length=8, choices=AnnexMark, default=AnnexMark.ANNEX
    )
    # PNG drawn by documents/emblems.py; the uploaded file itself is not kept.
    emblem = models.BinaryField("герб или эмблема", blank=True, default=b"")
    emblem_words = models.CharField("что на рисунке, для незрячих", max_length=150, blank=True)
    has_code = models.BooleanField("код для проверки подлинности (QR)", default=False)
    signatory = models.ForeignKey(
        "schools.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто подписывает",
    )
    signatory_post = models.CharField("должность в подписи", max_length=250, blank=True)

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "бланк"
        verbose_name_plural = "бланки"
        ordering = ["municipality", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind"], name="act_profile_once")
        ]

    def __str__(self):
        return f"Бланк: {self.get_kind_display()}"

    @property
    def issuer(self):
        """The body that issues the acts, as it is called in the nominative."""
        return self.body or self.municipality.department

    @property
    def issuer_genitive(self):
        """The same body in the genitive; empty when it is not known."""
        if self.body and self.body != self.municipality.department:
            return self.body_genitive
        return self.body_genitive or self.municipality.department_genitive

    @property
    def letterhead_lines(self):
        """Lines over the name of the act."""
        return (self.letterhead or self.municipality.letterhead).splitlines()

    @property
    def corner_mm(self):
        """Longest line of a mark in the corner of a sheet, mm (domain.md 1.1)."""
        return 75 if self.standard == Standard.GOST_2016 else 80

    def printed_date(self, day):
        """The date of an act in the style of the profile; empty for None."""
        return long_date(day) if self.date_style == DateStyle.LONG else dotted_date(day)

    def number_of(self, running, year):
        """Number of an act: «01-10/142» of the running number 142."""
        return self.number_template.replace(NUMBER, str(running)).replace(YEAR, str(year))

    def running_of(self, number, year):
        """Running number that stands in the number of an act; None when it is of another form."""
        before, _, after = self.number_template.replace(YEAR, str(year)).partition(NUMBER)
        inner = number[len(before) : len(number) - len(after)]
        if self.number_of(inner, year) != number or not inner.isdecimal():
            return None
        return int(inner)


# What a municipality that has set nothing up would expect (domain.md 1.3).
DEFAULTS = {
    OrderKind.ORDER: {"operative": OperativeVerb.CAPITALS},
    OrderKind.DIRECTIVE: {"operative": OperativeVerb.NONE, "number_template": f"{NUMBER}-р"},
    OrderKind.RESOLUTION: {"operative": OperativeVerb.DECREES, "number_template": f"{NUMBER}-п"},
}


def profile_of(municipality, kind):
    """The ActProfile of the municipality for the kind; one that is not saved when it has none."""
    found = ActProfile.objects.filter(municipality=municipality, kind=kind)
    # The picture is read when something is printed.
    found = found.select_related("signatory").defer("emblem").first()
    profile = found or ActProfile(kind=kind, **DEFAULTS[kind])
    profile.municipality = municipality
    return profile
