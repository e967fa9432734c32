from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from documents import operations
from documents.forms import ClauseForm, next_number
from documents.models import Clause, Order
from documents.views.orders import address_of, crumbs, find_draft
from lib.forms import conflict_page
from lib.htmx import go, render_form
from lib.permissions import Refused, require
from lib.versions import Conflict

STEPS = {"up": -1, "down": 1}


def find_clause(request, pk):
    """The clause of a draft: 404 for strangers, 403 with the reason once the order is signed."""
    orders = Order.objects.visible_to(request.access)
    clause = get_object_or_404(Clause.objects.filter(order__in=orders), pk=pk)
    clause.order = find_draft(request, clause.order_id)
    return clause


def create_clause(request, pk):
    """Form of a new clause, after the last one."""
    order = find_draft(request, pk)
    back = address_of(order)
    form = ClauseForm(
        request.POST or None,
        instance=Clause(order=order),
        initial={"number": next_number(list(order.clauses.all()))},
        submit="Добавить пункт",
        back=back,
    )
    if not form.is_valid():
        return show_form(request, order, form, "Новый пункт")
    values = {name: form.cleaned_data[name] for name in form.changed_fields}
    operations.add_clause(order, by=request.user, **values)
    messages.success(request, f"Пункт {values['number']} добавлен.")
    return go(request, back)


def update_clause(request, pk):
    """Form of a clause."""
    clause = find_clause(request, pk)
    back = address_of(clause.order)
    form = ClauseForm(request.POST or None, instance=clause, submit="Сохранить пункт", back=back)
    if not form.is_valid():
        return show_form(request, clause.order, form, f"Пункт {clause.number}")
    try:
        operations.change_clause(
            clause, form.changed_fields, seen_version=form.seen_version, by=request.user
        )
    except Conflict as conflict:
        if conflict.current is None:
            raise Refused("Этот пункт только что удалил другой человек.") from None
        return conflict_page(request, form, conflict.current, back=back)
    messages.success(request, f"Пункт {clause.number} сохранён.")
    return go(request, back)


@require_POST
def delete_clause(request, pk):
    """Delete a clause."""
    clause = find_clause(request, pk)
    seen = request.POST.get("version", str(clause.version))
    require(
        seen == str(clause.version),
        "Пока страница была открыта, пункт изменил другой человек. Прочтите его ещё раз.",
    )
    operations.delete_clause(clause, by=request.user)
    messages.success(request, f"Пункт {clause.number} удалён.")
    return go(request, address_of(clause.order))


@require_POST
def move_clause(request, pk):
    """Move a clause one place up or down; its number is text and stays."""
    clause = find_clause(request, pk)
    step = STEPS.get(request.POST.get("direction"), 0)
    operations.move_clause(clause, step, by=request.user)
    return go(request, address_of(clause.order))


def show_form(request, order, form, title):
    """Page of a clause's form."""
    context = {"title": title, "form": form, "crumbs": crumbs(order)}
    return render_form(request, "components/form_page.html", context, form=form)
