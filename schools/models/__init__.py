from schools.models.calendar import CalendarDay, CalendarYear
from schools.models.due_days import (
    ContinuousReport,
    DueDayRules,
    OnDayOff,
    PeriodReport,
    UndatedReport,
    YearReport,
)
from schools.models.listing import (
    ListingAct,
    ListingMove,
    ListingStage,
    SupportCategory,
    SupportListing,
)
from schools.models.municipality import Municipality, Region
from schools.models.partnership import (
    Agreement,
    AgreementKind,
    Host,
    JointAct,
    PairFault,
    Partnership,
    Side,
    faults_of,
)
from schools.models.person import Gender, Person, Post, Unit, UnitKind
from schools.models.programme import Programme, ProgrammeKind, ProgrammeVersion
from schools.models.role import Role, RoleKind
from schools.models.saved_filter import SavedFilter
from schools.models.school import School, SchoolAlias
from schools.models.table_import import TableImport
from schools.models.team import SupportTeam
from schools.models.tutor import TutorAssignment

__all__ = [
    "Agreement",
    "AgreementKind",
    "CalendarDay",
    "CalendarYear",
    "ContinuousReport",
    "DueDayRules",
    "Gender",
    "Host",
    "JointAct",
    "ListingAct",
    "ListingMove",
    "ListingStage",
    "Municipality",
    "OnDayOff",
    "PeriodReport",
    "PairFault",
    "Partnership",
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
    "Side",
    "SupportCategory",
    "SupportListing",
    "SupportTeam",
    "TableImport",
    "TutorAssignment",
    "UndatedReport",
    "Unit",
    "UnitKind",
    "YearReport",
    "faults_of",
]
