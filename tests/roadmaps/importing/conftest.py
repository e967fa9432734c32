import pytest

from roadmaps.models import PlanImport
from tests.factories import make_unit
from tests.roadmaps.importing.plan_files import plan_file
from tests.roadmaps.importing.wizard import upload


@pytest.fixture
def begun(coordinator, municipality):
    """The import of plan_file(), just read."""
    make_unit(municipality, name="Отдел образования")
    response = upload(coordinator, municipality, plan_file())
    assert response.status_code == 200, response.content.decode()[-2000:]
    return PlanImport.objects.get()
