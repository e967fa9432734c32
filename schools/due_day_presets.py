"""Named sets of due-day rules to begin from; each field can be changed later (peers.md a.4)."""

from dataclasses import dataclass, field

from schools.models import (
    ContinuousReport,
    OnDayOff,
    PeriodReport,
    UndatedReport,
    YearReport,
)


@dataclass(frozen=True)
class Preset:
    """A set of rules: its key in an address, its name, and the fields of DueDayRules."""

    key: str
    name: str
    values: dict = field(default_factory=dict)


_BY_NUMBER = {
    "on_day_off": OnDayOff.PRECEDING,
    "monthly": PeriodReport.NEXT_MONTH,
    "monthly_day": 10,
    "quarterly": PeriodReport.NEXT_MONTH,
    "quarterly_day": 10,
    "yearly": YearReport.JANUARY,
    "continuous": ContinuousReport.JANUARY,
    "undated": UndatedReport.NONE,
}
_BY_LAST_DAY = _BY_NUMBER | {
    "monthly": PeriodReport.LAST_DAY,
    "quarterly": PeriodReport.LAST_DAY,
    "yearly": YearReport.DECEMBER,
    "continuous": ContinuousReport.NONE,
}

PRESETS = (
    Preset("by-number", "Свердловская область: до 10-го числа", _BY_NUMBER),
    Preset("by-last-day", "По последнему дню", _BY_LAST_DAY),
    Preset(
        "one-month",
        "По последнему дню, без срока — месяц",
        _BY_LAST_DAY | {"undated": UndatedReport.MONTH},
    ),
)


def preset_of(key):
    """The preset of the key, or None."""
    return next((preset for preset in PRESETS if preset.key == key), None)
