from schools.forms.person import PersonForm
from schools.forms.programme import ProgrammeForm, VersionForm
from schools.forms.role import InviteForm
from schools.forms.school import ListingForm, SchoolForm

__all__ = [
    "InviteForm",
    "ListingForm",
    "PersonForm",
    "ProgrammeForm",
    "SchoolForm",
    "VersionForm",
]
