from django.contrib.auth.backends import BaseBackend

from schools.access import roles_of
from schools.models import RoleKind

# What an administrator keeps in order: reference data, never orders, plans or control.
REFERENCE_MODELS = frozenset(
    {"unit", "person", "post", "school", "schoolalias", "supportlisting", "municipality"}
)
READ_ONLY_MODELS = frozenset({"municipality"})
# Looked at here and loaded as a whole (schools/calendar_admin.py): it is of the whole country.
COUNTRY_MODELS = frozenset({"calendaryear", "calendarday"})


class ReferenceDataBackend(BaseBackend):
    """Gives an administrator the permissions of the reference data section (Django admin)."""

    def has_perm(self, user, perm, obj=None):
        if not user.is_active or not is_administrator(user):
            return False
        app, codename = perm.split(".")
        act, _, model = codename.partition("_")
        if app == "schools" and model in COUNTRY_MODELS:
            return act == "view"
        if app != "schools" or model not in REFERENCE_MODELS:
            return False
        return act in ("view", "change") or model not in READ_ONLY_MODELS

    def has_module_perms(self, user, app):
        return user.is_active and app == "schools" and is_administrator(user)


def is_administrator(user):
    """Holds the administrator's role in any municipality."""
    return any(role.kind == RoleKind.ADMINISTRATOR for role in roles_of(user))
