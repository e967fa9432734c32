"""Every rule of the checker, in the order in which a person meets its findings.

The codes are stable: scripts and notes refer to them. Facts: peers.md a.1, domain.md 1.4, 3.7.
"""

from roadmaps.checking import (
    abbreviations,
    annexes,
    bodies,
    control,
    dates,
    grifs,
    lists,
    measures,
    numbering,
    orders,
    people,
    periods,
    quotes,
    schools,
    scripts,
    sense,
    wording,
)
from roadmaps.checking.faults import Rule, Severity

ERROR, WARNING, REMARK = Severity.ERROR, Severity.WARNING, Severity.REMARK

RULES = (
    # --- the act and its annexes
    Rule("order-title-absent", WARNING, "Нет заголовка", orders.without_title),
    Rule("clauses-absent", ERROR, "Нет пунктов", orders.without_clauses),
    Rule("clause-empty", ERROR, "Пункт без текста", orders.empty_clauses),
    Rule("control-absent", WARNING, "Не назначен контроль", orders.without_control),
    Rule("annex-absent", ERROR, "Приложение названо, но его нет", annexes.absent),
    Rule("annex-unmarked", WARNING, "Приложение без отметки", annexes.unmarked),
    Rule("annex-not-named", WARNING, "Приложение не названо в пунктах", annexes.not_named),
    Rule("annex-repeat", ERROR, "Два приложения с одним номером", annexes.repeated),
    Rule("blank-requisites", WARNING, "Не вписаны дата и номер", annexes.blank_marks),
    Rule("grif-agreement", WARNING, "Гриф не согласован", grifs.wrong_ending),
    Rule("grif-case", WARNING, "Гриф: не сказано, чем утверждено", grifs.act_case),
    Rule("grif-capital", REMARK, "Прописная буква в грифе", grifs.capital_act),
    Rule(
        "regulation-parameters",
        WARNING,
        "Положение расходится с параметрами группы",
        annexes.of_regulations,
    ),
    # --- numbers
    Rule("number-repeat", ERROR, "Номер повторяется", numbering.repeats),
    Rule("number-gap", WARNING, "Пропуск в нумерации", numbering.gaps),
    Rule("number-order", WARNING, "Номера не по порядку", numbering.out_of_order),
    Rule("number-section", WARNING, "Номер не того раздела", numbering.foreign_prefix),
    Rule("number-absent", WARNING, "Строка без номера", numbering.absent),
    Rule("number-dot", REMARK, "Точка после номера", numbering.dots),
    Rule("list-repeat", WARNING, "Номер в тексте повторяется", lists.repeats),
    Rule("list-gap", WARNING, "Пропуск в нумерации текста", lists.gaps),
    Rule("list-absent", REMARK, "Строка списка без номера", lists.absent),
    # --- dates
    Rule("period-conflict", ERROR, "Период назван по-разному", periods.conflicts),
    Rule("date-outside-plan", ERROR, "Срок вне периода плана", dates.outside_plan),
    Rule("date-far", WARNING, "Срок далеко от остальных", dates.far_from_others),
    Rule("date-before-approval", WARNING, "Срок раньше утверждения", dates.before_approval),
    Rule("date-misspelt", WARNING, "Опечатка в сроке", dates.misspelt),
    Rule("date-glued", REMARK, "Число и месяц слиты", dates.glued),
    Rule("date-review", WARNING, "Срок нужно уточнить", dates.to_review),
    # --- measures
    Rule("measure-empty", ERROR, "Мероприятие без текста", measures.empty),
    Rule("deadline-absent", ERROR, "Нет срока", measures.without_deadline),
    Rule("responsible-absent", ERROR, "Нет ответственного", measures.without_responsible),
    Rule("result-absent", WARNING, "Нет ожидаемого результата", measures.without_result),
    Rule("measure-repeat", WARNING, "Мероприятие повторяется", measures.twins),
    Rule(
        "measure-similar", REMARK, "Одно мероприятие в разные сроки", measures.twins_of_other_time
    ),
    Rule("control-date-absent", WARNING, "Нет контрольных дат", control.without_control_dates),
    Rule("executor-absent", WARNING, "Некому отчитаться", control.without_executors),
    Rule("plan-form", WARNING, "Вид плана", control.of_the_whole_plan),
    # --- people, bodies, schools
    Rule("person-spelling", WARNING, "Фамилия написана по-разному", people.two_spellings),
    Rule("person-similar", REMARK, "Похожие фамилии", people.similar_people),
    Rule("person-posts", REMARK, "Разные должности", people.different_posts),
    Rule("person-outside-group", REMARK, "Нет в составе группы", people.outside_group),
    Rule("person-unknown", WARNING, "Человека нет в справочнике", people.unknown_to_directory),
    Rule("body-not-created", WARNING, "Орган не создан", bodies.not_created),
    Rule("unit-unknown", WARNING, "Подразделения нет в справочнике", control.unknown_units),
    Rule("school-spelling", WARNING, "Школа написана по-разному", schools.several_spellings),
    Rule("school-type", WARNING, "Нет такого вида школы", schools.unknown_types),
    Rule("school-unknown", WARNING, "Школы нет в справочнике", schools.unknown_schools),
    Rule("school-ambiguous", WARNING, "Подходит нескольким школам", schools.ambiguous_schools),
    # --- words
    Rule("sense", WARNING, "Смысл наоборот", sense.best_over_weak),
    Rule("region-word", REMARK, "Слова другого региона", sense.foreign_level),
    Rule("scripts-mixed", WARNING, "Латинские буквы в слове", scripts.mixed),
    Rule("words-doubled", WARNING, "Слова повторены", wording.doubled),
    Rule("name-doubled", WARNING, "Одно и то же названо дважды", wording.same_joined),
    Rule("quotes-unpaired", REMARK, "Кавычка без пары", quotes.unpaired),
    Rule("abbreviation", REMARK, "Сокращение не раскрыто", abbreviations.never_spelt),
)
