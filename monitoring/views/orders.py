from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import Order
from documents.operations import NumberTaken, Signed, next_number
from documents.permissions import can_sign_order
from lib.htmx import render_form
from lib.permissions import NotNow, require
from monitoring.acknowledging import errors_of
from monitoring.amending import foretold
from monitoring.checking import findings_of
from monitoring.forms.signing import SignForm
from monitoring.operations import draft_digest, sign_order
from roadmaps.checking.report import groups_of, summary_of
from roadmaps.models import Edition
from roadmaps.remarks import omissions_of


@require_safe
def check_order(request, pk):
    """«Проверка документа»: findings about the order and the plans in its annexes."""
    order = find_order(request, pk)
    findings = findings_of(order)
    slug = request.municipality.slug
    context = {
        "name": str(order),
        "groups": groups_of(findings),
        "crumbs": [
            ("Приказы", reverse("documents:order-list", args=[slug])),
            (order.title, reverse("documents:order", args=[slug, order.pk])),
        ],
    }
    return render(request, "roadmaps/check.html", context)


def find_order(request, pk):
    """The visible order, or 404."""
    orders = Order.objects.visible_to(request.access).select_related("municipality__region")
    return get_object_or_404(orders, pk=pk)


def sign(request, pk):
    """The head reads the whole text, gives number and date, signs."""
    order = find_order(request, pk)
    if order.is_signed:
        raise Signed(order)
    require(can_sign_order(request.access, order), "Приказ подписывает начальник.")
    initial = {"signed_on": order.municipality.today(), "seen_digest": draft_digest(order)}
    errors = errors_of(order)
    form = SignForm(request.POST or None, order=order, errors=errors, initial=initial)
    if not form.is_valid():
        return show_form(request, order, form)
    try:
        signed = sign_order(order, by=request.user, **form.values())
    except NumberTaken as refusal:
        form.add_error("number", str(refusal))
        return show_form(request, order, form)
    except NotNow as refusal:
        context = {"order": order, "reason": refusal}
        return render(request, "monitoring/sign_refused.html", context, status=409)
    messages.success(request, f"{signed} {signed.signed_words}.")
    if signed.pdf_job:
        messages.info(request, "Документ большой: его PDF готовится, о готовом придёт письмо.")
    return redirect("documents:order", request.municipality.slug, order.pk)


def show_form(request, order, form):
    """Page with the effects of the signature, told before it is given."""
    editions = Edition.objects.filter(annex__order=order).select_related("roadmap")
    context = {
        "order": order,
        "form": form,
        "plans": [(edition, omissions_of(edition), foretold(edition)) for edition in editions],
        "next_number": next_number(order, order.municipality.today().year),
        "check_summary": summary_of(findings_of(order)),
    }
    return render_form(request, "monitoring/order_sign.html", context, form=form)
