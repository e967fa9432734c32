"""Ответственные: the printed words of a paper → who answers, matched with the municipality."""

from roadmaps.parties.matching import match_parties
from roadmaps.parties.party import Match, Party
from roadmaps.parties.reading import read_responsible
from roadmaps.parties.references import references_of

__all__ = ["Match", "Party", "match_parties", "read_responsible", "references_of"]
