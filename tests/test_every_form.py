"""Every form of the product, found by the registry and filled in by reading its page."""

import html
from functools import cache

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from accounts.access import IN_ROLE, registry
from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from files.models import StoredFile
from schools.models import RoleKind
from tests.addresses import BY_OBJECT, OBJECTS, url
from tests.databases import shared_out
from tests.documents.signed import sign
from tests.files.samples import make_png, make_xlsx
from tests.page_forms import forms_of
from tests.world import World
from tests.world.place import PDF

FORMS = sorted(
    name for name, rule in registry().items() if rule.kind == IN_ROLE and rule.get and rule.post
)
# One undoes what one has done oneself: tests/monitoring/test_undoing.py sends it twice.
AFTER_ANOTHER = {"monitoring:checkpoint-undo"}
ACTS = sorted(
    name
    for name, rule in registry().items()
    if rule.kind == IN_ROLE and rule.post and not rule.get and name not in AFTER_ANOTHER
)
ACT_DATA = {"version": 1, "direction": "up"}
NOT_COUNTED = {"Session", "FormKey", "AuditEntry", "UploadPace"}
TYPED = {
    "text": "Проверка",
    "search": "Проверка",
    "textarea": "Проверка",
    "email": "novyi@example.org",
    "date": "2026-05-05",
    "number": "1",
    "url": "https://example.org/",
}

# What a page cannot tell by itself.
EXTRA = {
    # A report wants words, a programme none.
    "monitoring:hand-in": {"text": "Сделано."},
    # A later date may not be over already.
    "monitoring:date-ask": {"due_on": "2090-05-05"},
    # An inner date is not after the lead's own.
    "monitoring:part-create": {"due_on": "2026-04-20"},
    "monitoring:part-date": {"due_on": "2026-04-20"},
    # A term is not over when it is set.
    "monitoring:recommendation-create": {"due_on": "2090-05-05"},
    "monitoring:visit-plan": {"days": "05.05.2026, 12.05.2026"},
    "monitoring:clause-control": {"dates": "15.10.2090"},
    "documents:order-create": {"signatory_post": "Начальник управления"},
    "documents:basis-create": {"kind": "Приказ"},
    "documents:clause-create": {"text": "Подготовить отчёт."},
    "documents:clause-update": {"text": "Подготовить отчёт."},
    "documents:annex-clauses": {"manner": "whole"},
    "documents:row-create": {"cell0": "Школа № 1"},
    "documents:visa-create": {"post": "Юрист"},
    "roadmaps:edition-amending": {"manner": "whole"},
    # Years in which the rule that there is does not hold.
    "monitoring:rule-create": {"first_year": "2010", "last_year": "2011"},
    "roadmaps:section-create": {"title": "Новый раздел"},
    "roadmaps:plan-import-create": {
        "file": "",
        "pasted": "Мероприятие\tСрок\tОтветственный\nСеминар\tмай 2026\tОтдел образования",
    },
    # What has not come yet was not held.
    "schools:joint-act-held": {"done_on": "2020-05-05"},
    "schools:joint-act-beyond": {"done_on": "2020-05-05"},
    # What is signed was signed already.
    "schools:agreement-create": {"signed_on": "2020-05-05"},
    "schools:agreement-update": {"signed_on": "2020-05-05"},
    "schools:team-create": {"order_date": "2020-05-05"},
    "schools:team-update": {"order_date": "2020-05-05"},
    # On that day the first person of the list is the tutor of the school already.
    "schools:tutor-create": {"since": "1990-01-01", "until": "1990-01-02"},
    "schools:listing-create": {"category": "disadvantaged"},
    "schools:publication-date-create": {"kinds": ["concept"]},
    "schools:programme-return": {"remark_0": "Уточните показатели."},
    # None of them is still to come.
    "schools:programme-approval": {
        "adopted_on": "2025-05-05",
        "agreed_on": "2025-05-05",
        "approved_on": "2025-05-05",
    },
    "schools:programme-publication": {"published_on": "2025-05-05"},
    # From the directory or by name.
    "workgroups:guest-create": {"name": "Гостев Г. Г."},
    # The conditions stand in the address of the link that leads there.
    "schools:saved-filter-create": {"query": "is_leader=on"},
    # The first person of the list has no post in the card.
    "workgroups:member-create": {"post": "Методист"},
    "monitoring:joint-plan-create": {"starts_on": "2090-09-01", "ends_on": "2091-08-31"},
    "workgroups:meetings-plan": {"extra": "2090-05-05"},
    "workgroups:request-create": {"addressee": "Отдел образования", "due_on": "2090-05-05"},
    "workgroups:request-answer": {"answer": "Сведения приложены."},
}

# Forms that everyone may open, and few have something to send by.
WHOSE = {"monitoring:bulk": [RoleKind.COORDINATOR]}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pace(settings):
    """A form is sent more often than a person would; the pace is asked in files/test_allowance."""
    settings.UPLOADS_PER_MINUTE = 0


def open_form(world, name):
    """(client, address, fields of the page's own form) for a role that may fill it in."""
    rule = registry()[name]
    for role in WHOSE.get(name, sorted(rule.post)):
        if (name, role) in BY_OBJECT:
            continue
        client, address = Client(), url(name, world.own, world.own)
        client.force_login(world.user_as(role))
        response = client.get(address)
        assert response.status_code == 200, (name, role, response.status_code)
        for form in forms_of(response.content.decode()):
            if form.action in ("", ".", address):
                return client, address, form.fields
    raise AssertionError(f"{name}: на странице нет своей формы")


def filled(fields):
    """What a person would send: what stands in the form, and something where it must stand."""
    data = {}
    for name, field in fields.items():
        if not field.is_required and field.kind not in ("checkbox", "radio", "file"):
            data[name] = field.value.strip()
        elif field.kind == "file":
            data[name] = good_file(field.accept)
        elif field.kind in ("checkbox", "radio"):
            if field.value and len(field.options) > 1 and field.kind == "checkbox":
                data[name] = field.options
            elif field.value or field.kind == "radio":
                data[name] = field.value or field.options[0]
        elif field.kind == "select":
            options = [option for option in field.options if option]
            data[name] = field.value or next(iter(options), "")
        else:
            data[name] = field.value.strip() or TYPED.get(field.kind, "")
    return data


def good_file(accept):
    """A file of a kind that the field takes."""
    if not accept or ".pdf" in accept:
        return SimpleUploadedFile("Файл.pdf", PDF)
    if ".sig" in accept:
        return SimpleUploadedFile("Приказ.pdf.sig", sign(PDF))
    if ".png" in accept:
        return SimpleUploadedFile("Герб.png", make_png())
    return SimpleUploadedFile("Файл.xlsx", make_xlsx())


@cache
def reading():
    """Queries for all rows of every model, written once: writing takes longer than reading."""
    return {
        model.__name__: str(model._base_manager.order_by().values_list().query)
        for model in apps.get_models()
        if model.__name__ not in NOT_COUNTED
    }


def snapshot():
    """How many rows there are, and every version: what any effect would change."""
    state = {}
    with connection.cursor() as cursor:
        for name, query in reading().items():
            cursor.execute(query)
            state[name] = sorted(map(str, cursor.fetchall()))
    return state


def send(client, address, data):
    return client.post(address, data)


# That a key is taken once is asked of both databases in accounts/test_one_time.py.
@pytest.mark.parametrize("name", shared_out(FORMS))
def test_form_sent_twice_has_one_effect(world, name):
    client, address, fields = open_form(world, name)
    extra = EXTRA.get(name, {})
    before, data = snapshot(), filled(fields) | extra
    first = send(client, address, data)
    assert first.status_code in (200, 204, 302), first.content.decode()[-3000:]
    after = snapshot()
    again = send(client, address, {**filled(fields), **extra, FIELD: data[FIELD]})
    assert snapshot() == after
    assert (again.status_code, again.headers.get("Location")) == (
        first.status_code,
        first.headers.get("Location"),
    )
    assert before != after


@pytest.mark.parametrize("name", shared_out(ACTS))
def test_act_sent_twice_has_one_effect(world, name):
    rule = registry()[name]
    role = next(r for r in sorted(rule.post) if (name, r) not in BY_OBJECT)
    client, address = Client(), url(name, world.own, world.own)
    client.force_login(world.user_as(role))
    data = {**ACT_DATA, FIELD: new_key()}
    first = send(client, address, data)
    assert first.status_code in (200, 204, 302), first.content.decode()[-2000:]
    after = snapshot()
    again = send(client, address, data)
    assert snapshot() == after
    assert again.status_code == first.status_code


def offered_elsewhere(world, name):
    """{field: what it offers} of the same form in the municipality of strangers."""
    elsewhere = World(world.stranger, world.neighbour, world.own)
    fields = open_form(elsewhere, name)[2]
    return {name_: [one for one in field.options if one] for name_, field in fields.items()}


@pytest.mark.parametrize("name", shared_out(FORMS))
def test_foreign_choice_in_the_body_is_refused_and_stores_nothing(world, name):
    offered = offered_elsewhere(world, name)
    client, address, fields = open_form(world, name)
    before = snapshot()
    for choice, field in fields.items():
        if field.kind not in ("select", "checkbox", "radio"):
            continue
        foreign = [one for one in offered.get(choice, ()) if one not in field.options]
        for value in [*foreign[:1], "987654321"]:
            with transaction.atomic():
                data = {**filled(fields), choice: value, FIELD: new_key()}
                response = send(client, address, data)
                if field.options == ["on"] and response.status_code == 302:
                    transaction.set_rollback(True)
                    continue  # a tick: any value is «yes»
            assert response.status_code == 422, (choice, value)
    assert snapshot() == before


@pytest.mark.parametrize("name", shared_out(FORMS))
def test_wrong_date_or_file_is_told_and_stores_nothing(world, name):
    client, address, fields = open_form(world, name)
    before, count = snapshot(), StoredFile.objects.count()
    for date in [n for n, f in fields.items() if f.kind == "date"]:
        data = {**filled(fields), date: "31.02.2026", FIELD: new_key()}
        response = send(client, address, data)
        assert response.status_code == 422, date
        check_told_and_kept(response.content.decode(), fields, data)
    for upload in [n for n, f in fields.items() if f.kind == "file"]:
        broken = SimpleUploadedFile("План.pdf", b"%PDF-1.4 broken")
        response = send(client, address, {**filled(fields), upload: broken, FIELD: new_key()})
        assert response.status_code == 422
        assert "План.pdf" in response.content.decode() or "PDF" in response.content.decode()
    assert StoredFile.objects.count() == count
    assert snapshot() == before


def check_told_and_kept(page, fields, data):
    """The wrong date is told and stands in the form, as do all texts."""
    assert "Укажите дату так" in page
    assert "31.02.2026" in page
    for name, value in data.items():
        if fields.get(name) and fields[name].kind in ("text", "textarea") and value:
            assert str(value).split("\n")[0].strip()[:40] in html.unescape(page), name


def test_every_writing_address_has_the_one_time_key():
    writing = [rule for rule in registry().values() if rule.post]
    assert writing
    assert all(rule.one_time for rule in writing)


def test_walked_forms_are_all_of_them():
    assert len(FORMS) >= 20
    assert len(ACTS) >= 6
    assert {name for name in FORMS + ACTS if name not in OBJECTS} <= {
        "schools:school-create",
        "schools:person-create",
        "schools:tutor-create",
        "schools:invite",
        "schools:saved-filter-create",
        "schools:partnership-create",
        "documents:order-create",
        "documents:profile-update",
        "monitoring:joint-plan-create",
        "roadmaps:school-roadmap-create",
        "workgroups:group-create",
        "roadmaps:roadmap-create",
        "roadmaps:plan-import-create",
        "roadmaps:due-day-rules",
        "schools:school-import",
        "schools:person-import",
        "monitoring:exam-result-import",
        "monitoring:hand-in",
        "monitoring:bulk",
        "monitoring:rule-create",
        "monitoring:risk-factor-create",
        "monitoring:risk-factor-take",
        "monitoring:visit-create",
        "monitoring:visit-schedule-create",
        "monitoring:consultation-create",
        "schools:publication-date-create",
        "schools:criteria-update",
        "schools:link-check",
    }
