"""«На что посмотреть»: what a person should check in a plan made from the last one.

Found anew every time: what is put right is no longer listed.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.text import Truncator

from lib.dates import dotted_date
from roadmaps.checking.dates import days_outside, names_its_days
from roadmaps.deadlines import DeadlineKind, Period, read_deadline
from roadmaps.models import Measure, Responsible
from roadmaps.next_year.words import years_in
from roadmaps.reports import plan_of
from schools.models import Person, Post, School, SupportListing


@dataclass(frozen=True)
class Sight:
    """One thing to look at: what, in which words, and the row of the plan, if it is one."""

    label: str
    text: str
    row: object = None


@dataclass
class Sights:
    """Things of one kind, and what to do about them."""

    title: str
    advice: str
    found: list = field(default_factory=list)


def sights_of(edition, last, today):
    """[Sights] of the draft, those with something found; `last` is the last year's edition.

    People and schools are asked about on the first day of the new plan, or today if it has begun.
    """
    plan = plan_of(edition)
    day = max(today, edition.starts_on)
    groups = [
        Sights(
            "Слова срока не поняты",
            "Прочитайте срок и поставьте контрольные даты сами.",
            list(unread_deadlines(plan)),
        ),
        Sights(
            "Даты вне нового периода",
            "Измените даты или период плана.",
            list(dates_outside(plan)),
        ),
        Sights(
            "Прошлые годы в тексте",
            "Программа меняет год только в сроках, которые поняла; остальное решаете вы.",
            list(stale_years(plan, last)),
        ),
        Sights(
            "Люди, которые больше не на должности",
            "Выберите, кто отвечает теперь.",
            list(people_gone(edition, plan, day)),
        ),
        Sights(
            "Школы, которые вышли из перечней",
            "Оставьте школу в плане или уберите её.",
            list(schools_gone(edition, plan, day)),
        ),
        Sights(
            "Связь с муниципальной картой прошлых лет",
            "Выберите мероприятие действующей карты или уберите связь.",
            list(serving_the_past(plan)),
        ),
    ]
    return [group for group in groups if group.found]


def unread_deadlines(plan):
    """Deadlines that the recogniser does not know, or is not sure of."""
    period = Period(plan.edition.starts_on, plan.edition.ends_on)
    for row in plan.rows:
        words = row.measure.deadline_text
        deadline = read_deadline(words, period)
        is_unread = deadline.kind == DeadlineKind.OTHER or deadline.needs_review
        if words.strip() and is_unread:
            why = f" — {deadline.reason}" if deadline.reason else ""
            yield Sight(name_of(row), f"«{words}»{why}", row.measure)


def dates_outside(plan):
    """Control dates, and days that the words of a deadline name, before or after the period."""
    period = Period(plan.edition.starts_on, plan.edition.ends_on)
    for row in plan.rows:
        told = [dotted_date(day) for day in days_outside(*period, row.control_dates)]
        deadline = read_deadline(row.measure.deadline_text, period)
        named = [day for day in (deadline.start, deadline.end) if day]
        if names_its_days(deadline) and days_outside(*period, named):
            told.append(f"срок «{deadline.text}»")
        if told:
            yield Sight(name_of(row), ", ".join(told), row.measure)


def stale_years(plan, last):
    """Texts in which a year of the last plan stands that is none of the new one's."""
    stale = set(range(last.starts_on.year, last.ends_on.year + 1))
    stale -= set(range(plan.edition.starts_on.year, plan.edition.ends_on.year + 1))
    for label, text, row in texts_of(plan):
        if years := sorted(years_in(text) & stale):
            yield Sight(label, f"{', '.join(map(str, years))}: «{around(text, years[0])}»", row)


def texts_of(plan):
    """(what it is, text, row or None) of everything that is printed."""
    edition = plan.edition
    yield "Название в списке", edition.roadmap.name, None
    yield "Заголовок", edition.heading, None
    for column in plan.columns:
        yield "Заголовок графы", column.heading, None
    for block in plan.blocks:
        yield str(block), f"{block.title} {block.text}".strip(), block
    for section in plan.sections:
        yield section.label.capitalize(), section.section.title, section.section
    for row in plan.rows:
        measure = row.measure
        texts = [action.text for action in row.actions]
        texts += [measure.deadline_text, measure.expected_result, measure.indicator]
        for text in (*texts, measure.note, measure.responsible_text):
            yield name_of(row), text, measure


def around(text, year, width=60):
    """The words on both sides of the year, in one line."""
    text = " ".join(text.split())
    at = text.find(str(year))
    start, end = max(0, at - width), at + width
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def people_gone(edition, plan, day):
    """Named people who have had posts and hold none on the day."""
    posts = Post.objects.filter(person=OuterRef("pk"))
    had, has = Exists(posts), Exists(posts.held(day))
    people = Person.objects.filter(had, ~has, pk__in=named(edition, "person"))
    gone = set(people.values_list("pk", flat=True))
    return references_of(plan, "person", gone, "ни одной должности")


def schools_gone(edition, plan, day):
    """Schools of the plan and of its rows that were listed and are in no list on the day."""
    listings = SupportListing.objects.filter(school=OuterRef("pk"))
    was, is_listed = Exists(listings.entered()), Exists(listings.in_force(day))
    ended = School.objects.filter(was, ~is_listed)
    for school in ended.filter(pk__in=edition.schools.values("pk")):
        yield Sight("Школы плана", str(school))
    gone = set(ended.filter(pk__in=named(edition, "school")).values_list("pk", flat=True))
    yield from references_of(plan, "school", gone, "не в перечнях")


def serving_the_past(plan):
    """Measures of a school's plan that serve a municipal plan which ends before this one begins."""
    ended = Measure.objects.filter(
        section__edition=plan.edition,
        serves__section__edition__roadmap__ends_on__lt=plan.edition.starts_on,
    )
    names = {
        one.pk: str(one.serves.section.edition.roadmap)
        for one in ended.select_related("serves__section__edition__roadmap")
    }
    for row in plan.rows:
        if name := names.get(row.measure.pk):
            yield Sight(name_of(row), name, row.measure)


def named(edition, what):
    """Keys of the people or schools that answer for something in the edition."""
    references = Responsible.objects.filter(edition=edition)
    return references.exclude(**{what: None}).values(what)


def references_of(plan, what, gone, why):
    """Where the people or schools of these keys answer."""
    for row in plan.rows:
        for reference in row.responsible:
            if getattr(reference, f"{what}_id") in gone:
                yield Sight(name_of(row), f"{reference} — {why}", row.measure)
    for column in plan.columns:
        for reference in plan.by_actor.get(column.pk, ()):
            if getattr(reference, f"{what}_id") in gone:
                yield Sight(f"Графа «{column}»", f"{reference} — {why}")


def name_of(row):
    """«1.2. Провести семинар»: how the row is called in the list."""
    return Truncator(" ".join(filter(None, (row.number, row.title)))).chars(150)
