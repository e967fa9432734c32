"""Ответственные: the printed words of a paper → who answers, matched with the municipality."""

from roadmaps.parties.party import Match, Party
from roadmaps.parties.reading import read_responsible

__all__ = ["Match", "Party", "read_responsible"]
