"""Addresses of the pages of schools, and what they cost."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_user_as


def url(name, municipality, *args):
    """Address of a page of schools in the municipality."""
    return reverse(f"schools:{name}", args=[municipality.slug, *args])


def signed_in_as(kind, municipality, **place):
    """A browser of a new user with the role."""
    client = Client()
    client.force_login(make_user_as(kind, municipality, **place))
    return client


def cost(client, address):
    """How many queries the page makes when opened for the second time."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
