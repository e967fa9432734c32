from schools.models.municipality import Municipality, Region
from schools.models.person import Gender, Person, Post, Unit, UnitKind
from schools.models.programme import Programme, ProgrammeKind, ProgrammeVersion
from schools.models.role import Role, RoleKind
from schools.models.school import School, SchoolAlias, SupportCategory, SupportListing

__all__ = [
    "Gender",
    "Municipality",
    "Person",
    "Post",
    "Programme",
    "ProgrammeKind",
    "ProgrammeVersion",
    "Region",
    "Role",
    "RoleKind",
    "School",
    "SchoolAlias",
    "SupportCategory",
    "SupportListing",
    "Unit",
    "UnitKind",
]
