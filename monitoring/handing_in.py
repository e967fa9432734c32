"""One place for whatever a school hands in: proofs of what is done, and its programmes."""

from dataclasses import dataclass

from files.store import store
from lib.permissions import NotNow
from monitoring import permissions
from monitoring.models import Checkpoint, Verb
from monitoring.proofs import proofs_of
from monitoring.transitions import act
from roadmaps.models import Proof
from schools.models import Programme
from schools.operations import add_version
from schools.permissions import can_upload_version

# What a link or the words of a document prove is reported from the card, where they are asked for.
BY_FILE = (Proof.ANY, Proof.FILE, Proof.NONE)


@dataclass(frozen=True)
class Places:
    """Where the files may go: open checkpoints and programmes of one's own schools."""

    checkpoints: list
    programmes: list

    def find(self, key):
        """The checkpoint or the programme of the key."""
        rows = [*self.checkpoints, *self.programmes]
        return next(row for row in rows if key_of(row) == key)


def key_of(row):
    """«checkpoint-12»: how a form names the row."""
    return f"{row._meta.model_name}-{row.pk}"


def places_of(access):
    """The Places of the person, those that are due first come first."""
    owed = Checkpoint.objects.owed_by(access).filter(proof__in=BY_FILE)
    owed = owed.open().select_related("municipality", "school", "person", "lead")
    checkpoints = [row for row in owed.order_by("due_on", "pk") if may_report(access, row)]
    programmes = Programme.objects.filter(school__in=access.reporting_school_ids)
    programmes = programmes.select_related("school", "municipality")
    return Places(checkpoints, [row for row in programmes if can_upload_version(access, row)])


def may_report(access, checkpoint):
    return permissions.can(access, checkpoint, Verb.REPORT)


def hand_in(place, *, files, text, access):
    """Report on the checkpoint with the files, or keep the one file as the next version.

    Raises gate.Refused, files.store.NotStored, NotNow, lib.versions.Conflict.
    """
    by = access.user
    if isinstance(place, Programme):
        if len(files) != 1:
            raise NotNow("Версия программы — это один файл.")
        return add_version(place, upload=files[0], comment=text, by=by)
    return act(
        place,
        Verb.REPORT,
        by=by,
        seen_version=place.version,
        text=text,
        acting=permissions.acting_role(access, place, Verb.REPORT),
        proofs=proofs_of(files=[store(file, by=by) for file in files]),
    )
