"""What keeps a plan of the program from being put under control; see roadmaps/remarks.py."""

from roadmaps.checking.faults import Fault
from roadmaps.checking.measures import named
from roadmaps.parties.matching import match_of


def without_control_dates(document):
    for measure in document.measures:
        if measure.control_dates == ():
            text = f"Нет контрольных дат, мероприятие не встанет на контроль: {named(measure)}."
            yield Fault(measure.place, text, "Поставьте хотя бы одну контрольную дату.")


def without_executors(document):
    for measure in document.measures:
        if not measure.has_executors:
            text = f"Не выбрано, кто отчитывается: {named(measure)}."
            yield Fault(measure.place, text, "Выберите исполнителя из справочника или школы плана.")


def of_the_whole_plan(document):
    """Widths of columns, empty sections, «все школы плана» without schools."""
    for plan in document.plans:
        for remark in plan.remarks:
            yield Fault(plan.place, f"{remark}.", "Исправьте на странице редактора.")


def unknown_units(document):
    """A unit in the responsible column that the directory does not have."""
    if document.municipality is None:
        return
    seen = set()
    for measure in document.measures:
        for party in measure.words.parties:
            if party.kind == "unit" and party.name not in seen:
                seen.add(party.name)
                if match_of(party, document.municipality.directory.index) is None:
                    yield Fault(
                        measure.place,
                        f"«{party.name}» — такого подразделения нет в справочнике.",
                        "Исправьте название или добавьте подразделение в справочник.",
                    )
