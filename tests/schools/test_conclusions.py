"""The register of conclusions: its cost, its numbers, its book."""

import pytest

from accounts.models import AuditEntry, AuditVerb
from schools.models import Conclusion, RoleKind
from schools.programmes import concluding
from tests.factories import make_school, make_user_as
from tests.posting import fetch
from tests.schools.appraisals import make_appraisal, make_at, make_sheet
from tests.schools.pages import cost, signed_in_as, url

pytestmark = pytest.mark.django_db


def test_book_is_of_the_conditions_of_the_register(municipality):
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    address = url("conclusion-export", municipality)
    wrong = client.get(address, {"verdict": "excellent"})
    assert wrong.status_code == 403
    assert "откройте список заново" in wrong.content.decode()
    assert fetch(client, f"{address}?verdict=rework&year=2026")[0] == 200
    (entry,) = AuditEntry.objects.filter(verb=AuditVerb.EXPORT)
    assert (entry.changes["verdict"], entry.changes["year"]) == ("rework", "2026")


def test_register_costs_the_same_for_one_row_and_for_thirty(municipality, monkeypatch):
    monkeypatch.setattr("lib.pdf.render", lambda html: b"%PDF-1.7")
    sheet = make_sheet(municipality)
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    user = make_user_as(RoleKind.HEAD, municipality)

    def conclude():
        programme = make_at("appraisal", make_school(municipality))
        make_appraisal(programme, sheet, marks=(2, 3))
        concluding.conclude(
            programme, verdict="recommended", text="Да", remarks=(), by=user, seen_version=1
        )

    address = url("conclusion-list", municipality)
    conclude()
    one = cost(client, address)
    for _ in range(29):
        conclude()
    assert cost(client, address) == one
    numbers = Conclusion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 31))
