from django.conf import settings
from django.db import models

from lib.collation import by_name
from lib.grammar import names, phrases
from lib.grammar.cases import Case
from lib.text import NBSP, fold, initials
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", "орган управления образованием"
    SERVICE = "service", "методическая служба, центр, учреждение"
    BODY = "body", "группа, совет, комиссия"
    ASSOCIATION = "association", "методическое объединение"


class Unit(OfMunicipality):
    """Подразделение или коллегиальный орган, названный в планах и приказах."""

    name = models.CharField("название", max_length=250)
    aliases = models.TextField("как ещё называют, по строкам", blank=True)
    kind = models.CharField("вид", max_length=12, choices=UnitKind)

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "подразделение"
        verbose_name_plural = "подразделения и органы"
        ordering = [by_name()]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="unit_name_once",
                violation_error_message="Такое подразделение уже есть.",
            )
        ]

    def __str__(self):
        return self.name


class Gender(models.TextChoices):
    MALE = "male", "мужской"
    FEMALE = "female", "женский"


class PersonQuerySet(models.QuerySet):
    def matching(self, words):
        """People whose name holds every word; case and ё/е do not matter."""
        people = self
        for word in fold(words).split():
            people = people.filter(search__contains=word)
        return people

    def with_unchecked_forms(self):
        """People whose case forms nobody has looked through, as their names stand now."""
        named = (person for person in self.only(*NAMED_BY) if not person.has_checked_forms)
        return self.filter(pk__in=[person.pk for person in named])


NAMED_BY = (
    "surname",
    "first_name",
    "patronymic",
    "gender",
    "keep_surname",
    "case_forms",
    "municipality",
)


class Person(Versioned, OfMunicipality):
    """Взрослый человек, которого называют в документах. Учеников в системе нет."""

    surname = models.CharField("фамилия", max_length=60)
    first_name = models.CharField("имя", max_length=60)
    patronymic = models.CharField("отчество", max_length=60, blank=True)
    gender = models.CharField("пол", max_length=6, choices=Gender)
    keep_surname = models.BooleanField("фамилию не склонять", default=False)
    # What a person has corrected or confirmed; see schools/case_forms.py.
    case_forms = models.JSONField("падежи имени", default=dict, blank=True, editable=False)
    phone = models.CharField("рабочий телефон", max_length=40, blank=True)
    # One sign-in may serve several municipalities, with a card in each.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="вход в систему",
    )
    search = models.CharField(max_length=200, editable=False, db_index=True)

    objects = scoped(PersonQuerySet)

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = [by_name("surname"), by_name("first_name"), by_name("patronymic")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"],
                condition=models.Q(user__isnull=False),
                name="person_user_once",
                violation_error_message="Этот вход уже связан с другой карточкой человека.",
            )
        ]

    def __str__(self):
        return self.surname_first

    def save(self, *args, **kwargs):
        self.search = fold(self.full_name)
        super().save(*args, **kwargs)

    @property
    def full_name(self):
        return " ".join(filter(None, (self.surname, self.first_name, self.patronymic)))

    @property
    def named_so(self):
        """What the checked forms hold for: another name or gender asks for them anew."""
        keep = "не склонять" if self.keep_surname else ""
        return " ".join(filter(None, (self.full_name, self.gender, keep)))

    @property
    def has_checked_forms(self):
        """A person has looked through the case forms of this very name."""
        return self.case_forms.get("of") == self.named_so

    def parts_in(self, case):
        """(surname, first name, patronymic) in the case: as checked, or else as suggested."""
        if case == Case.NOMINATIVE:
            return self.surname, self.first_name, self.patronymic
        if self.has_checked_forms and case.value in self.case_forms:
            return tuple(self.case_forms[case.value])
        return (
            names.surname_in(case, self.surname, self.gender, keep=self.keep_surname),
            names.first_name_in(case, self.first_name, self.gender),
            names.patronymic_in(case, self.patronymic, self.gender),
        )

    def form(self, case):
        """«Капустиной Н. В.»: surname in the case, initials after it, as in running text."""
        return f"{self.parts_in(case)[0]}{NBSP}{initials(self.first_name, self.patronymic)}"

    @property
    def surname_first(self):
        """«Капустина Н. В.», as in running text and lists."""
        return f"{self.surname}{NBSP}{initials(self.first_name, self.patronymic)}"

    @property
    def initials_first(self):
        """«Н. В. Капустина», as in signatures and visas."""
        return f"{initials(self.first_name, self.patronymic)}{NBSP}{self.surname}"


class PostQuerySet(models.QuerySet):
    def held(self, on):
        """Posts held on the day; a post without dates is always held."""
        return self.filter(
            models.Q(since=None) | models.Q(since__lte=on),
            models.Q(until=None) | models.Q(until__gte=on),
        )


class Post(models.Model):
    """Должность человека в подразделении или школе, с датами."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts", verbose_name="человек")
    title = models.CharField("должность", max_length=250)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="где"
    )
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name="школа",
    )
    since = models.DateField("с", null=True, blank=True)
    until = models.DateField("по", null=True, blank=True)
    # What a person has corrected or confirmed; see schools/case_forms.py.
    case_forms = models.JSONField("падежи должности", default=dict, blank=True, editable=False)

    objects = scoped(PostQuerySet, "person__municipality")

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        ordering = ["person", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="post_ends_after_it_begins",
                violation_error_message="Дата окончания раньше даты начала.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def has_checked_forms(self):
        """A person has looked through the case forms of this very title."""
        return self.case_forms.get("of") == self.title

    def form(self, case):
        """The title in the case: as checked, or else as suggested."""
        if self.has_checked_forms and case.value in self.case_forms:
            return self.case_forms[case.value]
        return phrases.post_in(case, self.title)
