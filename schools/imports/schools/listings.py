"""A school's place in a list of support, by three cells of its row."""

from lib.cells import Wrong
from lib.dates import dotted_date
from schools.imports.plan import CHANGE, NEW, changed
from schools.imports.schools.planned import PlannedListing, shown
from schools.models import SupportListing


def plan_listing(planned, category, is_in, since, basis):
    """Put the school into the list, or correct its entry; Wrong when that makes no sense."""
    school, name = planned.school, category.label
    entries = [e for e in school.listings.all() if e.category == category] if school.pk else []
    current = next((entry for entry in entries if entry.until is None), None)
    if not is_in:
        refuse_silent_end(name, current, is_in, since or basis)
        return
    if not since and not current:
        raise Wrong(f"не указано, с какого дня школа в перечне {name}", "Впишите дату.")
    refuse_overlap([entry for entry in entries if entry is not current], since)
    if current:
        compare_listing(planned, current, since, basis)
        return
    listing = SupportListing(school=school, category=category, since=since, basis=basis or "")
    planned.listings.append(PlannedListing(listing))
    planned.changes.append(f"войдёт в перечень {name} с {dotted_date(since)}")
    planned.act = NEW if planned.act == NEW else CHANGE


def refuse_silent_end(name, current, is_in, has_details):
    """Raise Wrong where «нет» would end an entry without a reason, or details want a «да»."""
    if is_in is None and has_details:
        raise Wrong("дата или основание есть, а «да» не стоит", "Впишите «да».")
    if is_in is False and current:
        raise Wrong(
            f"школа сейчас в перечне {name}, с {dotted_date(current.since)}",
            "Исключите её в карточке школы с указанием причины, а здесь оставьте пусто.",
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


def compare_listing(planned, current, since, basis):
    """Correct the day or the basis of an entry that is in force."""
    fields = []
    for key, old, new in (("since", current.since, since), ("basis", current.basis, basis)):
        if not new or new == old:
            continue
        label = {"since": "в перечне с", "basis": "основание"}[key]
        name = f"{current.get_category_display()}, {label}"
        planned.changes.append(changed(name, shown(old), shown(new)))
        setattr(current, key, new)
        fields.append(key)
    if fields:
        planned.listings.append(PlannedListing(current, fields))
        planned.act = CHANGE
