import pytest
from django.contrib.auth import get_user_model

from files import parents


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture(autouse=True)
def no_parents(monkeypatch):
    """Each test registers its own parents; those of the product are put back afterwards."""
    monkeypatch.setattr(parents, "_checks", [])
    monkeypatch.setattr(parents, "_read_hooks", [])


@pytest.fixture
def user(db):
    return get_user_model().objects.create_user(
        email="director@example.org", password="очень-длинный-пароль", name="Капустина Н. В."
    )
