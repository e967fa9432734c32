"""Who may do what with schools, people and programmes; every rule is can_<verb>(access, object)."""

from schools.access import access_to
from schools.models import (
    Agreement,
    JointAct,
    ProgrammeVersion,
    RoleKind,
    Side,
    SupportTeam,
    TableImport,
)

EDITORS = (RoleKind.COORDINATOR, RoleKind.HEAD, RoleKind.ADMINISTRATOR)
# Whom one may invite: never a role above one's own (reliability A10).
INVITES = {
    RoleKind.ADMINISTRATOR: tuple(kind for kind in RoleKind if kind != RoleKind.REGIONAL),
    RoleKind.HEAD: tuple(
        kind for kind in RoleKind if kind not in (RoleKind.REGIONAL, RoleKind.ADMINISTRATOR)
    ),
    RoleKind.COORDINATOR: (
        RoleKind.METHODOLOGIST,
        RoleKind.TUTOR,
        RoleKind.SECRETARY,
        RoleKind.DIRECTOR,
        RoleKind.SCHOOL_COORDINATOR,
        RoleKind.OBSERVER,
    ),
}


def can_edit_schools(access):
    return access.is_any(*EDITORS)


def can_edit_people(access):
    return access.is_any(*EDITORS)


def can_edit_due_day_rules(access):
    return access.is_any(*EDITORS)


def can_keep_reference_data(access):
    return access.is_any(RoleKind.ADMINISTRATOR)


def invitable_kinds(access):
    """Role kinds that the person may give to others, in the order of RoleKind."""
    allowed = {kind for own in access.kinds for kind in INVITES.get(own, ())}
    return [kind for kind in RoleKind if kind in allowed]


def can_invite(access):
    return bool(invitable_kinds(access))


def can_end_role(access, role):
    """One ends the roles that one may give, never one's own."""
    return role.user_id != access.user.pk and role.kind in invitable_kinds(access)


def can_keep_partnerships(access):
    """Make pairs of schools, correct and end them."""
    return access.is_any(*EDITORS)


def can_run_partnership(access, pair):
    """Keep the agreements, the joint plan and what was done: the schools of the pair themselves,
    the methodical service and those who keep the schools."""
    own = any(access.is_in_school(school) for school in (pair.mentor_id, pair.mentee_id))
    return own or access.is_any(*EDITORS, RoleKind.METHODOLOGIST)


def sides_of(access, pair):
    """Sides of the pair for which one may confirm the plan: each school speaks for itself."""
    return [side for side in Side if access.is_in_school(getattr(pair, f"{side}_id"))]


def can_confirm_plan(access, pair):
    return bool(sides_of(access, pair))


def can_read_partnership_file(user, stored_file):
    """The agreement or the joint act whose file it is, if the user may see its pair; else None."""
    for model in (Agreement, JointAct):
        found = model.objects.filter(file=stored_file).select_related("partnership__municipality")
        for row in found:
            access = access_to(user, row.municipality)
            if access and can_read_partnership(access, row.partnership):
                return row
    return None


def can_read_partnership(access, pair):
    own = access.school_ids & {pair.mentor_id, pair.mentee_id}
    return access.sees_everything or bool(own)


def can_upload_programme(access, school):
    return access.is_in_school(school.pk)


def can_keep_team(access, school):
    """The school itself, and those who keep schools in order."""
    return can_edit_schools(access) or access.is_in_school(school.pk)


def can_read_team_file(user, stored_file):
    """The team whose order the file is, if the user sees it now; else None."""
    team = SupportTeam.objects.filter(file=stored_file).select_related("municipality").first()
    access = team and access_to(user, team.municipality)
    is_seen = access and SupportTeam.objects.visible_to(access).filter(pk=team.pk).exists()
    return team if is_seen else None


def can_read_programme(access, programme):
    return access.sees_everything or programme.school_id in access.school_ids


def can_read_programme_file(user, stored_file):
    """The programme whose version the file is, if the user may read it now; else None."""
    version = ProgrammeVersion.objects.filter(file=stored_file).select_related(
        "programme__municipality"
    )
    for found in version:
        access = access_to(user, found.programme.municipality)
        if access and can_read_programme(access, found.programme):
            return found.programme
    return None


def can_read_table_file(user, stored_file):
    """The loading whose table the file is, if the user may load tables there now; else None."""
    found = TableImport.objects.filter(file=stored_file).select_related("municipality").first()
    access = found and access_to(user, found.municipality)
    return found if access and access.is_any(*EDITORS) else None
