"""A pair of schools and what is near it, for the tests of pairs."""

import datetime

from schools.models import Agreement, JointAct, Partnership
from schools.partnerships import plan_act

D = datetime.date


def fresh(pair):
    """The pair as it stands in the database."""
    return Partnership.objects.select_related("municipality", "mentor", "mentee").get(pk=pair.pk)


def sign(pair, **values):
    """An agreement on cooperation of 2020 without an end."""
    defaults = {"kind": "cooperation", "number": "7", "signed_on": D(2020, 2, 1)}
    return Agreement.objects.create(partnership=pair, **defaults | values)


def add_to_plan(pair, by, text="Открытые уроки"):
    """An act planned as the form does it: both confirmations are taken back."""
    act = JointAct(partnership=pair, text=text, due_on=D(2026, 4, 30))
    return plan_act(act, by=by)


def confirmed(pair):
    """Which schools have confirmed the plan: (the leader, the helped one)."""
    pair = fresh(pair)
    return pair.is_confirmed_by("mentor"), pair.is_confirmed_by("mentee")
