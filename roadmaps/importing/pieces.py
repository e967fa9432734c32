"""Finding the plan among the tables of a paper.

A plan may be one table, a table for every page, or a table for every section; a passport, lists
of schools, schedules and signatures are tables as well (domain.md 3.7).
"""

from dataclasses import dataclass, field

from files.papers import Paragraph
from roadmaps.importing.announcements import announce_first, leads_in, sections_in
from roadmaps.importing.grid import GridRow, grid_of
from roadmaps.importing.header import (
    CONTENT_ROLES,
    Header,
    Leaf,
    column_at,
    find_header,
    is_foreign_heading,
)
from roadmaps.importing.plan import Role
from roadmaps.importing.tables import assemble
from roadmaps.importing.terms import is_deadline
from roadmaps.importing.titles import OTHER_TABLE, is_annex, is_running_head, is_title
from roadmaps.importing.wording import begins_inside, begins_small

# Lines that may stand above a page of a plan which has no heading row.
MOST_ABOVE_PAGE = 2
LONGEST_LINE = 300
# How far above its table the title of a plan is looked for.
TITLE_WITHIN = 40


@dataclass
class Piece:
    """One table of the paper, its heading found or None."""

    block: int
    rows: list[GridRow]
    header: Header | None
    # Paragraphs since the table before.
    before: list[Paragraph] = field(default_factory=list)
    # Sections that they announce.
    announced: list[str] = field(default_factory=list)


def find_plan(paper):
    """The PlanTable of the paper, or None when no table looks like a plan."""
    groups, strays = groups_of(paper)
    if not groups:
        return headless_plan(paper)
    chosen = max(groups, key=weight_of)
    plan = assemble(chosen)
    announce_first(paper, plan)
    others = [sum(len(piece.rows) for piece in group) for group in groups if group is not chosen]
    plan.left_aside += others + [
        len(piece.rows) for piece in strays if has_deadlines(piece) or is_as_wide(piece, plan)
    ]
    return plan


def groups_of(paper):
    """(runs of tables that continue each other, each with a plan's heading; the other tables)."""
    groups, strays, before, count = [], [], [], -1
    for index, block in enumerate(paper.blocks):
        if isinstance(block, Paragraph):
            before += [block] if block.text.strip() else []
            continue
        count += 1
        rows = grid_of(block, count)
        piece = Piece(index, rows, rows and find_header(rows), before)
        if groups and rows and continues(groups[-1], piece):
            piece.announced = sections_in(before, is_sure=bool(piece.header))
            groups[-1].append(piece)
        elif piece.header:
            groups.append([piece])
        elif rows:
            strays.append(piece)
        before = []
    return groups, strays


def continues(group, piece):
    """True when the table goes on with the plan of the group."""
    header = group[0].header
    lines = [block for block in piece.before if not is_running_head(block.text.strip())]
    if any(is_annex(block.text.strip()) for block in lines):
        return False
    if piece.header:
        return alike_columns(header, piece.header) and leads_in(lines)
    if len(lines) > MOST_ABOVE_PAGE or any(len(block.text) > LONGEST_LINE for block in lines):
        return False
    if any(is_foreign_heading(row, header) for row in piece.rows[:1]):
        return False
    widest = max(len(row.slots) for row in piece.rows)
    fits = widest == len(header.leaves) or piece.rows[0].width == group[-1].rows[0].width
    return fits and is_like(group[0], piece)


def is_like(first, piece):
    """True unless a plan that has a deadline in its rows were to go on with rows that have none."""
    if Role.DEADLINE not in first.header.roles:
        return True
    usual = deadline_share(first.rows[first.header.after :], first.header)
    if usual < 0.6 or deadline_share(piece.rows, first.header) > 0:
        return True
    first_row, *rest = piece.rows
    if any(len(row.filled) > 1 for row in rest):
        return False
    return any(begins_small(text) or begins_inside(text) for text in first_row.texts if text)


def deadline_share(rows, header):
    """Share of the full rows that have a deadline in the column of deadlines."""
    column, full, found = header.roles.index(Role.DEADLINE), 0, 0
    for row in rows:
        if len(row.filled) < 2:
            continue
        full += 1
        slots = [s for s in row.slots if column_at(s, header.leaves) == column]
        found += any(is_deadline(slot.text or slot.covering) for slot in slots)
    return found / full if full else 0


def has_deadlines(piece):
    """True for a table of three columns or more where a third of the rows names a time."""
    rows = [row for row in piece.rows if len(row.filled) > 2]
    timed = sum(any(map(is_deadline, row.texts)) for row in rows)
    return bool(rows) and timed >= max(1, len(rows) / 3)


def is_as_wide(piece, plan):
    """True for a table of as many columns as the plan: it may be a page of it."""
    return max(len(row.slots) for row in piece.rows) == len(plan.leaves)


def alike_columns(first, second):
    """True when the roles are the same, or one table merely lacks some columns of the other."""
    one, two = ({role for role in header.roles if role} for header in (first, second))
    if len(first.leaves) == len(second.leaves) and one == two:
        return True
    return (
        bool(one & two & CONTENT_ROLES) and Role.TITLE in one & two and (one <= two or two <= one)
    )


def weight_of(group):
    """How much a run of tables looks like the plan: its full rows, and what stands above it."""
    rows = sum(len(row.filled) > 1 for piece in group for row in piece.rows)
    lines = [block.text.strip() for block in group[0].before[-TITLE_WITHIN:]]
    heads = [text for text in lines if is_title(text) or OTHER_TABLE.match(text)]
    if heads and OTHER_TABLE.match(heads[-1]):
        return rows / 4
    return rows * 4 if heads else rows


def headless_plan(paper):
    """The largest table of three columns or more; its columns are judged by contents alone."""
    tables = [grid_of(table, index) for index, table in enumerate(paper.tables)]
    tables = [rows for rows in tables if rows and max(len(row.slots) for row in rows) >= 3]
    if not tables:
        return None
    rows = max(tables, key=len)
    widest = max(rows, key=lambda row: len(row.slots))
    header = Header(0, 0, [Leaf(slot.start, slot.end, []) for slot in widest.slots])
    block = [index for index, block in enumerate(paper.blocks) if hasattr(block, "rows")]
    plan = assemble([Piece(block[rows[0].table], rows, header)])
    plan.has_header = False
    return plan
