from django.db import models

from lib.versions import Versioned


class Orientation(models.TextChoices):
    PORTRAIT = "portrait", "вдоль листа (книжная)"
    LANDSCAPE = "landscape", "поперёк листа (альбомная)"


class SectionNumbering(models.TextChoices):
    ABSENT = "absent", "без разделов"
    NONE = "none", "разделы без номеров"
    ARABIC = "arabic", "1., 2., 3."
    ROMAN = "roman", "I., II., III."


class RowNumbering(models.TextChoices):
    NONE = "none", "без номеров"
    RUNNING = "running", "1, 2, 3 — сквозные"
    RUNNING_DOT = "running_dot", "1., 2., 3. — сквозные с точкой"
    BY_SECTION = "by_section", "1.1., 1.2., 2.1. — по разделам"


class ColumnKind(models.TextChoices):
    NUMBER = "number", "номер"
    ACTION = "action", "мероприятие"
    ACTOR = "actor", "действия исполнителя"
    DEADLINE = "deadline", "срок"
    RESPONSIBLE = "responsible", "ответственный"
    RESULT = "result", "ожидаемый результат"
    INDICATOR = "indicator", "показатель"
    NOTE = "note", "примечание"


class PrintedForm(models.Model):
    """Abstract: how a plan is numbered and lies on the page (the five layouts, domain.md 3.2)."""

    section_numbering = models.CharField(
        "номера разделов", max_length=8, choices=SectionNumbering, default=SectionNumbering.ARABIC
    )
    row_numbering = models.CharField(
        "номера мероприятий", max_length=12, choices=RowNumbering, default=RowNumbering.BY_SECTION
    )
    orientation = models.CharField(
        "лист", max_length=9, choices=Orientation, default=Orientation.LANDSCAPE
    )

    class Meta:
        abstract = True


class Layout(Versioned, PrintedForm):
    """Форма дорожной карты: a set of columns that a new plan starts from."""

    code = models.CharField("код", max_length=10, unique=True)
    name = models.CharField("название", max_length=150)
    is_offered = models.BooleanField("предлагать для новых карт", default=True)

    class Meta:
        verbose_name = "форма дорожной карты"
        verbose_name_plural = "формы дорожных карт"
        ordering = ["code"]

    def __str__(self):
        return self.name


class PrintedColumn(models.Model):
    """Abstract: a column of the table of measures."""

    position = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("что в графе", max_length=12, choices=ColumnKind)
    heading = models.CharField("заголовок графы", max_length=400)
    width = models.PositiveSmallIntegerField("ширина, % листа")

    class Meta:
        abstract = True

    def __str__(self):
        return self.heading


class Column(PrintedColumn):
    """Графа формы."""

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="columns", verbose_name="форма")

    class Meta:
        verbose_name = "графа"
        verbose_name_plural = "графы"
        ordering = ["position"]
