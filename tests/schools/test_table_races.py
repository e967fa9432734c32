"""Two people confirm two tables about the same people at the same moment."""

import pytest

from schools.imports.people.table import PersonTable
from schools.models import Person, RoleKind
from tests.factories import make_municipality, make_user
from tests.posting import post
from tests.schools.pages import signed_in_as, url
from tests.schools.tables import make_import
from tests.schools.test_races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

KIND = PersonTable()
ROW = {"surname": "Берёзина", "first_name": "Анна", "patronymic": "Петровна"}
ROUNDS = 10


def check_pair(number):
    """One table is loaded, the other is shown anew: nobody is there twice."""
    municipality = make_municipality()
    clients = [signed_in_as(RoleKind.COORDINATOR, municipality) for _ in range(2)]
    row = ROW | {"surname": f"Берёзина{number}"}
    found = [make_import(KIND, municipality, make_user(), row) for _ in range(2)]
    seen = KIND.plan_of(found[0]).digest

    def confirm(which):
        address = url("person-check", municipality, found[which].pk)
        return post(clients[which], address, {"seen": seen}).status_code

    assert sorted(at_once(confirm, times=2)) == [302, 409]
    assert Person.objects.filter(municipality=municipality).count() == 1


def test_people_of_two_tables_at_once_are_not_doubled():
    for number in range(ROUNDS):
        check_pair(number)


def test_the_check_notices_when_the_guard_is_off(monkeypatch):
    """The plan is not made anew when it is confirmed."""
    plan_of, plans = PersonTable.plan_of, {}

    def made_before(kind, table_import):
        if table_import.pk not in plans:
            plans[table_import.pk] = plan_of(kind, table_import)
        return plans[table_import.pk]

    monkeypatch.setattr(PersonTable, "plan_of", made_before)
    make = make_import

    def make_and_plan(*arguments):
        table_import = make(*arguments)
        KIND.plan_of(table_import)
        return table_import

    monkeypatch.setattr("tests.schools.test_table_races.make_import", make_and_plan)
    with pytest.raises(AssertionError):
        check_pair(1)
