"""Writes of the list of factors and of the profiles."""

import json

from django.conf import settings
from django.db import transaction

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from monitoring.models import Risk, RiskFactor
from schools.operations import save_fields

SOURCE = settings.BASE_DIR / "fixtures" / "risk_factors.json"
WRITTEN = ("significance", "value", "is_chosen", "measures", "programme_id")


class HasFactors(NotNow):
    """The list is not empty: the common one is not laid over it."""

    def __init__(self):
        super().__init__("В перечне рисков уже есть строки: добавляйте недостающие по одной.")


@transaction.atomic
def take_common_factors(municipality, *, by):
    """Fill an empty list with the one of the project «500+» (fixtures/risk_factors.json)."""
    if RiskFactor.objects.filter(municipality=municipality).exists():
        raise HasFactors
    rows = json.loads(SOURCE.read_text(encoding="utf-8"))
    factors = RiskFactor.objects.bulk_create(
        RiskFactor(municipality=municipality, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )
    taken = {"перечень рисков": ["", f"взят общий, строк: {len(factors)}"]}
    record(AuditVerb.CREATE, municipality, by=by, changes=taken)
    return factors


@transaction.atomic
def save_factor(factor, fields, *, seen_version, by):
    """Save a new factor or a changed one; lib.versions.Conflict if somebody was first."""
    if factor.pk:
        changes = save_fields(factor, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, factor, by=by, changes=changes)
    else:
        factor.save()
        record(AuditVerb.CREATE, factor, by=by)


@transaction.atomic
def save_profile(profile, fields, risks, *, seen_version, by):
    """Save the profile with its whole list of risks; Conflict if somebody was first.

    The profile's own version stands for its rows too: they are only ever written here.
    """
    if profile.pk is None:
        profile.save()
        changes, verb = {}, AuditVerb.CREATE
    else:
        changes, verb = save_fields(profile, fields, seen_version=seen_version), AuditVerb.CHANGE
    changes |= replace_risks(profile, risks)
    record(verb, profile, by=by, changes=changes)


def replace_risks(profile, risks):
    """Leave the profile exactly these (unsaved) risks; returns what has changed, in words."""
    before = {risk.factor_id: risk for risk in profile.risks.select_related("factor", "programme")}
    changes = {}
    for risk in risks:
        old = before.pop(risk.factor_id, None)
        values = {name: getattr(risk, name) for name in WRITTEN}
        if old and values == {name: getattr(old, name) for name in WRITTEN}:
            continue
        rows = Risk.objects.update_or_create(profile=profile, factor=risk.factor, defaults=values)
        changes |= changed_values(
            {risk.factor.name: in_words(old) if old else ""}, {risk.factor.name: in_words(rows[0])}
        )
    for old in before.values():
        changes |= changed_values({old.factor.name: in_words(old)}, {old.factor.name: ""})
        old.delete()
    return changes


def in_words(risk):
    """The risk as the journal keeps it."""
    said = [risk.get_significance_display(), risk.value]
    if risk.is_chosen:
        said += ["взят в работу", risk.measures, str(risk.programme or "")]
    return "; ".join(filter(None, said))
