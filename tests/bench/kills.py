"""Random kills of the whole server under large uploads (reliability.md D2)."""

import hashlib
import os
import random
import secrets
import statistics
import threading
import time

from files.models import StoredFile
from tests.bench.crash_server import TAKEN, Server
from tests.bench.crashes import SEEN, broken_states, browser_of, sweep_all, without_limits
from tests.files.samples import make_pdf

NUMBER = int(os.environ.get("OPORA_KILLS", "50"))
SIZE = 20 * 1024 * 1024
# As docs/deploy/opora.service says.
DEPLOYED = ("config.wsgi", "--workers", "3")
# Of a healthy server: a kill comes anywhere in an upload, or a little after it.
BEYOND = 1.2
# Share of the kills that have to come in the middle of an upload.
LEAST_CUT = 0.3
# Median until the server answers again. One second (reliability.md D2) is less than it takes to
# load the program: 1.3 s of a processor, and three workers do so at once.
BACK_SECONDS = 5


def random_kills(town):
    """Numbers of the kills, and what was broken by them, in words."""
    seed = int(os.environ.get("OPORA_SEED") or secrets.randbelow(10**6))
    chance, told = random.Random(seed), {"kills": NUMBER, "seed": seed, "acknowledged": 0}  # noqa: S311
    broken, back, cut = [], [], 0
    usual = usual_seconds(town)
    for number in range(NUMBER):
        sweep_all()
        with Server(*DEPLOYED, env=without_limits()) as server:
            back.append(server.back_after)
            taken, sent = kill_under_uploads(town, server, chance.uniform(0, usual * BEYOND))
        cut += len(taken) < 2
        told["acknowledged"] += len(taken)
        found = [*broken_states(sent), *lost(taken)]
        broken += [f"random kill {number}: {words}" for words in found]
    told |= {"cut": cut, "back_s": round(statistics.median(back or [0]), 2)}
    told |= {"back_most_s": round(max(back, default=0), 2), "usual_s": round(usual, 2)}
    return told | {"broken": broken, "doubts": list(not_tested(told))}


def not_tested(told):
    """What makes clean numbers of the kills worth nothing, and a server that is back too late."""
    if told["cut"] < max(1, told["kills"] * LEAST_CUT):
        yield f"only {told['cut']} of {told['kills']} kills have cut an upload"
    if told["back_s"] > BACK_SECONDS:
        yield f"the server is back only after {told['back_s']} s"


def usual_seconds(town):
    """How long the two uploads take when nobody disturbs them."""
    with Server(*DEPLOYED, env=without_limits()) as server:
        began = time.monotonic()
        taken, _ = kill_under_uploads(town, server, None)
        if len(taken) != 2:
            raise SystemExit("Загрузки без помех не прошли")
        return time.monotonic() - began


def kill_under_uploads(town, server, seconds):
    """(hashes of the files that were acknowledged, all that was sent): one with a form, one in
    parts."""
    taken, threads = [], []
    sent = [unlike_others() for _ in range(2)]
    for data, in_parts in zip(sent, (False, True), strict=True):
        browser = browser_of(town, server)
        threads.append(threading.Thread(target=send, args=[browser, data, in_parts, taken]))
    for thread in threads:
        thread.start()
    if seconds is not None:
        time.sleep(seconds)
        server.kill()
    for thread in threads:
        thread.join()
    return taken, sent


def unlike_others():
    """A large PDF whose hash no other has."""
    return make_pdf(b"(" + secrets.token_hex(16).encode() + b"text " * (SIZE // 5) + b")")


def send(browser, data, in_parts, taken):
    """One upload; its hash is written down when the server has said «taken»."""
    if browser.sends(data, in_parts=in_parts) == TAKEN:
        taken.append(hashlib.sha256(data).hexdigest())


def lost(taken):
    """What was acknowledged and has no row."""
    rows = StoredFile.objects.exclude(pk__in=SEEN).values_list("sha256", flat=True)
    return ["an acknowledged upload is lost" for digest in set(taken) - set(rows)]
