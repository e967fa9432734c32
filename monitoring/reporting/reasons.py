"""Why a date was moved or a duty taken away, in the words of those who asked and decided."""

from monitoring.models import Verb

NO_REASON = "не указана"


def reason_of(row, act):
    """The reason of the act of the Standing: what was asked for, and what was answered.

    Of an order, its own words: «Изменено приказом от 10.10.2026 № 77.»
    """
    if act.verb in (Verb.AMEND, Verb.CANCEL):
        return act.text.partition("\n")[0].strip() or NO_REASON
    if act.verb != Verb.MOVE_DATE:
        return act.text.strip() or NO_REASON
    asked = [
        other.text.strip()
        for other in row.acts[: row.acts.index(act)]
        if other.verb == Verb.ASK_DATE and other.new_due_on == act.new_due_on
    ]
    words = [reason.rstrip(".") for reason in asked[-1:]] + [act.text.strip()]
    return "; ".join(filter(None, words)) or NO_REASON
