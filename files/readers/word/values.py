"""Attribute values of WordprocessingML; a wrong one counts as absent."""

OFF = {"0", "false", "off", "none"}


def whole(attributes, name="val", default=None):
    """Whole number of an attribute."""
    try:
        return int(attributes.get(name, ""))
    except ValueError:
        return default


def is_on(attributes):
    """Value of a yes-or-no property, whose bare presence is a yes."""
    return attributes.get("val", "1") not in OFF
