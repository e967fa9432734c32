from lib.columns import read_table
from schools.imports.plan import Plan


class TableKind:
    """A kind of table that people load: its columns, who may load it, what it does.

    A subclass says what a row means (`planner`) and writes it (`write`); the pages are the same.
    """

    code = ""
    title = ""
    # «Загрузить 5 школ».
    nouns = ("строку", "строки", "строк")
    columns = ()
    # Class made of the municipality; its plan_row(row) gives (Planned, faults of the row).
    planner = None
    # Lines about the table as a whole, for the template and the page.
    rules = ()
    list_label = ""
    # Names of the addresses.
    list_view = import_view = template_view = check_view = ""

    def may(self, access):
        """The person may load such tables here."""
        raise TypeError(f"{type(self).__name__} must say who may load it.")

    def write(self, plan, municipality, *, by):
        """Write the rows of the plan that change something."""
        raise TypeError(f"{type(self).__name__} must write its rows.")

    def plan_of(self, table_import):
        """The Plan of a loaded file against what is in the database now."""
        filled = read_table(self.columns, table_import.book)
        planner = self.planner(table_import.municipality)
        plan = Plan(faults=list(filled.faults), notes=filled.notes)
        for row in filled.rows:
            planned, faults = planner.plan_row(row)
            plan.faults += faults
            if not faults:
                plan.rows.append(planned)
        plan.faults.sort(key=lambda fault: fault.row or 0)
        return plan
