"""The access registry against the product: every address × every role × three municipalities."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.access import IN_ROLE, PUBLIC, SIGNED_IN, registry
from schools.middleware import ADMINISTRATION
from schools.models import RoleKind
from tests.addresses import BY_OBJECT, OBJECTS, OTHER_ARGUMENTS, url
from tests.databases import shared_out
from tests.posting import fetch, post, texts_in

R = RoleKind
# They ask by htmx too, everywhere: whether it asks is looked at after the registry.
THOROUGH = {R.COORDINATOR, R.DIRECTOR, "anonymous"}
ROLES = shared_out(RoleKind)
IDENTITIES = [*ROLES, *shared_out(["no role", "anonymous"])]
# Let in: shown, done, or told what is wrong with the (empty) form.
DONE = {200, 204, 302, 409, 422}


@pytest.fixture(autouse=True)
def _nothing_is_printed(monkeypatch):
    """Who may print is asked here, not how it looks; what is printed can be searched."""
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, *args, **kwargs: ("ok", b"%PDF-1.7" + html.encode())
    )


@pytest.fixture
def _bare_refusals(monkeypatch):
    """A refusal is its code here; its page is looked at in test_failure_pages.py."""
    monkeypatch.setattr(
        "config.views.failure", lambda request, status, *args, **kwargs: HttpResponse(status=status)
    )


def addresses(resolver=None, names=()):
    """Names and argument names of every address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from addresses(pattern, inner)
        else:
            yield ":".join((*names, pattern.name or "без имени"))


def test_every_address_is_in_the_registry():
    names = set(addresses())
    assert names - set(registry()) == set()
    assert set(registry()) - names == set()


def test_every_address_of_a_municipality_says_its_object():
    """An address with a number in it must be walked with a real object."""
    for name, rule in registry().items():
        if rule.kind == IN_ROLE and name not in OBJECTS:
            reverse(name, kwargs={"municipality": "mesto"} | OTHER_ARGUMENTS.get(name, {}))


def expected(name, rule, identity, method, *, foreign):
    """Set of right codes."""
    if identity == "anonymous":
        return {302} if method == "GET" else {401}
    if foreign or identity == "no role":
        return {404}
    if identity not in rule.allowed(method):
        return {403}
    if (name, identity) in BY_OBJECT:
        return {BY_OBJECT[name, identity]}
    return DONE


def ask(client, method, address, *, htmx):
    """Status code of one request whose effects are undone."""
    with transaction.atomic():
        if method == "GET":
            response = client.get(address, headers={"HX-Request": "true"} if htmx else {})
        else:
            response = post(client, address, htmx=htmx)
        if response.streaming:
            response.getvalue()  # what is sent as a file is closed at its end
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("_bare_refusals")
@pytest.mark.parametrize("identity", IDENTITIES)
def test_every_address_answers_by_the_registry(world, identity):
    client = Client()
    if identity != "anonymous":
        client.force_login(world.user_as(None if identity == "no role" else identity))
    wrong = []
    for name, rule in registry().items():
        if rule.kind != IN_ROLE:
            continue
        for method in ("GET", "POST"):
            is_allowed = identity in rule.allowed(method)
            for place, objects, foreign in places(world, identity, name, is_allowed=is_allowed):
                right = expected(name, rule, identity, method, foreign=foreign)
                for htmx in ways(world, identity, place):
                    if identity == "anonymous" and htmx:
                        right = {401}
                    code = ask(client, method, url(name, place, objects), htmx=htmx)
                    if code not in right:
                        wrong.append(
                            (name, method, place_name(world, place, objects), htmx, code, right)
                        )
    assert wrong == []


def places(world, identity, name, *, is_allowed):
    """(place of the address, place of the object, foreign?) to try."""
    region = identity == RoleKind.REGIONAL
    yield world.own, world.own, False
    if identity == "anonymous":
        return  # asked to sign in before anybody looks at the address
    yield world.neighbour, world.neighbour, not region
    # To most both are the same: a place where they have no role.
    if region or identity in THOROUGH:
        yield world.stranger, world.stranger, True
    if name in OBJECTS and is_allowed:
        # A foreign object under one's own municipality's address; who may not do the act at all
        # is refused before any object is looked for.
        yield world.own, world.stranger, True


def ways(world, identity, place):
    """With htmx or without; a foreign place is refused before anybody looks how it is asked."""
    return (False, True) if identity in THOROUGH and place is world.own else (False,)


def place_name(world, place, objects):
    names = {id(world.own): "own", id(world.neighbour): "neighbour", id(world.stranger): "stranger"}
    return f"{names[id(place)]} with object of {names[id(objects)]}"


@pytest.mark.django_db
@pytest.mark.parametrize("identity", [*RoleKind, "no role"])
def test_reference_data_section_opens_to_the_administrator_alone(world, identity, client):
    client.force_login(world.user_as(None if identity == "no role" else identity))
    names = [n for n, rule in registry().items() if rule.kind == ADMINISTRATION]
    assert "admin:schools_school_changelist" in names
    code = client.get(reverse("admin:schools_school_changelist")).status_code
    assert code == (200 if identity == R.ADMINISTRATOR else 403)


@pytest.mark.django_db
def test_public_addresses_are_few_and_known():
    public = {name for name, rule in registry().items() if rule.kind == PUBLIC}
    ours = {name for name in public if not name.startswith(("account_", "mfa_"))}
    assert ours == {"healthz", "favicon", "verify", "accounts:invitation", "calendar-feed"}
    personal = {name for name, rule in registry().items() if rule.kind == SIGNED_IN}
    assert {"home", "files:download"} <= personal


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ROLES)
def test_no_page_shows_a_word_of_another_municipality(world, kind):
    """Canary strings stand in every text of the others; no page of ours may hold one."""
    client = Client()
    client.force_login(world.user_as(kind))
    canaries = ["КАНАРЕЙКА-ЧУЖОЙ"] + ([] if kind == R.REGIONAL else ["КАНАРЕЙКА-СОСЕД"])
    pages = 0
    for name, rule in registry().items():
        if rule.kind != IN_ROLE or kind not in rule.get:
            continue
        status, body = fetch(client, url(name, world.own, world.own))
        pages += status == 200
        for canary in canaries:
            assert canary not in texts_in(body), name
    assert pages >= 8


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*RoleKind])
def test_file_is_read_in_its_own_municipality_alone(world, kind, client):
    client.force_login(world.user_as(kind))
    own, stranger = (
        fetch(client, reverse("files:download", args=[place.pk["file"]]))[0]
        for place in (world.own, world.stranger)
    )
    assert (own, stranger) == (200, 404)
