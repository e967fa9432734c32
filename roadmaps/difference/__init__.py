"""What one edition of a plan has that another has not, and how an order says it."""

from roadmaps.difference.changes import Difference, compare
from roadmaps.difference.texts import PlanText, text_of

__all__ = ["Difference", "PlanText", "compare", "text_of"]
