"""Own filters above a register, drawn here: a page of a register counts its milliseconds."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from schools.models import SavedFilter

register = template.Library()


@register.simple_tag(takes_context=True)
def saved_filters(context):
    """Links to the person's filters of the register that is shown; nothing without them."""
    request = context["request"]
    own = SavedFilter.objects.own(request.access)
    rows = own.filter(register=request.resolver_match.view_name).values_list("pk", "name")
    if not rows:
        return ""
    manage = reverse("schools:saved-filter-list", args=[request.municipality.slug])
    links = ((f"{manage}{pk}/", name) for pk, name in rows)
    return format_html(
        '<nav class="saved no-print" aria-label="Мои отборы"><span class="muted">Мои отборы:</span>'
        ' {} <a class="muted" href="{}">изменить</a></nav>',
        format_html_join(" ", '<a href="{}">{}</a>', links),
        manage,
    )
