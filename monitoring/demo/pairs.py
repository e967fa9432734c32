"""Pairs of schools of a demo file: facts of the plans, invented progress."""

import datetime

from monitoring.demo.papers import keep
from schools.models import Agreement, AgreementKind, JointAct, Partnership, Role, RoleKind, Side

# In turn: days that the agreement has still to live (None: there is none), days since the last
# joint act (None: nothing was done).
STORIES = ((200, 9), (150, 12), (-5, 20), (None, None), (90, None))
# What, who holds it, in how many days from today.
PLAN = (
    ("Методический день в школе-лидере: открытые уроки и их разбор", "mentor", -40),
    ("Посещение уроков в школе, которой помогают; консультации учителей", "mentee", 10),
    ("Общий разбор результатов полугодия и план на следующее", "both", 70),
)


def make_pairs(cast, pairs, *, since, grounds):
    """Partnerships of the file from the day of the order on."""
    for data in pairs:
        Partnership.objects.create(
            municipality=cast.municipality,
            mentor=cast.schools[data["mentor"]],
            mentee=cast.schools[data["mentee"]],
            since=since,
            grounds=grounds,
            directions=data["directions"],
        )


def live_pairs(cast, schools):
    """What the pairs have done by today; directors of the leaders sign in to confirm the plans."""
    pairs = Partnership.objects.filter(municipality=cast.municipality).order_by("pk")
    directors = {cast.schools[school["key"]].pk: school["director"] for school in schools}
    for mentor in dict.fromkeys(pair.mentor for pair in pairs):
        person = directors[mentor.pk]
        entry = {"role": RoleKind.DIRECTOR, "person": person, "schools": [], "school": None}
        key = next(key for key, school in cast.schools.items() if school.pk == mentor.pk)
        cast.make_user(entry | {"school": key})
    for number, pair in enumerate(pairs):
        live(pair, number, by=cast.user(RoleKind.COORDINATOR))


def live(pair, number, *, by):
    """The agreement, the plan and its confirmations of one pair."""
    days_left, days_ago = STORIES[number % len(STORIES)]
    today = pair.municipality.today()
    if days_left is not None:
        Agreement.objects.create(
            partnership=pair,
            kind=AgreementKind.COOPERATION,
            number=f"{number + 1}-С",
            signed_on=pair.since,
            ends_on=today + datetime.timedelta(days=days_left),
            file=keep("Соглашение о сотрудничестве", f"Соглашение {number + 1}-С.pdf", by=by),
        )
    held_on = days_ago and max(pair.since, today - datetime.timedelta(days=days_ago))
    for place, (text, host, days) in enumerate(PLAN):
        is_held = held_on and place == 0
        JointAct.objects.create(
            partnership=pair,
            text=text,
            host=host,
            due_on=today + datetime.timedelta(days=days),
            done_on=held_on if is_held else None,
            proof="Отчёт о методическом дне, лист участников" if is_held else "",
        )
    confirm(pair)


def confirm(pair):
    """Each school whose director signs in has confirmed the plan."""
    for side in Side:
        roles = Role.objects.filter(kind=RoleKind.DIRECTOR, school=pair.school(side))
        if role := roles.select_related("user").first():
            setattr(pair, f"{side}_confirmed_by", role.user)
            setattr(pair, f"{side}_confirmed_at", pair.municipality.now())
    pair.save()
