"""«Мои отборы»: filters of registers that a person keeps under a name."""

from django.db import transaction
from django.http import Http404
from django.urls import NoReverseMatch, resolve, reverse

from accounts.access import IN_ROLE, registry
from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from lib.registers import RegisterView
from schools.models import SavedFilter
from schools.models.saved_filter import MOST
from schools.operations import save_fields

TOO_MANY = f"В этом списке у вас уже {MOST} отборов. Удалите ненужный и сохраните этот."


def opened_register(request, name):
    """The register of the view name, as this person opens it; 404 where they may not.

    The registers of higher floors are reached by their address, as a browser reaches them.
    """
    rule = registry().get(name)
    if rule is None or rule.kind != IN_ROLE or not request.access.kinds & rule.get:
        raise Http404("Нет такого списка.")
    try:
        view = resolve(reverse(name, args=[request.municipality.slug])).func
    except NoReverseMatch:
        raise Http404("Нет такого списка.") from None
    if not issubclass(getattr(view, "view_class", object), RegisterView):
        raise Http404("Это не список.")
    register = view.view_class(**view.view_initkwargs)
    register.setup(request)
    return register


def free_place(access, register):
    """The first free place among the person's filters of the register, or None."""
    own = SavedFilter.objects.own(access).filter(register=register)
    taken = set(own.values_list("place", flat=True))
    return next((place for place in range(1, MOST + 1) if place not in taken), None)


@transaction.atomic
def save_filter(saved, access):
    """Keep the new filter for the person; NotNow when there are too many."""
    saved.user, saved.municipality = access.user, access.municipality
    saved.place = free_place(access, saved.register)
    if saved.place is None:
        raise NotNow(TOO_MANY)
    saved.save(force_insert=True)
    record(AuditVerb.CREATE, saved, by=access.user)
    return saved


@transaction.atomic
def rename_filter(saved, *, seen_version, by):
    """Save the new name; lib.versions.Conflict if another window was first."""
    changes = save_fields(saved, ["name"], seen_version=seen_version)
    record(AuditVerb.CHANGE, saved, by=by, changes=changes)


@transaction.atomic
def delete_filter(saved, *, by):
    """The filter is gone; the register stays as it was."""
    record(AuditVerb.DELETE, saved, by=by, changes={"query": [saved.query, ""]})
    saved.delete()
