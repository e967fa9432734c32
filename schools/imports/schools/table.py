"""Schools with their places in the lists of support, from a table."""

from schools.imports.kind import TableKind
from schools.imports.schools.columns import COLUMNS
from schools.imports.schools.planner import SchoolPlanner
from schools.models import ListingAct
from schools.operations import add_school, change_school
from schools.permissions import can_edit_schools
from schools.stages import begin, correct, lead


class SchoolTable(TableKind):
    code = "schools"
    title = "Школы"
    nouns = ("школу", "школы", "школ")
    columns = COLUMNS
    planner = SchoolPlanner
    rules = (
        "Одна строка — одна школа. Заголовки столбцов не меняйте; лишние столбцы не читаются.",
        "Школа узнаётся по ИНН, затем по краткому названию, затем по другим названиям.",
        "Пустая ячейка ничего не меняет: записанное о школе раньше остаётся.",
        "Из перечня школу загрузкой не выводят: это делают в её карточке, с указанием причины.",
    )
    list_label = "Школы"
    list_view = "schools:school-list"
    import_view = "schools:school-import"
    template_view = "schools:school-template"
    check_view = "schools:school-check"

    def may(self, access):
        return can_edit_schools(access)

    def write(self, plan, municipality, *, by):
        for row in plan.touched:
            _write(row, by=by)


def _write(row, *, by):
    """Write what the row changes: the school, then its entries in the lists."""
    school = row.school
    if not school.pk:
        add_school(school, aliases=row.aliases or [], by=by)
    elif row.fields or row.aliases is not None:
        aliases = row.aliases
        if aliases is None:
            aliases = [alias.name for alias in school.aliases.all()]
        change_school(school, row.fields, aliases=aliases, seen_version=school.version, by=by)
    for planned in row.listings:
        _write_listing(planned, by=by)


def _write_listing(planned, *, by):
    """Write the place in a list: the day and the basis are corrected, or the school enters."""
    listing, said = planned.listing, {"on": planned.since, "basis": planned.basis}
    if planned.corrects:
        planned.corrects.listing = listing
        correct(
            planned.corrects,
            **said,
            reason=planned.corrects.reason,
            seen_version=listing.version,
            by=by,
        )
    elif listing.pk:
        lead(listing, ListingAct.INCLUDE, **said, seen_version=listing.version, by=by)
    else:
        begin(listing, ListingAct.INCLUDE, **said, by=by)
