from schools.forms.person import PersonForm
from schools.forms.programme import ProgrammeForm, VersionForm
from schools.forms.role import InviteForm
from schools.forms.school import ListingForm, SchoolForm
from schools.forms.tutor import TutorAssignmentForm

__all__ = [
    "InviteForm",
    "ListingForm",
    "PersonForm",
    "ProgrammeForm",
    "SchoolForm",
    "TutorAssignmentForm",
    "VersionForm",
]
