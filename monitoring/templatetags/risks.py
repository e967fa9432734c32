from django import template
from django.utils.html import format_html

from monitoring.models import Significance
from monitoring.risks.table import LETTERS, about, risk_cell, risk_letter, risk_mark

register = template.Library()
register.filter(risk_cell)
register.filter(risk_letter)
register.filter(risk_mark)
register.filter("about_profile", about)


@register.filter
def risk_letters(_):
    """[(letter as in the table, word)] for the legend."""
    return [
        (format_html('<span class="risk risk-{}"><b>{}</b></span>', code, LETTERS[code]), word)
        for code, word in Significance.choices
    ]
