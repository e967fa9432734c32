"""Addresses of control, visits, reports: the object of each, and who is refused by it."""

from tests.addresses.roles import READERS, SCHOOL, R

OBJECTS = {
    "monitoring:checkpoint": "checkpoint",
    "monitoring:checkpoint-start": "checkpoint",
    "monitoring:checkpoint-report": "checkpoint",
    "monitoring:checkpoint-accept": "reported",
    "monitoring:checkpoint-return": "reported",
    "monitoring:checkpoint-interim": "checkpoint",
    "monitoring:checkpoint-remove": "checkpoint",
    "monitoring:checkpoint-restore": "removed",
    "monitoring:checkpoint-undo": "checkpoint",
    "monitoring:part-create": "checkpoint",
    "monitoring:part-date": "part",
    "monitoring:order-clauses": "signed_order",
    "monitoring:clause-control": "signed_clause",
    "monitoring:date-ask": "checkpoint",
    "monitoring:date-decide": "date_request",
    "monitoring:roadmap": "roadmap",
    "monitoring:roadmap-next": "roadmap",
    "monitoring:roadmap-look": "draft_roadmap",
    "monitoring:matrix": "roadmap",
    "monitoring:timeline": "roadmap",
    "monitoring:timeline-pdf": "roadmap",
    "monitoring:matrix-pdf": "roadmap",
    "monitoring:matrix-export": "roadmap",
    "monitoring:order-check": "order",
    "monitoring:order-sign": "order",
    "monitoring:school": "school",
    "monitoring:partner-suggestions": "school",
    "monitoring:school-dossier": "school",
    "monitoring:visit": "visit",
    "monitoring:visit-pdf": "sent_visit",
    "monitoring:visit-record": "visit",
    "monitoring:visit-call-off": "visit",
    "monitoring:visit-send": "recorded_visit",
    "monitoring:visit-read": "sent_visit",
    "monitoring:visit-update": "draft_visit",
    "monitoring:visit-delete": "draft_visit",
    "monitoring:recommendation-create": "recorded_visit",
    "monitoring:recommendation-update": "recommendation",
    "monitoring:recommendation-delete": "recommendation",
    "monitoring:joint-plan": "joint_plan",
    "monitoring:joint-plan-update": "joint_plan",
    "monitoring:joint-plan-confirm": "joint_plan",
    "monitoring:joint-plan-print": "joint_plan",
    "monitoring:joint-row-create": "joint_plan",
    "monitoring:joint-row-update": "joint_row",
    "monitoring:joint-row-remove": "joint_row",
    "monitoring:joint-row-done": "joint_row",
    "monitoring:joint-row-move": "joint_row",
    "monitoring:joint-row-drop": "joint_row",
    "monitoring:joint-row-undo": "marked_row",
    "monitoring:roadmap-served": "roadmap",
    "monitoring:school-plan-approve": "own_draft",
    "monitoring:visit-schedule": "visit_schedule",
    "monitoring:visit-schedule-pdf": "visit_schedule",
    "monitoring:visit-schedule-update": "draft_schedule",
    "monitoring:visit-plan": "draft_schedule",
    "monitoring:visit-schedule-approve": "draft_schedule",
    "monitoring:visit-schedule-reopen": "visit_schedule",
    "monitoring:consultation-update": "consultation",
    "monitoring:exam-result-check": "result_table",
    "monitoring:rule-update": "rule",
    "monitoring:risk-profile": "school",
    "monitoring:risk-factor-update": "risk_factor",
    "monitoring:minutes-sign": "minutes_to_sign",
    "monitoring:meeting-open": "signed_meeting",
    "monitoring:meeting-hear": "meeting_ahead",
    "monitoring:item-progress": "heard_item",
}
ARGUMENTS = {
    "monitoring:report": {"code": "moves"},
    "monitoring:school-dossier": {"form": "pdf"},
    "monitoring:risk-profile": {"year": 2026},
    "monitoring:report-file": {"code": "moves", "form": "xlsx"},
}
# Code by address and role.
BY_OBJECT = {
    # The plan of the municipality is led over and looked at by the department.
    **{("monitoring:roadmap-next", role): 403 for role in SCHOOL},
    **{("monitoring:roadmap-look", role): 404 for role in SCHOOL},
    # The school's checkpoint is reported by the school alone.
    **{
        (f"monitoring:{act}", role): 403
        for act in (
            "checkpoint-start",
            "checkpoint-interim",
            "checkpoint-report",
            "part-create",
            "date-ask",
        )
        for role in set(R) - {R.DIRECTOR, R.SCHOOL_COORDINATOR}
    },
    # And judged by the controlling side, or by the lead executor, a unit here.
    **{
        (f"monitoring:{act}", role): 403
        for act in (
            "checkpoint-accept",
            "checkpoint-return",
            "checkpoint-remove",
            "checkpoint-restore",
            "date-decide",
        )
        for role in set(R) - {R.HEAD, R.COORDINATOR}
    },
    **{
        ("monitoring:part-date", role): 403
        for role in set(R) - {R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.SECRETARY}
    },
    # Nobody has acted, so there is nothing to undo.
    **{("monitoring:checkpoint-undo", role): 403 for role in R},
    # Drafts of minutes and agendas do not exist for those who are no members; the head of the
    # group signs, the secretary prepares.
    **{
        ("monitoring:minutes-sign", role): 404 if role in READERS else 403
        for role in set(R) - {R.HEAD}
    },
    **{
        ("monitoring:meeting-hear", role): 404 if role in READERS else 403
        for role in set(R) - {R.SECRETARY}
    },
    **{
        (f"monitoring:{name}", role): 404
        for name in ("meeting-open", "item-progress")
        for role in SCHOOL
    },
}
