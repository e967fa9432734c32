from monitoring.models.checkpoint import Checkpoint, CheckpointState, Source
from monitoring.models.date_request import DateRequest, DateRequestState
from monitoring.models.event import CheckpointEvent, Evidence, Verb
from monitoring.models.exam_result import ExamResult, Procedure, Subject
from monitoring.models.identification_rule import IdentificationRule

__all__ = [
    "Checkpoint",
    "CheckpointEvent",
    "CheckpointState",
    "DateRequest",
    "DateRequestState",
    "Evidence",
    "ExamResult",
    "IdentificationRule",
    "Procedure",
    "Source",
    "Subject",
    "Verb",
]
