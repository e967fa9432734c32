from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django_scopes import scope

from config.navigation import navigation
from schools.access import roles_of

# Parts of the frame that tell the sections, by their names in the templates.
PARTS = {
    "side_sections": "_navigation.html",
    "bottom_sections": "_bottom.html",
    "section_keys": "_keys.html",
}


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
        return tuple(navigation(access))


def draw(template, sections, slug, here, has_several):
    """HTML of the sections on the page `here`, the name of a view."""
    context = {"sections": sections, "slug": slug, "here": here, "has_several": has_several}
    return render_to_string(template, context)


# The same for everybody who sees these sections: a tenth of a page's time, drawn once.
drawn = lru_cache(maxsize=2000)(draw)


def frame(request):
    """What the frame of every page shows: where one is and what one may open."""
    access = getattr(request, "access", None)
    several = has_several(request)
    sections, slug, here = (), "", getattr(request.resolver_match, "view_name", "")
    if access:
        sections, slug = sections_for(access), access.municipality.slug
    pen = draw if settings.DEBUG else drawn
    return {
        "municipality": getattr(request, "municipality", None),
        "access": access,
        "navigation": sections,
        "has_several": several,
        "demo": settings.DEMO,
        **{name: pen(template, sections, slug, here, several) for name, template in PARTS.items()},
    }
