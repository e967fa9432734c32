"""Teams of the demo's schools, by invented orders."""

import datetime

from schools.models import Post, RoleKind, SupportListing, SupportTeam

AGO = datetime.timedelta(days=60)


def make_teams(cast):
    """A team in every supported school where somebody works beside the director."""
    today = cast.municipality.today()
    day, listed = today - AGO, SupportListing.objects.in_force(today)
    listed = listed.filter(school__municipality=cast.municipality)
    supported = set(listed.values_list("school", flat=True))
    for number, school in enumerate(cast.schools.values(), start=11):
        coordinator, members = people_of(cast, school)
        if coordinator is None or school.pk not in supported:
            continue
        team = SupportTeam.objects.create(
            municipality=cast.municipality,
            school=school,
            order_date=day,
            order_number=f"{number}-о",
            coordinator=coordinator,
        )
        team.members.set(members)


def people_of(cast, school):
    """(the coordinator, the other members) of the school: its director is a member, never that."""
    posts = Post.objects.filter(school=school).select_related("person").order_by("pk")
    signing_in = {user.pk for user in cast.users.get(RoleKind.DIRECTOR, ())}
    directors = dict.fromkeys(
        post.person
        for post in posts
        if post.title.startswith("директор") or post.person.user_id in signing_in
    )
    people = [one for one in dict.fromkeys(post.person for post in posts) if one not in directors]
    return (people[0], [*people[1:], *directors]) if people else (None, [])
