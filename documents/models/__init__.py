from documents.models.acknowledgement import Acknowledgement
from documents.models.annex import Annex, AnnexRow
from documents.models.basis import Basis, BasisAct, Opening
from documents.models.clause import MAX_LEVEL, Audience, Clause, ClauseKind
from documents.models.familiarisation import Familiarisation
from documents.models.kind import OrderKind, agreeing
from documents.models.order import (
    REGISTERED,
    UNSIGNED,
    Effect,
    Order,
    OrderLink,
    OrderState,
    state_words,
)
from documents.models.profile import ActProfile, OperativeVerb, profile_of
from documents.models.signature import OrderSignature, Outcome, SignedScan
from documents.models.visa import Verdict, Visa

__all__ = [
    "MAX_LEVEL",
    "REGISTERED",
    "UNSIGNED",
    "Acknowledgement",
    "ActProfile",
    "Annex",
    "AnnexRow",
    "Audience",
    "Basis",
    "BasisAct",
    "Clause",
    "ClauseKind",
    "Effect",
    "Familiarisation",
    "OperativeVerb",
    "Opening",
    "Order",
    "OrderKind",
    "OrderLink",
    "OrderSignature",
    "OrderState",
    "Outcome",
    "SignedScan",
    "Verdict",
    "Visa",
    "agreeing",
    "profile_of",
    "state_words",
]
