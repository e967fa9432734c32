"""Typical orders: what a draft of a kind begins with (domain.md 1.3, 8); all may be edited."""

from dataclasses import dataclass

from documents.annex_kinds import spec_of
from documents.models import Annex, Audience, ClauseKind, Order
from documents.operations import add_annex, add_clause, create_order


@dataclass(frozen=True)
class TypicalClause:
    """A clause to begin with; `{act}` stands for the kind of the act in the genitive."""

    number: str
    text: str = ""
    addressee: str = ""
    deadline_line: str = ""
    audience: str = Audience.NONE
    kind: str = ClauseKind.ORDINARY


@dataclass(frozen=True)
class TypicalOrder:
    """A kind of order: title, purpose, clauses, kinds of annexes."""

    code: str
    name: str
    title: str
    basis: str
    clauses: tuple
    annexes: tuple = ()
    hint: str = ""


def control(number):
    """The last clause: control is kept by the signatory until somebody else is named."""
    text = "Контроль за исполнением настоящего {act} оставляю за собой."
    return TypicalClause(number, text, kind=ClauseKind.CONTROL)


QUALITY = "В целях повышения качества образования"
TYPICAL = {
    order.code: order
    for order in (
        TypicalOrder(
            code="roadmap",
            name="Об утверждении дорожной карты",
            title="Об утверждении плана мероприятий («дорожной карты») по поддержке школ "
            "с низкими образовательными результатами",
            basis=QUALITY,
            clauses=(
                TypicalClause(
                    "1.",
                    "Утвердить план мероприятий («дорожную карту») по поддержке школ с низкими "
                    "образовательными результатами (приложение № 1).",
                ),
                TypicalClause(
                    "2.",
                    addressee="Руководителям общеобразовательных организаций:",
                    audience=Audience.PLAN_SCHOOLS,
                ),
                TypicalClause("2.1.", "Обеспечить выполнение мероприятий плана."),
                TypicalClause(
                    "2.2.",
                    "Назначить школьных координаторов, ответственных за выполнение плана.",
                ),
                control("3."),
            ),
            hint="Саму дорожную карту приложите с её страницы: «Приложить к приказу».",
        ),
        TypicalOrder(
            code="group",
            name="О составе рабочей группы",
            title="О муниципальной рабочей группе по поддержке школ с низкими образовательными "
            "результатами",
            basis=QUALITY,
            clauses=(
                TypicalClause(
                    "1.",
                    "Утвердить состав муниципальной рабочей группы по поддержке школ с низкими "
                    "образовательными результатами (приложение № 1).",
                ),
                TypicalClause(
                    "2.",
                    "Утвердить положение о муниципальной рабочей группе (приложение № 2).",
                ),
                control("3."),
            ),
            annexes=("composition", "regulation"),
        ),
        TypicalOrder(
            code="schools",
            name="Об утверждении списка школ",
            title="Об утверждении списка общеобразовательных организаций, которым оказывается "
            "методическая поддержка",
            basis=QUALITY,
            clauses=(
                TypicalClause(
                    "1.",
                    "Утвердить список общеобразовательных организаций, которым оказывается "
                    "методическая поддержка (приложение № 1).",
                ),
                TypicalClause(
                    "2.",
                    "Утвердить список сетевого партнёрства общеобразовательных организаций "
                    "(приложение № 2).",
                ),
                TypicalClause(
                    "3.",
                    addressee="Руководителям общеобразовательных организаций",
                    text="организовать работу в рамках сетевого партнёрства.",
                    deadline_line="в течение учебного года",
                    audience=Audience.PLAN_SCHOOLS,
                ),
                control("4."),
            ),
            annexes=("schools", "pairs"),
        ),
        TypicalOrder(
            code="tutors",
            name="О закреплении тьюторов",
            title="О закреплении муниципальных тьюторов за общеобразовательными организациями",
            basis=QUALITY,
            clauses=(
                TypicalClause(
                    "1.",
                    "Закрепить муниципальных тьюторов за общеобразовательными организациями "
                    "(приложение № 1).",
                ),
                TypicalClause("2.", "Утвердить график посещения школ тьюторами (приложение № 2)."),
                TypicalClause(
                    "3.",
                    addressee="Муниципальным тьюторам",
                    text="составить планы совместной работы с закреплёнными школами.",
                ),
                control("4."),
            ),
            annexes=("tutors", "visits"),
        ),
        TypicalOrder(
            code="appraisal",
            name="О проведении экспертизы программ",
            title="О проведении экспертизы программ общеобразовательных организаций",
            basis=QUALITY,
            clauses=(
                TypicalClause(
                    "1.",
                    "Провести экспертизу программ общеобразовательных организаций "
                    "(приложение № 1).",
                ),
                TypicalClause("2.", "Утвердить состав экспертов (приложение № 2)."),
                TypicalClause("3.", "Утвердить лист критериев экспертизы (приложение № 3)."),
                TypicalClause(
                    "4.",
                    addressee="Экспертам",
                    text="оценить программы и представить оценки; эксперт не оценивает программу "
                    "школы, в которой работает.",
                ),
                TypicalClause(
                    "5.",
                    addressee="Руководителям общеобразовательных организаций",
                    text="устранить замечания экспертов и разместить утверждённые программы "
                    "на официальных сайтах.",
                    audience=Audience.PLAN_SCHOOLS,
                ),
                control("6."),
            ),
            annexes=("programmes", "experts", "criteria"),
        ),
        TypicalOrder(
            code="amend",
            name="О внесении изменений",
            title="О внесении изменений в ",
            basis="В целях приведения в соответствие",
            clauses=(
                TypicalClause("1.", "Внести следующие изменения:"),
                control("2."),
            ),
            hint="Какой документ изменяется, укажите на странице проекта в «Связях».",
        ),
        TypicalOrder(
            code="repeal",
            name="О признании утратившим силу",
            title="О признании утратившим силу ",
            basis="В связи с истечением срока действия",
            clauses=(TypicalClause("1.", "Признать утратившим силу "), control("2.")),
            hint="Какой документ утрачивает силу, укажите на странице проекта в «Связях».",
        ),
    )
}


def create_typical(order, typical, *, by):
    """Save the new draft with the clauses and annexes of the typical order; returns it."""
    create_order(order, by=by)
    for clause in typical.clauses:
        add_clause(
            order,
            by=by,
            number=clause.number,
            addressee=clause.addressee,
            text=clause.text.replace("{act}", order.kind_genitive),
            deadline_line=clause.deadline_line,
            audience=clause.audience,
            kind=clause.kind,
        )
    for kind in typical.annexes:
        add_annex(order, kind, by=by, heading=spec_of(Annex(kind=kind)).heading)
    return order


def blank_order(municipality, kind):
    """An unsaved draft with what the municipality's profile always writes."""
    order = Order(municipality=municipality, kind=kind)
    profile = order.profile
    order.body = profile.issuer
    order.place = profile.place or municipality.place
    order.signatory = profile.signatory
    order.signatory_post = profile.signatory_post
    return order
