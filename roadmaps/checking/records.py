"""Documents of what the program itself keeps: an edition of a roadmap, an order with annexes."""

from dataclasses import replace

from django.urls import reverse

from documents.models import Order
from roadmaps.checking.document import (
    Clause,
    Document,
    Municipality,
    OrderFacts,
    Part,
    PartKind,
    PeriodStatement,
    Place,
    Text,
)
from roadmaps.checking.faults import quoted
from roadmaps.checking.periods import (
    TERM_HEADING,
    statement,
    statement_of_plan,
    statements_of_act,
)
from roadmaps.checking.plans import plan_facts, texts_of_plan
from roadmaps.deadlines import Period, read_deadline
from roadmaps.importing.plan import (
    ActionReading,
    ColumnReading,
    MeasureReading,
    PlanReading,
    Role,
    SectionReading,
)
from roadmaps.models import ColumnKind, Edition
from roadmaps.parties.directory import Directory
from roadmaps.remarks import about_plan
from roadmaps.reports import PlanRow, plan_of
from schools.models import SupportListing

ROLES = {
    ColumnKind.NUMBER: Role.NUMBER,
    ColumnKind.ACTION: Role.TITLE,
    ColumnKind.ACTOR: Role.ACTOR,
    ColumnKind.DEADLINE: Role.DEADLINE,
    ColumnKind.RESPONSIBLE: Role.RESPONSIBLE,
    ColumnKind.RESULT: Role.EXPECTED_RESULT,
    ColumnKind.INDICATOR: Role.INDICATOR,
    ColumnKind.NOTE: Role.NOTE,
}


def document_of_edition(edition):
    """Document of one edition; the order that it is annexed to explains and creates, no more."""
    order = edition.annex.order if edition.annex else None
    in_force = edition.act and edition.act.signed_on
    written = WrittenPlan(edition, PartKind.BODY)
    background = order_words(order) if order else []
    return Document(
        title=str(edition),
        parts=[written.part],
        plans=[written.facts],
        periods=[*(WrittenOrder(order).periods() if order else ()), *written.periods()],
        approved=in_force or edition.municipality.today(),
        is_draft=edition.is_draft,
        municipality=facts_of(edition.municipality),
        background=background,
    )


def document_of_order(order):
    """Document of an order with the editions in its annexes."""
    act = WrittenOrder(order)
    editions = Edition.objects.filter(annex__order=order).select_related(
        "roadmap__municipality", "annex"
    )
    numbers = {annex.pk: str(n) for n, annex in enumerate(order.annexes.all(), start=1)}
    written = [
        WrittenPlan(edition, PartKind.ANNEX, numbers[edition.annex_id])
        for edition in sorted(editions, key=lambda edition: int(numbers[edition.annex_id]))
    ]
    return Document(
        title=str(order),
        parts=[act.part(), *(plan.part for plan in written)],
        order=act.facts,
        plans=[plan.facts for plan in written],
        periods=[*act.periods(), *(one for plan in written[:1] for one in plan.periods())],
        approved=day_of_force(order, order.municipality),
        is_draft=not order.is_signed,
        municipality=facts_of(order.municipality),
    )


def facts_of(municipality):
    """Municipality facts: its directory, the schools of its lists today, its region."""
    listed = SupportListing.objects.filter(school__municipality=municipality)
    weak = listed.in_force(municipality.today()).values_list("school_id", flat=True)
    directory = Directory.of(municipality)
    return Municipality(directory, frozenset(weak), municipality.region.name)


def day_of_force(order, municipality):
    """The day of the signature; of a draft, today: it cannot be signed earlier."""
    return order.signed_on if order and order.is_signed else municipality.today()


class WrittenPlan:
    """An edition as a part of a document, with its facts."""

    def __init__(self, edition, kind, number=""):
        self.edition = edition
        self.plan = plan_of(edition)
        self.address = reverse("roadmaps:edition", args=[edition.municipality.slug, edition.pk])
        where = f"приложение {number}" if number else "дорожная карта"
        self.place = Place(where, self.address)
        schools = list(edition.schools.all())
        self.rows = {}  # {id of the reading: the row it was made from}
        self.facts = plan_facts(self.reading(), place=self.place, link_of=self.link_of)
        self.facts.remarks = [remark.text for remark in about_plan(self.plan, schools)]
        for measure in self.facts.measures:
            row = self.rows[id(measure.words)]
            measure.control_dates = tuple(row.control_dates)
            measure.has_executors = bool(edition.roadmap.school_id) or row.has_executors
        self.part = Part(kind, self.place, number, title=edition.heading, texts=list(self.texts()))

    def link_of(self, words):
        """Address of a section or a measure in the editor."""
        row = self.rows[id(words)]
        return f"{self.address}#{row.measure.anchor if isinstance(row, PlanRow) else row.anchor}"

    def reading(self):
        """The edition as if it had just been read of a paper."""
        period = Period(self.edition.starts_on, self.edition.ends_on)
        headings = {column.pk: column.heading for column in self.plan.columns}
        reading = PlanReading(
            title=self.edition.heading,
            start=period.start,
            end=period.end,
            period_source="given",
            columns=[ColumnReading(c.heading, ROLES[c.kind]) for c in self.plan.columns],
        )
        for section in self.plan.sections:
            measures = [self.measure(row, period, headings) for row in section.rows]
            number = section.number if self.plan.shows_sections else ""
            words = SectionReading(number, section.section.title, section.section.level, measures)
            self.rows[id(words)] = section.section
            reading.sections.append(words)
        return reading

    def measure(self, row, period, headings):
        """MeasureReading of a row; dates that a person has set leave nothing to review."""
        stored = row.measure
        deadline = read_deadline(stored.deadline_text, plan=period)
        if row.control_dates:
            deadline = replace(deadline, needs_review=False, reason="")
        words = MeasureReading(
            number=row.number,
            actions=[ActionReading(headings.get(a.actor_id, ""), a.text) for a in row.actions],
            expected_result=stored.expected_result,
            indicator=stored.indicator,
            note=stored.note,
            deadline_text=stored.deadline_text,
            deadline=deadline,
            responsible_text=stored.responsible_text,
        )
        self.rows[id(words)] = row
        return words

    def texts(self):
        """Heading, names of columns, blocks before the table, the table."""
        yield Text(self.edition.heading, self.place, group="heading")
        for block in self.plan.blocks:
            place = self.place_of(block)
            if block.title:
                yield Text(block.title, place, is_strong=True)
            yield Text(block.text, place)
        for column in self.plan.columns:
            yield Text(column.heading, self.place, is_cell=True, is_column=True)
        yield from texts_of_plan(self.facts)

    def place_of(self, block):
        words = block.title or block.get_kind_display()
        return Place(f"{self.place.where}, {quoted(words, 40)}", f"{self.address}#{block.anchor}")

    def periods(self):
        """Statements of the card of the roadmap, of the heading and of the passport."""
        found = [statement_of_plan(self.edition.heading, self.place)]
        for block in self.plan.blocks:
            if TERM_HEADING.match(block.title):
                found.append(statement(block.text, self.place_of(block)))
        first, last = self.edition.starts_on.year, self.edition.ends_on.year
        years = f"{first}–{last}" if first != last else str(first)
        card = Place("срок плана в карточке", self.address)
        return [PeriodStatement(first, last, years, card), *filter(None, found)]


class WrittenOrder:
    """An order as a part of a document, with its facts."""

    def __init__(self, order: Order):
        self.order = order
        self.address = reverse("documents:order", args=[order.municipality.slug, order.pk])
        self.place = Place(order.get_kind_display(), self.address)
        self.clauses = [
            Clause(
                clause.number,
                "\n".join(filter(None, (clause.text, clause.deadline_line))),
                Place(f"пункт {clause.number.rstrip('.')}", f"{self.address}#clause-{clause.pk}"),
            )
            for clause in order.clauses.all()
        ]
        self.facts = OrderFacts(
            kind=order.get_kind_display(),
            place=self.place,
            title=order.title,
            number=order.number,
            day=order.signed_on,
            preamble=order.basis,
            clauses=self.clauses,
            head=order.municipality.region.name,
            is_stored=True,
        )

    def part(self):
        """The texts of the act."""
        texts = [Text(self.order.title, self.place), Text(self.order.basis, self.place)]
        texts += [Text(clause.text, clause.place) for clause in self.clauses]
        return Part(PartKind.ORDER, self.place, texts=texts)

    def periods(self):
        return statements_of_act(self.order.title, self.clauses, self.place)


def order_words(order):
    """Texts of the order for what belongs to it."""
    clauses = [clause.text for clause in order.clauses.all()]
    return [order.title, order.basis, *clauses]
