"""Places of the demo's schools in the lists: the days are the file's, the stages invented."""

import datetime

from lib.dates import add_months
from schools.models import ListingAct, RoleKind, SupportCategory, SupportListing
from schools.stages import begin, lead

A = ListingAct
PLAN = "План поддержки школ муниципалитета"
GROUP = "Протокол заседания рабочей группы"
NOT_NEEDED = "Данные о семьях и территории неполны, к вопросу вернутся через год"
# What follows inclusion, and in how many months after it; schools take these by turns.
STORIES = (
    ((A.SUPPORT, 1),),
    ((A.SUPPORT, 1), (A.IMPROVE, 4)),
    ((A.SUPPORT, 1), (A.PROLONG, 12)),
    ((A.SUPPORT, 1), (A.IMPROVE, 3), (A.RELAPSE, 5)),
    (),
)
REASONS = {
    A.PROLONG: "Результаты выросли, но ещё ниже порога",
    A.RELAPSE: "Прирост не подтвердился новыми результатами",
}


def make_listings(cast, data):
    """Entries of the demo file with their moves, two candidates more: one waits, one is refused."""
    by, today = cast.user(RoleKind.COORDINATOR), cast.municipality.today()
    entries = [(cast.schools[s["key"]], entry) for s in data["schools"] for entry in s["listings"]]
    number = 0
    for school, entry in entries:
        since, until = (entry[name] and day_of(entry[name]) for name in ("since", "until"))
        listing = SupportListing(school=school, category=entry["category"])
        begin(listing, A.INCLUDE, on=since, basis=entry["basis"], by=by)
        if until:
            day = until + datetime.timedelta(days=1)
            leave(listing, day, entry["reason_left"], by=by)
            if not is_listed_again(listing, entries):
                follow(listing, day, today, by=by)
            continue
        for act, months in STORIES[number % len(STORIES)]:
            step(listing, act, add_months(since, months), today, by=by)
        number += 1
    make_candidates(cast, entries, today, by=by)


def day_of(text):
    return datetime.date.fromisoformat(text)


def is_listed_again(listing, entries):
    """The school has entered the same list once more."""
    return any(
        school == listing.school
        and entry["category"] == listing.category
        and day_of(entry["since"]) > listing.since
        for school, entry in entries
    )


def leave(listing, day, reason, *, by):
    """The school leaves the list."""
    said = {"basis": GROUP, "reason": reason, "seen_version": listing.version}
    lead(listing, A.LEAVE, on=day, **said, by=by)


def follow(listing, day, today, *, by):
    """The school is followed for a year, and then shows its work to others."""
    step(listing, A.FOLLOW, day, today, by=by)
    step(listing, A.OPEN_SITE, add_months(day, 12), today, by=by)


def step(listing, act, day, today, *, by):
    """Lead the entry by the act, unless its day is still to come."""
    if day > today:
        return
    basis = PLAN if act == A.SUPPORT else GROUP
    reason = REASONS.get(act, "")
    lead(listing, act, on=day, basis=basis, reason=reason, seen_version=listing.version, by=by)


def make_candidates(cast, entries, today, *, by):
    """Two schools of the list ШНОР are proposed for ШССУ as well."""
    hard = {school for school, entry in entries if entry["category"] == "disadvantaged"}
    free = dict.fromkeys(
        school for school, entry in entries if entry["until"] is None and school not in hard
    )
    for school, is_refused in zip(free, (False, True), strict=False):
        listing = SupportListing(school=school, category=SupportCategory.DISADVANTAGED)
        day = today - datetime.timedelta(days=20)
        begin(listing, A.PROPOSE, on=day, basis="Анкета школы об условиях обучения", by=by)
        if is_refused:
            said = {"basis": GROUP, "reason": NOT_NEEDED, "seen_version": listing.version}
            lead(listing, A.DECLINE, on=today - datetime.timedelta(days=6), **said, by=by)
