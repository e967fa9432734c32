"""How dear it is to read a plan from a file."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from files.kinds import FileKind
from files.readers import read_file
from tests.files.readers.word import p, r, tbl, tc, word_file

ROUNDS = 6
WORDS = "Организация консультаций и сопровождения педагогов школ, которым нужна поддержка".split()


def plan_of_300_rows():
    """A plan of 300 rows × 6 columns as Word writes it after many edits: a run for every word."""
    look = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="24"/>'
    cell = tc(p(*(r(f"{word} ", look) for word in WORDS)))
    return word_file(tbl(*[[str(number), *[cell] * 5] for number in range(300)]))


def reading():
    """Gate, jail and reader of a plan of 300 rows ÷ start of a bare interpreter."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "План.docx")
        path.write_bytes(plan_of_300_rows())
        pairs = [(seconds(start_interpreter), seconds(lambda: read(path))) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    return {
        "ratio": round(ours / bare, 2),
        "limit": 40,
        "detail": {"interpreter_s": round(bare, 3), "ours_s": round(ours, 3)},
    }


def read(path):
    if len(read_file(path, FileKind.DOCX).tables[0].rows) != 300:
        raise SystemExit("План из 300 строк прочитан не целиком")


def start_interpreter():
    subprocess.run([sys.executable, "-I", "-S", "-c", "pass"], check=True)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
