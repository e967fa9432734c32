"""Who may do what with orders."""

from django.db.models import Q

from documents.models import Annex, BasisAct, Order
from schools.access import access_to
from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.SECRETARY, RoleKind.HEAD)


def can_create_order(access):
    return access.is_any(*EDITORS)


def can_edit_order(access, order):
    """A draft only: a signed order is changed by another order."""
    return order.is_draft and can_create_order(access)


def can_sign_order(access, order):
    return not order.is_signed and access.is_any(RoleKind.HEAD)


def can_attach_to_order(access, order):
    """The signed scan and the electronic signature: to a registered order only."""
    return order.is_signed and can_create_order(access)


def can_give_visa(access, visa):
    """The person who is asked; a clerk enters a visa that was given on paper."""
    return access.person_id == visa.person_id or can_create_order(access)


def can_change_profile(access):
    return access.is_any(RoleKind.ADMINISTRATOR, *EDITORS)


def can_tick(access):
    """Enter for others that they have signed the paper sheet; one's own tick is everyone's."""
    return can_create_order(access)


def can_read_order_pdf(user, stored_file):
    """The order whose signed PDF it is, for everyone with a role in the municipality; else None."""
    order = Order.objects.filter(pdf=stored_file).select_related("municipality").first()
    return order if order and access_to(user, order.municipality) else None


def can_read_order_attachment(user, stored_file):
    """The order to which the scan or the signature is attached, for those who may see that order;
    else None."""
    attached = Q(scans__file=stored_file) | Q(signatures__file=stored_file)
    order = Order.objects.filter(attached).select_related("municipality").first()
    access = order and access_to(user, order.municipality)
    if not access or not Order.objects.visible_to(access).filter(pk=order.pk).exists():
        return None
    return order


def can_read_annex_file(user, stored_file):
    """The order in whose annex the file is, for those who may see that order; else None."""
    annex = Annex.objects.filter(file=stored_file).select_related("order__municipality").first()
    access = annex and access_to(user, annex.order.municipality)
    if not access or not Order.objects.visible_to(access).filter(pk=annex.order_id).exists():
        return None
    return annex.order


def can_read_act_file(user, stored_file):
    """The basis act whose file it is, for everyone with a role in the municipality; else None."""
    act = BasisAct.objects.filter(file=stored_file).select_related("municipality").first()
    return act if act and access_to(user, act.municipality) else None
