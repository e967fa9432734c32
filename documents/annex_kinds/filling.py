"""First rows of a list from what the program knows; a person checks and completes them."""

from schools.models import Role, RoleKind, School, SupportCategory, SupportListing


def listed_schools(order):
    """[values of AnnexRow] of the schools that are in a list today, each one once."""
    categories = {}
    for listing in listings_today(order):
        categories.setdefault(listing.school, []).append(SupportCategory(listing.category).label)
    return [
        {"school": school, "cells": [school.name, ", ".join(sorted(found)), ""]}
        for school, found in categories.items()
    ]


def pairs_to_make(order):
    """The listed schools, each with an empty place for its partner."""
    return [
        {"school": school, "cells": [school.name, "", ""]}
        for school in dict.fromkeys(listing.school for listing in listings_today(order))
    ]


def tutors_of_schools(order):
    """One row for every school of every tutor in force today."""
    return [
        {"person": person, "school": role.school, "cells": [str(person), post, role.school.name]}
        for role, person, post in tutors_today(order)
    ]


def visits_to_plan(order):
    """One row for every school of every tutor; date and purpose are still to be written."""
    return [
        {
            "person": person,
            "school": role.school,
            "cells": [role.school.short_name, str(person), "", ""],
        }
        for role, person, post in tutors_today(order)
    ]


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
    """[(role, person, post)] of the tutors who have a card."""
    roles = Role.objects.filter(municipality=order.municipality, kind=RoleKind.TUTOR)
    roles = roles.in_force(order.municipality.today()).select_related("school", "user")
    found = []
    for role in roles.prefetch_related("user__people__posts"):
        people = [
            person
            for person in role.user.people.all()
            if person.municipality_id == order.municipality_id
        ]
        for person in people[:1]:
            post = next(iter(person.posts.all()), None)
            found.append((role, person, post.title if post else ""))
    return found
