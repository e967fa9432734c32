from roadmaps.models.edition import (
    Block,
    BlockKind,
    Edition,
    EditionColumn,
    EditionState,
    SchoolAct,
    Section,
)
from roadmaps.models.layout import (
    Column,
    ColumnKind,
    Layout,
    Orientation,
    RowNumbering,
    SectionNumbering,
)
from roadmaps.models.measure import Action, ControlDate, DeadlineKind, Measure, Proof
from roadmaps.models.plan_import import PlanImport
from roadmaps.models.responsible import Responsible, ResponsibleKind
from roadmaps.models.roadmap import Roadmap

__all__ = [
    "Action",
    "Block",
    "BlockKind",
    "Column",
    "ColumnKind",
    "ControlDate",
    "DeadlineKind",
    "Edition",
    "EditionColumn",
    "EditionState",
    "Layout",
    "Measure",
    "Orientation",
    "PlanImport",
    "Proof",
    "Responsible",
    "ResponsibleKind",
    "Roadmap",
    "RowNumbering",
    "SchoolAct",
    "Section",
    "SectionNumbering",
]
