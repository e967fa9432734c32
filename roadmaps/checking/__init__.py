"""The checker of documents: it speaks, and neither forbids nor repairs (docs/decisions/0009)."""

from roadmaps.checking.document import Document
from roadmaps.checking.rules import RULES
from roadmaps.importing.plan import Finding

__all__ = ["RULES", "Document", "check"]


def check(document):
    """Every Finding about the document: errors first, then warnings, then remarks."""
    found = [
        Finding(
            code=rule.code,
            severity=rule.severity.value,
            where=fault.place.where,
            text=fault.text,
            advice=fault.advice,
            link=fault.place.link,
        )
        for rule in RULES
        for fault in rule.find(document)
    ]
    weights = ["error", "warning", "remark"]
    return sorted(found, key=lambda one: weights.index(one.severity))
