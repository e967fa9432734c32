"""Findings as a page shows them: by severity, then by rule."""

from dataclasses import dataclass, field
from itertools import groupby

from lib.text import count
from roadmaps.checking.faults import Severity
from roadmaps.checking.rules import RULES
from roadmaps.importing.plan import Finding

# Heading, forms for a number, icon, colour of the state.
LOOKS = {
    Severity.ERROR: ("Ошибки", ("ошибка", "ошибки", "ошибок"), "cancel", "overdue"),
    Severity.WARNING: (
        "Предупреждения",
        ("предупреждение", "предупреждения", "предупреждений"),
        "alert",
        "returned",
    ),
    Severity.REMARK: ("Замечания", ("замечание", "замечания", "замечаний"), "eye", "planned"),
}
TITLES = {rule.code: rule.title for rule in RULES}


@dataclass
class Kind:
    """Findings of one rule."""

    title: str
    findings: list[Finding]

    @property
    def advice(self):
        """What to do, when it is the same for all of them."""
        advices = {finding.advice for finding in self.findings}
        return advices.pop() if len(advices) == 1 else ""


@dataclass
class Group:
    """Findings of one severity."""

    title: str
    count: str
    icon: str
    state: str
    kinds: list[Kind] = field(default_factory=list)


def groups_of(findings):
    """[Group] in the order of severity; a severity without findings is not there."""
    groups = []
    for severity, (title, forms, icon, state) in LOOKS.items():
        own = [finding for finding in findings if finding.severity == severity]
        if own:
            kinds = [
                Kind(TITLES[code], list(same))
                for code, same in groupby(own, key=lambda finding: finding.code)
            ]
            groups.append(Group(title, count(len(own), *forms), icon, state, kinds))
    return groups


def summary_of(findings):
    """«2 ошибки, 5 предупреждений», or «замечаний нет»."""
    return ", ".join(group.count for group in groups_of(findings)) or "замечаний нет"
