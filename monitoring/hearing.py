"""What control gives to an agenda: «О выполнении решений», and the progress of a measure."""

from monitoring.models import Checkpoint, CheckpointState
from monitoring.models.checkpoint import FINISHED_STATES
from monitoring.reporting.paper import NUMBER, Column, Paper, Table, numbered
from monitoring.states import DROPPED, state_words
from roadmaps.models import Measure
from workgroups.agendas import add_item
from workgroups.models import AgendaItem
from workgroups.permissions import is_member

ABOUT_DECISIONS = "О выполнении решений группы"
LONGEST_TITLE = 500


def heard_by(access, group):
    """Checkpoints that the person hears of at the group: all, if one belongs to it today.

    A member who is a director hears the same table as the others; whoever has left sees one's own.
    """
    if is_member(access, group):
        return Checkpoint.objects.all()
    return Checkpoint.objects.visible_to(access)


def points_before(access, meeting):
    """Checkpoints of what earlier meetings of the group have decided, by date."""
    points = heard_by(access, meeting.group).filter(
        resolution__item__meeting__group=meeting.group_id,
        resolution__item__meeting__held_on__lt=meeting.held_on,
    )
    return points.order_by("due_on", "pk")


def open_points(access, meeting):
    """Those that nobody has finished."""
    return points_before(access, meeting).exclude(state__in=FINISHED_STATES)


def decisions_paper(access, meeting):
    """Справка «О выполнении решений»: a Paper with what is open, and how many are done."""
    today = meeting.municipality.today()
    everything = points_before(access, meeting)
    done = everything.filter(state=CheckpointState.ACCEPTED).count()
    empty = "Всё, что поручено, выполнено." if done else "Прежними решениями ничего не поручено."
    rows = [
        (
            point.basis,
            point.text,
            point.executor,
            point.due_on,
            state_words(point.state, point.due_on, today),
        )
        for point in open_points(access, meeting)
    ]
    columns = (
        NUMBER,
        Column("Протокол, пункт", 21),
        Column("Что поручено", 32),
        Column("Исполнитель", 19),
        Column("Срок", 10),
        Column("Состояние", 13),
    )
    return Paper(
        "Справка о выполнении решений",
        today,
        lines=(
            meeting.group.name,
            f"На контроле: {len(rows)}. Выполнено: {done}.",
        ),
        tables=(Table(columns, numbered(rows), empty=empty),),
        about=str(meeting.group),
    )


def measure_of(item):
    """The measure whose progress the item is about, as it is in force; None without one."""
    if not item.measure_lineage:
        return None
    found = Measure.objects.filter(lineage=item.measure_lineage, section__edition__state="approved")
    return found.select_related("section__edition__roadmap").order_by("-pk").first()


def progress_paper(access, item, measure):
    """«О ходе выполнения мероприятия»: its checkpoints by school as a Paper."""
    today = item.municipality.today()
    points = heard_by(access, item.meeting.group).filter(measure__lineage=measure.lineage)
    points = points.exclude(state__in=DROPPED).order_by("executor", "due_on", "pk")
    rows = [
        (
            point.executor,
            point.due_on,
            state_words(point.state, point.due_on, today),
            point.accepted_on or point.reported_on,
        )
        for point in points
    ]
    done = sum(point.state == CheckpointState.ACCEPTED for point in points)
    columns = (
        NUMBER,
        Column("Исполнитель", 40),
        Column("Срок", 14),
        Column("Состояние", 26),
        Column("Отчёт", 15),
    )
    return Paper(
        "Информация о ходе выполнения мероприятия",
        today,
        lines=(
            f"{measure.section.edition.roadmap}. Мероприятие: {measure.title}",
            f"Принято отчётов: {done} из {len(rows)}.",
        ),
        tables=(Table(columns, numbered(rows), empty="Контрольных точек у мероприятия нет."),),
        about=measure.title[:60],
    )


def hear(meeting, *, by, measure=None):
    """Put a question at the end of the agenda: decisions, or progress of the measure; the item.

    Raises as workgroups.agendas.add_item does.
    """
    title = progress_title(measure) if measure else ABOUT_DECISIONS
    item = AgendaItem(
        meeting=meeting,
        title=title[:LONGEST_TITLE],
        measure_lineage=measure and measure.lineage,
    )
    return add_item(item, by=by)


def progress_title(measure):
    """«О ходе выполнения мероприятия «…»»."""
    return f"О ходе выполнения мероприятия «{measure.title}»"
