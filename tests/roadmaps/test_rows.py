import pytest

from accounts.models import AuditEntry
from roadmaps.models import Block, Measure, Section
from schools.models import RoleKind
from tests.factories import make_edition, make_measure, make_roadmap, make_section
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(municipality):
    return make_edition(make_roadmap(municipality))


def make_block(edition, **values):
    defaults = {"position": edition.blocks.count() + 1, "kind": "goals", "title": "Цели"}
    return Block.objects.create(edition=edition, **defaults | {"text": "- помочь школам"} | values)


def move(client, kind, row, direction, **extra):
    address = url("row-move", row.edition, kind, row.pk)
    return post(client, address, {"direction": direction}, **extra)


def delete(client, kind, row, seen=None, **extra):
    address = url("row-delete", row.edition, kind, row.pk)
    if seen is None:
        seen = client.get(address).context["seen"]
    return post(client, address, {"seen": seen}, **extra)


def test_block_is_added_and_changed(coordinator, edition):
    data = {"kind": "passport", "title": "Наименование", "text": "План\nна 2026 год"}
    response = post(coordinator, url("block-create", edition, edition.pk), data)
    block = Block.objects.get()
    assert response["Location"].endswith(f"#block-{block.pk}")
    address = url("block-update", edition, block.pk)
    post(coordinator, address, data | {"text": "Другой текст", "version": 1})
    block.refresh_from_db()
    assert (block.text, block.version) == ("Другой текст", 2)
    conflict = post(coordinator, address, data | {"text": "Третий", "version": 1})
    assert conflict.status_code == 409
    assert "Другой текст" in conflict.content.decode()
    assert "Третий" in conflict.content.decode()


def test_block_without_text_is_refused_and_title_is_kept(coordinator, edition):
    data = {"kind": "note", "title": "Записка", "text": ""}
    response = post(coordinator, url("block-create", edition, edition.pk), data)
    assert response.status_code == 422
    assert "Записка" in response.content.decode()
    assert not Block.objects.exists()


def test_section_is_added_with_level_and_number_by_hand(coordinator, edition):
    make_section(edition)
    data = {"title": " Подготовка\nшкол ", "level": "2", "number": "1.1."}
    post(coordinator, url("section-create", edition, edition.pk), data)
    section = Section.objects.last()
    assert (section.title, section.level, section.position) == ("Подготовка школ", 2, 2)
    page = coordinator.get(url("edition", edition, edition.pk)).content.decode()
    assert "1.1. Подготовка школ" in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"title": "", "level": "1"}, "Напишите название раздела."),
        ({"title": "Кадры", "level": "7"}, "Выберите корректный вариант."),
        ({"title": "Кадры", "level": "1", "number": "1" * 41}, "не больше 40"),
    ],
)
def test_wrong_section_is_explained(data, message, coordinator, edition):
    response = post(coordinator, url("section-create", edition, edition.pk), data)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Section.objects.exists()


def test_plain_list_takes_a_section_without_title(coordinator, make_plan):
    section = make_plan("L2").sections.get()
    data = {"title": "", "level": "1", "version": 1}
    response = post(coordinator, url("section-update", section.edition, section.pk), data)
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("index", "direction", "order"),
    [(0, "down", "БАВ"), (2, "up", "АВБ"), (0, "up", "АБВ"), (2, "down", "АБВ"), (1, "", "АБВ")],
)
def test_measure_moves_by_one(index, direction, order, coordinator, edition):
    section = make_section(edition)
    rows = [make_measure(section, text=letter) for letter in "АБВ"]
    response = move(coordinator, "measure", rows[index], direction)
    assert response.status_code == 302
    assert response["Location"].endswith(f"#measure-{rows[index].pk}")
    assert "".join(row.title for row in section.measures.all()) == order


def test_section_moves_with_its_measures(coordinator, edition):
    first, second = make_section(edition, title="Первый"), make_section(edition, title="Второй")
    make_measure(second)
    move(coordinator, "section", second, "up")
    assert list(edition.sections.all()) == [second, first]
    assert second.measures.count() == 1


def test_block_moves(coordinator, edition):
    first, second = make_block(edition), make_block(edition)
    move(coordinator, "block", first, "down")
    assert list(edition.blocks.all()) == [second, first]


def test_rows_with_equal_positions_move_too(coordinator, edition):
    """Imports and hand-made rows may share a position."""
    section = make_section(edition)
    rows = [make_measure(section, text=letter, position=1) for letter in "АБВ"]
    move(coordinator, "measure", rows[2], "up")
    assert "".join(row.title for row in section.measures.all()) == "АВБ"


def test_move_by_htmx_leads_to_the_table_alone(coordinator, edition):
    section = make_section(edition)
    make_measure(section)
    response = move(coordinator, "measure", make_measure(section), "up", htmx=True)
    assert response.status_code == 302
    headers = {"HX-Request": "true", "HX-Target": "plan"}
    page = coordinator.get(response["Location"], headers=headers).content.decode()
    assert page.lstrip().startswith('<form id="plan"')
    assert "<html" not in page
    assert 'id="remarks" hx-swap-oob="true"' in page


def test_deletion_asks_first_and_names_what_goes(coordinator, edition):
    section = make_section(edition, title="Кадры")
    make_measure(section)
    make_measure(section)
    page = coordinator.get(url("row-delete", edition, "section", section.pk)).content.decode()
    assert "Кадры" in page
    assert "Удалить раздел и 2\u00a0мероприятия" in page
    assert Section.objects.exists()


def test_section_is_deleted_with_its_measures(coordinator, edition):
    section = make_section(edition)
    make_measure(section)
    other = make_section(edition, title="Итоги")
    response = delete(coordinator, "section", section)
    assert response.status_code == 302
    assert f"focus=section-{other.pk}" in response["Location"]
    assert list(Section.objects.all()) == [other]
    assert not Measure.objects.exists()
    assert AuditEntry.objects.filter(verb="delete", object_type="раздел").exists()


@pytest.mark.parametrize(("index", "neighbour"), [(0, 1), (1, 2), (2, 1)])
def test_after_deletion_the_neighbour_gets_the_focus(index, neighbour, coordinator, edition):
    section = make_section(edition)
    rows = [make_measure(section) for _ in range(3)]
    response = delete(coordinator, "measure", rows[index])
    near = rows[neighbour]
    assert response["Location"].endswith(f"?focus=measure-{near.pk}#measure-{near.pk}")
    page = coordinator.get(response["Location"]).content.decode()
    assert page.count(" autofocus") == 1
    assert Measure.objects.count() == 2


def test_last_measure_leaves_the_focus_to_its_section(coordinator, edition):
    measure = make_measure(make_section(edition))
    assert (
        f"focus=section-{measure.section_id}" in delete(coordinator, "measure", measure)["Location"]
    )


def test_changed_row_is_not_deleted_unseen(coordinator, edition):
    section = make_section(edition)
    measure = make_measure(section)
    seen = coordinator.get(url("row-delete", edition, "section", section.pk)).context["seen"]
    measure.save_changes(["note"], seen_version=1)
    response = delete(coordinator, "section", section, seen=seen)
    assert response.status_code == 409
    assert "Ничего не удалено" in response.content.decode()
    assert Section.objects.filter(pk=section.pk).exists()
    assert delete(coordinator, "section", section, response.context["seen"]).status_code == 302


def test_measure_added_meanwhile_stops_the_deletion_of_its_section(coordinator, edition):
    section = make_section(edition)
    seen = coordinator.get(url("row-delete", edition, "section", section.pk)).context["seen"]
    make_measure(section)
    assert delete(coordinator, "section", section, seen=seen).status_code == 409
    assert Measure.objects.exists()


def test_changed_row_by_htmx_is_asked_again_on_its_own_page(coordinator, edition):
    measure = make_measure(make_section(edition))
    response = delete(coordinator, "measure", measure, seen="старое", htmx=True)
    assert response["HX-Redirect"].endswith(f"/measure/{measure.pk}/delete/")
    assert Measure.objects.exists()


def test_deletion_without_what_was_seen_is_asked_again(coordinator, edition):
    measure = make_measure(make_section(edition))
    assert delete(coordinator, "measure", measure, seen="").status_code == 422
    assert Measure.objects.exists()


@pytest.mark.parametrize("kind", ["column", "edition", "measures", "x", "%00", "measure%00", "ё"])
def test_unknown_kind_is_not_found(kind, coordinator, edition):
    measure = make_measure(make_section(edition))
    for name in ("row-delete", "row-move"):
        address = url(name, edition, "measure", measure.pk).replace("measure", kind)
        assert coordinator.get(address).status_code == 404
        assert post(coordinator, address).status_code == 404


@pytest.mark.parametrize("kind", [RoleKind.SECRETARY, RoleKind.ADMINISTRATOR, RoleKind.REGIONAL])
def test_low_roles_move_and_delete_nothing(kind, client_as, edition):
    section = make_section(edition)
    rows = [make_measure(section), make_measure(section)]
    client = client_as(kind)
    assert move(client, "measure", rows[0], "down").status_code == 403
    assert delete(client, "measure", rows[0], seen="1-0-0").status_code == 403
    assert list(section.measures.all()) == rows


def test_rows_of_another_municipality_are_not_found(coordinator, municipality):
    foreign = make_measure()
    for name in ("row-move", "row-delete"):
        address = url(name, foreign.edition, "measure", foreign.pk)
        mine = address.replace(foreign.municipality.slug, municipality.slug)
        assert post(coordinator, address, {"direction": "up"}).status_code == 404
        assert post(coordinator, mine, {"direction": "up", "seen": "1-0-0"}).status_code == 404
    assert Measure.objects.filter(pk=foreign.pk).exists()
