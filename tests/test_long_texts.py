"""Texts that no column bounds are bounded by their forms: what is too long is refused and kept."""

import pytest

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from lib.forms import LONGEST
from tests.test_every_form import EXTRA, filled, open_form, snapshot

pytestmark = pytest.mark.django_db

FORMS = [
    "monitoring:consultation-create",
    "monitoring:recommendation-create",
    "monitoring:visit-create",
    "schools:appraisal",
    "schools:joint-act-beyond",
    "schools:joint-act-create",
    "schools:programme-archive",
    "schools:programme-conclusion",
    "schools:programme-create",
    "schools:programme-return",
    "schools:programme-version-create",
]


@pytest.mark.parametrize("name", FORMS)
def test_far_too_long_text_is_refused_and_kept(world, name):
    client, address, fields = open_form(world, name)
    areas = [field for field, seen in fields.items() if seen.kind == "textarea"]
    before = snapshot()
    for area in areas:
        long = {area: "я" * (LONGEST + 1)}
        data = {**filled(fields), **EXTRA.get(name, {}), **long, FIELD: new_key()}
        response = client.post(address, data)
        page = response.content.decode()
        assert response.status_code == 422, area
        assert "не больше" in page, area
        assert long[area] in page, area
    assert areas
    assert snapshot() == before
