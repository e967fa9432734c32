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
    """(the coordinator, the other members) of the school, without its director."""
    posts = Post.objects.filter(school=school).select_related("person").order_by("pk")
    directors = {user.pk for user in cast.users.get(RoleKind.DIRECTOR, ())}
    appointed = dict.fromkeys(
        post.person
        for post in posts
        if not post.title.startswith("директор") and post.person.user_id not in directors
    )
    people = list(appointed)
    return (people[0], people[1:]) if people else (None, [])
