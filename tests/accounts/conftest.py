import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Limits of attempts are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def client_factory():
    """Another browser."""
    return Client
