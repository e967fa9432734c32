import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lib.collation import by_name
from lib.distance import point_of
from lib.grammar import phrases
from lib.text import fold
from lib.versions import Versioned
from schools.models.listing import SupportListing
from schools.models.scoped import OfMunicipality, scoped

WRONG_POINT = "Скопируйте координаты с карты: широта и долгота, например 49.5912, 42.7345."
ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}\b")


def is_point(text):
    """Refuse what is not a place on a map."""
    if point_of(text) is None:
        raise ValidationError(WRONG_POINT)


class SchoolQuerySet(models.QuerySet):
    def matching(self, words):
        """Schools whose names, aliases or place hold every word; case and ё/е do not matter."""
        schools = self
        for word in fold(words).split():
            schools = schools.filter(search__contains=word)
        return schools

    def listed(self, category, on):
        """Schools in the list of the category on the day."""
        listings = SupportListing.objects.filter(school=OuterRef("pk"), category=category)
        return self.filter(Exists(listings.in_force(on)))

    def visible_to(self, access):
        """Every school of the municipality, or one's own schools for school roles."""
        return self if access.sees_everything else self.filter(pk__in=access.school_ids)


class School(Versioned, OfMunicipality):
    """Общеобразовательная организация."""

    name = models.CharField("полное название", max_length=250)
    short_name = models.CharField("краткое название", max_length=100)
    locality = models.CharField("населённый пункт", max_length=100, blank=True)
    district = models.CharField("округ или поселение", max_length=100, blank=True)
    coordinates = models.CharField("координаты", max_length=40, blank=True, validators=[is_point])
    inn = models.CharField(
        "ИНН",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", "ИНН организации — десять цифр.")],
    )
    site = models.URLField("сайт", blank=True)
    is_leader = models.BooleanField("школа-лидер (может помогать другим)", default=False)
    # What a person has corrected or confirmed; see schools/case_forms.py.
    case_forms = models.JSONField("падежи названия", default=dict, blank=True, editable=False)
    search = models.TextField(editable=False)

    objects = scoped(SchoolQuerySet)

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школы"
        ordering = [by_name("short_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "short_name"],
                name="school_short_name_once",
                violation_error_message="Школа с таким кратким названием уже есть.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "inn"],
                condition=~Q(inn=""),
                name="school_inn_once",
                violation_error_message="Школа с таким ИНН уже есть.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def save(self, *args, **kwargs):
        self.search = self.search_text()
        super().save(*args, **kwargs)

    @property
    def point(self):
        """(latitude, longitude), or None when they are not entered."""
        return point_of(self.coordinates)

    @property
    def has_checked_forms(self):
        """A person has looked through the case forms of this very name."""
        return self.case_forms.get("of") == self.name

    def form(self, case):
        """The full name in the case: as checked, or else as suggested.

        What begins with an abbreviation, «МБОУ СОШ № 1», is suggested undeclined.
        """
        if self.has_checked_forms and case.value in self.case_forms:
            return self.case_forms[case.value]
        return self.name if ABBREVIATION.match(self.name) else phrases.name_in(case, self.name)

    def search_text(self):
        """Folded names, aliases and place: what search looks at."""
        aliases = [alias.name for alias in self.aliases.all()] if self.pk else []
        own = [self.name, self.short_name, self.locality, self.district, self.inn]
        return fold(" ".join([*own, *aliases]))


class SchoolAlias(models.Model):
    """Как ещё пишут название школы: by it a school is recognised in other people's papers."""

    school = models.ForeignKey(School, models.CASCADE, related_name="aliases", verbose_name="школа")
    name = models.CharField("название", max_length=250)

    objects = scoped(models.QuerySet, "school__municipality")

    class Meta:
        verbose_name = "другое название"
        verbose_name_plural = "другие названия"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="school_alias_once")]

    def __str__(self):
        return self.name
