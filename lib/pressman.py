"""The child's side of printing: stays warm, prints one document after another (lib/press.py).

It knows neither Django nor the database nor any secret: HTML comes in, PDF goes out. An order is a
line «size» and the HTML; every answer is a line «word size» and the rest:

begun     the order is being worked at
page      so many pages are laid out
warning   what WeasyPrint had to say, for the log
ok        the PDF
refused   the first address that the document may not load
memory    the limit of memory is reached; this child ends
crash     type and place of an unexpected fault; this child ends
"""

import gc
import logging
import math
import os
import queue
import resource
import shutil
import signal
import sys
import tempfile
import threading
import traceback

# Archival, tagged for screen readers, may carry attachments.
VARIANT = "pdf/a-3a"
IDLE = 600  # seconds; whoever prints rarely does not pay for a warm child
MOST_OPEN_FILES = 64
LARGEST_FILE = 16 * 1024 * 1024  # the fonts, unpacked
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# Every face of the packaged family, so that the first document pays for none of them.
WARM_UP = (
    '<!doctype html><html lang="ru"><head><title>Проба</title>'
    '<link rel="stylesheet" href="print.css"></head><body><section class="paper">'
    "<p>Проба <b>пера <i>и</i></b> <i>чернил</i></p></section></body></html>"
)


def main(memory, cpu):
    """Print what is ordered on the standard input until it ends; bytes and seconds of one order."""
    answers = os.dup(1)
    os.dup2(2, 1)  # a stray print() must not stand among the answers
    # The parent ends the child; Ctrl+C and the stop of the service are its business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    orders = queue.Queue()
    threading.Thread(target=_take_orders, args=(sys.stdin.buffer, orders), daemon=True).start()
    _take_limits(memory)
    press = Press(answers)
    while True:
        try:
            html = orders.get(timeout=IDLE)
        except queue.Empty:
            _leave()
        _grant_processor(cpu)
        if not press.print(html):
            _leave()
        gc.collect()  # between orders, while nobody waits


def _take_orders(stream, orders):
    """Read orders; the end of the stream is the end of the parent, so of this child too, at once
    and in the middle of a document."""
    while line := stream.readline():
        orders.put(stream.read(int(line)).decode())
    _leave()


def _leave():
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)  # the parent has made it for us
    os._exit(0)


def _take_limits(memory):
    for kind, limit in {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: MOST_OPEN_FILES,
    }.items():
        resource.setrlimit(kind, (limit, limit))


def _grant_processor(seconds):
    """So many seconds of processor from now on; then the kernel ends the process."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used) + seconds, hard))


class Press:
    """WeasyPrint with the packaged fonts unpacked."""

    def __init__(self, answers):
        self.answers = answers
        # Half a second of import: only here.
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self._typeset(WARM_UP)
        gc.collect()
        gc.freeze()
        self._listen_to_weasyprint()

    def print(self, html):
        """Answer with the PDF or a reason; False when this child is of no more use."""
        self.say("begun")
        try:
            content, refused = self._typeset(html)
        except MemoryError:
            self.say("memory")
            return False
        except Exception as error:
            # Where, not what: the words of the document do not belong in the log.
            place = traceback.extract_tb(error.__traceback__)[-1]
            self.say("crash", f"{type(error).__name__} in {place.filename}:{place.lineno}".encode())
            return False
        if refused:
            self.say("refused", refused[0].encode())
        else:
            self.say("ok", content)
        return True

    def say(self, word, rest=b""):
        """One answer."""
        data = memoryview(f"{word} {len(rest)}\n".encode() + rest)
        while data:
            data = data[os.write(self.answers, data) :]

    def _typeset(self, html):
        """(PDF or None, addresses that were refused)."""
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        from lib.pdf_sources import PRINT_CSS, PackagedOnly

        fetcher = PackagedOnly()
        try:
            document = HTML(string=html, base_url=PRINT_CSS.as_uri(), url_fetcher=fetcher)
            content = document.write_pdf(font_config=self.fonts, pdf_variant=VARIANT)
        except FatalURLFetchingError:
            content = None
        return content, fetcher.refused

    def _listen_to_weasyprint(self):
        handler = logging.Handler()
        handler.emit = lambda record: self.say("warning", record.getMessage().encode())
        logging.getLogger("weasyprint").addHandler(handler)
        progress = logging.getLogger("weasyprint.progress")
        progress.setLevel(logging.INFO)
        progress.propagate = False
        pages = logging.Handler()
        pages.emit = self._report
        progress.addHandler(pages)

    def _report(self, record):
        if "Page %d" in record.msg:
            self.say("page", str(record.args[-1]).encode())
