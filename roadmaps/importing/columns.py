"""Deciding what each column of the plan holds: by its heading, then by its contents."""

import re

from roadmaps.importing.headings import is_actor_heading, is_year_heading, names_two_roles
from roadmaps.importing.plan import ColumnReading, Role
from roadmaps.importing.terms import is_deadline, is_mark
from roadmaps.importing.wording import folded, is_row_number, one_line
from roadmaps.parties import read_responsible

# Rows that are looked at to judge a column.
SAMPLE = 60
MEASURED = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|п\.\s*п|чел|шт|балл|ед)|^\W*\d+(?:[.,]\d+)?\W*$")
INFINITIVE = re.compile(r"\W*\w+(?:ть|ти|чь)(?:ся)?\b")
SCHOOL_HEADING = re.compile(r"оо|оу|школ[аы]|(обще)?образовательн\w+ \w+")
LONG = 25

BY_CONTENTS = "Роль графы определена по содержанию: заголовок её не называет."
NO_HEADING = "У таблицы нет строки заголовков, роль графы определена по содержанию."
SECOND = "Вторая графа с таким смыслом. Проверьте, что в ней."
UNKNOWN = "Что в этой графе, понять не удалось. Её текст сохранится в примечании."
TWO_IN_ONE = "В одной графе и сроки, и ответственные. Разделите их при проверке мероприятий."
CHOSEN = ""
# Two such columns are both kept, one text after the other.
MAY_REPEAT = frozenset(
    {Role.RESPONSIBLE, Role.EXPECTED_RESULT, Role.INDICATOR, Role.ACTOR, Role.NOTE}
) | {Role.DEADLINE_MARK, Role.OTHER}


def read_columns(plan, chosen=None):
    """ColumnReading of every column of the PlanTable; `chosen` {index: Role} is a person's word."""
    contents = [Contents(plan.rows, index) for index in range(len(plan.leaves))]
    columns = [ColumnReading(one_line(leaf.heading), leaf.role, "") for leaf in plan.leaves]
    settle_kinds(columns, contents)
    settle_unnamed(columns, contents, has_header=plan.has_header)
    settle_subject(columns, contents)
    settle_repeats(columns)
    for index, role in (chosen or {}).items():
        columns[index].role, columns[index].doubt = Role(role), CHOSEN
    return columns


class Contents:
    """What stands in a column: shares of its filled cells."""

    def __init__(self, rows, index):
        rows = [row for row in rows if len(row.filled) > 1][:SAMPLE]
        self.texts = [row.texts[index] for row in rows if row.texts[index]]
        self.rows = len(rows)
        self.has_merged = any(row.cells[index].rowspan > 1 for row in rows) or any(
            row.cells[index].continues for row in rows
        )

    def share(self, test):
        """Share of the filled cells that pass the test; 0 for an empty column."""
        return sum(map(bool, map(test, self.texts))) / len(self.texts) if self.texts else 0

    @property
    def length(self):
        """Mean length of a text."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0

    @property
    def variety(self):
        """Different texts to rows: near 1 when every row says something else."""
        return len(set(self.texts)) / self.rows if self.rows else 0


def is_measured(text):
    return bool(MEASURED.search(text))


def names_somebody(text):
    """True for a cell that says who, not what is done: «Назначить тьютора» does not."""
    if len(text) > 300 or INFINITIVE.match(text):
        return False
    parties = read_responsible(text)
    return bool(parties) and parties[0].kind != "text"


def settle_kinds(columns, contents):
    """Headings that two roles may have: the contents and the neighbours tell them apart."""
    settle_years(columns, contents)
    roles = [column.role for column in columns]
    for index, column in enumerate(columns):
        found = contents[index]
        if column.role == Role.INDICATOR and Role.EXPECTED_RESULT not in roles:
            # «Показатель реализации» that is told in words is what is expected (seed 003).
            said = column.heading.casefold()
            if not re.search(r"индикатор|целев|критери", said) and found.share(is_measured) < 0.5:
                column.role = Role.EXPECTED_RESULT
        elif column.role == Role.SECTION and not is_section_column(found, roles):
            column.role = Role.TITLE if Role.TITLE not in roles else Role.OTHER
        elif column.role == Role.DEADLINE_MARK and found.length > LONG:
            column.role = Role.OTHER
        if column.role == Role.DEADLINE and names_two_roles(column.heading):
            column.doubt = TWO_IN_ONE


def settle_years(columns, contents):
    """Columns headed by years alone are a grid when marks stand in them, else targets and such."""
    years = [
        index
        for index, column in enumerate(columns)
        if column.role is None and is_year_heading(last_heading(column))
    ]
    texts = [text for index in years for text in contents[index].texts]
    is_grid = bool(texts) and all(map(is_mark, texts))
    for index in years:
        columns[index].role = Role.DEADLINE_MARK if is_grid else Role.OTHER


def last_heading(column):
    """The lowest words of the heading: «2024 год» of «Срок реализации 2024 год»."""
    found = re.search(r"20\d\d\D*$", column.heading)
    return found[0] if found else column.heading


def is_section_column(found, roles):
    """A stage stands once for several rows; where every row has its own it is something else."""
    return found.has_merged or (found.variety < 0.7 and Role.TITLE in roles)


def settle_unnamed(columns, contents, *, has_header):
    """Give columns whose headings name no role the role of their contents."""
    settle_actors(columns)
    unnamed = [index for index, column in enumerate(columns) if column.role is None]
    roles = {column.role for column in columns}
    for index in unnamed:
        role = role_of_contents(contents[index], roles, is_first=index == 0)
        if role:
            columns[index].role = role
            columns[index].doubt = BY_CONTENTS if has_header else NO_HEADING
            roles.add(role)
    wordy = [
        index
        for index in unnamed
        if columns[index].role is None and is_actor(columns[index], contents[index])
    ]
    if len(wordy) > 1 and Role.TITLE not in roles:
        for index in wordy:
            columns[index].role = Role.ACTOR
            if not names_somebody(columns[index].heading):
                columns[index].doubt = BY_CONTENTS


def settle_actors(columns):
    """Two headings or more that name who acts: a matrix, however short its cells are.

    «ОО» or «Школа» alone heads a list of schools; beside other actors it is one of them.
    """
    named = [i for i, c in enumerate(columns) if c.role is None and is_actor_heading(c.heading)]
    schools = [
        i
        for i, c in enumerate(columns)
        if c.role == Role.OTHER and SCHOOL_HEADING.fullmatch(folded(c.heading))
    ]
    if named and len(named) + len(schools) > 1:
        for index in named + schools:
            columns[index].role = Role.ACTOR


def role_of_contents(found, roles, *, is_first):
    """Role of a column by its cells alone, or None."""
    if is_first and Role.NUMBER not in roles and found.share(is_row_number) > 0.7:
        return Role.NUMBER
    if found.texts and found.share(is_mark) > 0.9:
        return Role.OTHER
    if Role.DEADLINE not in roles and found.share(is_deadline) > 0.6:
        return Role.DEADLINE
    if Role.RESPONSIBLE not in roles and found.length < 120 and found.share(names_somebody) > 0.7:
        return Role.RESPONSIBLE
    return None


def is_actor(column, found):
    """Under an actor's heading stand sentences about what is done."""
    return bool(column.heading) and (found.length > LONG or names_somebody(column.heading))


def settle_subject(columns, contents):
    """There must be a column that says what is done."""
    roles = [column.role for column in columns]
    if Role.TITLE not in roles and Role.ACTOR not in roles:
        free = [i for i, role in enumerate(roles) if role in (None, Role.OTHER, Role.SECTION)]
        if free:
            longest = max(free, key=lambda index: contents[index].length)
            columns[longest].role, columns[longest].doubt = Role.TITLE, BY_CONTENTS
    for index, column in enumerate(columns):
        if column.role is None:
            is_result = (
                not column.heading
                and contents[index].length > LONG
                and Role.EXPECTED_RESULT not in [column.role for column in columns]
            )
            column.role = Role.EXPECTED_RESULT if is_result else Role.OTHER
            column.doubt = BY_CONTENTS if is_result else UNKNOWN


def settle_repeats(columns):
    """Of two columns that cannot both be what they say, the first is; the other is asked about.

    «Мероприятие» says what is done better than «Направление» or «Задача» before it.
    """
    titles = [column for column in columns if column.role == Role.TITLE]
    best = [column for column in titles if "мероприяти" in column.heading.casefold()]
    for column in titles:
        if best and column is not best[0]:
            column.role, column.doubt = Role.OTHER, SECOND
    seen = set()
    for column in columns:
        if column.role in seen and column.role not in MAY_REPEAT:
            column.role, column.doubt = Role.OTHER, SECOND
        seen.add(column.role)
