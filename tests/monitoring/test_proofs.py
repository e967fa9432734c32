"""Off control only with a documentary proof of the kind that the measure demands."""

import pytest
from django.urls import reverse

from files.kinds import FileKind
from files.store import store_bytes
from monitoring.bulk import BulkAct, act_on_many
from monitoring.models import Checkpoint, Evidence, Verb
from monitoring.proofs import NoProof, has_proof, proofs_of
from monitoring.transitions import act
from monitoring.undoing import undo
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

LINK, DOCUMENT = "https://school.example/news", "приказ школы от 12.03.2026 № 45"


def proof(kind):
    if kind == "file":
        stored = store_bytes(b"%PDF-1.7", "Справка.pdf", kind=FileKind.PDF, by=make_user())
        return proofs_of(files=[stored])
    return proofs_of(**{kind: LINK if kind == "link" else DOCUMENT})


@pytest.fixture
def school():
    return make_school()


@pytest.mark.parametrize("given", ["file", "link", "document"])
@pytest.mark.parametrize("demand", ["any", "file", "link", "document", "none"])
def test_report_wants_the_proof_that_the_measure_demands(school, demand, given):
    checkpoint = make_checkpoint(school=school, proof=demand)
    if demand in ("any", "none", given):
        act(checkpoint, Verb.REPORT, by=make_user(), seen_version=1, proofs=proof(given))
        assert Evidence.objects.count() == 1
        act(checkpoint, Verb.ACCEPT, by=make_user(), seen_version=2)
        return
    with pytest.raises(NoProof):
        act(checkpoint, Verb.REPORT, by=make_user(), seen_version=1, proofs=proof(given))
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.version) == ("planned", 1)
    assert not Evidence.objects.exists()


def test_nothing_is_accepted_without_proof_over_many_either(school):
    row = make_checkpoint(school=school, proof="any", state="reported", reported_by=make_user())
    coordinator = make_user_as(RoleKind.COORDINATOR, school.municipality)
    access = access_to(coordinator, school.municipality)
    [result] = act_on_many({row.pk: 1}, BulkAct.ACCEPT, access=access)
    assert not result.is_done
    assert "нет подтверждения" in result.words
    row.refresh_from_db()
    assert (row.state, row.version) == ("reported", 1)


def test_proof_of_an_interim_report_counts_and_of_an_undone_act_does_not(school):
    checkpoint, user = make_checkpoint(school=school, proof="link"), make_user()
    act(checkpoint, Verb.INTERIM, by=user, seen_version=1, proofs=proof("link"))
    assert has_proof(checkpoint)
    undo(checkpoint, by=user, seen_version=2)
    assert not has_proof(checkpoint)


def test_proof_of_a_part_counts_for_the_lead(school):
    lead = make_checkpoint(municipality=school.municipality, proof="file")
    part = make_checkpoint(school=school, measure=lead.measure, lead=lead, proof="file")
    act(part, Verb.REPORT, by=make_user(), seen_version=1, proofs=proof("file"))
    act(part, Verb.ACCEPT, by=make_user(), seen_version=2)
    act(lead, Verb.REPORT, by=make_user(), seen_version=1)
    assert lead.state == "reported"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Приложите файл, укажите ссылку"),
        ({"link": "не адрес"}, "не похоже на адрес"),
        ({"link": "ftp://school.example/doc"}, "не похоже на адрес"),
        ({"document": "приказ школы"}, "его дату и номер"),
    ],
)
def test_form_says_what_is_missing_and_keeps_what_was_typed(client, school, values, said):
    checkpoint = make_checkpoint(school=school, proof="any")
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    address = reverse(
        "monitoring:checkpoint-report", args=[school.municipality.slug, checkpoint.pk]
    )
    data = {"version": 1, "text": "Семинар проведён", **values}
    response = post(client, address, data)
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert "Семинар проведён" in page
    assert all(value in page for value in values.values())
    assert not Checkpoint.objects.get().events.exists()


def test_card_shows_page_and_document(client, school):
    checkpoint = make_checkpoint(school=school, proof="any")
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    slug = school.municipality.slug
    address = reverse("monitoring:checkpoint-report", args=[slug, checkpoint.pk])
    data = {"version": 1, "text": "Проведено", "link": "school.example/news", "document": DOCUMENT}
    assert post(client, address, data).status_code == 302
    card = client.get(reverse("monitoring:checkpoint", args=[slug, checkpoint.pk]))
    page = card.content.decode()
    assert 'href="https://school.example/news" rel="noopener noreferrer nofollow"' in page
    assert DOCUMENT in page
