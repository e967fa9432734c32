"""What an act must have: a title, clauses, somebody who controls it (domain.md 1.3, 1.2 № 17)."""

import re

from roadmaps.checking.faults import Fault
from roadmaps.checking.names import mentions_in

GENITIVE = {
    "приказ": "приказа",
    "распоряжение": "распоряжения",
    "постановление": "постановления",
}
PREPOSITIONAL = {
    "приказ": "приказе",
    "распоряжение": "распоряжении",
    "постановление": "постановлении",
}
CONTROL = re.compile(r"\bконтрол\w*", re.IGNORECASE)
ON_SOMEBODY = re.compile(
    r"собой|\bсебя\b|начальник|заведующ|директор|председател|руководител|заместител|методист"
    r"|специалист|консультант|координатор|инспектор|секретар|глав[аеуы]\b|отдел|управлени|комитет"
    r"|кабинет|центр|служб|групп",
    re.IGNORECASE,
)
OF_ACT = re.compile(
    r"(?:исполнени|выполнени|реализаци)\w*.{0,60}(?:приказ|распоряжени|постановлени)"
    r"|контрол\w*.{0,80}(?:оставл|возл|поруч)",
    re.IGNORECASE | re.DOTALL,
)


def without_title(document):
    """«Об утверждении …» is asked for by the standard of 2025."""
    order = document.order
    if order and not order.title.strip():
        yield Fault(
            order.place,
            f"У {GENITIVE[order.kind]} нет заголовка («Об утверждении …»).",
            "Напишите над текстом, о чём он.",
        )


def without_clauses(document):
    order = document.order
    if order and not order.clauses:
        text = f"В {PREPOSITIONAL[order.kind]} нет ни одного пункта."
        yield Fault(order.place, text, "Добавьте пункты: кому, что и к какому сроку сделать.")


def empty_clauses(document):
    for clause in document.order.clauses if document.order else ():
        if not clause.text.strip():
            text = f"Пункт {clause.number.rstrip('.')} без текста."
            yield Fault(clause.place, text, "Напишите, кому и что сделать, или удалите пункт.")


def without_control(document):
    """No clause says who controls that the act is carried out."""
    order = document.order
    if not order or not order.clauses:
        return
    about = [c for c in order.clauses if CONTROL.search(c.text) and OF_ACT.search(c.text)]
    if not about:
        yield Fault(
            order.place,
            "Нет пункта о контроле исполнения.",
            "Добавьте: «Контроль за исполнением … возложить на …» или «… оставляю за собой».",
        )
    elif not any(ON_SOMEBODY.search(c.text) or mentions_in(c.text) for c in about):
        yield Fault(
            about[-1].place,
            "В пункте о контроле не сказано, на кого он возложен.",
            "Назовите должность и фамилию или напишите «оставляю за собой».",
        )
