from schools.forms.listing import AnnulForm, BeginForm, CorrectForm, LeadForm
from schools.forms.person import PersonForm
from schools.forms.programme import ProgrammeForm, VersionForm
from schools.forms.role import InviteForm
from schools.forms.school import SchoolForm

__all__ = [
    "AnnulForm",
    "BeginForm",
    "CorrectForm",
    "InviteForm",
    "LeadForm",
    "PersonForm",
    "ProgrammeForm",
    "SchoolForm",
    "VersionForm",
]
