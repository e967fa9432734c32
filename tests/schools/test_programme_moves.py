"""Every state × every move, by the table; what each move leaves behind."""

import pytest

from lib.permissions import NotNow
from schools.models import Programme, ProgrammeMove, ProgrammeMoveKind, ProgrammeState, RoleKind
from schools.programmes import appraising, moves
from tests.factories import make_user
from tests.posting import post
from tests.schools.appraisals import add_file, make_appraisal, make_at, make_sheet
from tests.schools.pages import signed_in_as, url

pytestmark = pytest.mark.django_db

# Written by hand from issue 6: which move leads where.
WAYS = {
    ("draft", "send"): "sent",
    ("returned", "send"): "sent",
    ("sent", "take_back"): "draft",
    ("sent", "appraise"): "appraisal",
    ("sent", "return"): "returned",
    ("appraisal", "return"): "returned",
    ("appraisal", "agree"): "agreed",
    ("agreed", "approve"): "approved",
    ("approved", "publish"): "published",
    ("published", "unpublish"): "approved",
    ("draft", "archive"): "archived",
    ("returned", "archive"): "archived",
    ("agreed", "archive"): "archived",
    ("approved", "archive"): "archived",
    ("published", "archive"): "archived",
}


def test_every_state_and_every_move(school):
    user, programme = make_user(), make_at("draft", school)
    for state in ProgrammeState.values:
        for kind in ProgrammeMoveKind.values:
            Programme.objects.update(state=state, version=7)
            programme.refresh_from_db()
            try:
                moves.lead(programme, kind, by=user, seen_version=7)
            except moves.WrongState:
                assert (state, kind) not in WAYS
            else:
                row = Programme.objects.get()
                assert (row.state, row.version) == (WAYS[state, kind], 8)
    kept = ProgrammeMove.objects.values_list("source", "kind", "target", "by")
    assert set(kept) == {(*way, target, user.pk) for way, target in WAYS.items()}


def test_of_two_at_once_the_second_is_told(school):
    programme = make_at("sent", school)
    twin = Programme.objects.get()
    moves.lead(programme, "appraise", by=make_user(), seen_version=1)
    for seen in (1, 2):
        with pytest.raises(moves.MovedOn):
            moves.lead(twin, "return", by=make_user(), seen_version=seen)
    assert ProgrammeMove.objects.count() == 1


def test_while_others_look_nothing_is_uploaded(client, school, director):
    address = url("programme-version-create", school.municipality, make_at("sent", school).pk)
    assert client.get(address).status_code == 403
    assert post(client, address, {"comment": "Правка"}).status_code == 409


def test_returned_is_sent_again_only_with_a_new_version(client, school, director):
    programme = make_at("sent", school, by=director)
    remarks = [("Цели", "Нет показателей"), ("Мероприятия", "Нет сроков")]
    appraising.send_back(programme, remarks, text="", by=make_user(), seen_version=1)
    card = url("programme", school.municipality, programme.pk)
    page = client.get(card).content.decode()
    assert "Нет показателей" in page
    assert "Нет сроков" in page

    send = url("programme-send", school.municipality, programme.pk)
    post(client, send, {"version": 2})
    assert "Загрузите исправленную версию" in client.get(card).content.decode()
    assert Programme.objects.get().state == "returned"

    add_file(programme, by=director)
    post(client, send, {"version": 2})
    assert Programme.objects.get().state == "sent"
    last = ProgrammeMove.objects.last()
    assert (last.kind, last.by, last.programme_version.number) == ("send", director, 2)


def test_nothing_without_a_file_is_sent(school):
    programme = make_at("draft", school)
    programme.versions.all().delete()
    with pytest.raises(NotNow, match="загрузите файл"):
        appraising.send(programme, by=make_user(), seen_version=1)


def test_return_without_a_single_remark_is_refused(school):
    sheet = make_sheet(school.municipality)
    programme = make_at("appraisal", school)
    make_appraisal(programme, sheet)
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    address = url("programme-return", school.municipality, programme.pk)
    answer = post(client, address, {"version": 1, "text": "Не годится"})
    assert answer.status_code == 422
    assert "хотя бы к одному разделу" in answer.content.decode()
    assert "Не годится" in answer.content.decode()
    # «Мероприятия» is the second section of the sheet.
    post(client, address, {"version": 1, "remark_1": "Нет сроков"})
    move = ProgrammeMove.objects.get()
    assert [str(one) for one in move.remarks.all()] == ["Мероприятия: Нет сроков"]
    # Whoever has not appraised yet need not do it any more.
    assert not programme.last_version.appraisals.exists()
