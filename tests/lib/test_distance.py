import pytest

from lib.distance import kilometres, point_of


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("49.5912, 42.7345", (49.5912, 42.7345)),
        ("49.5912,42.7345", (49.5912, 42.7345)),
        (" 49.5912   42.7345 ", (49.5912, 42.7345)),
        ("49,5912; 42,7345", (49.5912, 42.7345)),
        ("49,5912 42,7345", (49.5912, 42.7345)),
        ("-33, 151.2", (-33, 151.2)),
        ("", None),
        ("49.5912", None),
        ("91, 10", None),
        ("10, 181", None),
        ("у реки", None),
        (None, None),
    ],
)
def test_point_is_read_as_maps_write_it(text, point):
    assert point_of(text) == point


def test_distance_is_that_of_a_great_circle():
    """Moscow and Saint Petersburg are 634 km apart; a place is no distance from itself."""
    moscow, petersburg = (55.7558, 37.6173), (59.9343, 30.3351)
    assert kilometres(moscow, petersburg) == pytest.approx(634, abs=2)
    assert kilometres(petersburg, moscow) == kilometres(moscow, petersburg)
    assert kilometres(moscow, moscow) == 0
