"""Programmes of schools: moves from state to state, appraisal, publication."""
