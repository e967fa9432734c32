"""Schools with their places in the lists of support, from a table."""

from schools.imports.kind import TableKind
from schools.imports.schools.columns import COLUMNS
from schools.imports.schools.planner import SchoolPlanner
from schools.operations import add_school, change_listing, change_school, list_school
from schools.permissions import can_edit_schools


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
        "Из перечня школу загрузкой не исключают: это делают в её карточке, с указанием причины.",
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
        if planned.listing.pk:
            listing = planned.listing
            change_listing(listing, planned.fields, seen_version=listing.version, by=by)
        else:
            list_school(planned.listing, by=by)
