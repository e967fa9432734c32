"""A printed name → schools of the directory: number, level and own words (domain.md 2.2, 3.7)."""

from dataclasses import replace

from roadmaps.parties.likeness import school_key, words_of

SAME = 1.0
SAME_KEY = 0.97
# «Школа № 5» for «СОШ № 5», or one of its words left out.
LESS_SAID = 0.94
OTHER_LEVEL = 0.75
LIKE = 0.92
ANY_LEVEL = ("", "школа")
LEAST_LIKE = 75


class SchoolIndex:
    """Schools by every name and alias."""

    def __init__(self, schools):
        self.names = [
            (school, words_of(name), key)
            for school in schools
            for name, key in zip(school.names, keys_of(school), strict=True)
        ]

    def like(self, printed):
        """(school, likeness) of every school that the name may mean."""
        words, key = words_of(printed), school_key(printed)
        best = {}
        if not (key.numbers or key.words):
            return []
        for school, own_words, own_key in self.names:
            score = SAME if own_words == words else likeness(key, own_key)
            if score > best.get(school.pk, (None, 0))[1]:
                best[school.pk] = (school, score)
        return list(best.values())


def keys_of(school):
    """Keys of its names; «Школа № 5» is of the level that another of its names says."""
    keys = [school_key(name) for name in school.names]
    said = next((key.level for key in keys if key.level not in ANY_LEVEL), "")
    return [replace(key, level=said) if said and key.level in ANY_LEVEL else key for key in keys]


def likeness(key, own):
    """How like two keys are; schools of different numbers are never like."""
    if key.numbers != own.numbers:
        return 0
    if key == own:
        return SAME_KEY
    levels = {key.level, own.level}
    is_level_said = len(levels) == 1 or "школа" in levels or "" in levels
    if key.words == own.words and (key.words or key.numbers):
        return LESS_SAID if is_level_said and key.level else OTHER_LEVEL
    is_part = key.words < own.words or own.words < key.words
    if key.level and own.level and is_level_said and is_part and (key.numbers or key.words):
        return LESS_SAID if key.words < own.words else OTHER_LEVEL
    return _like(key, own)


def _like(key, own):
    """«Путигловская» for «Путиловская»."""
    if not (key.words and own.words):
        return 0
    from rapidfuzz import fuzz

    score = fuzz.token_sort_ratio(
        " ".join(sorted(key.words)), " ".join(sorted(own.words)), score_cutoff=LEAST_LIKE
    )
    if score == 0 and key.numbers and key.level == own.level:
        return 0.5
    return LIKE * score / 100
