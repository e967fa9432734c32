"""Cells of registers: what is kept of one row must be right for every other."""

import pytest
from django.utils.safestring import SafeString

from lib.registers import clamped, escaped

MARKUP = "<script>alert(1)</script>"


@pytest.mark.parametrize("draw", [escaped, clamped])
def test_safe_text_before_it_does_not_let_the_same_plain_text_through(draw):
    """Both are equal, so a cache takes them for one."""
    draw.cache_clear()
    assert MARKUP not in draw(SafeString(MARKUP))
    assert MARKUP not in draw(MARKUP)
    assert "&lt;script&gt;" in draw(MARKUP)
