"""The one table of a programme's states: which move leads from where to where.

The table is the documentation; a move that is not here cannot happen. Who may make it is said in
schools/permissions.py.
"""

from typing import NamedTuple

from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from schools.models import Programme, ProgrammeMove, ProgrammeMoveKind, ProgrammeState, Remark

M, S = ProgrammeMoveKind, ProgrammeState

# While the school works on the text, it may upload.
UPLOADABLE = (S.DRAFT, S.RETURNED)
NO_NEW_VERSION = "Замечания были к последней версии. Загрузите исправленную версию и отправьте её."
NO_VERSION = "Сначала загрузите файл программы."


class Transition(NamedTuple):
    """From which states the move leads, and to which one."""

    sources: tuple
    target: str


TRANSITIONS = {
    M.SEND: Transition((S.DRAFT, S.RETURNED), S.SENT),
    M.TAKE_BACK: Transition((S.SENT,), S.DRAFT),
    M.APPRAISE: Transition((S.SENT,), S.APPRAISAL),
    # Without appraisal too: a wrong file, an empty section.
    M.RETURN: Transition((S.SENT, S.APPRAISAL), S.RETURNED),
    M.AGREE: Transition((S.APPRAISAL,), S.AGREED),
    M.APPROVE: Transition((S.AGREED,), S.APPROVED),
    M.PUBLISH: Transition((S.APPROVED,), S.PUBLISHED),
    M.UNPUBLISH: Transition((S.PUBLISHED,), S.APPROVED),
    M.ARCHIVE: Transition((S.DRAFT, S.RETURNED, S.AGREED, S.APPROVED, S.PUBLISHED), S.ARCHIVED),
}


class WrongState(NotNow):
    """The move does not lead from the programme's present state."""

    def __init__(self, programme):
        super().__init__(
            f"Сейчас это сделать нельзя: программа {programme.get_state_display()}. "
            "Обновите страницу."
        )


class MovedOn(NotNow):
    """Somebody changed the programme after the page was opened."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, программу изменил другой человек. "
            "Обновите страницу и посмотрите, что изменилось."
        )


def leads_from(kind, state):
    """The move may be made in the state."""
    return state in TRANSITIONS[kind].sources


def hold(programme, states):
    """Hold the programme in one of the states until the end of the transaction, as it is now.

    Raises WrongState when another person has led it out of them.
    """
    rows = Programme.objects.filter(pk=programme.pk, state__in=states)
    is_held = rows.update(version=F("version"))
    programme.refresh_from_db(fields=["state", "version"])
    if not is_held:
        raise WrongState(programme)


def lead(programme, kind, *, by, seen_version, text="", remarks=()):
    """Make the move in one conditional UPDATE on state and version; returns the kept row.

    `remarks` are [(section, text)]. Raises WrongState, or MovedOn when somebody was first. The
    caller's transaction holds the programme from here on.
    """
    transition = TRANSITIONS[kind]
    if programme.state not in transition.sources:
        raise WrongState(programme)
    source = programme.state
    rows = Programme.objects.filter(pk=programme.pk, state=source, version=seen_version)
    if not rows.update(state=transition.target, version=seen_version + 1):
        raise MovedOn
    programme.state, programme.version = transition.target, seen_version + 1
    return keep_move(programme, kind, source, by=by, text=text, remarks=remarks)


def keep_move(programme, kind, source, *, by, text, remarks):
    """Write down the move that the programme has made from the state `source`; returns the row."""
    move = ProgrammeMove.objects.create(
        programme=programme,
        kind=kind,
        source=source,
        target=programme.state,
        programme_version=programme.last_version,
        by=by,
        at=programme.municipality.now(),
        text=text,
    )
    Remark.objects.bulk_create(
        Remark(move=move, section=section, text=words) for section, words in remarks
    )
    record(AuditVerb.STATE, programme, by=by, changes={"state": [source, programme.state]})
    return move


def require_something_new(programme):
    """Refuse to send what is not there, or what was returned and has not been changed."""
    version = programme.last_version
    if version is None:
        raise NotNow(NO_VERSION)
    if programme.state == S.RETURNED:
        returned = programme.moves.filter(kind=M.RETURN).last()
        if returned.programme_version_id == version.pk:
            raise NotNow(NO_NEW_VERSION)


def last_remarks(programme):
    """The move that returned the programme, with its remarks, while the school works on them."""
    if programme.state != S.RETURNED:
        return None
    return programme.moves.filter(kind=M.RETURN).prefetch_related("remarks").last()
