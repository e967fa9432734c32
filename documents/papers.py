"""Papers that go with an order: public copy, extract, sheets, control copy (domain.md 1.5–1.8).

Those of a registered order are made of its frozen text, so they say what was signed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from lxml import html as parser

from documents.marked_copy import marked_html, marking_signature
from documents.models.clause import level_of
from documents.printing import WORKING, order_html, public_html
from documents.word.markup import clean


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its name, its HTML, whether the order must be registered for it."""

    code: str
    name: str
    html: Callable  # (order, numbers of chosen clauses) -> full HTML
    of_registered: bool = True
    has_word: bool = True
    has_matter: Callable = lambda order: True  # there is something to print in it

    def is_there(self, order):
        """The paper can be printed of the order as it is now."""
        return (order.is_signed or not self.of_registered) and self.has_matter(order)


def whole(order, numbers=()):
    """The order as it is kept, or the draft as it is now."""
    return order.signed_html or order_html(order)


def public_copy(order, numbers=()):
    """Without visas, executor and telephone (domain.md 5.1)."""
    return public_html(order)


def marked_copy(order, numbers=()):
    """With the mark of the electronic signature; raises NoMark unless one earns it."""
    return marked_html(order)


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
    columns = (("Фамилия, имя, отчество", 29), ("Должность, организация", 36), *SIGNED)
    heading = f"ЛИСТ ОЗНАКОМЛЕНИЯ\nс {order.kind_instrumental} {about(order)}"
    return sheet(order, heading, columns, rows, note=note)


SIGNED = (("Дата", 13), ("Подпись", 15))


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
    heading = f"ЛИСТ СОГЛАСОВАНИЯ\nк {order.kind_dative} {about(order)}"
    return sheet(order, heading, columns, rows)


def sheet(order, heading, columns, rows, *, note=""):
    """HTML of a sheet with a table about the order; the first line of the heading is its name."""
    context = {
        "title": f"{heading.splitlines()[0].capitalize()}: {order}",
        "author": order.body,
        "style": order.profile,
        "heading": heading,
        "columns": (NUMBER, *columns),
        "rows": [(f"{number}.", *row) for number, row in enumerate(rows, start=1)],
        "note": note,
    }
    return render_to_string("print/sheet.html", context)


NUMBER = ("№ п/п", 7)


def about(order):
    """«от 10.09.2020 № 158 «Об утверждении …»»; a draft has no requisites yet."""
    if not order.is_signed:
        return f"(проект) «{order.title}»"
    day = order.profile.printed_date(order.signed_on)
    return f"от {day} № {order.number} «{order.title}»"


def extract(order, numbers=()):
    """«Выписка»: the chosen clauses with their own numbers, «Верно» for the one who certifies."""
    page = parser.document_fromstring(clean(WORKING.sub("", order.signed_html)))
    first, *annexes = page.body.findall("section")
    for annex in annexes:
        page.body.remove(annex)
    clauses = first.find_class("clause")
    kept = said_whole([clause.get("data-number") for clause in clauses], numbers)
    for place, clause in enumerate(clauses):
        if place not in kept:
            clause.getparent().remove(clause)
    heading = first.find_class("kind")[0]
    heading.text = f"ВЫПИСКА ИЗ {order.kind_genitive.upper()}"
    certified = parser.fragment_fromstring(render_to_string("print/_certified.html"))
    first.append(certified)
    return serialised(page)


def said_whole(numbers, chosen):
    """Places of the chosen clauses, and of those without which they say nothing.

    Those are the clauses over a chosen one, which say to whom, and those under it.
    """
    kept, over = set(), []
    for place, number in enumerate(numbers):
        level = level_of(number)
        over = [other for other in over if level_of(numbers[other]) < level] + [place]
        if number in chosen:
            kept.update(over)
        elif any(numbers[other] in chosen for other in over):
            kept.add(place)
    return kept


def control_copy(order, numbers=()):
    """The order with «Контрольный экземпляр» over it and the clauses to be watched after it."""
    page = parser.document_fromstring(clean(public_html(order)))
    first = page.body.find("section")
    mark = parser.fragment_fromstring('<p class="draft">КОНТРОЛЬНЫЙ ЭКЗЕМПЛЯР</p>')
    first.insert(0, mark)
    if watched := watched_clauses(order):
        columns = (("Пункт", 10), ("Кому", 28), ("Что сделать", 31), ("Срок", 16), ("Отметка", 15))
        table = render_to_string("print/_watched.html", {"columns": columns, "rows": watched})
        first.append(parser.fragment_fromstring(table))
    return serialised(page)


def watched_clauses(order):
    """[(number, to whom, what, term, place for a mark)] of the clauses that order somebody.

    A sub-clause is for the addressee of the clause over it; the one of the row before is «то же».
    """
    rows, addressees, before = [], {}, ""
    for clause in order.clauses.all():
        over = [who for level, who in addressees.items() if level < clause.level and who]
        addressees = {n: who for n, who in addressees.items() if n < clause.level}
        addressees[clause.level] = clause.addressee.strip(" :,")
        addressee = addressees[clause.level] or (over[-1] if over else "")
        term = TERM.sub("", clause.deadline_line)
        if clause.text and (addressee or term):
            again = addressee and addressee == before
            rows.append((clause.number, "то же" if again else addressee, clause.text, term, ""))
            before = addressee
    return rows


# «Срок» stands over the column.
TERM = re.compile(r"^\s*срок\s*[:–—-]?\s*", re.IGNORECASE)


def serialised(page):
    """Full HTML of the parsed page."""
    return "<!doctype html>\n" + parser.tostring(page, encoding="unicode")


# Only a PDF is signed, so its marked copy is a PDF too.
MARKED = "marked"
OF_EVERYONE = ("order", "public", MARKED, "extract")
PAPERS = {
    paper.code: paper
    for paper in (
        Paper("order", "Документ", whole, of_registered=False),
        Paper(
            "visas",
            "Лист согласования",
            visas_sheet,
            of_registered=False,
            has_matter=lambda order: order.visas.exists(),
        ),
        Paper("public", "Копия для публикации", public_copy),
        Paper(MARKED, "Экземпляр с отметкой об электронной подписи", marked_copy, has_word=False),
        Paper("control", "Контрольный экземпляр", control_copy),
        Paper(
            "readers",
            "Лист ознакомления",
            readers_sheet,
            has_matter=lambda order: order.familiarisations.exists(),
        ),
        Paper("extract", "Выписка", extract),
    )
}


def papers_for(access, order):
    """Papers of the order that the person may have; sheets with names are the department's."""
    return [
        paper
        for paper in PAPERS.values()
        if paper.is_there(order) and (access.is_department or paper.code in OF_EVERYONE)
    ]


def ready_papers(access, order):
    """Those of them that can be printed now: the mark needs a signature that earns it."""
    is_marked = order.is_signed and marking_signature(order) is not None
    return [paper for paper in papers_for(access, order) if is_marked or paper.code != MARKED]


def file_name(order, paper):
    """«Приказ № 01-10-142 (лист ознакомления)»: nothing that a file system refuses."""
    number = f" № {order.number.replace('/', '-')}" if order.is_signed else " (проект)"
    name = f"{order.get_kind_display().capitalize()}{number}"
    return name if paper.code == "order" else f"{name} ({paper.name.lower()})"
