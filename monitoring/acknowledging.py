"""Errors of the check that the head signs in spite of, each with a reason (it never forbids)."""

import hashlib

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Acknowledgement
from roadmaps.checking import check
from roadmaps.checking.faults import Severity
from roadmaps.checking.records import document_of_order


def errors_of(order):
    """Findings of the check of the draft that are errors, as they are now."""
    findings = check(document_of_order(order))
    return [finding for finding in findings if finding.severity == Severity.ERROR]


def digest_of(finding):
    """SHA-256 of what the finding says: when its words change, it is another finding."""
    words = f"{finding.code}\n{finding.where}\n{finding.text}"
    return hashlib.sha256(words.encode()).hexdigest()


def acknowledge(order, acknowledged, *, by):
    """Keep the errors with the reasons why the order is signed all the same."""
    for finding, reason in acknowledged:
        row = Acknowledgement.objects.create(
            order=order,
            finding=digest_of(finding),
            words=f"{finding.where}. {finding.text}",
            reason=reason,
            by=by,
        )
        record(AuditVerb.CREATE, row, by=by, changes={"reason": ["", reason]})
