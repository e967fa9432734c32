from django.conf import settings
from django.core.management.base import BaseCommand

from monitoring.acts import ACTS, Party
from monitoring.models import CheckpointState
from monitoring.models.checkpoint import CONTROLLERS, DEPARTMENT_EXECUTORS
from monitoring.permissions import SCHOOL_EXECUTORS
from schools.models import RoleKind

PLACE = settings.BASE_DIR / "docs" / "acts.md"
HEAD = """# Кто, когда и что делает с контрольной точкой

Сделано из кода: `manage.py show_acts`. Правило — `monitoring/acts.py`, проверка каждой клетки —
`tests/monitoring/test_acts.py`. Пустая клетка — действия нет: 403 тому, чьё это не дело, 409 тому,
кто опоздал.
"""
STAYS = "·"


def document():
    """Text of docs/acts.md: the table of acts as people read it."""
    parts = [HEAD, "## Из какого состояния в какое", by_state(), "## Кто", by_party()]
    return "\n".join([*parts, "## Чья роль", by_role()])


def by_state():
    """Acts × states: where the act leads; a dot where the state stays."""
    rows = [["действие", *(state.label for state in CheckpointState), "кто"]]
    for verb, act in ACTS.items():
        target = CheckpointState(act.target).label if act.target else STAYS
        cells = [target if state in act.sources else "" for state in CheckpointState]
        rows.append([verb.label, *cells, name_of(act.party)])
    return table(rows)


def by_party():
    """Who the parties are."""
    return table([["кто", "это"], *(party.label.split(" — ", 1) for party in Party)])


def name_of(party):
    """The first word of the party's label: «исполнитель»."""
    return party.label.split(" — ", 1)[0]


def by_role():
    """Roles × acts, over what a school owes and over what a unit of the department owes."""
    verbs = [verb for verb, act in ACTS.items() if act.party in (Party.EXECUTOR, Party.JUDGE)]
    rows = [["роль", *(verb.label for verb in verbs)]]
    for kind in RoleKind:
        rows.append([kind.label, *(duties(kind, ACTS[verb].party) for verb in verbs)])
    note = "Ш — если исполняет школа, О — если исполняет отдел или служба.\n"
    return f"{note}\n{table(rows)}"


def duties(kind, party):
    """«Ш», «О» or both: over whose checkpoints the role is the party."""
    if party == Party.JUDGE:
        return "Ш О" if kind in CONTROLLERS else ""
    found = (("Ш", SCHOOL_EXECUTORS), ("О", DEPARTMENT_EXECUTORS))
    return " ".join(letter for letter, kinds in found if kind in kinds)


def table(rows):
    """Markdown of the rows, the first one as the head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:], ""])


class Command(BaseCommand):
    help = "Пишет docs/acts.md: кто, когда и что делает с контрольной точкой."

    def handle(self, *args, **options):
        PLACE.write_text(document())
        self.stdout.write(f"{PLACE.name}: {len(ACTS)} действий")
