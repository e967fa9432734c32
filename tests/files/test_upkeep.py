import os
import re
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands

from files import upkeep
from files.folders import temporary_directory
from files.kinds import FileKind
from files.models import StoredFile
from files.store import store_bytes

pytestmark = pytest.mark.django_db

HOUR = 3600


def keep(number):
    return store_bytes(b"content %d" % number, f"{number}.pdf", kind=FileKind.PDF, by=None)


def put(path, age_hours=0):
    """A file that lies in the store by itself, written so many hours ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"stray")
    moment = time.time() - age_hours * HOUR
    os.utime(path, (moment, moment))
    return path


def put_stray(age_hours=0):
    return put(StoredFile().path, age_hours)


def overwrite(stored, data):
    stored.path.chmod(0o640)
    stored.path.write_bytes(data)


def run(command, *args):
    output = StringIO()
    call_command(command, *args, stdout=output)
    return output.getvalue()


def test_whole_store_is_good(files_root):
    for number in range(3):
        keep(number)
    assert "Проверено 3\u00a0файла" in run("verify_files")


def test_empty_store_is_good():
    assert "Проверено 0\u00a0файлов" in run("verify_files")
    assert "файлов без записи 0" in run("sweep_files")


@pytest.mark.once(on="postgresql")
def test_every_fault_is_found_and_none_is_invented(files_root):
    """reliability.md D11: of 1000 files 20 with a flipped bit, 5 deleted, 7 strays."""
    files = [keep(number) for number in range(1000)]
    for stored in files[:20]:
        data = stored.path.read_bytes()
        overwrite(stored, bytes([data[0] ^ 1]) + data[1:])
    for stored in files[20:25]:
        stored.path.unlink()
    strays = {put_stray() for _ in range(6)} | {put(files_root / "readme.txt")}
    put(temporary_directory() / "unfinished.part")

    seen = upkeep.verify()
    assert seen.checked == 1000
    assert {file.pk for file in seen.damaged} == {file.pk for file in files[:20]}
    assert {file.pk for file in seen.lost} == {file.pk for file in files[20:25]}
    assert set(seen.strays) == strays


def test_fault_ends_the_check_with_an_error():
    stored = keep(1)
    overwrite(stored, b"content 1 and more")
    output = StringIO()
    with pytest.raises(CommandError, match="из резервной копии"):
        call_command("verify_files", stdout=output)
    assert f"Повреждён: {stored.pk} «1.pdf»" in output.getvalue()


def test_stray_is_reported_and_is_no_fault():
    stray = put_stray()
    assert f"Без записи: {stray}" in run("verify_files")


def test_sweep_removes_what_is_left_for_a_day(files_root):
    kept = keep(1)
    os.utime(kept.path, (0, 0))
    old = [put_stray(25), put(temporary_directory() / "a.part", 25)]
    young = [put_stray(23), put(temporary_directory() / "b.part", 23)]

    output = run("sweep_files")
    assert "брошенных загрузок 1, из них по частям 0, файлов без записи 1" in output
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in [kept.path, *young])


def test_sweep_leaves_what_the_store_did_not_put_there(files_root):
    foreign = [put(files_root / "readme.txt", 99), put(files_root / "aa" / "note.txt", 99)]
    misplaced = put(files_root / "zz" / str(StoredFile().pk), 99)
    run("sweep_files")
    assert all(path.exists() for path in [*foreign, misplaced])


def test_dry_run_removes_nothing():
    stray = put_stray(25)
    output = run("sweep_files", "--dry-run")
    assert str(stray) in output
    assert "Будет удалено" in output
    assert stray.exists()


def test_sweep_stops_before_another_database():
    strays = [put_stray(25) for _ in range(upkeep.FEW + 1)]
    with pytest.raises(CommandError, match="не в ту базу данных"):
        run("sweep_files")
    assert all(path.exists() for path in strays)
    run("sweep_files", "--force")
    assert not any(path.exists() for path in strays)


def test_damage_stops_nothing_else_of_the_night(settings):
    """systemd goes no further after a command that has failed, unless it begins with «-»."""
    unit = (settings.BASE_DIR / "docs" / "deploy" / "opora-upkeep.service").read_text()
    commands = re.findall(r"^ExecStart=(-?)\S+ manage\.py (\w+)$", unit, re.MULTILINE)
    assert commands == [
        ("", "clearsessions"),
        ("", "clear_form_keys"),
        ("-", "sweep_files"),
        ("", "verify_files"),
    ]
    assert {name for _, name in commands} <= set(get_commands())
