"""A printed name → units and bodies of the directory, each with its likeness."""

from collections import defaultdict

from roadmaps.parties.likeness import (
    initials_of,
    numbers_of,
    stems_of,
    without_form,
    words_of,
)

SAME = 1.0
IN_OTHER_CASE = 0.97
WITHOUT_FORM = 0.95
ACRONYM = 0.85
LONGER = 0.88
PART = 0.85
LIKE = 0.9
LEAST_LIKE = 78


class UnitIndex:
    """Units by every name and alias."""

    def __init__(self, units):
        self.names = [(unit, name) for unit in units for name in unit.names if words_of(name)]
        self.joined = [" ".join(stems_of(name)) for _, name in self.names]

    def like(self, printed, *, allows_part=False):
        """(unit, likeness) of every unit that the name may mean, the best name of each."""
        best = defaultdict(float)
        entries = {}
        for place, score in self._scores(printed, allows_part):
            unit = self.names[place][0]
            entries[unit.pk] = unit
            best[unit.pk] = max(best[unit.pk], score)
        return [(entries[pk], score) for pk, score in best.items()]

    def _scores(self, printed, allows_part):
        stems = stems_of(printed)
        if not stems:
            return
        for place, (_, name) in enumerate(self.names):
            if score := _likeness(printed, stems, name, allows_part):
                yield place, score
        if len(stems) > 1:
            yield from self._like(printed, stems)

    def _like(self, printed, stems):
        """Names with slips of the pen in them."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            " ".join(stems),
            self.joined,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=LEAST_LIKE,
            limit=5,
        )
        for _, score, place in found:
            if numbers_of(self.names[place][1]) == numbers_of(printed):
                yield place, LIKE * score / 100


def _likeness(printed, stems, name, allows_part):
    """Likeness by words: the same, in another case, without the legal form, a part."""
    if words_of(printed) == words_of(name):
        return SAME
    own = stems_of(name)
    if stems == own:
        return IN_OTHER_CASE
    bare = without_form(printed)
    if bare and bare == without_form(name):
        return WITHOUT_FORM
    if len(stems) == 1 and len(own) > 1 and initials_of(name) == words_of(printed)[0]:
        return ACRONYM
    if len(own) > 1 and stems[: len(own)] == own or len(stems) > 1 and own[: len(stems)] == stems:
        return LONGER
    if allows_part and len(stems) > 1 and set(stems) < set(own):
        return PART
    return 0
