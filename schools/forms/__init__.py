from schools.forms.listing import AnnulForm, BeginForm, CorrectForm, LeadForm
from schools.forms.partnership import (
    AgreementForm,
    HeldActForm,
    PartnershipForm,
    PlannedActForm,
)
from schools.forms.person import PersonForm
from schools.forms.programme import ProgrammeForm, VersionForm
from schools.forms.role import InviteForm
from schools.forms.school import SchoolForm
from schools.forms.tutor import TutorAssignmentForm

__all__ = [
    "AgreementForm",
    "AnnulForm",
    "BeginForm",
    "CorrectForm",
    "HeldActForm",
    "InviteForm",
    "LeadForm",
    "PartnershipForm",
    "PersonForm",
    "PlannedActForm",
    "ProgrammeForm",
    "SchoolForm",
    "TutorAssignmentForm",
    "VersionForm",
]
