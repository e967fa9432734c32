"""Kinds of deadlines; needs no database, so that the recogniser stays a plain function."""

from django.db.models.enums import TextChoices


class DeadlineKind(TextChoices):
    """What the printed words of a deadline mean (domain.md 3.3)."""

    DATE = "date", "дата"
    MONTH = "month", "месяц"
    MONTHS_LIST = "months_list", "несколько месяцев"
    RANGE = "range", "период"
    UNTIL_DATE = "until_date", "не позднее даты"
    SCHOOL_YEAR = "school_year", "учебный год"
    CALENDAR_YEAR = "calendar_year", "календарный год"
    WHOLE_PERIOD = "whole_period", "весь период плана"
    RECURRING_MONTHLY = "recurring_monthly", "ежемесячно"
    RECURRING_QUARTERLY = "recurring_quarterly", "ежеквартально"
    RECURRING_YEARLY = "recurring_yearly", "ежегодно"
    RECURRING_YEARLY_IN_MONTHS = "recurring_yearly_in_months", "ежегодно в указанные месяцы"
    CONTINUOUS = "continuous", "постоянно"
    BY_SCHEDULE = "by_schedule", "по отдельному графику"
    ON_DEMAND = "on_demand", "по запросу, по необходимости"
    EVENT_BASED = "event_based", "по событию"
    OTHER = "other", "другое"
