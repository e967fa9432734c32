"""First rows of a list from what the program knows; a person checks and completes them."""

from django.db.models import Prefetch

from documents.posts import post_at_school
from lib.collation import by_name, sort_key
from schools.models import (
    Appraisal,
    AppraisalStage,
    Criterion,
    Partnership,
    Post,
    Programme,
    ProgrammeState,
    School,
    SupportCategory,
    SupportListing,
    SupportTeam,
    TutorAssignment,
    UnitKind,
)
from schools.programmes.appraising import sheet_in_force


def listed_schools(order):
    """[values of AnnexRow] of the schools that are in a list today, each one once."""
    categories = {}
    for listing in listings_today(order):
        categories.setdefault(listing.school, []).append(SupportCategory(listing.category).label)
    return [
        {"school": school, "cells": [school.name, ", ".join(sorted(found)), ""]}
        for school, found in categories.items()
    ]


def pairs_of_schools(order):
    """The pairs that work today; then the listed schools that nobody helps, with an empty place."""
    today = order.municipality.today()
    pairs = Partnership.objects.in_force(today).filter(municipality=order.municipality)
    pairs = pairs.select_related("mentor", "mentee").order_by(by_name("mentee__short_name"), "pk")
    rows = [
        {
            "school": pair.mentee,
            "partner": pair.mentor,
            "cells": [pair.mentee.name, pair.mentor.name, pair.directions],
        }
        for pair in pairs
    ]
    helped = {row["school"] for row in rows}
    alone = dict.fromkeys(listing.school for listing in listings_today(order))
    return rows + [
        {"school": school, "cells": [school.name, "", ""]}
        for school in alone
        if school not in helped
    ]


def tutors_of_schools(order):
    """One row for every school of every tutor in force today."""
    return [
        {
            "person": one.person,
            "school": one.school,
            "cells": [str(one.person), post, one.school.name],
        }
        for one, post in tutors_today(order)
    ]


def visits_to_plan(order):
    """One row for every school of every tutor; date and purpose are still to be written."""
    return [
        {
            "person": one.person,
            "school": one.school,
            "cells": [one.school.short_name, str(one.person), "", ""],
        }
        for one, post in tutors_today(order)
    ]


HEADS = ("руководитель", "председатель", "заместитель", "секретарь")


def members_of_group(order):
    """People who hold posts in the working group: its heads first, then «Члены:»."""
    held = Post.objects.held(order.municipality.today()).filter(
        person__municipality=order.municipality,
        unit__kind=UnitKind.BODY,
        unit__name__icontains="групп",
    )
    posts = sorted(held.select_related("person"), key=lambda post: (rank(post), post.person_id))
    rows = [
        {"person": post.person, "cells": [str(post.person), main_post(post, order), role_in(post)]}
        for post in posts
    ]
    first_member = next((i for i, post in enumerate(posts) if rank(post) == len(HEADS)), None)
    if first_member:
        rows[first_member]["group"] = "Члены:"
    return rows


def rank(post):
    """Place of a member by the post in the group: 0 of its head, the last of plain members."""
    title = post.title.casefold()
    return next((n for n, word in enumerate(HEADS) if title.startswith(word)), len(HEADS))


def role_in(post):
    """«секретарь» of «секретарь рабочей группы»; nothing of a plain member."""
    if rank(post) == len(HEADS):
        return ""
    words = post.title.split()
    return " ".join(words[:2]) if words[0].casefold() == "заместитель" else words[0]


def main_post(post, order):
    """The post of the person outside the group, with the school where it is held."""
    others = Post.objects.held(order.municipality.today()).filter(person=post.person_id)
    other = others.exclude(unit__kind=UnitKind.BODY).select_related("school").first()
    if other is None:
        return ""
    return post_at_school(other)


def listings_today(order):
    """Entries of the lists in force, by the name of the school."""
    listings = SupportListing.objects.in_force(order.municipality.today())
    listings = listings.filter(school__municipality=order.municipality).select_related("school")
    places = {
        pk: place
        for place, pk in enumerate(
            School.objects.filter(municipality=order.municipality).values_list("pk", flat=True)
        )
    }
    return sorted(listings, key=lambda listing: places[listing.school_id])


def tutors_today(order):
    """[(assignment, post of the tutor)] of today, by the name of the tutor and of the school."""
    today = order.municipality.today()
    held = TutorAssignment.objects.filter(municipality=order.municipality).in_force(today)
    held = held.select_related("person", "school").prefetch_related(posts_today("person", order))
    held = sorted(held, key=lambda one: (sort_key(str(one.person)), sort_key(str(one.school))))
    return [(one, first_post(one.person)) for one in held]


def posts_today(path, order):
    """Prefetch that leaves the people at the path the posts that they hold today."""
    held = Post.objects.held(order.municipality.today()).select_related("school")
    return Prefetch(f"{path}__posts", queryset=held)


def first_post(person):
    """The first of the prefetched posts, with the school where it is held; empty without one."""
    post = next(iter(person.posts.all()), None)
    return post_at_school(post) if post else ""


def teams_of_schools(order):
    """The team that works now in every school that has one, by the name of the school."""
    today = order.municipality.today()
    teams = SupportTeam.objects.filter(municipality=order.municipality).on_day(today)
    last = {}
    for team in teams.select_related("school", "coordinator").prefetch_related("members"):
        last.setdefault(team.school_id, team)
    return [
        {
            "school": team.school,
            "person": team.coordinator,
            "cells": [
                team.school.name,
                str(team.coordinator),
                ", ".join(str(person) for person in team.members.all()),
                team.order,
            ],
        }
        for team in sorted(last.values(), key=lambda team: sort_key(team.school.short_name))
    ]


# --- the appraisal of programmes


def programmes_to_appraise(order):
    """Programmes that the schools have sent and nobody has decided about."""
    programmes = Programme.objects.filter(
        municipality=order.municipality,
        state__in=(ProgrammeState.SENT, ProgrammeState.APPRAISAL),
    ).select_related("school")
    return [
        {"school": one.school, "cells": [one.school.name, str(one), ""]}
        for one in sorted(programmes, key=lambda one: (one.school.short_name, one.pk))
    ]


def experts_appointed(order):
    """People who appraise these programmes and have a card: the tutors first, each one once."""
    appraisals = Appraisal.objects.filter(
        programme_version__programme__municipality=order.municipality,
        programme_version__programme__state=ProgrammeState.APPRAISAL,
    ).prefetch_related(posts_today("expert__people", order))
    rows = {}
    for appraisal in appraisals:
        for person in appraisal.expert.people.all():
            if person.municipality_id == order.municipality_id:
                cells = [str(person), first_post(person), AppraisalStage(appraisal.stage).label]
                rows.setdefault(person.pk, {"person": person, "cells": cells})
    return list(rows.values())


def criteria_in_force(order):
    """The sheet of criteria by which the programmes are appraised."""
    sheet = sheet_in_force(order.municipality)
    return [
        {"cells": [one.text, one.section, str(one.max_score), str(one.weight)]}
        for one in (sheet.criteria.all() if sheet else Criterion.objects.none())
    ]
