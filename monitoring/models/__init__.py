from monitoring.models.checkpoint import (
    Checkpoint,
    CheckpointEvent,
    CheckpointState,
    Evidence,
    Verb,
)
from monitoring.models.date_request import DateRequest, DateRequestState
from monitoring.models.exam_result import ExamResult, Procedure, Subject

__all__ = [
    "Checkpoint",
    "CheckpointEvent",
    "CheckpointState",
    "DateRequest",
    "DateRequestState",
    "Evidence",
    "ExamResult",
    "Procedure",
    "Subject",
    "Verb",
]
