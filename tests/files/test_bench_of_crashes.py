"""bin/bench crashes tells what it looks for, and is not green without having looked."""

import pytest

from files import parts
from tests.bench import full_disk
from tests.bench.crashes import broken_states

pytestmark = pytest.mark.django_db(transaction=True)


def test_part_without_its_file_is_told(user):
    part = parts.begin("a.pdf", 10, "1", by=user)
    assert list(broken_states()) == []
    parts.append(part, 0, b"12345")
    assert list(broken_states()) == []
    part.path.unlink()
    assert list(broken_states()) == ["an upload in parts that claims more than it has"]


def test_disk_that_has_kept_nothing_is_told():
    class Browser:
        address = "/"

        def reads(self, address):
            return 200

    assert list(full_disk.unread(Browser())) == ["no file was kept"]
