"""Addresses of working groups: the object of each, and who is refused by it."""

from tests.addresses.roles import READERS, SCHOOL, R

OBJECTS = {
    "workgroups:group": "group",
    "workgroups:group-update": "group",
    "workgroups:composition": "group",
    "workgroups:member-create": "group",
    "workgroups:composition-fill": "group",
    "workgroups:member-update": "membership",
    "workgroups:member-role": "membership",
    "workgroups:regulation-create": "group",
    "workgroups:regulation": "regulation",
    "workgroups:regulation-update": "regulation",
    "workgroups:regulation-print": "regulation",
    "workgroups:year-plan": "group",
    "workgroups:meetings-plan": "group",
    "workgroups:request-create": "group",
    "workgroups:request": "request",
    "workgroups:request-update": "request",
    "workgroups:request-answer": "request",
    "workgroups:meeting-create": "working_group",
    "workgroups:meeting": "meeting",
    "workgroups:meeting-update": "meeting",
    "workgroups:meeting-call": "meeting",
    "workgroups:meeting-tell": "called_meeting",
    "workgroups:meeting-call-off": "called_meeting",
    "workgroups:meeting-restore": "off_meeting",
    "workgroups:meeting-attendance": "held_meeting",
    "workgroups:meeting-leaders": "held_poll",
    "workgroups:meeting-review": "held_meeting",
    "workgroups:meeting-reopen": "review_meeting",
    "workgroups:meeting-close": "closed_poll",
    "workgroups:guest-create": "meeting",
    "workgroups:guest-update": "guest",
    "workgroups:guest-delete": "guest",
    "workgroups:item-create": "meeting",
    "workgroups:item-update": "agenda_item",
    "workgroups:item-move": "agenda_item",
    "workgroups:item-delete": "agenda_item",
    "workgroups:material-create": "agenda_item",
    "workgroups:material-delete": "material",
    "workgroups:item-record": "held_item",
    "workgroups:resolution-update": "resolution",
    "workgroups:resolution-delete": "resolution",
    "workgroups:speech-update": "speech",
    "workgroups:speech-delete": "speech",
    "workgroups:ballot": "poll",
    "workgroups:paper-ballot": "poll",
    "workgroups:dissent-create": "review_item",
    "workgroups:dissent-update": "dissent",
    "workgroups:remark-create": "review_meeting",
    "workgroups:remark-answer": "remark",
    "workgroups:meeting-papers": "signed_meeting",
    "workgroups:meeting-paper": "signed_meeting",
    "workgroups:recommendation-answer": "advice",
}
ARGUMENTS = {
    # Whoever is asked for something by the minutes has the own letter.
    "workgroups:meeting-paper": {"paper": "letter"},
}
OF_MEMBERS = ("ballot", "remark-create")
OF_BOTH = ("dissent-create", "dissent-update")
# Of a meeting, all that only its secretary writes.
PREPARED = (
    "meeting-",
    "guest-",
    "item-",
    "material-",
    "resolution-",
    "speech-",
    "paper-ballot",
    "remark-answer",
)
OF_SECRETARY = [
    name.removeprefix("workgroups:")
    for name in OBJECTS
    if name.removeprefix("workgroups:").startswith(PREPARED)
    and name not in ("workgroups:meeting-papers", "workgroups:meeting-paper")
]
BY_OBJECT = {
    # A meeting is seen by the department and its members, prepared by the secretary; members
    # (a methodologist here) say for themselves.
    **{
        (f"workgroups:{name}", role): 404
        for name in (*OF_SECRETARY, *OF_MEMBERS, *OF_BOTH, "meeting")
        for role in READERS
        if name != "meeting-create"
    },
    **{("workgroups:meeting-create", role): 404 for role in READERS - {R.OBSERVER}},
    ("workgroups:meeting-create", R.OBSERVER): 403,
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_SECRETARY
        for role in (R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.ADMINISTRATOR)
    },
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_MEMBERS
        for role in (R.HEAD, R.COORDINATOR, R.SECRETARY, R.ADMINISTRATOR)
    },
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_BOTH
        for role in (R.HEAD, R.COORDINATOR, R.ADMINISTRATOR)
    },
    # A group is its members', and those see it who see everything.
    **{
        (f"workgroups:{name}", role): 404
        for name in (
            "group",
            "composition",
            "regulation",
            "regulation-print",
            "year-plan",
            "meetings-plan",
            "request-create",
        )
        for role in SCHOOL
    },
    # Its keepers and its own secretary plan and ask; whom it asks answers.
    **{
        (f"workgroups:{name}", role): 403
        for name in ("meetings-plan", "request-create", "request-update")
        for role in (R.METHODOLOGIST, R.OBSERVER, R.REGIONAL, R.ADMINISTRATOR)
    },
    **{("workgroups:request-update", role): 403 for role in SCHOOL},
    **{
        ("workgroups:request-answer", role): 403
        for role in (R.METHODOLOGIST, R.TUTOR, R.OBSERVER, R.REGIONAL, R.ADMINISTRATOR)
    },
}
