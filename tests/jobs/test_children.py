"""What a child of the worker may take of the memory."""

import mmap
import time

import pytest

from jobs.processes import MEMORY, Child

pytestmark = pytest.mark.django_db(transaction=True)  # a child is forked without connections
MEGABYTE = 1024**2


def is_well(work):
    child = Child(work)
    deadline = time.monotonic() + 20
    while not child.is_over() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert child.is_over()
    return child.is_well


def test_child_of_a_large_parent_has_room_to_work():
    with mmap.mmap(-1, MEMORY):  # counted as address space, takes no memory
        assert is_well(lambda: bytearray(200 * MEGABYTE))


def test_child_that_wants_more_than_its_bound_is_stopped():
    assert not is_well(lambda: mmap.mmap(-1, MEMORY + MEGABYTE))
