"""«План на следующий год»: a new roadmap from the edition in force of the last one (0022).

`moving` (days) and `words` (years in words) are plain functions; `copying` writes; `looking` lists
what a person should look at. What was done of the last year only the floor above knows.
"""
