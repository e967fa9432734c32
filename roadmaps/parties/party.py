"""Who answers, as a paper names him: the words, the kind, and whom of the directory they mean."""

from dataclasses import dataclass


@dataclass
class Match:
    """Somebody of the directory whom the words mean; a person confirms it unless it is sure."""

    # "person", "unit", "school", "schools" or "signatory"
    kind: str
    pk: int | None
    label: str
    # Likeness of the words, 0 to 1.
    score: float
    is_sure: bool

    def as_json(self):
        """The match as the command line prints it."""
        return {
            "kind": self.kind,
            "id": self.pk,
            "label": self.label,
            "score": round(self.score, 2),
            "sure": self.is_sure,
        }


@dataclass
class Party:
    """One answerable party of a paper (domain.md 3.4)."""

    # The words as printed, cut out of the paper.
    text: str
    # "person", "post", "unit", "school_class", "body" or "text"
    kind: str
    # In the nominative, with a capital: «Капустина Н.В.», «Отдел образования», «Руководители ОУ».
    name: str
    # Of a person: the post or the place of work that stands beside the name.
    post: str = ""
    match: Match | None = None

    def as_json(self):
        """The party as the command line prints it."""
        return {
            "kind": self.kind,
            "text": self.text,
            "name": self.name,
            "post": self.post,
            "match": self.match and self.match.as_json(),
        }
