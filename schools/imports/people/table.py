"""People and their posts, from a table."""

from schools.imports.kind import TableKind
from schools.imports.people.columns import COLUMNS
from schools.imports.people.planner import PersonPlanner
from schools.operations import add_person, change_person
from schools.permissions import can_edit_people


class PersonTable(TableKind):
    code = "people"
    title = "Люди"
    nouns = ("строку", "строки", "строк")
    columns = COLUMNS
    planner = PersonPlanner
    rules = (
        "Одна строка — один человек в одной должности. Заголовки столбцов не меняйте.",
        "Только взрослые: сотрудники управления, служб и школ. Учеников в системе нет.",
        "Человек узнаётся по фамилии, имени и отчеству. Пустая ячейка ничего не меняет.",
        "Место работы должно уже быть в системе: школу и подразделение добавляют раньше.",
    )
    list_label = "Люди"
    list_view = "schools:person-list"
    import_view = "schools:person-import"
    template_view = "schools:person-template"
    check_view = "schools:person-check"

    def may(self, access):
        return can_edit_people(access)

    def write(self, plan, municipality, *, by):
        drafts = {id(row.draft): row.draft for row in plan.touched}
        for draft in drafts.values():
            person = draft.person
            if not person.pk:
                add_person(person, posts=draft.posts, by=by)
                continue
            change_person(
                person, draft.fields, posts=draft.posts, seen_version=person.version, by=by
            )
