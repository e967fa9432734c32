import datetime

import pytest

from lib.dates import quarter_of

D = datetime.date


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (D(2026, 1, 1), D(2026, 1, 1), D(2026, 3, 31)),
        (D(2026, 5, 31), D(2026, 4, 1), D(2026, 6, 30)),
        (D(2026, 9, 30), D(2026, 7, 1), D(2026, 9, 30)),
        (D(2026, 12, 31), D(2026, 10, 1), D(2026, 12, 31)),
    ],
)
def test_quarter_of_a_day(day, first, last):
    assert quarter_of(day) == (first, last)
