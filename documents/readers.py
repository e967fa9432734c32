"""Everyone whom an order names: in clauses, in annexes, in responsible cells (domain.md 1.7)."""

from documents.annexes import kind_of
from documents.models import Audience
from documents.posts import post_with_place
from schools.models import Post, Role, RoleKind, School


def readers_of(order):
    """[(person, post in words)] of those who must read the order, by name, each one once."""
    people, schools = set(), set()
    audiences = set()
    for clause in order.clauses.prefetch_related("people"):
        people.update(clause.people.all())
        audiences.add(clause.audience)
    for annex in order.annexes.all():
        kind = kind_of(annex)
        people.update(kind.people(annex))
        schools.update(kind.names_schools(annex))
    if Audience.ALL_SCHOOLS in audiences:
        schools.update(School.objects.filter(municipality=order.municipality))
    people.update(directors_of(order.municipality, schools))
    return with_posts(order.municipality, people)


def directors_of(municipality, schools):
    """People who are directors of the schools today: by their role, or else by their post."""
    today = municipality.today()
    roles = Role.objects.filter(kind=RoleKind.DIRECTOR, school__in=schools).in_force(today)
    found = {}
    for role in roles.select_related("user").prefetch_related("user__people"):
        for person in role.user.people.all():
            if person.municipality_id == municipality.pk:
                found.setdefault(role.school_id, set()).add(person)
    posts = Post.objects.held(today).filter(school__in=schools, title__istartswith="директор")
    for post in posts.select_related("person"):
        if post.school_id not in found:
            found[post.school_id] = {post.person}
    return set().union(*found.values())


def with_posts(municipality, people):
    """[(person, post held today with its place)] by name."""
    posts = {}
    held = Post.objects.held(municipality.today()).filter(person__in=people)
    for post in held.select_related("unit", "school"):
        posts.setdefault(post.person_id, post_with_place(post))
    ordered = sorted(people, key=lambda person: (person.full_name.casefold(), person.pk))
    return [(person, posts.get(person.pk, "")) for person in ordered]
