"""A large programme over a bad line: cut in the middle, it goes on from where it stopped."""

import pytest
from playwright.sync_api import expect

from files.models import PartUpload
from schools.models import Programme, ProgrammeVersion, RoleKind
from tests.browser.papers import pdf
from tests.browser.visitors import PATIENCE, shoot
from tests.files.samples import make_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEGABYTE = 1024 * 1024
LARGE = make_pdf(b"(" + bytes(range(97, 105)) * (20 * MEGABYTE // 8) + b")")
BROKEN = ("net::ERR_FAILED", "net::ERR_INTERNET_DISCONNECTED")


def make_programme(town, director):
    school = director.roles.get().school
    return Programme.objects.create(
        municipality=town.municipality,
        school=school,
        kind="concept",
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_programme_goes_on_after_a_break_of_the_line(visitors, fresh_town, tmp_path):
    director = fresh_town.user(RoleKind.DIRECTOR)
    programme = make_programme(fresh_town, director)
    path = tmp_path / "Концепция.pdf"
    path.write_bytes(LARGE)
    page = visitors.sign_in(director)
    pieces = []

    def count(request):
        if request.method == "POST" and "/files/parts/" in request.url:
            pieces.append(request.url)

    page.on("request", count)
    # The line holds for some pieces, and then it is cut.
    page.route("**/files/parts/*/", lambda route: cut(route, page, pieces))
    page.get_by_label("Файлы и фотографии").set_input_files(path)
    line = page.locator("[data-parts] li")
    expect(line).to_contain_text("Связи нет. Загрузка продолжится сама")
    stopped = PartUpload.objects.get()
    assert 4 * MEGABYTE < stopped.received < len(LARGE)
    shoot(page, "upload-cut")

    # The browser was closed meanwhile; the same file is chosen again, and the form is sent at once.
    page.unroute("**/files/parts/*/")
    page.context.set_offline(False)
    page.reload()
    pieces.clear()
    page.get_by_label("Файлы и фотографии").set_input_files([path])
    page.get_by_label("К чему относятся").select_option(f"programme-{programme.pk}")
    page.get_by_role("button", name="Отправить", exact=True).click()
    loaded = page.locator("main").get_by_text("Загружена новая версия")
    expect(loaded).to_be_visible(timeout=6 * PATIENCE)

    version = ProgrammeVersion.objects.get(programme=programme)
    assert version.file.path.read_bytes() == LARGE
    assert len(pieces) <= (len(LARGE) - stopped.received) // (MEGABYTE // 2) + 2
    assert not PartUpload.objects.exists()
    visitors.faults[:] = [
        fault for fault in visitors.faults if not any(word in fault for word in BROKEN)
    ]


def cut(route, page, pieces):
    """Let the first pieces through; then there is no line at all."""
    if len(pieces) < 12:
        return route.continue_()
    page.context.set_offline(True)
    return route.abort("internetdisconnected")


@pytest.mark.parametrize("javascript", [False], ids=["plain"])
def test_programme_is_handed_in_without_scripts(visitors, fresh_town):
    director = fresh_town.user(RoleKind.DIRECTOR)
    programme = make_programme(fresh_town, director)
    page = visitors.sign_in(director)
    page.get_by_label("Файлы и фотографии").set_input_files(pdf("Концепция.pdf"))
    page.get_by_label("К чему относятся").select_option(f"programme-{programme.pk}")
    page.get_by_role("button", name="Отправить", exact=True).click()
    expect(page.locator("main").get_by_text("Загружена новая версия")).to_be_visible()
    assert ProgrammeVersion.objects.get(programme=programme).file.name == "Концепция.pdf"
