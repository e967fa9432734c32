"""Addresses of visits, and what a signed-in person gets there."""

from django.test import Client
from django.urls import reverse


def signed_in(user):
    """Client of the user."""
    client = Client()
    client.force_login(user)
    return client


def url(name, place, *args):
    return reverse(f"monitoring:{name}", args=[place.slug, *args])


def page(client, name, place, *args, **query):
    response = client.get(url(name, place, *args), query)
    return response.status_code, response.content.decode()


def text(client, name, place, *args, **query):
    return page(client, name, place, *args, **query)[1]
