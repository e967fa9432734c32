"""A municipality of the world of access tests."""

from dataclasses import dataclass, field

from schools.models import Municipality
from tests.files.samples import make_pdf

PDF = make_pdf()


@dataclass
class Place:
    """A municipality with one object of every kind; `pk[...]` are their keys."""

    municipality: Municipality
    school: object = None
    pk: dict = field(default_factory=dict)
    reported: object = None
