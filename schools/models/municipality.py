import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from lib.collation import by_name
from lib.versions import Versioned


class Region(models.Model):
    """Субъект Российской Федерации."""

    name = models.CharField("название", max_length=100, unique=True)
    code = models.CharField("код", max_length=3, unique=True)

    class Meta:
        verbose_name = "регион"
        verbose_name_plural = "регионы"
        ordering = [by_name()]

    def __str__(self):
        return self.name


def check_time_zone(name):
    """Raise unless the name is a known time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Нет такого часового пояса. Пример: Europe/Moscow.")


# Addresses of the site itself stand before the short names of municipalities (config/urls.py).
TAKEN_NAMES = frozenset(
    "admin calendar files healthz invitation jobs region sign-in static verify".split()
)


class Municipality(Versioned):
    """Муниципалитет: the tenant; every row of business data belongs to exactly one."""

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="municipalities", verbose_name="регион"
    )
    slug = models.SlugField("короткий адрес", max_length=40, unique=True)
    name = models.CharField("название", max_length=150)
    name_genitive = models.CharField("название в родительном падеже", max_length=150)
    time_zone = models.CharField(
        "часовой пояс", max_length=40, default="Europe/Moscow", validators=[check_time_zone]
    )
    place = models.CharField("место составления документов", max_length=100)
    department = models.CharField("орган, издающий приказы", max_length=250)
    department_genitive = models.CharField("он же в родительном падеже", max_length=250)
    department_short = models.CharField("краткое название органа", max_length=100)
    letterhead = models.TextField("шапка бланка, по строкам")
    # Training data live in their own time; zero for real work.
    day_shift = models.IntegerField("сдвиг «сегодня» в учебных данных, дней", default=0)

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"
        ordering = [by_name()]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.slug in TAKEN_NAMES:
            raise ValidationError({"slug": "Такой адрес занят самой программой. Выберите другой."})

    @property
    def municipality(self):
        """Itself: the tenant of a tenant (the journal asks every object)."""
        return self

    @property
    def zone(self):
        """The municipality's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def now(self):
        """Moment of an act here: the real one, moved in training data."""
        return timezone.now() + datetime.timedelta(days=self.day_shift)

    def today(self):
        """Date in the municipality's time zone: what is overdue is counted from it."""
        return self.day_of(self.now())

    def day_of(self, moment):
        """Date of the moment in the municipality's time zone."""
        return moment.astimezone(self.zone).date()
