"""The reading as the command line prints it: plain values for JSON (README, «Командная строка»)."""

from dataclasses import asdict

from roadmaps.importing.wording import one_line


def outline_of(reading, *, file=""):
    """The object that `manage.py import_roadmap` prints; texts without line breaks, ISO dates."""
    return {
        "file": file,
        "title": one_line(reading.title),
        "plan": {
            "start": reading.start and reading.start.isoformat(),
            "end": reading.end and reading.end.isoformat(),
            "source": reading.period_source,
        },
        "approved": reading.approved and reading.approved.isoformat(),
        "columns": [
            {"heading": column.heading, "role": column.role.value, "doubt": column.doubt}
            for column in reading.columns
        ],
        "blocks": [
            {"kind": block.kind, "title": block.title, "text": block.text}
            for block in reading.blocks
        ],
        "sections": [section_outline(section) for section in reading.sections],
        "warnings": [asdict(finding) for finding in reading.warnings],
    }


def section_outline(section):
    return {
        "number": section.number,
        "title": section.title,
        "measures": [measure_outline(measure) for measure in section.measures],
    }


def measure_outline(measure):
    return {
        "number": measure.number,
        "actions": [
            {"actor": action.actor, "text": one_line(action.text)} for action in measure.actions
        ],
        "expected_result": one_line(measure.expected_result),
        "indicator": one_line(measure.indicator),
        "note": one_line(measure.note),
        "deadline": measure.deadline.as_json() | {"text": one_line(measure.deadline_text)},
        "responsible": {
            "text": one_line(measure.responsible_text),
            "parties": [party.as_json() for party in measure.parties],
        },
        "source_rows": measure.source_rows,
        "flags": [asdict(flag) for flag in measure.flags],
    }
