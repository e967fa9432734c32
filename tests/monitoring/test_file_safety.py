"""«Сохранность файлов»: what the nightly runs have found, for those who answer for it (R8, D11)."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from files import upkeep_log
from files.kinds import FileKind
from files.models import FileFault, Quarantine, StoredFile, UpkeepRun
from files.store import store_bytes
from letters.models import Letter
from monitoring.file_safety import HOLDERS
from monitoring.models import DateRequest, Evidence
from schools.models import RoleKind
from tests.factories import make_role, make_school
from tests.files.test_upkeep import overwrite, put_stray
from tests.test_files_of_parents import HOLDERS as MADE
from tests.test_files_of_parents import Place, date_request, evidence, keep, links_to_files

pytestmark = pytest.mark.django_db


class Town:
    """An administrator, and a file that stands at a checkpoint of the municipality."""

    def __init__(self):
        place = Place(RoleKind.DIRECTOR)
        self.place = place.municipality
        self.file, _ = evidence(place)
        self.administrator = make_role(RoleKind.ADMINISTRATOR, self.place).user

    def page(self, client):
        client.force_login(self.administrator)
        return client.get(reverse("monitoring:file-safety", args=[self.place.slug]))

    def words(self, client):
        return " ".join(self.page(client).content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def town():
    return Town()


def verify():
    try:
        call_command("verify_files", verbosity=0)
    except CommandError:
        return False
    return True


def test_every_holder_of_files_is_known_here():
    assert set(links_to_files()) == set(HOLDERS) | {(FileFault, "stored")}


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_damage_is_shown_where_the_file_is_attached(client, model):
    make, kind = MADE[model]
    place = Place(kind)
    file, _ = make(place)
    file.path.unlink()
    assert not verify()
    client.force_login(make_role(RoleKind.ADMINISTRATOR, place.municipality).user)
    page = client.get(reverse("monitoring:file-safety", args=[place.municipality.slug]))
    damage = page.context["safety"].damages[0]
    assert (damage.stored, damage.words) == (file, "нет на диске")
    assert page.context["safety"].nobodys == 0
    for title, address in damage.parents:
        assert title == model._meta.verbose_name
        assert not address or client.get(address).status_code == 200


def test_file_of_two_holders_is_shown_at_both(client, town):
    place = place_of(town)
    date_request(place)
    DateRequest._base_manager.update(file=town.file)
    town.file.path.unlink()
    verify()
    (damage,) = town.page(client).context["safety"].damages
    assert [title for title, _ in damage.parents] == [
        model._meta.verbose_name for model in (Evidence, DateRequest)
    ]
    assert len({address for _, address in damage.parents}) == 2


def test_before_the_first_run_it_says_so(client, town):
    assert "Файлы ещё ни разу не проверялись" in town.words(client)


def test_good_store(client, town):
    assert verify()
    call_command("sweep_files", verbosity=0)
    page = town.words(client)
    assert "Все файлы на месте и не изменились" in page
    assert "1 файл всех муниципалитетов" in page
    assert "убирать было нечего" in page


def test_damaged_lost_stray_and_withheld_are_told_apart(client, town):
    with scope(municipality=[town.place.pk]):
        lost = keep()
        StoredFile.objects.bulk_create(
            [
                StoredFile(
                    name="a.pdf", kind=FileKind.PDF, size=1, sha256="0" * 64,
                    quarantine=state, municipality_key=town.place.pk,
                )
                for state in (Quarantine.WAITING, Quarantine.INFECTED, Quarantine.INFECTED)
            ]
        )  # fmt: skip
    lost.path.unlink()
    overwrite(town.file, b"other")
    put_stray()
    assert not verify()
    safety = town.page(client).context["safety"]
    assert [(damage.stored, damage.is_lost) for damage in safety.damages] == [(town.file, False)]
    assert safety.nobodys == 1 + 3  # the lost one, and those that were never on the disk
    assert (safety.waiting, safety.infected) == (1, 2)
    assert safety.verified.strays == 1
    page = town.words(client)
    assert "Есть файлы, которые пропали с диска или изменились" in page
    assert "4 файла, которые уже ни к чему не приложены" in page


def test_files_of_others_are_not_named(client, town):
    other = Town()
    other.file.path.unlink()
    assert not verify()
    safety = town.page(client).context["safety"]
    assert (safety.damages, safety.nobodys) == ([], 0)
    assert other.page(client).context["safety"].damages[0].stored == other.file


def test_mended_file_leaves_the_page(client, town):
    data = town.file.path.read_bytes()
    town.file.path.unlink()
    verify()
    town.file.path.write_bytes(data)
    assert verify()
    assert "Все файлы на месте" in town.words(client)


def test_missed_nights_are_told(client, town):
    verify()
    UpkeepRun.objects.update(ended_at=timezone.now() - datetime.timedelta(days=3))
    assert "не проверялись больше двух суток" in town.words(client)


def test_room_is_that_of_the_municipality(client, town, settings):
    settings.MUNICIPALITY_BYTES = 10 * 1024 * 1024
    with scope(municipality=[town.place.pk]):
        store_bytes(b"1" * 2 * 1024 * 1024, "a.pdf", kind=FileKind.PDF, by=None)
    with scope(municipality=[make_school().municipality_id]):
        store_bytes(b"1" * 1024 * 1024, "b.pdf", kind=FileKind.PDF, by=None)
    assert "2,0 МБ из 10,0 МБ" in town.words(client)


ROOM = import_module("monitoring.migrations.0023_room_of_earlier_files")


@pytest.mark.parametrize("holder", ROOM.HOLDERS, ids=lambda holder: holder[1])
def test_files_from_before_the_quota_take_their_room(holder):
    make, kind = MADE[apps.get_model(*holder[:2])]
    other, _ = make(Place(kind))
    place = Place(kind)
    file, _ = make(place)
    StoredFile._base_manager.update(municipality_key=None)
    nobodys = keep()
    ROOM.fill(apps, None)
    rows = dict(StoredFile.objects.values_list("pk", "municipality_key"))
    assert rows[file.pk] == place.municipality.pk
    assert rows[other.pk] not in (None, place.municipality.pk)
    assert rows[nobodys.pk] is None


def test_dry_run_is_not_kept():
    call_command("sweep_files", "--dry-run", verbosity=0)
    assert not UpkeepRun.objects.exists()


def test_old_runs_are_forgotten(town):
    town.file.path.unlink()
    verify()
    UpkeepRun.objects.update(ended_at=timezone.now() - upkeep_log.KEPT * 2)
    verify()
    assert (UpkeepRun.objects.count(), FileFault.objects.count()) == (1, 1)


def test_administrators_hear_of_new_damage_once(town):
    other = Town()  # undamaged: its administrator hears nothing
    town.file.path.unlink()
    verify()
    verify()
    letter = Letter.objects.get()
    assert letter.to == town.administrator.email != other.administrator.email
    assert "1\u00a0повреждённый файл" in letter.body
    assert "/files/" in letter.body

    second, _ = evidence(place_of(town))
    second.path.unlink()
    verify()
    assert Letter.objects.count() == 2


def test_same_damage_after_a_repair_is_told_again(town):
    data = town.file.path.read_bytes()
    for _ in range(2):
        town.file.path.unlink()
        assert not verify()
        town.file.path.write_bytes(data)
        assert verify()
    assert Letter.objects.count() == 2


def test_repair_of_one_file_is_no_new_damage_of_the_others(town):
    others = [evidence(place_of(town))[0] for _ in range(2)]
    data = town.file.path.read_bytes()
    for file in (town.file, *others):
        file.path.unlink()
    verify()
    town.file.path.write_bytes(data)
    verify()
    assert "3\u00a0повреждённых файла" in Letter.objects.get().body


def test_damage_of_which_nobody_could_be_told_is_told_the_next_night(town, monkeypatch):
    town.file.path.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(upkeep_log, "_alarms", [lambda faults: 1 / 0])
        verify()
    assert not Letter.objects.exists()
    verify()
    assert Letter.objects.get().to == town.administrator.email


def test_fault_in_an_alarm_loses_nothing_that_was_found(client, town, monkeypatch):
    def fail(faults):
        Letter.objects.create(to="a@example.org", subject="", body="")
        raise RuntimeError

    monkeypatch.setattr(upkeep_log, "_alarms", [fail])
    town.file.path.unlink()
    with pytest.raises(CommandError, match="из резервной копии"):
        call_command("verify_files", verbosity=0)
    assert town.page(client).context["safety"].damages[0].stored == town.file
    assert not Letter.objects.exists()


def test_alarm_costs_the_same_for_many_municipalities_and_files(town):
    evidence(place_of(town))[0].path.unlink()
    with CaptureQueriesContext(connection) as few:
        verify()
    for _ in range(5):
        make_school()
        evidence(place_of(town))[0].path.unlink()
    with CaptureQueriesContext(connection) as many:
        verify()
    assert FileFault.objects.filter(run=upkeep_log.last("verify")).count() == 6
    assert len(many) == len(few)


def place_of(town):
    place = Place(RoleKind.DIRECTOR)
    place.school = make_school(town.place)
    place.municipality = town.place
    return place


def test_page_costs_the_same_for_many_damages(client, town):
    town.file.path.unlink()
    verify()
    town.page(client)
    with CaptureQueriesContext(connection) as few:
        town.page(client)
    for _ in range(30):
        evidence(place_of(town))[0].path.unlink()
    verify()
    with CaptureQueriesContext(connection) as many:
        page = town.page(client)
    assert len(page.context["safety"].damages) == 31
    assert len(many) == len(few)
