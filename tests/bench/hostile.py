"""1000 hostile and spoilt uploads over real HTTP: answers, seconds, memory (reliability.md C1)."""

import os
import threading
import time
from collections import Counter
from pathlib import Path

from tests.bench.server import memory, serving, signed_in
from tests.files.hostile import corpus
from tests.files.sender import LIMIT, Town, right_answers, send

NUMBER = int(os.environ.get("OPORA_HOSTILE", "1000"))
CHILD_MB, GROWTH_MB = 300, 50
LOOK_EVERY = 0.02


class Children(threading.Thread):
    """Watches the children of the server: the most memory that one of them has taken, in KB."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.most, self.is_over = process, 0, False

    def run(self):
        while not self.is_over:
            for path in Path(f"/proc/{self.process}/task").glob("*/children"):
                self.look(path)
            time.sleep(LOOK_EVERY)

    def look(self, path):
        try:
            for child in path.read_text().split():
                self.most = max(self.most, memory(child, "VmHWM"))
        except (OSError, TypeError):  # it has just ended
            return


def hostile():
    """The worst of: wrong answers, slowest ÷ 2 s, growth ÷ 50 MB, child ÷ 300 MB."""
    town = Town()
    cookies = {user: signed_in(user) for user in (town.director, town.coordinator)}
    answers, slow, wrong = Counter(), [], []
    with serving() as (site, process):
        watch = Children(process)
        watch.start()
        before = 0
        for number, sent in enumerate(corpus(NUMBER)):
            if number == min(50, NUMBER // 2):  # everything is loaded by then
                before = memory(process, "VmRSS")
            user, address, field, fields = town.form_for(sent.name)
            code, seconds = send(site, cookies[user], address, field, sent, fields)
            answers[code] += 1
            slow.append(seconds)
            if code not in right_answers(sent, address):
                wrong.append((sent.name, code))
        grown = (memory(process, "VmHWM") - before) / 1024
        watch.is_over = True
        watch.join()
    child = watch.most / 1024
    worst = max(max(slow) / LIMIT, grown / GROWTH_MB, child / CHILD_MB, 2 if wrong else 0)
    return {
        "ratio": round(worst, 2),
        "limit": 1,
        "detail": {
            "files": len(slow),
            "answers": dict(answers),
            "wrong": wrong[:20],
            "slowest_s": round(max(slow), 2),
            "over_limit": sum(seconds > LIMIT for seconds in slow),
            "median_s": round(sorted(slow)[len(slow) // 2], 3),
            "grown_mb": round(grown, 1),
            "child_mb": round(child, 1),
        },
    }
