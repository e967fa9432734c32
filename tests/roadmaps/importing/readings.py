"""What was understood of a paper, in the short form that a test compares."""


def roles(reading):
    return [column.role.value for column in reading.columns]


def numbers(reading):
    return [measure.number for _, measure in reading.measures]


def titles(reading):
    return [measure.title for _, measure in reading.measures]


def deadlines(reading):
    return [measure.deadline_text for _, measure in reading.measures]


def sections(reading):
    """(number, title, how many measures) of each."""
    return [(s.number, s.title, len(s.measures)) for s in reading.sections]


def codes(reading):
    return [finding.code for finding in reading.warnings]


def only(reading):
    """The one measure."""
    ((_, measure),) = reading.measures
    return measure
