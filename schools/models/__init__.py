from schools.models.calendar import CalendarDay, CalendarYear
from schools.models.due_days import (
    ContinuousReport,
    DueDayRules,
    OnDayOff,
    PeriodReport,
    UndatedReport,
    YearReport,
)
from schools.models.municipality import Municipality, Region
from schools.models.person import Gender, Person, Post, Unit, UnitKind
from schools.models.programme import Programme, ProgrammeKind, ProgrammeVersion
from schools.models.role import Role, RoleKind
from schools.models.saved_filter import SavedFilter
from schools.models.school import School, SchoolAlias, SupportCategory, SupportListing
from schools.models.table_import import TableImport
from schools.models.tutor import TutorAssignment

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "ContinuousReport",
    "DueDayRules",
    "Gender",
    "Municipality",
    "OnDayOff",
    "PeriodReport",
    "Person",
    "Post",
    "Programme",
    "ProgrammeKind",
    "ProgrammeVersion",
    "Region",
    "Role",
    "RoleKind",
    "SavedFilter",
    "School",
    "SchoolAlias",
    "SupportCategory",
    "SupportListing",
    "TableImport",
    "TutorAssignment",
    "UndatedReport",
    "Unit",
    "UnitKind",
    "YearReport",
]
