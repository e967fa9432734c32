"""On which databases a test runs: on both, unless one of them is enough."""

import os

import pytest

# Fixtures that bring the database into a test.
FIXTURES = {"db", "transactional_db", "live_server"}
VENDORS = ("sqlite", "postgresql")
# Both databases are being tested, a run for each (tests.run_on_both).
IS_SHARED = os.environ.get("OPORA_TEST_SHARED") == "1"


def databases_of(item):
    """Vendors of the databases on which the test runs; what touches none runs on SQLite.

    When both are tested, that too may be given to the run that is over sooner.
    """
    chosen = chosen_database(item) if IS_SHARED else None
    if chosen:
        return {chosen}
    uses_one = item.get_closest_marker("django_db") or FIXTURES & set(item.fixturenames)
    return set(VENDORS) if uses_one else {"sqlite"}


def chosen_database(item):
    """Vendor of the one database that is asked; None when both are.

    A walk through the browser goes with scripts over one, and without them over the other.
    """
    if once := item.get_closest_marker("once"):
        return once.kwargs.get("on", "sqlite")
    if item.get_closest_marker("browser"):
        return "sqlite" if item.callspec.params["javascript"] else "postgresql"
    return None


def shared_out(values, both=()):
    """Parameters of a test: of each value one database is asked in turn; those in `both`, both."""
    return [
        pytest.param(value, marks=() if value in both else pytest.mark.once(on=VENDORS[place % 2]))
        for place, value in enumerate(values)
    ]
