from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from documents.models import Order
from documents.operations import NumberTaken, Signed
from documents.permissions import can_sign_order
from lib.htmx import render_form
from lib.pdf import NotPrinted
from lib.permissions import require
from monitoring.forms import SignForm
from monitoring.operations import TextChanged, draft_digest, sign_order
from roadmaps.models import Edition
from roadmaps.operations import Approved
from roadmaps.remarks import omissions_of


def sign(request, pk):
    """The head reads the whole text, gives number and date, signs."""
    order = get_object_or_404(
        Order.objects.visible_to(request.access).select_related("municipality"), pk=pk
    )
    if order.is_signed:
        raise Signed(order)
    require(can_sign_order(request.access, order), "Приказ подписывает начальник.")
    initial = {"signed_on": order.municipality.today(), "seen_digest": draft_digest(order)}
    form = SignForm(request.POST or None, order=order, initial=initial)
    if not form.is_valid():
        return show_form(request, order, form)
    try:
        signed = sign_order(order, by=request.user, **form.cleaned_data)
    except NumberTaken as refusal:
        form.add_error("number", str(refusal))
        return show_form(request, order, form)
    except (Signed, TextChanged, Approved, NotPrinted) as refusal:
        context = {"order": order, "reason": refusal}
        return render(request, "monitoring/sign_refused.html", context, status=409)
    messages.success(request, f"{signed} {signed.signed_words}.")
    return redirect("documents:order", request.municipality.slug, order.pk)


def show_form(request, order, form):
    """Page with the effects of the signature, told before it is given."""
    editions = Edition.objects.filter(annex__order=order).select_related("roadmap")
    context = {
        "order": order,
        "form": form,
        "plans": [(edition, omissions_of(edition)) for edition in editions],
    }
    return render_form(request, "monitoring/order_sign.html", context, form=form)
