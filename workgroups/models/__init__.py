from workgroups.models.agenda import AgendaItem, Ballot, Dissent, Material, Speech, Vote
from workgroups.models.group import GroupKind, MemberRole, Membership, WorkingGroup
from workgroups.models.meeting import (
    AHEAD,
    EDITABLE,
    TOOK_PLACE,
    Attendance,
    Guest,
    Meeting,
    MeetingForm,
    MeetingState,
    MinutesRemark,
)
from workgroups.models.regulation import Frequency, MajorityBase, Quorum, Regulation, in_force_on
from workgroups.models.resolution import InformationRequest, Resolution

__all__ = [
    "AHEAD",
    "EDITABLE",
    "TOOK_PLACE",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Dissent",
    "Frequency",
    "GroupKind",
    "Guest",
    "InformationRequest",
    "MajorityBase",
    "Material",
    "Meeting",
    "MeetingForm",
    "MeetingState",
    "MemberRole",
    "Membership",
    "MinutesRemark",
    "Quorum",
    "Regulation",
    "Resolution",
    "Speech",
    "Vote",
    "WorkingGroup",
    "in_force_on",
]
