"""Ответственные: the printed words of a paper → who answers, matched with the municipality."""

from roadmaps.parties.party import Match, Party

__all__ = ["Match", "Party"]
