from schools.forms.partnership import (
    AgreementForm,
    HeldActForm,
    PartnershipForm,
    PlannedActForm,
)
from schools.forms.person import PersonForm
from schools.forms.programme import ProgrammeForm, VersionForm
from schools.forms.role import InviteForm
from schools.forms.school import ListingForm, SchoolForm

__all__ = [
    "AgreementForm",
    "HeldActForm",
    "InviteForm",
    "ListingForm",
    "PartnershipForm",
    "PersonForm",
    "PlannedActForm",
    "ProgrammeForm",
    "SchoolForm",
    "VersionForm",
]
