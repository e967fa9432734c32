"""A whole invented region for measuring: many municipalities, years of plans and of their control.

Rows are written in bulk, past the operations that a person's act goes through; so the words are
few, the audit trail is empty, and every constraint of the database holds (tests/monitoring).
"""
