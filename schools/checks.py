"""What is refused at the start: settings that only the models can judge."""

from django.core.exceptions import ImproperlyConfigured


def refuse_unknown_roles(names):
    """Raise with the known names when a role of OPORA_SECOND_FACTOR_ROLES does not exist.

    A misspelt name would leave that role without the second factor, and nobody would notice.
    """
    from schools.models import RoleKind  # models are ready only now

    if unknown := [name for name in names if name not in RoleKind.values]:
        raise ImproperlyConfigured(
            f"OPORA_SECOND_FACTOR_ROLES: нет такой роли: {', '.join(unknown)}. "
            f"Есть роли: {', '.join(RoleKind.values)}."
        )
