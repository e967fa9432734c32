"""A signed order that assigns the tutors and has their schedule, filled from what is known."""

import datetime

from documents.models import OrderKind
from documents.operations import fill_annex
from documents.typical import TYPICAL, blank_order, create_typical
from monitoring.operations import sign_order
from schools.models import RoleKind

# No act of the seeds has these annexes: in training the number cannot be mistaken for a real one.
NUMBER = "учебный"


def sign_tutor_order(cast):
    """The typical order «О закреплении тьюторов», signed today; returns it."""
    head, typical = cast.people[RoleKind.HEAD], TYPICAL["tutors"]
    order = blank_order(cast.municipality, OrderKind.ORDER)
    order.title, order.basis = typical.title, typical.basis
    order.signatory, post = head, head.posts.first().title
    order.signatory_post = post[:1].upper() + post[1:]
    by = cast.user(RoleKind.HEAD)
    create_typical(order, typical, by=by)
    for annex in order.annexes.all():
        fill_annex(annex, by=by)
    today = cast.municipality.today()
    noon = datetime.datetime.combine(today, datetime.time(9), tzinfo=cast.municipality.zone)
    return sign_order(order, number=NUMBER, signed_on=today, by=by, at=noon)
