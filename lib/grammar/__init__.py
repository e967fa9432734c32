"""Russian grammar of printed documents: cases of people, posts, organisations and kinds of acts.

Everything here suggests; what a person has corrected or confirmed is stored and wins
(schools.models.case_forms). Both libraries are loaded when they are first asked.
"""
