"""Who may do what with orders."""

from documents.models import Order
from schools.access import access_to
from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.SECRETARY, RoleKind.HEAD)


def can_create_order(access):
    return access.is_any(*EDITORS)


def can_edit_order(access, order):
    """A draft only: a signed order is changed by another order."""
    return not order.is_signed and can_create_order(access)


def can_sign_order(access, order):
    return not order.is_signed and access.is_any(RoleKind.HEAD)


def can_read_order_pdf(user, stored_file):
    """The order whose signed PDF it is, for everyone with a role in the municipality; else None."""
    order = Order.objects.filter(pdf=stored_file).select_related("municipality").first()
    return order if order and access_to(user, order.municipality) else None
