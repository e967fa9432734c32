from io import BytesIO

import pytest
from pypdf import PdfReader

from schools.models import RoleKind
from tests.factories import approve, make_edition, make_measure, make_roadmap, make_section
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(municipality, school):
    edition = make_edition(make_roadmap(municipality, schools=[school]))
    make_measure(make_section(edition, title="Кадры"), text="Провести семинар")
    return edition


def test_preview_shows_the_sheet(coordinator, edition):
    page = coordinator.get(url("edition-preview", edition, edition.pk)).content.decode()
    assert "ПРОЕКТ" in page
    assert 'class="paper plan-paper wide"' in page
    assert "1. Кадры" in page
    assert "Провести семинар" in page


def test_pdf_of_a_draft_says_so(coordinator, edition):
    response = coordinator.get(url("edition-pdf", edition, edition.pk))
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    text = pages[0].extract_text()
    assert "ПРОЕКТ" in text
    assert "Провести семинар" in text
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_director_sees_the_plan_of_the_school_once_approved(client_as, edition, school):
    client = client_as(RoleKind.DIRECTOR, school=school)
    for name in ("edition-preview", "edition-pdf"):
        assert client.get(url(name, edition, edition.pk)).status_code == 404
    approve(edition)
    for name in ("edition-preview", "edition-pdf"):
        assert client.get(url(name, edition, edition.pk)).status_code == 200
    page = client.get(url("edition-preview", edition, edition.pk)).content.decode()
    assert "ПРОЕКТ" not in page
    assert "Вернуться к правке" not in page


def test_foreign_paper_is_not_found(coordinator, municipality):
    foreign = make_edition()
    for name in ("edition-preview", "edition-pdf"):
        address = url(name, foreign, foreign.pk)
        mine = address.replace(foreign.municipality.slug, municipality.slug)
        assert coordinator.get(mine).status_code == 404


def test_plan_too_large_to_print_says_so(coordinator, edition):
    edition.heading = "слово " * 10_000
    edition.save()
    response = coordinator.get(url("edition-pdf", edition, edition.pk))
    assert response.status_code == 403
    assert "слишком длинный абзац" in response.content.decode()
    assert "<h1>Сейчас этого сделать нельзя</h1>" in response.content.decode()
