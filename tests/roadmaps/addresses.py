"""Addresses of the pages of plans, by the objects they are about."""

from django.urls import reverse


def url(name, edition, *args):
    """Address under the municipality of the edition."""
    return reverse(f"roadmaps:{name}", args=[edition.municipality.slug, *args])
