"""What would be written of a person."""

from dataclasses import dataclass, field

from schools.imports.plan import Planned
from schools.models import Person, Post


@dataclass
class PersonDraft:
    """A person, new or known, with the fields and the posts to write; rows of a file share it."""

    person: Person
    first_row: int
    fields: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


@dataclass
class PlannedPost(Planned):
    """A row of the file: a person in a post."""

    draft: PersonDraft = None
