"""Papers that go with an order: public copy, extract, sheets, control copy (domain.md 1.5–1.8).

Those of a registered order are made of its frozen text, so they say what was signed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from lxml import html as parser

from documents.printing import WORKING, order_html, public_html
from documents.word.markup import clean


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its name, its HTML, whether the order must be registered for it."""

    code: str
    name: str
    html: Callable  # (order, numbers of chosen clauses) -> full HTML
    of_registered: bool = True


def whole(order, numbers=()):
    """The order as it is kept, or the draft as it is now."""
    return order.signed_html or order_html(order)


def public_copy(order, numbers=()):
    """Without visas, executor and telephone (domain.md 5.1)."""
    return public_html(order)


def readers_sheet(order, numbers=()):
    """«Лист ознакомления»: who has ticked, and lines to sign on paper."""
    rows = [
        (row.name, row.post, f"{row.ticked_at:%d.%m.%Y}" if row.ticked_at else "", "")
        for row in order.familiarisations.all()
    ]
    note = (
        "Дата проставлена по отметке в информационной системе; отметка не заменяет подпись."
        if any(row[2] for row in rows)
        else ""
    )
    columns = (("Фамилия, имя, отчество", 33), ("Должность, организация", 30), *SIGNED)
    return sheet(order, "ЛИСТ ОЗНАКОМЛЕНИЯ", columns, rows, note=note)


SIGNED = (("Дата", 14), ("Подпись", 16))


def visas_sheet(order, numbers=()):
    """«Лист согласования»: the visas with their days and remarks."""
    rows = [
        (
            visa.post,
            visa.person.initials_first,
            order.profile.printed_date(visa.decided_on),
            visa.remarks or (visa.get_verdict_display() if visa.verdict else ""),
        )
        for visa in order.visas.select_related("person")
    ]
    columns = (
        ("Должность", 34),
        ("Инициалы, фамилия", 22),
        ("Дата", 14),
        ("Решение, замечания", 23),
    )
    return sheet(order, "ЛИСТ СОГЛАСОВАНИЯ", columns, rows)


def sheet(order, name, columns, rows, *, note=""):
    """HTML of a sheet with a table about the order."""
    context = {
        "title": f"{name.capitalize()}: {order}",
        "author": order.body,
        "style": order.profile,
        "heading": f"{name}\n{about(order)}",
        "columns": columns,
        "rows": rows,
        "note": note,
    }
    return render_to_string("print/sheet.html", context)


def about(order):
    """«к приказу от 10.09.2020 № 158 «Об утверждении …»»; a draft has no requisites yet."""
    if not order.is_signed:
        return f"к {order.kind_dative} (проект) «{order.title}»"
    day = order.profile.printed_date(order.signed_on)
    return f"к {order.kind_dative} от {day} № {order.number} «{order.title}»"


def extract(order, numbers=()):
    """«Выписка»: the chosen clauses with their own numbers, «Верно» for the one who certifies."""
    page = parser.document_fromstring(clean(WORKING.sub("", order.signed_html)))
    first, *annexes = page.body.findall("section")
    for annex in annexes:
        page.body.remove(annex)
    for clause in first.find_class("clause"):
        if clause.get("data-number") not in numbers:
            clause.getparent().remove(clause)
    heading = first.find_class("kind")[0]
    heading.text = f"ВЫПИСКА ИЗ {order.kind_genitive.upper()}"
    certified = parser.fragment_fromstring(render_to_string("print/_certified.html"))
    first.append(certified)
    return serialised(page)


def control_copy(order, numbers=()):
    """The order with «Контрольный экземпляр» over it and the clauses to be watched after it."""
    page = parser.document_fromstring(clean(public_html(order)))
    first = page.body.find("section")
    mark = parser.fragment_fromstring('<p class="draft">КОНТРОЛЬНЫЙ ЭКЗЕМПЛЯР</p>')
    first.insert(0, mark)
    clauses = [
        (clause.number, clause.words, clause.deadline_line, "")
        for clause in order.clauses.all()
        if clause.deadline_line or clause.addressee
    ]
    if clauses:
        columns = (("Пункт", 10), ("Что сделать", 46), ("Срок", 20), ("Отметка", 17))
        table = render_to_string("print/_rows.html", {"columns": columns, "rows": clauses})
        first.append(parser.fragment_fromstring(table, create_parent="div"))
        first[-1].set("class", "blocks")
    return serialised(page)


def serialised(page):
    """Full HTML of the parsed page."""
    return "<!doctype html>\n" + parser.tostring(page, encoding="unicode")


PAPERS = {
    paper.code: paper
    for paper in (
        Paper("order", "Документ", whole, of_registered=False),
        Paper("visas", "Лист согласования", visas_sheet, of_registered=False),
        Paper("public", "Копия для публикации", public_copy),
        Paper("control", "Контрольный экземпляр", control_copy),
        Paper("readers", "Лист ознакомления", readers_sheet),
        Paper("extract", "Выписка", extract),
    )
}


def papers_for(access, order):
    """Papers of the order that the person may have; sheets with names are the department's."""
    return [
        paper
        for paper in PAPERS.values()
        if (order.is_signed or not paper.of_registered)
        and (access.is_department or paper.code in ("order", "public", "extract"))
    ]


def file_name(order, paper):
    """«Приказ № 01-10-142 (лист ознакомления)»: nothing that a file system refuses."""
    number = f" № {order.number.replace('/', '-')}" if order.is_signed else " (проект)"
    name = f"{order.get_kind_display().capitalize()}{number}"
    return name if paper.code == "order" else f"{name} ({paper.name.lower()})"
