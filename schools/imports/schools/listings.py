"""A school's place in a list of support, by three cells of its row."""

from lib.cells import Wrong
from lib.dates import dotted_date
from schools.imports.plan import CHANGE, NEW, changed
from schools.imports.schools.planned import PlannedListing, shown
from schools.models import ListingStage, SupportListing
from schools.models.listing import IN_LIST
from schools.stages import days_for, fits, words_of_days


def plan_listing(planned, category, is_in, since, basis):
    """Put the school into the list, or correct its entry; Wrong when that makes no sense."""
    school, name = planned.school, category.label
    entries = [e for e in school.listings.all() if e.category == category] if school.pk else []
    current = next((entry for entry in entries if entry.stage in IN_LIST), None)
    if not is_in:
        refuse_silent_end(name, current, is_in, since or basis)
        return
    if not since and not current:
        raise Wrong(f"не указано, с какого дня школа в перечне {name}", "Впишите дату.")
    refuse_overlap([entry for entry in entries if entry.until], since)
    if current:
        compare_listing(planned, current, since, basis)
        return
    candidate = next((e for e in entries if e.stage == ListingStage.CANDIDATE), None)
    if candidate:
        refuse_disorder(candidate, len(candidate.chain) + 1, ListingStage.INCLUDED, since)
    listing = candidate or SupportListing(school=school, category=category)
    planned.listings.append(PlannedListing(listing, since, basis or ""))
    planned.changes.append(f"войдёт в перечень {name} с {dotted_date(since)}")
    planned.act = NEW if planned.act == NEW else CHANGE


def refuse_silent_end(name, current, is_in, has_details):
    """Raise Wrong where «нет» would end an entry without a reason, or details want a «да»."""
    if is_in is None and has_details:
        raise Wrong("дата или основание есть, а «да» не стоит", "Впишите «да».")
    if is_in is False and current:
        raise Wrong(
            f"школа сейчас в перечне {name}, с {dotted_date(current.since)}",
            "Выведите её в карточке школы с указанием причины, а здесь оставьте пусто.",
        )
    if is_in is False and has_details:
        raise Wrong(
            "стоит «нет», а дата или основание есть", "Впишите «да» или уберите дату и основание."
        )


def refuse_overlap(past, since):
    """Raise Wrong when the school was in the list on that day already."""
    if since and (other := next((entry for entry in past if entry.until >= since), None)):
        raise Wrong(
            f"школа уже была в этом перечне: с {dotted_date(other.since)} "
            f"по {dotted_date(other.until)}",
            "Впишите дату после этого периода.",
        )


def refuse_disorder(entry, place, stage, day):
    """Raise Wrong when the day does not fit between the other moves of the entry."""
    days = days_for(entry.chain, place, stage)
    if not fits(day, *days):
        raise Wrong("день включения не на своём месте среди переходов", words_of_days(*days))


def compare_listing(planned, current, since, basis):
    """Correct the day or the basis of an entry that is in force."""
    told = list(changes_of(current, since, basis))
    if not told:
        return
    entered = next(move for move in current.chain if move.stage == ListingStage.INCLUDED)
    refuse_disorder(current, entered.place, entered.stage, since or entered.on)
    planned.changes += told
    planned.listings.append(
        PlannedListing(current, since or entered.on, basis or entered.basis, entered)
    )
    planned.act = CHANGE


def changes_of(current, since, basis):
    """What the row says otherwise of the entry, in words."""
    listed = current.get_category_display()
    for label, old, new in (
        ("в перечне с", current.since, since),
        ("основание", current.basis, basis),
    ):
        if new and new != old:
            yield changed(f"{listed}, {label}", shown(old), shown(new))
