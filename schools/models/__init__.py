from schools.models.appraisal import (
    Appraisal,
    AppraisalStage,
    Conclusion,
    CriteriaSheet,
    Criterion,
    Score,
    Verdict,
)
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
from schools.models.programme import (
    Programme,
    ProgrammeKind,
    ProgrammeMove,
    ProgrammeMoveKind,
    ProgrammeState,
    ProgrammeVersion,
    Remark,
)
from schools.models.publication import ApprovalBlock, Publication, PublicationDate
from schools.models.role import Role, RoleKind
from schools.models.saved_filter import SavedFilter
from schools.models.school import School, SchoolAlias
from schools.models.table_import import TableImport
from schools.models.team import SupportTeam
from schools.models.tutor import TutorAssignment

__all__ = [
    "Agreement",
    "AgreementKind",
    "Appraisal",
    "AppraisalStage",
    "ApprovalBlock",
    "CalendarDay",
    "CalendarYear",
    "Conclusion",
    "ContinuousReport",
    "CriteriaSheet",
    "Criterion",
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
    "ProgrammeMove",
    "ProgrammeMoveKind",
    "ProgrammeState",
    "ProgrammeVersion",
    "Publication",
    "PublicationDate",
    "Region",
    "Remark",
    "Role",
    "RoleKind",
    "SavedFilter",
    "School",
    "SchoolAlias",
    "Side",
    "Score",
    "SupportCategory",
    "SupportListing",
    "SupportTeam",
    "TableImport",
    "TutorAssignment",
    "UndatedReport",
    "Unit",
    "UnitKind",
    "Verdict",
    "YearReport",
    "faults_of",
]
