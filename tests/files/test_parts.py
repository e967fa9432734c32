"""A file that comes in parts belongs to its person, goes on where it stopped, and is limited."""

import datetime
import errno
import os
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from files import parts, upkeep
from files.forms import MultipleUploadField
from files.models import PartUpload
from files.store import store
from tests.factories import make_user
from tests.files.samples import make_pdf
from tests.posting import post

pytestmark = pytest.mark.django_db

DATA = make_pdf(b"(" + b"text " * 2000 + b")")
SIZE = len(DATA)


def begin(user, size=SIZE, name="План.pdf", stamp="1"):
    return parts.begin(name, size, stamp, by=user)


def whole(user, data=DATA, **about):
    part = begin(user, len(data), **about)
    parts.append(part, 0, data)
    return part


@pytest.fixture
def files_for():
    """The files of a form of the user that names the keys; Django closes them with the request."""
    requests = []

    def put_in(user, *keys):
        request = HttpRequest()
        request.user, request._files = user, request.FILES
        request.POST = QueryDict(mutable=True)
        request.POST.setlist("files-part", [str(key) for key in keys])
        requests.append(request)
        parts.put_in(request)
        return request.FILES.getlist("files")

    yield put_in
    for request in requests:
        request.close()


def sent_piece(client, part, offset, piece):
    fields = {"offset": offset, "piece": SimpleUploadedFile("blob", piece)}
    return post(client, reverse("files:part", args=[part.pk]), fields)


def test_file_comes_piece_by_piece(client, user):
    client.force_login(user)
    said = post(client, reverse("files:part-begin"), {"name": "План.pdf", "size": SIZE})
    part = PartUpload.objects.get(pk=said.json()["id"])
    assert (part.user, part.received) == (user, 0)
    assert sent_piece(client, part, 0, DATA[:3000]).json()["received"] == 3000
    assert client.get(said.json()["address"]).json()["received"] == 3000
    # The answer to the first piece was lost, so it comes again: the server says where it stands.
    again = sent_piece(client, part, 0, DATA[:3000])
    assert (again.status_code, again.json()) == (409, {"received": 3000})
    assert sent_piece(client, part, 3000, DATA[3000:]).json()["received"] == SIZE
    assert part.path.read_bytes() == DATA


def test_upload_that_is_gone_meanwhile_is_not_found(client, user, monkeypatch):
    """Between the look at the row and the write to it: the script begins once more."""
    client.force_login(user)
    part, append = begin(user), parts.append

    def late(*args):
        PartUpload.objects.all().delete()
        return append(*args)

    monkeypatch.setattr(parts, "append", late)
    assert sent_piece(client, part, 0, DATA[:3000]).status_code == 404
    assert not part.path.exists()


def test_same_file_chosen_again_goes_on(user):
    part = begin(user)
    parts.append(part, 0, DATA[:100])
    again = begin(user)
    assert (again.pk, again.received) == (part.pk, 100)
    for other in (begin(user, stamp="2"), begin(user, SIZE + 1), begin(user, name="Б.pdf")):
        assert other.pk != part.pk


def test_upload_is_its_person_s_alone(client, user, files_for):
    part = begin(make_user())
    client.force_login(user)
    assert client.get(reverse("files:part", args=[part.pk])).status_code == 404
    assert sent_piece(client, part, 0, b"x").status_code == 404
    assert post(client, reverse("files:part-drop", args=[part.pk])).status_code == 404
    assert begin(user).pk != part.pk
    assert files_for(user, whole(make_user()).pk) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"size": 0}, "Файл пустой"),
        ({"size": 26 * 1024 * 1024}, "больше 25 МБ"),
        ({"size": "-1"}, "не полностью"),
        ({"size": "²"}, "не полностью"),
        ({}, "не полностью"),
    ],
)
def test_wrong_beginning_is_told(client, user, fields, words):
    client.force_login(user)
    said = post(client, reverse("files:part-begin"), {"name": "a.pdf", **fields})
    assert said.status_code == 422
    assert words in said.json()["reason"]
    assert not PartUpload.objects.exists()


@pytest.mark.parametrize(
    ("stamp", "kept"), [("17\x0000²a", "1700"), ("7" * 60, "7" * 40), ("\0", "")]
)
def test_stamp_is_a_number_whatever_is_sent(client, user, stamp, kept):
    client.force_login(user)
    about = {"name": "a\0.pdf", "size": SIZE, "stamp": stamp}
    assert post(client, reverse("files:part-begin"), about).status_code == 200
    assert PartUpload.objects.get().stamp == kept


@pytest.mark.parametrize(
    ("offset", "piece"), [(0, DATA + b"x"), (0, b""), ("²", b"x"), ("-1", b"x")]
)
def test_wrong_piece_is_told(client, user, offset, piece):
    client.force_login(user)
    part = begin(user)
    assert sent_piece(client, part, offset, piece).status_code == 422
    assert PartUpload.objects.get().received == 0


def test_piece_is_limited(client, user):
    client.force_login(user)
    part = begin(user, parts.MAX_FILE)
    assert sent_piece(client, part, 0, bytes(parts.MAX_PIECE + 1)).status_code == 422


def test_number_and_bytes_of_a_person_are_limited(user, monkeypatch):
    monkeypatch.setattr(parts, "MAX_UPLOADS", 3)
    first, *_ = [begin(user, name=f"{n}.pdf") for n in range(3)]
    with pytest.raises(parts.NotTaken, match="слишком много"):
        begin(user, name="4.pdf")
    begin(make_user())
    # What is left behind makes room.
    PartUpload.objects.filter(pk=first.pk).update(touched_at=timezone.now() - parts.IDLE * 2)
    begin(user, name="4.pdf")
    assert not PartUpload.objects.filter(pk=first.pk).exists()
    monkeypatch.setattr(parts, "MAX_BYTES", 4 * SIZE - 1)
    monkeypatch.setattr(parts, "MAX_UPLOADS", 9)
    with pytest.raises(parts.NotTaken, match="слишком много"):
        begin(user, name="5.pdf")


def test_form_takes_whole_files_in_their_order(user, files_for, django_capture_on_commit_callbacks):
    first, second, cut = whole(user), whole(user, name="Б.pdf"), begin(user, name="В.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        files = files_for(user, second.pk, first.pk, cut.pk, "чепуха")
        taken = MultipleUploadField().clean(files)
        assert [store(file, by=user).name for file in taken] == ["Б.pdf", "План.pdf"]
    assert list(PartUpload.objects.all()) == [cut]
    assert not first.path.exists()


def test_form_that_names_thousands_costs_two_questions(user, django_assert_num_queries):
    """Of fields or of keys in one: it is asked inside the transaction of the form."""
    part = whole(user)
    request = HttpRequest()
    request.user = user
    request.POST = QueryDict(mutable=True)
    request.POST.setlist("files-part", [str(part.pk)] * 2)
    for number in range(2000):
        request.POST.setlist(f"{number}-part", [str(uuid.uuid4())])
    with django_assert_num_queries(2) as asked:
        parts.put_in(request)
    assert [file.part for file in request.FILES.getlist("files")] == [part]
    assert all(len(query["sql"]) < 2000 for query in asked)  # of twenty keys, not of all
    request.FILES["files"].close()
    with django_assert_num_queries(0):
        parts.put_in(HttpRequest())


def test_refused_form_leaves_the_files_where_they_were(user, files_for):
    part = whole(user)
    with transaction.atomic():
        files = files_for(user, part.pk)
        assert not PartUpload.objects.exists()
        transaction.set_rollback(True)  # the answer of 400 and above
    assert PartUpload.objects.get().path.exists()
    shown = MultipleUploadField().widget.render("files", files)
    assert f'name="files-part" value="{part.pk}"' in shown


def test_refused_file_is_not_offered_again(user, files_for):
    files = files_for(user, whole(user, b"<html>", name="a.pdf").pk)
    with pytest.raises(Exception, match="веб-страница"):
        MultipleUploadField().clean(files)
    assert "<li>" not in MultipleUploadField().widget.render("files", files)


@pytest.mark.parametrize("step", ["open", "write", "fsync"])
def test_fault_of_the_disk_moves_the_offset_nowhere(client, user, monkeypatch, step):
    client.force_login(user)
    part = begin(user)
    parts.append(part, 0, DATA[:100])

    def fail(*args, **kwargs):
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patch:
        real = os.open
        # Only of this file: the request itself has one of its own.
        broken = (
            (lambda path, *rest: fail() if ".upload" in str(path) else real(path, *rest))
            if step == "open"
            else fail
        )
        patch.setattr(parts.os, step, broken)
        with pytest.raises(OSError, match="28"):
            parts.append(part, 100, DATA[100:])
    assert PartUpload.objects.get().received == 100
    parts.append(part, 100, DATA[100:])
    assert part.path.read_bytes() == DATA


def test_lost_bytes_are_not_filled_with_zeros(user):
    part = begin(user)
    parts.append(part, 0, DATA[:100])
    part.path.unlink()
    with pytest.raises(parts.NotTaken):
        parts.append(part, 100, DATA[100:])


def test_sweeper_takes_what_nobody_goes_on_with(user, django_capture_on_commit_callbacks):
    old, young = whole(user), whole(user, name="Б.pdf")
    then = timezone.now() - parts.KEPT - datetime.timedelta(minutes=1)
    PartUpload.objects.filter(pk=old.pk).update(touched_at=then)
    with django_capture_on_commit_callbacks(execute=True):
        assert upkeep.sweep(dry_run=True).stopped == 1
    assert PartUpload.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        upkeep.sweep()
    assert list(PartUpload.objects.all()) == [young]
    assert (old.path.exists(), young.path.exists()) == (False, True)


def test_upload_that_goes_on_while_it_is_swept_stays(user, django_capture_on_commit_callbacks):
    """The row is looked at, its person sends a piece, and only then the sweeper removes it."""
    left, alive = whole(user), whole(user, name="Б.pdf")
    PartUpload.objects.update(touched_at=timezone.now() - parts.KEPT * 2)

    def go_on(execute, sql, *rest):
        if sql.startswith("DELETE"):
            PartUpload.objects.filter(pk=alive.pk).update(touched_at=timezone.now())
        return execute(sql, *rest)

    with django_capture_on_commit_callbacks(execute=True), connection.execute_wrapper(go_on):
        parts.drop(parts.old())
    assert list(PartUpload.objects.all()) == [alive]
    assert (left.path.exists(), alive.path.exists()) == (False, True)


@pytest.mark.parametrize(
    ("name", "ending"), [("План.DOCX", ".docx"), ("a", ""), ("a.длинно", ""), ("a.b/../c", "")]
)
def test_readers_know_the_file_by_its_ending(user, name, ending):
    part = PartUpload(name=name)
    assert part.path.name == f"{part.pk}.upload{ending}"
