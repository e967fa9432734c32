"""A signed order beside the plan of the file: the lists that the plan's own act does not print.

No act of the seeds has these annexes: its number cannot be mistaken for a real one.
"""

import datetime

from monitoring.demo.orders import make_annexes, make_order
from monitoring.operations import sign_order
from schools.models import RoleKind

NUMBER = "учебный-2"


def sign_support_order(cast, data):
    """The order of the file with its annexes, filled from what is known; signed today."""
    by = cast.user(RoleKind.HEAD)
    order = make_order(cast, data)
    make_annexes(cast, order, data["annexes"], by=by)
    today = cast.municipality.today()
    noon = datetime.datetime.combine(today, datetime.time(10), tzinfo=cast.municipality.zone)
    return sign_order(order, number=NUMBER, signed_on=today, by=by, at=noon)
