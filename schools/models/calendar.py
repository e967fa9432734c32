from django.db import models


class CalendarYear(models.Model):
    """Производственный календарь года: one for the whole country, so it has no municipality."""

    year = models.PositiveSmallIntegerField("год", primary_key=True)
    basis = models.CharField("основание", max_length=200)
    # False: the Government has not moved the days off of this year yet.
    is_final = models.BooleanField("переносы утверждены", default=True)

    class Meta:
        verbose_name = "производственный календарь"
        verbose_name_plural = "производственные календари"
        ordering = ["-year"]

    def __str__(self):
        return f"Производственный календарь {self.year} года"


class CalendarDay(models.Model):
    """День, который отличается от обычной недели: a weekday off, a worked weekend, a holiday."""

    calendar = models.ForeignKey(
        CalendarYear, models.CASCADE, related_name="days", verbose_name="год"
    )
    date = models.DateField("дата", unique=True)
    is_working = models.BooleanField("рабочий", default=False)
    remark = models.CharField("примечание", max_length=200, blank=True)

    class Meta:
        verbose_name = "день календаря"
        verbose_name_plural = "дни календаря"
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%d.%m.%Y}"
