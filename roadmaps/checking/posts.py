"""Posts in words: is it the same job that two texts give to one person?"""

import re

# A job is one; a role in the group (руководитель, секретарь, координатор, тьютор) comes on top.
JOBS = re.compile(
    r"\b(директор|заместител|заведующ|начальник|глав[аыеуой]{1,2}\b|методист|консультант|инспектор"
    r"|специалист|учител|педагог|психолог|логопед|воспитател|бухгалтер|юрист|ректор|библиотекар)",
    re.IGNORECASE,
)


def job_of(words):
    """Stem of the first job in the words: «методист» of «ст. методист района», or «»."""
    found = JOBS.search(words)
    if not found:
        return ""
    job = found[1].casefold()
    return "глав" if job.startswith("глав") else job
