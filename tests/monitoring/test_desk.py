"""The first page of a school: what is asked of it, why something came back, one place for files."""

import datetime

import pytest
from django.urls import reverse

from documents.models import Familiarisation
from files import antivirus, parts
from files.models import PartUpload
from monitoring.desk import requests_of
from monitoring.models import Checkpoint, Evidence, Verb
from monitoring.transitions import act
from roadmaps.models import Proof
from schools.access import access_to
from schools.models import Programme, ProgrammeVersion, RoleKind
from tests.factories import make_checkpoint, make_order, make_person, make_role, make_school
from tests.files.photographs import make_jpeg
from tests.files.samples import make_docx, make_pdf, upload
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return Town()


class Town:
    """A school with its director, the coordinator who asks, and today."""

    def __init__(self):
        self.school = make_school()
        self.place = self.school.municipality
        self.director = make_role(RoleKind.DIRECTOR, school=self.school).user
        self.coordinator = make_role(RoleKind.COORDINATOR, self.place).user
        self.today = self.place.today()

    def checkpoint(self, text="Провести обследование", days=3, **values):
        due = self.today + datetime.timedelta(days=days)
        made = make_checkpoint(school=self.school, due_on=due, **values)
        Checkpoint.objects.filter(pk=made.pk).update(text=text, since=self.today, proof="any")
        made.refresh_from_db()
        return made

    def programme(self):
        programme = Programme.objects.create(
            municipality=self.place,
            school=self.school,
            kind="quality",
            starts_on="2026-01-01",
            ends_on="2026-12-31",
        )
        return programme

    def url(self, name):
        return reverse(name, args=[self.place.slug])

    def access(self, user=None):
        return access_to(user or self.director, self.place)


def hand_in(client, town, place, *files, text="Сделано."):
    client.force_login(town.director)
    key = f"{place._meta.model_name}-{place.pk}"
    data = {"place": key, "text": text, "file": list(files)}
    return post(client, town.url("monitoring:hand-in"), data)


def test_month_s_requests_are_counted_and_named(client, town):
    duty, back = town.checkpoint("Собрать справку"), town.checkpoint("Сдать план", state="planned")
    act(back, Verb.REPORT, by=town.director, seen_version=back.version, proofs=[Evidence(link="x")])
    back.refresh_from_db()
    act(back, Verb.RETURN, by=town.coordinator, seen_version=back.version, text="Нет подписи.")
    # Neither of before this month, nor called off, nor another school's.
    old = town.today.replace(day=1) - datetime.timedelta(days=1)
    Checkpoint.objects.filter(pk=town.checkpoint("Давнее").pk).update(since=old)
    town.checkpoint("Отменённое", state="cancelled")
    make_checkpoint(school=make_school(town.place))
    # What the school plans for itself, nobody asks of it.
    Checkpoint.objects.filter(pk=town.checkpoint("Своё").pk).update(source="school", basis="")
    reader = make_person(town.place, user=town.director)
    order = make_order(town.place, title="О проверке", state="draft")
    order.__class__.objects.filter(pk=order.pk).update(signed_on=town.today)
    Familiarisation.objects.create(order=order, person=reader, name="Кто")

    found = requests_of(town.access())
    assert {row.pk for row in found.duties} == {duty.pk, back.pk}
    assert [event.checkpoint_id for event in found.returns] == [back.pk]
    assert found.total == 4

    client.force_login(town.director)
    page = client.get(town.url("monitoring:work")).content.decode()
    assert "Запросов от управления в этом месяце: 4" in page
    assert "Почему: Нет подписи." in page
    assert "Тьютор" in page


def test_department_has_no_desk(client, town):
    town.checkpoint()
    client.force_login(town.coordinator)
    page = client.get(town.url("monitoring:work")).content.decode()
    assert "Сдать файлы" not in page
    assert client.get(town.url("monitoring:hand-in")).status_code == 403


def test_files_go_to_the_report(client, town):
    checkpoint = town.checkpoint()
    files = [upload("Справка.pdf", make_pdf()), upload("Снимок.jpg", make_jpeg())]
    response = hand_in(client, town, checkpoint, *files)
    assert response.status_code == 302
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.reported_by) == ("reported", town.director)
    assert [one.file.name for one in Evidence.objects.all()] == ["Справка.pdf", "Снимок.jpg"]


def test_file_becomes_the_programme_s_next_version(client, town):
    programme = town.programme()
    assert hand_in(client, town, programme, upload("а.docx", make_docx())).status_code == 302
    version = ProgrammeVersion.objects.get()
    assert (version.programme, version.number, version.comment) == (programme, 1, "Сделано.")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([upload("а.pdf", make_pdf()), upload("б.pdf", make_pdf())], "выберите один файл"),
        ([upload("а.jpg", make_jpeg())], "Программа — это файл"),
        ([], "Выберите файл"),
    ],
)
def test_what_is_no_programme_is_told(client, town, files, words):
    for file in files:
        file.seek(0)
    response = hand_in(client, town, town.programme(), *files)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ProgrammeVersion.objects.exists()


def test_report_wants_words(client, town):
    response = hand_in(client, town, town.checkpoint(), upload("а.pdf", make_pdf()), text=" ")
    assert response.status_code == 422
    assert "Напишите, что сделано" in response.content.decode()


@pytest.mark.parametrize("what", ["foreign", "reported", "by a link"])
def test_what_cannot_be_handed_in_here_is_not_in_the_list(client, town, what):
    checkpoint = town.checkpoint()
    changes = {
        "foreign": {"school": make_school(town.place)},
        "reported": {"state": "reported", "reported_by": town.director},
        "by a link": {"proof": Proof.LINK},
    }
    Checkpoint.objects.filter(pk=checkpoint.pk).update(**changes[what])
    response = hand_in(client, town, checkpoint, upload("а.pdf", make_pdf()))
    assert response.status_code == 422
    assert "Этого больше нет в списке" in response.content.decode()
    assert not Evidence.objects.exists()


def test_page_costs_the_same_with_many_rows(client, town, django_assert_max_num_queries):
    client.force_login(town.director)

    def queries():
        with django_assert_max_num_queries(60) as seen:
            client.get(town.url("monitoring:work"))
        return len(seen)

    town.checkpoint()
    town.checkpoint(state="returned")
    town.programme()
    few = queries()
    for number in range(30):
        town.checkpoint(f"Дело {number}", state="returned" if number % 2 else "planned")
    assert queries() <= few


def test_file_that_came_in_parts_outlives_a_fault_of_the_form(client, town):
    client.force_login(town.director)
    checkpoint, data = town.checkpoint(), make_pdf()
    part = parts.begin("Справка.pdf", len(data), "1", by=town.director)
    parts.append(part, 0, data)
    sent = {"place": f"checkpoint-{checkpoint.pk}", "file-part": str(part.pk)}
    refused = post(client, town.url("monitoring:hand-in"), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert f'name="file-part" value="{part.pk}"' in page
    assert "выберите ещё раз" not in page
    assert not Evidence.objects.exists()

    sent["text"] = "Сделано."
    assert post(client, town.url("monitoring:hand-in"), sent).status_code == 302
    assert Evidence.objects.get().file.path.read_bytes() == data
    assert not PartUpload.objects.exists()


def test_whoever_sends_to_a_silent_antivirus_is_told(client, town, settings, tmp_path, monkeypatch):
    settings.ANTIVIRUS = ("unix", str(tmp_path / "nobody"))
    monkeypatch.setattr(antivirus, "_silent_until", 0)
    assert hand_in(client, town, town.checkpoint(), upload("а.pdf", make_pdf())).status_code == 302
    page = client.get(town.url("monitoring:work")).content.decode()
    assert "Пока не проверены на вирусы: «а.pdf»" in page
    evidence = Evidence.objects.get()
    assert client.get(reverse("files:download", args=[evidence.file_id])).status_code == 423
    card = reverse("monitoring:checkpoint", args=[town.place.slug, evidence.event.checkpoint_id])
    assert "откроется после проверки" in client.get(card).content.decode()
