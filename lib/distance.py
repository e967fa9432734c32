"""Coordinates as people copy them from a map, and the distance between two such points."""

import re
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371
# «49.5912, 42.7345» of every map; with decimal commas the two are parted by a semicolon.
POINTS = (
    re.compile(r"^(-?\d{1,2}(?:\.\d+)?)[,;]?\s+(-?\d{1,3}(?:\.\d+)?)$"),
    re.compile(r"^(-?\d{1,2}(?:\.\d+)?)[,;](-?\d{1,3}(?:\.\d+)?)$"),
    re.compile(r"^(-?\d{1,2}(?:,\d+)?);?\s+(-?\d{1,3}(?:,\d+)?)$"),
)


def point_of(text):
    """(latitude, longitude) of the text, or None when it is no place on the Earth."""
    words = " ".join((text or "").split())
    found = next((match for form in POINTS if (match := form.match(words))), None)
    if found is None:
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def kilometres(one, other):
    """Distance between the two points as the crow flies, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
