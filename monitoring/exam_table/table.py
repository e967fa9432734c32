"""Results of ВПР, ОГЭ and ЕГЭ by schools, from a table."""

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from monitoring.exam_table.columns import COLUMNS
from monitoring.exam_table.planner import ResultPlanner
from monitoring.models import ExamResult
from monitoring.permissions import can_load_results
from schools.imports.kind import TableKind
from schools.imports.plan import NEW


class ResultTable(TableKind):
    code = "results"
    title = "Результаты"
    nouns = ("результат", "результата", "результатов")
    columns = COLUMNS
    planner = ResultPlanner
    rules = (
        "Одна строка — одна школа, одна процедура, один предмет, один класс. Заголовки не меняйте.",
        "Только числа участников: ни учеников, ни учителей в этой таблице нет.",
        "Отметки «2», «3», «4», «5» в сумме дают число участников. Доли считает система.",
        "Если такой результат уже есть, его числа заменятся: это видно до загрузки.",
    )
    list_label = "Результаты"
    list_view = "monitoring:exam-result-list"
    import_view = "monitoring:exam-result-import"
    template_view = "monitoring:exam-result-template"
    check_view = "monitoring:exam-result-check"

    def may(self, access):
        return can_load_results(access)

    def write(self, plan, municipality, *, by):
        new = [row.result for row in plan.rows if row.act == NEW]
        for result in ExamResult.objects.bulk_create(new, batch_size=500):
            record(AuditVerb.CREATE, result, by=by)
        for row in plan.touched:
            if row.fields:
                change_result(row.result, row.fields, by=by)


def change_result(result, fields, *, by):
    """Save the numbers of a known result; what they were stays in the journal."""
    rows = ExamResult.objects.filter(pk=result.pk)
    before = rows.values(*fields).get()
    after = {name: getattr(result, name) for name in fields}
    rows.update(**after)
    record(AuditVerb.CHANGE, result, by=by, changes=changed_values(before, after))
