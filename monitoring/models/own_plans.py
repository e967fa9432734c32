"""Who judges what a school does by its own plan, as a condition on rows (docs/decisions/0035)."""

from django.db.models import Exists, OuterRef, Q

from schools.models import Role, RoleKind

# The source of the checkpoints of schools' plans.
SCHOOL_PLAN = "school"

# «Контроль возложить на …»: who accepts, returns, grants dates and takes off control.
CONTROLLERS = (RoleKind.HEAD, RoleKind.COORDINATOR)


def has_no_other_director(school, author):
    """Condition: nobody but the author, or the author's deputy, is the school's director today.

    Then what the author reports is judged from outside the school (docs/decisions/0035).
    """
    directors = Role.objects.in_force().filter(school=OuterRef(school), kind=RoleKind.DIRECTOR)
    own = Q(user=OuterRef(author)) | Q(principal__isnull=False, principal__user=OuterRef(author))
    return ~Exists(directors.exclude(own))


def own_plans_judged_by(access, *, author="reported_by", prefix=""):
    """Condition on checkpoints of schools' plans: what the author did there the person judges.

    The director judges the school's own plan; what the director did, its tutor and CONTROLLERS.
    """
    directed = Q(pk__in=())
    if access.directed_school_ids:
        directed = Q(**{f"{prefix}school__in": access.directed_school_ids})
    outside = Q(pk__in=())
    if access.is_any(*CONTROLLERS):
        outside = Q(has_no_other_director(f"{prefix}school", author))
    elif access.tutored_school_ids:
        outside = Q(**{f"{prefix}school__in": access.tutored_school_ids})
        outside &= Q(has_no_other_director(f"{prefix}school", author))
    return Q(**{f"{prefix}source": SCHOOL_PLAN}) & (directed | outside)
