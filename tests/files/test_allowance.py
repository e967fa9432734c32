"""How much one may upload: a minute, a day, a municipality, the disk (reliability.md C14)."""

import datetime
import shutil
from collections import namedtuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from files import allowance, parts
from files.kinds import FileKind
from files.models import PartUpload, StoredFile, UploadPace
from files.store import NotStored, store, store_bytes
from schools.models import ProgrammeVersion
from tests.factories import make_user
from tests.files.samples import make_pdf, upload
from tests.files.sender import Town
from tests.posting import post

pytestmark = pytest.mark.django_db

DATA = make_pdf()
Disk = namedtuple("Disk", "total used free")


def keep(by, data=DATA):
    return store(upload("a.pdf", data), by=by)


def later(monkeypatch, seconds):
    moment = timezone.now() + datetime.timedelta(seconds=seconds)
    monkeypatch.setattr(allowance.timezone, "now", lambda: moment)


class TestMinute:
    def test_so_many_and_no_more(self, user, settings):
        settings.UPLOADS_PER_MINUTE = 3
        allowance.count_uploads(user, 2)
        with pytest.raises(allowance.TooOften, match="Подождите 60\u00a0секунд"):
            allowance.count_uploads(user, 2)
        allowance.count_uploads(user, 1)  # the refused two were not counted

    def test_it_slides(self, user, settings, monkeypatch):
        """No second in which two full minutes meet."""
        settings.UPLOADS_PER_MINUTE = 2
        allowance.count_uploads(user, 1)
        with monkeypatch.context() as patch:
            later(patch, 40)
            allowance.count_uploads(user, 1)
        with monkeypatch.context() as patch:
            later(patch, 61)
            allowance.count_uploads(user, 1)
            with pytest.raises(allowance.TooOften, match="Подождите 39"):
                allowance.count_uploads(user, 1)

    def test_whoever_waits_as_long_as_told_is_let_through(self, user, settings, monkeypatch):
        settings.UPLOADS_PER_MINUTE = 1
        allowance.count_uploads(user, 1)
        with monkeypatch.context() as patch:
            later(patch, 20.7)  # 39.3 seconds are left
            with pytest.raises(allowance.TooOften) as told:
                allowance.count_uploads(user, 1)
        later(monkeypatch, 20.7 + told.value.seconds)
        allowance.count_uploads(user, 1)

    def test_each_person_has_an_own_one(self, user, settings):
        settings.UPLOADS_PER_MINUTE = 1
        allowance.count_uploads(user, 1)
        allowance.count_uploads(make_user(), 1)

    def test_more_than_a_minute_takes_in_one_form(self, user, settings):
        settings.UPLOADS_PER_MINUTE = 2
        with pytest.raises(allowance.TooOften, match="меньше файлов") as told:
            allowance.count_uploads(user, 3)
        assert "больше 2\u00a0файлов" in str(told.value)
        assert "Подождите" not in str(told.value)
        allowance.count_uploads(user, 2)

    def test_nought_means_no_limit(self, user, settings):
        settings.UPLOADS_PER_MINUTE = 0
        allowance.count_uploads(user, 1000)
        assert not UploadPace.objects.exists()


class TestForms:
    @pytest.fixture
    def town(self):
        return Town()

    def send(self, client, town, key=()):
        client.force_login(town.director)
        _, address, field, fields = town.form_for("a.pdf")
        data = {**fields, field: SimpleUploadedFile("a.pdf", DATA), "comment": "Новый текст"}
        return post(client, address, {**data, **dict(key)})

    def test_one_too_many_is_told_what_to_do(self, client, town, settings):
        settings.UPLOADS_PER_MINUTE = 2
        assert [self.send(client, town).status_code for _ in range(2)] == [302, 302]
        answer = self.send(client, town)
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "Подождите" in page
        assert "Новый текст" in page  # what was typed is not lost
        assert ProgrammeVersion.objects.count() == 2

    def test_refused_files_count_too(self, client, town, settings):
        """They cost the server as much."""
        settings.UPLOADS_PER_MINUTE = 1
        client.force_login(town.director)
        _, address, field, fields = town.form_for("a.pdf")
        bad = {**fields, field: SimpleUploadedFile("a.pdf", b"not a pdf")}
        assert post(client, address, bad).status_code == 422
        assert self.send(client, town).status_code == 429

    def test_parts_count_as_one_file(self, client, town, settings):
        settings.UPLOADS_PER_MINUTE = 1
        client.force_login(town.director)
        about = {"name": "a.pdf", "size": len(DATA), "stamp": "1"}
        begun = post(client, reverse("files:part-begin"), about).json()
        half = len(DATA) // 2
        for offset, piece in ((0, DATA[:half]), (half, DATA[half:])):
            fields = {"offset": offset, "piece": SimpleUploadedFile("blob", piece)}
            assert post(client, begun["address"], fields).status_code == 200
        _, address, field, fields = town.form_for("a.pdf")
        assert post(client, address, {**fields, f"{field}-part": begun["id"]}).status_code == 302

        about["stamp"] = "2"
        answer = post(client, reverse("files:part-begin"), about)
        assert answer.status_code == 429
        assert "слишком часто" in answer.json()["reason"]
        assert self.send(client, town).status_code == 429

    def test_refused_parts_sent_again_count(self, client, town, settings):
        """The refusal gives the upload back, and every form reads it through anew."""
        settings.UPLOADS_PER_MINUTE = 3
        client.force_login(town.director)
        part = parts.begin("a.pdf", 9, "1", by=town.director)
        parts.append(part, 0, b"not a pdf")
        _, address, field, fields = town.form_for("a.pdf")
        bad = {**fields, f"{field}-part": str(part.pk)}
        answers = [post(client, address, bad).status_code for _ in range(4)]
        assert answers == [422, 422, 422, 429]

    def test_repeat_of_a_form_costs_nothing(self, client, town, settings):
        """The button pressed twice, or the page of the answer loaded anew."""
        settings.UPLOADS_PER_MINUTE = 2
        again = {FIELD: new_key()}
        answers = [self.send(client, town, again) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [302] * 3
        assert self.send(client, town).status_code == 302
        assert self.send(client, town).status_code == 429
        assert ProgrammeVersion.objects.count() == 2

    def test_repeat_that_comes_while_the_first_is_saved_gets_its_answer(
        self, client, town, settings, monkeypatch
    ):
        """It has been counted before the first is over; nobody hears that nothing was saved."""
        settings.UPLOADS_PER_MINUTE = 1
        again = {FIELD: new_key()}
        first = self.send(client, town, again)
        monkeypatch.setattr("schools.middleware.has_been_taken", lambda request: False)
        second = self.send(client, town, again)
        assert (second.status_code, second["Location"]) == (302, first["Location"])

    def test_going_on_with_the_same_file_is_no_new_one(self, client, town, settings):
        settings.UPLOADS_PER_MINUTE = 1
        client.force_login(town.director)
        about = {"name": "a.pdf", "size": 10, "stamp": "1"}
        answers = [post(client, reverse("files:part-begin"), about) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 200]

    @pytest.mark.parametrize("limit", ["PERSON_DAY_BYTES", "MUNICIPALITY_BYTES"])
    def test_full_quota_is_told_at_the_field(self, client, town, settings, limit):
        setattr(settings, limit, len(DATA) + 10)
        assert self.send(client, town).status_code == 302
        answer = self.send(client, town)
        assert answer.status_code == 422
        assert "Файл не сохранён" in answer.content.decode()
        assert StoredFile.objects.count() == 1

    def test_full_quota_is_told_before_the_parts_are_sent(self, client, town, settings):
        settings.PERSON_DAY_BYTES = 100
        client.force_login(town.director)
        about = {"name": "a.pdf", "size": 101, "stamp": "1"}
        answer = post(client, reverse("files:part-begin"), about)
        assert (answer.status_code, PartUpload.objects.count()) == (422, 0)
        assert "за сутки" in answer.json()["reason"]

    def test_every_file_knows_its_municipality(self, client, town):
        self.send(client, town)
        assert StoredFile.objects.get().municipality_key == town.place.pk


class TestDay:
    def test_yesterday_is_forgotten(self, user, settings, monkeypatch):
        settings.PERSON_DAY_BYTES = len(DATA)
        keep(user)
        with pytest.raises(NotStored, match="за сутки вы загрузили"):
            keep(user)
        later(monkeypatch, 24 * 3600 + 1)
        keep(user)

    def test_what_is_still_coming_counts(self, user, settings):
        settings.PERSON_DAY_BYTES = 1000
        parts.begin("a.pdf", 600, "1", by=user)
        with pytest.raises(parts.NotTaken, match="за сутки"):
            parts.begin("b.pdf", 600, "2", by=user)

    def test_others_are_not_concerned(self, user, settings):
        settings.PERSON_DAY_BYTES = len(DATA)
        keep(make_user())
        keep(user)


class TestMunicipality:
    def test_it_fills_and_papers_of_the_product_are_still_made(self, user, settings):
        settings.MUNICIPALITY_BYTES = 2 * len(DATA)
        with scope(municipality=[7]):
            store_bytes(DATA, "Приказ.pdf", kind=FileKind.PDF, by=None)
            keep(user)
            with pytest.raises(NotStored, match="файлы муниципалитета заняли"):
                keep(make_user())
            store_bytes(DATA, "Приказ.pdf", kind=FileKind.PDF, by=None)
        with scope(municipality=[8]):
            keep(user)
        assert allowance.used_in(7) == 3 * len(DATA)


class TestDisk:
    @pytest.fixture(autouse=True)
    def disk(self, settings, monkeypatch):
        """Hundred files' worth of disk, of which eleven are free; a tenth must stay so."""
        settings.DISK_FREE_PERCENT = 10
        size = len(DATA)
        self.free = 11 * size
        monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk(100 * size, 0, self.free))

    def test_a_tenth_stays_free(self, user):
        keep(user)
        self.free -= len(DATA)
        with pytest.raises(NotStored, match="почти закончилось место"):
            keep(user)
        with pytest.raises(parts.NotTaken, match="почти закончилось место"):
            parts.begin("a.pdf", 10, "1", by=user)
        store_bytes(DATA, "Приказ.pdf", kind=FileKind.PDF, by=None)

    def test_it_fills_while_the_parts_come(self, client, user):
        begun = parts.begin("a.pdf", 10, "1", by=user)
        self.free -= len(DATA)
        client.force_login(user)
        fields = {"offset": 0, "piece": SimpleUploadedFile("blob", b"12345")}
        answer = post(client, reverse("files:part", args=[begun.pk]), fields)
        assert answer.status_code == 507
        assert "почти закончилось место" in answer.json()["reason"]
        begun.refresh_from_db()
        assert begun.received == 0
