"""Fields that the templates draw themselves, in tables."""

DRAWN = {"class": "form-select"}
