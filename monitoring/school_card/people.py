"""Who answers for the support in the school: the coordinator, the team, the staff."""

from dataclasses import dataclass

from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part
from schools.models import RoleKind, SupportTeam
from schools.permissions import can_keep_team

COLUMNS = (Column("Кто", 40), Column("Кем", 60))
WORDS = {
    RoleKind.SCHOOL_COORDINATOR: "школьный координатор",
}


@dataclass(frozen=True)
class People:
    """Roles of today by kind, posts in the school, its team by the last order."""

    roles: dict
    posts: list
    team: SupportTeam | None
    can_keep: bool

    @property
    def coordinators(self):
        """Those with the role of it, besides whom the order of the school names."""
        named = self.team and self.team.coordinator.user_id
        roles = self.roles[RoleKind.SCHOOL_COORDINATOR]
        return [role for role in roles if role.user_id != named]


def read(seen):
    """People of the school; four queries."""
    roles = {kind: [] for kind in WORDS}
    held = seen.school.roles.in_force(seen.today).filter(kind__in=WORDS)
    for role in held.select_related("user").order_by("user__name"):
        roles[role.kind].append(role)
    posts = seen.school.posts.held(seen.today).select_related("person")
    teams = seen.school.teams.on_day(seen.today).select_related("coordinator", "file")
    team = next(iter(teams.prefetch_related("members")[:1]), None)
    return People(roles, list(posts), team, can_keep_team(seen.access, seen.school))


def tables(found, seen):
    """The team by its order, then one row for every role and every post."""
    team = found.team
    rows = [(str(team.coordinator), f"школьный координатор, {team.order}")] if team else []
    rows += [(str(person), "член команды") for person in team.members.all()] if team else []
    rows += [(str(r.user), WORDS[r.kind]) for r in found.coordinators]
    rows += [(str(post.person), post.title) for post in found.posts]
    return (Table(COLUMNS, tuple(rows), "Люди", empty="Людей школы пока нет."),)


PART = Part("people", "Координатор и команда", "monitoring/card/_people.html", read, tables)
