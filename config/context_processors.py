from django.conf import settings

from config.navigation import navigation


def frame(request):
    """What the frame of every page shows: where one is and what one may open."""
    access = getattr(request, "access", None)
    return {
        "municipality": getattr(request, "municipality", None),
        "access": access,
        "navigation": navigation(access) if access else (),
        "demo": settings.DEMO,
    }
