"""Schools and units of a municipality by everything that they are called."""

import difflib
import re
from collections import defaultdict

from django.db.models import Prefetch

from lib.text import fold
from schools.models import ListingMove, School, Unit

LIKENESS = 0.75


def name_key(name):
    """What is compared of a name: case, ё, quotes and the space after № do not matter."""
    return re.sub(r"№ ?", "№", fold(name))


class SchoolIndex:
    """Schools of the municipality by ИНН, short name, alias and full name; one query for each."""

    def __init__(self, municipality):
        chains = ListingMove.objects.effective().order_by("place")
        self.schools = list(
            School.objects.filter(municipality=municipality).prefetch_related(
                "aliases", "listings", Prefetch("listings__moves", chains, to_attr="chain")
            )
        )
        self.by_inn = {school.inn: school for school in self.schools if school.inn}
        self.levels = [defaultdict(list) for _ in range(3)]
        for school in self.schools:
            self.levels[0][name_key(school.short_name)].append(school)
            for alias in school.aliases.all():
                self.levels[1][name_key(alias.name)].append(school)
            self.levels[2][name_key(school.name)].append(school)

    def named(self, name):
        """Schools called so: by short names, else by aliases, else by full names."""
        key = name_key(name)
        found = next((level[key] for level in self.levels if key in level), [])
        return list({school.pk: school for school in found}.values())

    def close_to(self, name):
        """Short name of the school that is called most alike, or None."""
        return _closest(name, {name_key(s.short_name): s.short_name for s in self.schools})


class UnitIndex:
    """Units of the municipality by name and by the other names of each."""

    def __init__(self, municipality):
        self.units = list(Unit.objects.filter(municipality=municipality))
        self.names = defaultdict(list)
        for unit in self.units:
            for key in {name_key(name) for name in (unit.name, *unit.aliases.splitlines())}:
                self.names[key].append(unit)

    def named(self, name):
        """Units called so."""
        return self.names.get(name_key(name), [])

    def close_to(self, name):
        """Name of the unit that is called most alike, or None."""
        return _closest(name, {name_key(unit.name): unit.name for unit in self.units})


def _closest(name, names):
    found = difflib.get_close_matches(name_key(name), names, n=1, cutoff=LIKENESS)
    return names[found[0]] if found else None
