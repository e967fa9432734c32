"""Положение о группе: parameters and text, worded, compared, printed (docs/decisions/0039)."""
