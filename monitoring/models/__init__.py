from monitoring.models.checkpoint import Checkpoint, CheckpointState, Source
from monitoring.models.consultation import Consultation, ConsultationForm
from monitoring.models.date_request import DateRequest, DateRequestState
from monitoring.models.event import CheckpointEvent, Evidence, Verb
from monitoring.models.exam_result import ExamResult, Procedure, Subject
from monitoring.models.identification_rule import IdentificationRule
from monitoring.models.joint_plan import JointPlan, JointPlanRow, PlanSide, RowState
from monitoring.models.risk import Risk, RiskFactor, RiskProfile, RiskSource, Significance
from monitoring.models.visit import Recommendation, Visit, VisitSchedule, VisitState

__all__ = [
    "Checkpoint",
    "CheckpointEvent",
    "CheckpointState",
    "Consultation",
    "ConsultationForm",
    "DateRequest",
    "DateRequestState",
    "Evidence",
    "ExamResult",
    "IdentificationRule",
    "JointPlan",
    "JointPlanRow",
    "PlanSide",
    "Procedure",
    "Recommendation",
    "Risk",
    "RiskFactor",
    "RiskProfile",
    "RiskSource",
    "Significance",
    "RowState",
    "Source",
    "Subject",
    "Verb",
    "Visit",
    "VisitSchedule",
    "VisitState",
]
