"""Plans of one municipality: one roadmap a year, each approved by a signed order."""

import datetime
import uuid

from documents.models import Annex, Audience, Clause, ClauseKind, Order, OrderState
from documents.printing import order_html
from files.kinds import FileKind
from files.store import store_bytes
from monitoring.demo.scale.words import RESULTS, SECTIONS, measure_words
from roadmaps.models import (
    Action,
    ControlDate,
    DeadlineKind,
    Edition,
    EditionColumn,
    EditionState,
    Layout,
    Measure,
    Responsible,
    Roadmap,
    Section,
)
from schools.models import RoleKind

TITLE = "Об утверждении дорожной карты поддержки школ на {year} год"
CLAUSES = (
    (ClauseKind.ORDINARY, "1.", "", "Утвердить дорожную карту (приложение № 1).", Audience.NONE),
    (
        ClauseKind.ORDINARY,
        "2.",
        "Руководителям общеобразовательных организаций",
        "обеспечить выполнение мероприятий в установленные сроки.",
        Audience.PLAN_SCHOOLS,
    ),
    (
        ClauseKind.CONTROL,
        "3.",
        "",
        "Контроль за исполнением настоящего приказа оставляю за собой.",
        Audience.NONE,
    ),
)
FIRST_DUE, LAST_DUE = (2, 10), (12, 20)


def make_plan(town, year, *, measures, pdf):
    """The approved edition of the year with so many measures, each due from every school.

    Returns [(Measure with its edition, Action, ControlDate)]. `pdf` stands for the order's own.
    """
    signed_on = working_day(datetime.date(year, 1, 9) + town.chance.randint(1, 12) * DAY)
    order = make_order(town, year, signed_on)
    edition = make_edition(town, year, order)
    rows = make_measures(town, edition, measures)
    sign(town, order, signed_on, pdf)
    return rows


def make_order(town, year, signed_on):
    """A draft order with its clauses."""
    head = town.people[RoleKind.HEAD]
    order = Order.objects.create(
        municipality=town.municipality,
        kind="order",
        body=town.municipality.department,
        title=TITLE.format(year=year),
        place=town.municipality.place,
        basis="В целях повышения качества образования",
        signatory=head,
        signatory_post="Начальник управления",
        executor=town.people[RoleKind.COORDINATOR],
        number=f"{town.chance.randint(10, 90)}-од",
        signed_on=signed_on,
    )
    Clause.objects.bulk_create(
        Clause(
            order=order,
            position=position,
            kind=kind,
            number=number,
            addressee=addressee,
            text=text,
            audience=audience,
        )
        for position, (kind, number, addressee, text, audience) in enumerate(CLAUSES, start=1)
    )
    return order


def make_edition(town, year, order):
    """The approved edition in the usual form, with all schools, annexed to the order."""
    period = {"starts_on": datetime.date(year, 1, 1), "ends_on": datetime.date(year, 12, 31)}
    layout = Layout.objects.get(code="L1")
    roadmap = Roadmap.objects.create(
        municipality=town.municipality, name=f"Дорожная карта поддержки школ {year}", **period
    )
    form = ("section_numbering", "row_numbering", "orientation")
    edition = Edition.objects.create(
        roadmap=roadmap,
        annex=Annex.objects.create(order=order, kind="roadmap"),
        state=EditionState.APPROVED,
        heading=f"ДОРОЖНАЯ КАРТА\nподдержки школ на {year} год",
        **period,
        **{name: getattr(layout, name) for name in form},
    )
    roadmap.schools.set(town.schools)
    edition.schools.set(town.schools)
    EditionColumn.objects.bulk_create(
        EditionColumn(
            edition=edition,
            lineage=lineage(town),
            **{name: getattr(column, name) for name in ("position", "kind", "heading", "width")},
        )
        for column in layout.columns.all()
    )
    return edition


def make_measures(town, edition, number):
    """[(Measure, Action, ControlDate)]: so many, in four sections, each with one date."""
    sections = [
        Section(edition=edition, position=place, title=title, lineage=lineage(town))
        for place, title in enumerate(SECTIONS, start=1)
    ]
    Section.objects.bulk_create(sections)
    measures, actions, dates = [], [], []
    for place in range(number):
        due_on = day_of(town, edition.starts_on.year)
        measure = Measure(
            section=sections[place * len(sections) // number],
            position=place + 1,
            expected_result=town.chance.choice(RESULTS),
            deadline_text=f"до {due_on:%d.%m.%Y}",
            deadline_kind=DeadlineKind.UNTIL_DATE,
            responsible_text="Руководители общеобразовательных организаций",
            lineage=lineage(town),
        )
        measures.append(measure)
        actions.append(Action(measure=measure, text=measure_words(place)))
        dates.append(ControlDate(measure=measure, due_on=due_on))
    for model, rows in ((Measure, measures), (Action, actions), (ControlDate, dates)):
        model.objects.bulk_create(rows)
    Responsible.objects.bulk_create(
        Responsible(edition=edition, measure=measure, kind="schools") for measure in measures
    )
    return list(zip(measures, actions, dates, strict=True))


def sign(town, order, signed_on, pdf):
    """Register the order: its text is frozen as it is printed."""
    head = town.users[RoleKind.HEAD]
    noon = datetime.datetime.combine(signed_on, datetime.time(12), town.municipality.zone)
    order.year, order.signed_at, order.signed_by = signed_on.year, noon, head
    order.state = OrderState.SIGNED
    order.signed_html = order_html(order)
    order.pdf = store_bytes(pdf, f"Приказ {order.number}.pdf", kind=FileKind.PDF, by=head)
    order.save()


DAY = datetime.timedelta(days=1)


def day_of(town, year):
    """A working day of the year, not too near to its ends."""
    first, last = (datetime.date(year, *ends) for ends in (FIRST_DUE, LAST_DUE))
    return working_day(first + town.chance.randint(0, (last - first).days) * DAY)


def working_day(day):
    """Friday for a day at the week's end."""
    return day - max(0, day.weekday() - 4) * DAY


def lineage(town):
    """A UUID that is the same at every building."""
    return uuid.UUID(int=town.chance.getrandbits(128), version=4)
