import pytest
from django.urls import reverse

from roadmaps.layouts import install_layouts
from roadmaps.models import Edition, Layout, SectionNumbering
from tests.posting import post

pytestmark = pytest.mark.django_db
COLUMNS = {
    "L1": "number action result deadline responsible",
    "L2": "number action deadline responsible result",
    "L3": "action deadline responsible result",
    "L4": "number action deadline indicator",
    "L5": "actor actor actor deadline",
}


def test_five_layouts_are_there_after_migrations():
    layouts = Layout.objects.prefetch_related("columns")
    found = {one.code: " ".join(c.kind for c in one.columns.all()) for one in layouts}
    assert found == COLUMNS
    for layout in layouts:
        assert sum(column.width for column in layout.columns.all()) == 100, layout.code
        assert len(set(column.heading for column in layout.columns.all())) == layout.columns.count()


def test_layouts_number_as_the_five_plans_do():
    numbering = Layout.objects.values_list("code", "section_numbering", "row_numbering")
    assert set(numbering) == {
        ("L1", "arabic", "by_section"),
        ("L2", "absent", "running_dot"),
        ("L3", "none", "none"),
        ("L4", "roman", "running"),
        ("L5", "arabic", "none"),
    }


def test_installing_again_keeps_what_people_changed():
    layout = Layout.objects.get(code="L1")
    layout.name = "Наша форма"
    layout.save()
    layout.columns.first().delete()
    Layout.objects.get(code="L5").delete()
    install_layouts()
    layout.refresh_from_db()
    assert layout.name == "Наша форма"
    assert layout.columns.count() == 4
    assert Layout.objects.get(code="L5").columns.count() == 4
    assert Layout.objects.count() == 5


@pytest.mark.parametrize("code", COLUMNS)
def test_coordinator_starts_a_plan_in_each_layout(code, coordinator, municipality):
    layout = Layout.objects.get(code=code)
    data = {
        "name": f"Карта {code}",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "layout": layout.pk,
        "heading": "ПЛАН",
    }
    response = post(coordinator, reverse("roadmaps:roadmap-create", args=[municipality.slug]), data)
    edition = Edition.objects.get()
    assert response.status_code == 302
    assert response["Location"].endswith(f"/roadmaps/editions/{edition.pk}/")
    assert " ".join(edition.columns.values_list("kind", flat=True)) == COLUMNS[code]
    assert edition.section_numbering == layout.section_numbering
    assert edition.row_numbering == layout.row_numbering
    is_plain = layout.section_numbering == SectionNumbering.ABSENT
    assert edition.sections.count() == is_plain
    page = coordinator.get(response["Location"]).content.decode()
    for column in layout.columns.all():
        assert column.heading in page
