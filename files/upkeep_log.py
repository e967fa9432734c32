"""What was found when the store was looked after, kept for those who answer for it (R8)."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from files import upkeep
from files.models import FileFault, Upkeep, UpkeepRun

logger = logging.getLogger(__name__)

KEPT = datetime.timedelta(days=90)
_alarms = []


def register_alarm(alarm):
    """Add `alarm(faults)`, called with the FileFaults of a verification that are new."""
    if alarm not in _alarms:
        _alarms.append(alarm)


def last(kind):
    """The last run of the kind, or None."""
    return UpkeepRun.objects.filter(kind=kind).first()


def verify():
    """Verify the store, keep what was found and raise the alarms; returns the Verification."""
    began = timezone.now()
    seen = upkeep.verify()
    with transaction.atomic():
        run = _keep(
            Upkeep.VERIFY,
            began,
            checked=seen.checked,
            size=seen.size,
            lost=len(seen.lost),
            damaged=len(seen.damaged),
            strays=len(seen.strays),
        )
        FileFault.objects.bulk_create(
            [FileFault(run=run, stored=stored, is_lost=True) for stored in seen.lost]
            + [FileFault(run=run, stored=stored, is_lost=False) for stored in seen.damaged],
            batch_size=500,
        )
    _raise_alarms(run)
    return seen


def new_faults(run):
    """Faults of the run in files that the last told one has found whole, or has not seen."""
    told = UpkeepRun.objects.filter(kind=Upkeep.VERIFY, is_told=True, pk__lt=run.pk).first()
    return run.faults.exclude(stored__in=told.faults.values("stored")) if told else run.faults.all()


def _raise_alarms(run):
    """What was found is kept by now: a fault in an alarm loses none of it, and what was told to
    nobody is new again the next night."""
    try:
        with transaction.atomic():
            if (faults := new_faults(run)).exists():
                for alarm in _alarms:
                    alarm(faults)
            UpkeepRun.objects.filter(pk=run.pk).update(is_told=True)
    except Exception:
        logger.exception("Nobody was told of the damage that run %s has found", run.pk)


def sweep(*, dry_run=False, force=False):
    """Sweep the store and keep how much was removed; returns the Leftovers.

    Raises upkeep.WrongDatabase.
    """
    began = timezone.now()
    found = upkeep.sweep(dry_run=dry_run, force=force)
    if not dry_run:
        _keep(Upkeep.SWEEP, began, removed=len(found.temporary) + len(found.unreferenced))
    return found


def _keep(kind, began, **numbers):
    ended = timezone.now()
    UpkeepRun.objects.filter(ended_at__lt=ended - KEPT).delete()
    return UpkeepRun.objects.create(kind=kind, began_at=began, ended_at=ended, **numbers)
