"""Papers of a meeting: what they are, who may have which of them (domain.md 1.8).

Minutes are frozen at signing; short minutes, extracts, the decision and the letters are cut out of
the frozen text, so none of them can say anything else (docs/decisions/0041).
"""
