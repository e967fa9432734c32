"""What the history of a checkpoint keeps of an act: who, in whose place, when, to which end."""

from monitoring.models import CheckpointEvent


def author_words(by, acting=None):
    """«Петрова А. В.», or with the one in whose place an acting deputy has acted."""
    if acting is None:
        return by.name
    return f"{by.name} (и. о., {acting.get_kind_display()} — {acting.principal.user.name})"


def unsaved_event(
    checkpoint, verb, *, by, at, to_state=None, from_state=None, acting=None, **values
):
    """The CheckpointEvent of the act, for bulk_create; without states the present one stays."""
    return CheckpointEvent(
        checkpoint=checkpoint,
        municipality_id=checkpoint.municipality_id,
        verb=verb,
        by=by,
        author=author_words(by, acting),
        at=at,
        from_state=from_state or checkpoint.state,
        to_state=to_state or checkpoint.state,
        **values,
    )


def write_event(checkpoint, verb, **values):
    """Leave the act in the history; returns the event. Arguments as of unsaved_event."""
    event = unsaved_event(checkpoint, verb, **values)
    event.save(force_insert=True)
    return event
