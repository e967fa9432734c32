"""The check of an order with what groups know of the regulations in its annexes."""

from django.urls import reverse

from roadmaps.checking import check
from roadmaps.checking.document import Place
from roadmaps.checking.records import document_of_order
from workgroups.annexes import group_of
from workgroups.models import Regulation
from workgroups.regulations.contradictions import contradictions_of

KIND = "regulation"
ADVICE = "Исправьте текст приложения или параметры группы: голоса считают по параметрам."


def findings_of(order):
    """Every Finding about the order: the checker's own, and those about regulations."""
    document = document_of_order(order)
    document.of_regulations = list(faults_of_regulations(order))
    return check(document)


def faults_of_regulations(order):
    """(place, text, advice) of each sentence that differs from the parameters of the group.

    The parameters are those in force on the day of the act; of a draft, today.
    """
    for number, annex in enumerate(order.annexes.all(), start=1):
        if annex.kind != KIND or not annex.text:
            continue
        group = group_of(annex)
        regulation = group and group.regulation_on(order.signed_on or order.municipality.today())
        if not regulation:
            continue
        address = reverse("documents:annex", args=[order.municipality.slug, annex.pk])
        place = Place(f"приложение {number}", address)
        for one in contradictions_of(with_text(regulation, annex.text)):
            yield place, f"{one.title}. {one.text}", ADVICE


def with_text(regulation, text):
    """The parameters of the regulation with another text; never saved."""
    values = {f.attname: getattr(regulation, f.attname) for f in Regulation._meta.concrete_fields}
    return Regulation(**values | {"text": text})
