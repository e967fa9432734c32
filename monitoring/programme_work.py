"""What of school programmes waits for the person: to appraise, to judge, to bring further."""

from dataclasses import dataclass, field

from schools.models import Appraisal, Programme, ProgrammeMove, ProgrammeMoveKind, ProgrammeState
from schools.permissions import can_judge_programmes

# What the school itself does next with a programme in the state.
NEXT = {
    ProgrammeState.RETURNED: "Исправить",
    ProgrammeState.AGREED: "Записать утверждение",
    ProgrammeState.APPROVED: "Разместить на сайте",
}


@dataclass
class ProgrammeWork:
    """Appraisals of an expert whose turn it is; programmes that the school has to bring further,
    each with its `act` and, of a returned one, the `reason`; those that the department has got."""

    to_appraise: list = field(default_factory=list)
    own: list = field(default_factory=list)
    sent: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.to_appraise or self.own or self.sent)


def programme_work_of(access):
    """ProgrammeWork of the person, in four queries at most."""
    work = ProgrammeWork(list(Appraisal.objects.asked_of(access)))
    programmes = Programme.objects.visible_to(access).select_related("school")
    if access.reporting_school_ids:
        own = programmes.filter(school__in=access.reporting_school_ids, state__in=NEXT)
        work.own = with_reasons(list(own))
    if can_judge_programmes(access):
        sent = programmes.filter(state=ProgrammeState.SENT)
        work.sent = list(sent.order_by("school", "pk"))
    return work


def with_reasons(programmes):
    """The programmes, each with its `act` and the `reason` of its last return."""
    returned = [one.pk for one in programmes if one.state == ProgrammeState.RETURNED]
    words = {}
    if returned:
        moves = ProgrammeMove.objects.filter(
            programme__in=returned, kind=ProgrammeMoveKind.RETURN
        ).order_by("pk")
        for move in moves.prefetch_related("remarks"):
            words[move.programme_id] = reason_of(move)
    for one in programmes:
        one.act, one.reason = NEXT[one.state], words.get(one.pk, "")
    return programmes


def reason_of(move):
    """The words of the return, then its remarks by section."""
    remarks = [f"{remark.section}: {remark.text}" for remark in move.remarks.all()]
    return "\n".join(filter(None, [move.text, *remarks]))
