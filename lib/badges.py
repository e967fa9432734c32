"""How a state looks: a word, a picture and a colour, written the same way everywhere (ui.md)."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html


@cache
def pictures():
    """Address of the file with the pictures; the same for the life of the process."""
    return static("icons.svg")


def badge(colour, picture, words):
    """HTML of a state; `colour` is the end of a class of static/css/opora.css."""
    return format_html(
        '<span class="state state-{}"><svg class="icon" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>{}</span>',
        colour,
        pictures(),
        picture,
        words,
    )
