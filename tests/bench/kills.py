"""Random kills of the whole server under large uploads (reliability.md D2)."""

import hashlib
import os
import random
import secrets
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


def random_kills(town):
    """Numbers of the kills, and what was broken by them, in words."""
    seed = int(os.environ.get("OPORA_SEED") or secrets.randbelow(10**6))
    chance, told = random.Random(seed), {"kills": NUMBER, "seed": seed, "acknowledged": 0}  # noqa: S311
    broken, back, cut = [], [], 0
    usual = usual_seconds(town)
    for number in range(NUMBER):
        sweep_all()
        server = Server(*DEPLOYED, env=without_limits())
        back.append(server.wait())
        taken = kill_under_uploads(town, server, chance.uniform(0, usual * BEYOND))
        cut += len(taken) < 2
        told["acknowledged"] += len(taken)
        found = [*broken_states(sent=None), *lost(taken)]
        broken += [f"random kill {number}: {words}" for words in found]
    told |= {"cut": cut, "back_s": round(sorted(back)[len(back) // 2], 2)}
    return told | {"back_most_s": round(max(back), 2), "usual_s": round(usual, 2), "broken": broken}


def usual_seconds(town):
    """How long the two uploads take when nobody disturbs them."""
    with Server(*DEPLOYED, env=without_limits()) as server:
        began = time.monotonic()
        taken = kill_under_uploads(town, server, None)
        if len(taken) != 2:
            raise SystemExit("Загрузки без помех не прошли")
        return time.monotonic() - began


def kill_under_uploads(town, server, seconds):
    """Hashes of the files that were acknowledged: one sent with a form, one in parts."""
    taken, threads = [], []
    for in_parts in (False, True):
        browser = browser_of(town, server)
        threads.append(threading.Thread(target=send, args=[browser, in_parts, taken]))
    for thread in threads:
        thread.start()
    if seconds is not None:
        time.sleep(seconds)
        server.kill()
    for thread in threads:
        thread.join()
    return taken


def send(browser, in_parts, taken):
    """One upload of its own bytes; its hash is written down when the server has said «taken»."""
    data = make_pdf(b"(" + secrets.token_hex(16).encode() + b"text " * (SIZE // 5) + b")")
    if browser.sends(data, in_parts=in_parts) == TAKEN:
        taken.append(hashlib.sha256(data).hexdigest())


def lost(taken):
    """What was acknowledged and has no row."""
    rows = StoredFile.objects.exclude(pk__in=SEEN).values_list("sha256", flat=True)
    return ["an acknowledged upload is lost" for digest in set(taken) - set(rows)]
