"""Answers to htmx and to plain forms from one view."""

from django.shortcuts import redirect, render

INVALID = 422


def is_fragment(request):
    """True when htmx asks for a piece of the page, not for the page."""
    return bool(request.htmx) and not request.htmx.boosted


def go(request, to, *args, **kwargs):
    """Redirect; htmx is told to load the page, since a fragment cannot be a page."""
    response = redirect(to, *args, **kwargs)
    if is_fragment(request):
        location = response["Location"]
        response.status_code = 204
        response["HX-Redirect"] = location
        del response["Location"]
    return response


def render_notice(request, template, context=None, *, status):
    """Fragment for the place of notices, wherever htmx wanted to put the answer."""
    response = render(request, template, context, status=status)
    response["HX-Retarget"] = "#notice"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response


def render_form(request, template, context, *, form):
    """Page with the form; a form with faults answers 422, so that nothing of it is kept (R5)."""
    return render(request, template, context, status=INVALID if form.is_bound else 200)
