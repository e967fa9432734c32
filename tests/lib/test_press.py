"""Printing in limited children: what breaks a limit is told, the next document is printed."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from lib import pdf, press
from lib.places import place
from lib.press import Limits


def page(body):
    return (
        '<!doctype html><html lang="ru"><head><title>О деле</title>'
        '<link rel="stylesheet" href="print.css"></head>'
        f'<body><section class="paper order">{body}</section></body></html>'
    )


SHORT = page("<p>Слово</p>")


@pytest.fixture
def long_paper():
    """Two seconds of work and more."""
    cells = "".join(f"<td>Провести семинар {n} для педагогов района</td>" for n in range(5))
    return page(f'<table class="plan"><tbody>{f"<tr>{cells}</tr>" * 200}</tbody></table>')


@pytest.fixture(autouse=True)
def _own_children():
    yield
    press.end_children()


def test_document_over_the_time_is_stopped_and_the_next_one_printed(monkeypatch, long_paper):
    monkeypatch.setattr(press, "LIMITS", Limits(seconds=1))
    with pytest.raises(pdf.NotPrinted, match="и был остановлен"):
        pdf.render(long_paper)
    monkeypatch.setattr(press, "LIMITS", Limits())
    assert pdf.render(SHORT).startswith(b"%PDF")


def test_without_the_limit_of_time_the_same_document_is_printed(long_paper):
    """The twin: it is the limit that stops the document above."""
    assert pdf.render(long_paper).startswith(b"%PDF")


def test_document_over_the_memory_is_stopped(monkeypatch, long_paper):
    monkeypatch.setattr(press, "LIMITS", Limits(memory=240 * press.MEGABYTE))
    # Where memory ends in the libraries below Python, the child just dies.
    with pytest.raises(pdf.NotPrinted, match="не хватило памяти|не удалось напечатать"):
        pdf.render(long_paper)
    monkeypatch.setattr(press, "LIMITS", Limits())
    assert pdf.render(SHORT).startswith(b"%PDF")


def test_child_that_cannot_begin_is_a_refusal_and_not_a_failure(monkeypatch):
    monkeypatch.setattr(press, "LIMITS", Limits(memory=60 * press.MEGABYTE))
    with pytest.raises(pdf.NotPrinted, match="не удалось напечатать"):
        pdf.render(SHORT)


def test_child_killed_while_idle_is_not_missed():
    first = pdf.render(SHORT)
    for child in press._idle:
        child.process.kill()
        child.process.wait()
    assert pdf.render(SHORT) == first


def test_third_document_waits_and_is_told_to_come_later(settings):
    folder = settings.DATA_DIR / "locks"
    with ExitStack() as taken:
        for _ in range(press.PLACES):
            taken.enter_context(place(folder, "press", count=press.PLACES, patience=0))
        with pytest.raises(pdf.Busy, match="Повторите через минуту"):
            pdf.render(SHORT, patience=0)
    assert pdf.render(SHORT, patience=0).startswith(b"%PDF")


def test_with_one_place_more_it_would_be_printed_at_once(monkeypatch, settings):
    """The twin: it is the number of places that refuses."""
    folder = settings.DATA_DIR / "locks"
    monkeypatch.setattr(press, "PLACES", 3)
    with ExitStack() as taken:
        for _ in range(2):
            taken.enter_context(place(folder, "press", count=2, patience=0))
        assert pdf.render(SHORT, patience=0).startswith(b"%PDF")


def test_child_knows_no_secret_of_the_server(monkeypatch):
    monkeypatch.setenv("OPORA_SECRET_KEY", "тайна")
    monkeypatch.setenv("DATABASE_URL", "postgresql://тайна")
    child = press.Child()
    told, give_up_at = Path(f"/proc/{child.process.pid}/environ"), time.monotonic() + 10
    # The kernel tells nothing of a program that is just being started.
    while not (environment := told.read_bytes().decode()) and time.monotonic() < give_up_at:
        time.sleep(0.01)
    child.end()
    assert "тайна" not in environment
    assert "PATH=" in environment
