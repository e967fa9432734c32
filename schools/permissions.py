"""Who may do what with schools, people and programmes; every rule is can_<verb>(access, object)."""

from django.db.models import Q

from schools.access import access_to
from schools.models import (
    Agreement,
    Conclusion,
    JointAct,
    ProgrammeVersion,
    RoleKind,
    Side,
    SupportTeam,
    TableImport,
)
from schools.programmes.moves import UPLOADABLE

EDITORS = (RoleKind.COORDINATOR, RoleKind.HEAD, RoleKind.ADMINISTRATOR)
# Who leads a programme through its appraisal, and who looks at the sites of schools.
JUDGES = (RoleKind.COORDINATOR, RoleKind.HEAD)
CHECKERS = (*JUDGES, RoleKind.METHODOLOGIST)
# Who may be asked to appraise after the tutor.
EXPERTS = (*CHECKERS, RoleKind.SECRETARY)
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


def can_upload_version(access, programme):
    """A file is added while the school works on the programme, not while others look at it."""
    return can_upload_programme(access, programme.school) and programme.state in UPLOADABLE


def can_tutor(access, school_id):
    """Is the tutor of the school."""
    return school_id in access.tutored_school_ids


def can_edit_criteria(access):
    return access.is_any(*JUDGES)


def can_judge_programmes(access):
    """Appoints experts, issues conclusions; whose own school it is, schools.programmes asks."""
    return access.is_any(*JUDGES)


def can_return_programme(access, programme):
    """The department, or the school's tutor."""
    return access.is_any(*JUDGES) or can_tutor(access, programme.school_id)


def can_appraise(access, appraisal):
    """The expert, while the role by which the programme is seen lasts."""
    programme = appraisal.programme_version.programme
    is_expert = access.is_any(*EXPERTS) or can_tutor(access, programme.school_id)
    return is_expert and appraisal.expert_id == access.user.pk


def can_see_marks(access, version):
    """Scores and their experts: the department, the tutor; others when there is a conclusion."""
    if access.is_department or can_tutor(access, version.programme.school_id):
        return True
    return hasattr(version, "conclusion")


def can_check_publication(access, programme):
    return access.is_any(*CHECKERS) or can_tutor(access, programme.school_id)


def can_check_links(access):
    """Asks the program to look whether the pages of all schools open."""
    return access.is_any(*CHECKERS)


def can_read_programme(access, programme):
    return access.sees_everything or programme.school_id in access.school_ids


def can_read_programme_file(user, stored_file):
    """The programme whose version or conclusion the file is, if the user may read it; else None."""
    versions = ProgrammeVersion.objects.filter(
        Q(file=stored_file) | Q(pk__in=conclusion_versions(stored_file))
    )
    for found in versions.select_related("programme__municipality"):
        access = access_to(user, found.programme.municipality)
        if access and can_read_programme(access, found.programme):
            return found.programme
    return None


def conclusion_versions(stored_file):
    """Keys of the versions about which the file is the conclusion."""
    return Conclusion.objects.filter(pdf=stored_file).values("programme_version")


def can_read_table_file(user, stored_file):
    """The loading whose table the file is, if the user may load tables there now; else None."""
    found = TableImport.objects.filter(file=stored_file).select_related("municipality").first()
    access = found and access_to(user, found.municipality)
    return found if access and access.is_any(*EDITORS) else None
