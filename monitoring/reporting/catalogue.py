"""The reports that there are: what each is called, asks and tells."""

from collections.abc import Callable
from dataclasses import dataclass

from monitoring.reporting.control_sheet import control_sheet
from monitoring.reporting.moved import moved
from monitoring.reporting.parties import executors_report, school_report
from monitoring.reporting.progress import progress

ON, PERIOD, ROADMAP, SCHOOL, PARTY = "on", "period", "roadmap", "school", "party"


@dataclass(frozen=True)
class Kind:
    """One report: `build(asked)` gives its dataclass, whose `paper()` every format writes."""

    code: str
    name: str
    about: str
    asks: tuple
    build: Callable
    period_label: str = "Сроки с"
    tells_the_past: bool = False  # its period may not begin after the day
    is_one_sheet: bool = False  # never longer than one A4
    for_schools: bool = False  # people of a school have it, about their own schools

    def is_for(self, access):
        """The person may have it."""
        return access.sees_everything or self.for_schools


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "control-sheet",
            "Контрольный лист",
            "Один лист для начальника: кто просрочил, чьи отчёты ждут приёмки, что сдают "
            "в ближайшие семь дней.",
            (ON,),
            control_sheet,
            is_one_sheet=True,
        ),
        Kind(
            "progress",
            "Ход исполнения дорожной карты",
            "По разделам: запланировано, принято, просрочено, перенесено — и причины переносов, "
            "возвратов, снятия с контроля.",
            (ROADMAP, ON, PERIOD),
            progress,
        ),
        Kind(
            "school",
            "Отчёт по школе",
            "Что школа должна сдать, что сдала и когда, что у неё приняли.",
            (SCHOOL, ON, PERIOD),
            school_report,
            for_schools=True,
        ),
        Kind(
            "executors",
            "Исполнители",
            "Все, кому что-либо поручено, — школы, службы, люди; по одному исполнителю — весь "
            "перечень.",
            (PARTY, ON, PERIOD),
            executors_report,
        ),
        Kind(
            "moves",
            "Переносы сроков",
            "Цепочка сроков каждой контрольной точки, сколько раз переносили, кто решил и почему.",
            (ON, PERIOD),
            moved,
            period_label="Переносы с",
            tells_the_past=True,
            for_schools=True,
        ),
    )
}


def kinds_for(access):
    """Reports that the person may have."""
    return [kind for kind in KINDS.values() if kind.is_for(access)]
