"""What was done of the last year's plan, for the plan of the next one."""

from django.db.models import Count, Q

from monitoring.models import Checkpoint, CheckpointState
from roadmaps.models import EditionState
from roadmaps.next_year.looking import Sight, Sights, name_of, sights_of
from roadmaps.reports import plan_of

ACCEPTED = Count("pk", filter=Q(state=CheckpointState.ACCEPTED))
TITLE = "Не выполнено в прежнем плане"
ADVICE = "Решите, нужно ли мероприятие ещё: оставьте его, измените или удалите."


def live(edition):
    """Checkpoints of the edition without the cancelled ones."""
    return Checkpoint.objects.filter(edition=edition).exclude(state=CheckpointState.CANCELLED)


def unfinished_measures(edition):
    """Keys of the edition's measures of which something has not been accepted."""
    waiting = live(edition).exclude(state=CheckpointState.ACCEPTED)
    return set(waiting.values_list("measure", flat=True))


def last_edition(roadmap):
    """The last edition in force of the plan that this one was made from, or None."""
    if roadmap.follows_id is None:
        return None
    editions = roadmap.follows.editions.exclude(state=EditionState.DRAFT)
    return editions.order_by("-number").first()


def what_to_look_at(draft, last, today):
    """[Sights] of a plan made from the edition `last`, what was not done of it before all."""
    not_done = list(left_undone(draft, last))
    first = [Sights(TITLE, ADVICE, not_done)] if not_done else []
    return first + sights_of(draft, last, today)


def left_undone(draft, last):
    """Measures of the draft of which last year less was accepted than was due."""
    counted = live(last).order_by().values_list("measure__lineage")
    counted = counted.annotate(total=Count("pk"), accepted=ACCEPTED)
    done = {lineage: (accepted, total) for lineage, total, accepted in counted}
    for row in plan_of(draft, words_only=True).rows:
        accepted, total = done.get(row.measure.lineage, (0, 0))
        if accepted < total:
            yield Sight(name_of(row), f"выполнено {accepted} из {total}", row.measure)
