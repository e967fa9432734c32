from documents.forms.annex import AnnexForm, NewAnnexForm, RowForm
from documents.forms.approval import DecisionForm, TakeBackForm, TurnForm, VisaForm
from documents.forms.basis import ActForm, BasisForm
from documents.forms.clause import (
    AppointmentForm,
    ClauseForm,
    ControlForm,
    next_number,
    next_top_number,
)
from documents.forms.link import LinkForm
from documents.forms.order import OrderForm
from documents.forms.profile import ProfileForm
from documents.forms.signature import ScanForm, SignatureForm

__all__ = [
    "ActForm",
    "AnnexForm",
    "AppointmentForm",
    "BasisForm",
    "ClauseForm",
    "ControlForm",
    "DecisionForm",
    "LinkForm",
    "NewAnnexForm",
    "OrderForm",
    "ProfileForm",
    "RowForm",
    "ScanForm",
    "SignatureForm",
    "TakeBackForm",
    "TurnForm",
    "VisaForm",
    "next_number",
    "next_top_number",
]
