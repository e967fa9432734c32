"""Who may have what a job has made."""

from jobs.kinds import may_have
from jobs.models import Job


def can_read_result(user, stored_file):
    """The user's own job that has made the file, if the user might still ask for it; else None."""
    if not user.is_authenticated:
        return None
    jobs = Job.objects.visible_to(user).filter(file=stored_file).select_related("asked_by")
    return next(filter(may_have, jobs), None)
