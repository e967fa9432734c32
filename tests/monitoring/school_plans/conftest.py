import pytest

from tests.monitoring.school_plans.own import make_own


@pytest.fixture
def own(db):
    return make_own()
