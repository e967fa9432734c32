from workgroups.models.agenda import AgendaItem, Ballot, Dissent, Material, Speech, Vote
from workgroups.models.group import GroupKind, MemberRole, Membership, WorkingGroup
from workgroups.models.meeting import (
    EDITABLE,
    Attendance,
    Guest,
    Meeting,
    MeetingForm,
    MeetingState,
    MinutesRemark,
)
from workgroups.models.regulation import Frequency, MajorityBase, Quorum, Regulation
from workgroups.models.resolution import InformationRequest, Resolution

__all__ = [
    "EDITABLE",
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
]
