"""What a user is in one municipality: made once per request from the dated roles."""

from dataclasses import dataclass
from functools import cached_property

from schools.models import Municipality, Person, Role, RoleKind, TutorAssignment
from schools.models.role import OWN_SCHOOLS_ROLES

DEPARTMENT_ROLES = frozenset(
    {
        RoleKind.HEAD,
        RoleKind.COORDINATOR,
        RoleKind.METHODOLOGIST,
        RoleKind.SECRETARY,
        RoleKind.ADMINISTRATOR,
    }
)


@dataclass(frozen=True)
class Access:
    """A user's roles in a municipality; predicates and `visible_to` ask it."""

    user: object
    municipality: Municipality
    roles: tuple

    @cached_property
    def kinds(self):
        """Names of the roles held here today."""
        return frozenset(role.kind for role in self.roles)

    @cached_property
    def is_department(self):
        """Works in the education department: sees drafts."""
        return bool(self.kinds & DEPARTMENT_ROLES)

    @cached_property
    def sees_everything(self):
        """Not limited to one's own schools."""
        return bool(self.kinds - frozenset(OWN_SCHOOLS_ROLES))

    @cached_property
    def school_ids(self):
        """Schools in which one has a role of a school or is the tutor."""
        of_roles = frozenset(role.school_id for role in self.roles if role.school_id)
        return of_roles | self.tutored_school_ids

    @cached_property
    def tutored_school_ids(self):
        """Schools of which one is the tutor today, or acts for the tutor («и. о.»)."""
        roles = [role for role in self.roles if role.kind == RoleKind.TUTOR]
        if not roles:
            return frozenset()
        users = [role.principal.user_id if role.principal_id else role.user_id for role in roles]
        held = TutorAssignment.objects.filter(
            municipality=self.municipality, person__user__in=users
        ).in_force(self.municipality.today())
        return frozenset(held.values_list("school_id", flat=True))

    @cached_property
    def principals(self):
        """Roles of those in whose place one acts here today («и. о.»)."""
        return tuple(role.principal for role in self.roles if role.principal_id)

    @cached_property
    def user_ids(self):
        """Oneself, and those in whose place one acts."""
        return frozenset([self.user.pk, *(role.user_id for role in self.principals)])

    @cached_property
    def person_ids(self):
        """People of this municipality whom the user is, or in whose place one acts."""
        if not self.principals:
            return frozenset([self.person_id] if self.person_id else [])
        people = Person.objects.filter(user__in=self.user_ids, municipality=self.municipality)
        return frozenset(people.values_list("pk", flat=True))

    def role_for(self, *kinds, school_id=None):
        """The role by which one acts as one of the kinds: one's own before an acting one."""
        fitting = (
            role
            for role in self.roles
            if role.kind in kinds and (school_id is None or role.school_id == school_id)
        )
        return min(fitting, key=lambda role: (bool(role.principal_id), role.pk), default=None)

    @cached_property
    def person_id(self):
        """The person of this municipality who is the user, if any."""
        people = Person.objects.filter(user=self.user, municipality=self.municipality)
        return people.values_list("pk", flat=True).first()

    def is_any(self, *kinds):
        """Holds one of the roles here."""
        return bool(self.kinds.intersection(kinds))

    @cached_property
    def reporting_school_ids(self):
        """Schools for which one reports: as the director or the school's coordinator."""
        kinds = (RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)
        return frozenset(role.school_id for role in self.roles if role.kind in kinds)

    @cached_property
    def directed_school_ids(self):
        """Schools of which one is the director, or acts for the director («и. о.»)."""
        return frozenset(r.school_id for r in self.roles if r.kind == RoleKind.DIRECTOR)

    def is_in_school(self, school_id):
        """Director or coordinator of that school: reports for it."""
        return school_id in self.reporting_school_ids


def roles_of(user):
    """Roles of the user in force today; read once per request."""
    if not hasattr(user, "_roles_in_force"):
        user._roles_in_force = tuple(Role.objects.filter(user=user).held_now())
    return user._roles_in_force


def access_to(user, municipality):
    """The user's Access to the municipality, or None without a role there."""
    roles = tuple(
        role
        for role in roles_of(user)
        if role.municipality_id == municipality.pk
        or (role.region_id and role.region_id == municipality.region_id)
    )
    return Access(user, municipality, roles) if roles else None


def municipalities_of(user):
    """Municipalities in which the user has a role, those of a region included; by name."""
    own = {role.municipality for role in roles_of(user) if role.municipality_id}
    regions = [role.region_id for role in roles_of(user) if role.region_id]
    if regions:
        own.update(Municipality.objects.filter(region__in=regions))
    return sorted(own, key=lambda municipality: municipality.name)


def regions_of(user):
    """Regions in which the user is the specialist today, by name."""
    roles = [role for role in roles_of(user) if role.kind == RoleKind.REGIONAL]
    return sorted({role.region for role in roles}, key=lambda region: region.name)


def municipality_by_slug(user, slug):
    """The municipality of an address if the user has a role there, else None."""
    for role in roles_of(user):
        if role.municipality_id and role.municipality.slug == slug:
            return role.municipality
    regions = [role.region_id for role in roles_of(user) if role.region_id]
    if not regions:
        return None
    return Municipality.objects.filter(region__in=regions, slug=slug).first()
