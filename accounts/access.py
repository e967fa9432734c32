"""The access registry: every address says who may come in; an address without a rule is closed.

The table itself stands in config/access.py; settings.ACCESS_REGISTRY names it.
"""

from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

PUBLIC = "public"
SIGNED_IN = "signed_in"
IN_ROLE = "in_role"


@dataclass(frozen=True)
class Rule:
    """Who may read (GET, HEAD) and who may write (POST): role names, or one of the words above.

    With roles the address belongs to a municipality, and only a role there counts; a person
    without any role there gets 404, with another role 403.
    """

    kind: str = IN_ROLE
    get: frozenset = field(default_factory=frozenset)
    post: frozenset = field(default_factory=frozenset)
    # Sign-in pages do their own double-click protection and write no business data.
    one_time: bool = True
    # Pages on which one switches the second factor on cannot ask for it.
    second_factor: bool = True

    def allowed(self, method):
        """Roles that may use the method."""
        return self.get if method in ("GET", "HEAD") else self.post


@cache
def registry():
    """The table {view name: Rule} of the project."""
    return import_string(settings.ACCESS_REGISTRY)
