"""{% csrf_token %} that also writes the form's one-time key.

Every form that changes something has {% csrf_token %} already: ours, the sign-in's, the admin's.
So none of them can forget the key.
"""

import secrets

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from accounts.one_time import FIELD

register = template.Library()


class TokenAndKeyNode(CsrfTokenNode):
    def render(self, context):
        token = super().render(context)
        if not token:
            return token
        key = format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
        return token + key


@register.tag
def csrf_token(parser, token):
    return TokenAndKeyNode()


def new_key():
    """Random key of one opening of a form."""
    return secrets.token_urlsafe(18)
