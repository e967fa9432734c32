"""Tags and filters that every page may use without {% load %}."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from lib import dates, text
from lib.badges import badge

register = template.Library()

register.filter(dates.page_date)
register.filter(dates.long_date)
register.filter(dates.dotted_date)
register.simple_tag(badge)


@register.filter
def distance(day, today):
    """«завтра», «через 3 дня», «просрочено на 5 дней»."""
    return dates.distance(day, today) if day else ""


@register.filter
def count(number, forms):
    """{{ n|count:"школа,школы,школ" }} → «5 школ»."""
    return text.count(number, *forms.split(","))


@register.filter
def plural(number, forms):
    """The noun alone in the form for the number."""
    return text.plural(number, *forms.split(","))


@register.simple_tag
def icon(name):
    """Picture from the sprite; it never stands without a word beside it."""
    return drawn_icon(static("icons.svg"), name)


@lru_cache(maxsize=200)
def drawn_icon(sprite, name):
    """The same picture stands on a page many times."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name
    )
