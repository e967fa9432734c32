"""What the school is: names, place, site."""

from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part

COLUMNS = (Column("Сведения", 30), Column("О школе", 70))


def read(seen):
    """[(label, words)] of what is known."""
    school = seen.school
    aliases = "; ".join(alias.name for alias in school.aliases.all())
    known = [
        ("Полное название", school.name),
        ("Населённый пункт", school.locality),
        ("Округ или поселение", school.district),
        ("Координаты", school.coordinates),
        ("ИНН", school.inn),
        ("Сайт", school.site),
        ("Как ещё пишут", aliases),
        ("Поддержка других", "школа-лидер" if school.is_leader else ""),
    ]
    return [(label, words) for label, words in known if words]


def tables(found, seen):
    """A table of two columns."""
    return (Table(COLUMNS, tuple(found), "О школе"),)


PART = Part("about", "О школе", "monitoring/card/_facts.html", read, tables)
