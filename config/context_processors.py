from django.conf import settings
from django_scopes import scope

from config.navigation import navigation
from schools.access import roles_of


def has_several(request):
    """The person works in more than one municipality, so that there is where to go over."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return False
    roles = roles_of(user)
    return any(r.region_id for r in roles) or len({r.municipality_id for r in roles}) > 1


def sections_for(access):
    """Sections of the person; also on a page of a refusal, which is drawn outside the scope."""
    with scope(municipality=[access.municipality.pk]):
        return navigation(access)


def frame(request):
    """What the frame of every page shows: where one is and what one may open."""
    access = getattr(request, "access", None)
    return {
        "municipality": getattr(request, "municipality", None),
        "access": access,
        "navigation": sections_for(access) if access else (),
        "has_several": has_several(request),
        "demo": settings.DEMO,
    }
