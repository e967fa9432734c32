"""A regulation on paper: PDF and Word are made of the same HTML."""

from django.template.loader import render_to_string

from documents.models import OrderKind, profile_of
from lib.grammar import phrases
from lib.grammar.cases import Case
from lib.text import uncapitalised
from workgroups.regulations.text import whole_text


def about(group):
    """«о работе муниципальной рабочей группы …»: the genitive of the name is a person's own."""
    return f"о работе {group.name_genitive}"


def grif(regulation):
    """Lines of the mark of approval; empty when the act is not named."""
    if not regulation.basis:
        return []
    act = phrases.name_in(Case.INSTRUMENTAL, regulation.basis)
    return ["УТВЕРЖДЕНО", uncapitalised(act)]


def regulation_html(regulation):
    """Full HTML of «Положение о …» from its parameters and its text."""
    group = regulation.group
    context = {
        "title": f"Положение {about(group)}",
        "author": group.municipality.department,
        "style": profile_of(group.municipality, OrderKind.ORDER),
        "heading": f"ПОЛОЖЕНИЕ\n{about(group)}",
        "grif": grif(regulation),
        "text": whole_text(regulation),
    }
    return render_to_string("print/regulation.html", context)
