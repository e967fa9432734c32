"""Control of one plan: its checkpoints, their history, requests and proofs, written in bulk."""

import datetime

from monitoring.demo.scale.stories import EXECUTOR, Teller
from monitoring.demo.scale.writing import write
from monitoring.models import (
    Checkpoint,
    CheckpointEvent,
    DateRequest,
    DateRequestState,
    Evidence,
    Verb,
)
from schools.models import RoleKind

FIRST_HOUR = 9  # acts of one day follow each other by the hour


def put_on_control(town, rows, *, today):
    """Checkpoints of the measures × schools, each with its story; returns how many."""
    edition = rows[0][0].section.edition
    teller = Teller(town.chance, since=edition.annex.order.signed_on, today=today)
    points = [
        (unsaved(town, edition, row, school, story, teller.since), story)
        for row in rows
        for school in town.schools
        for story in [teller.story(row[2].due_on)]
    ]
    write(Checkpoint, [point for point, _ in points])
    write_history(town, points)
    return len(points)


def unsaved(town, edition, row, school, story, since):
    """The Checkpoint of the measure, action and date that the school owes."""
    measure, action, date = row
    return Checkpoint(
        municipality_id=town.municipality.pk,
        edition_id=edition.pk,
        section_id=measure.section_id,
        measure_id=measure.pk,
        action_id=action.pk,
        text=action.text,
        proof=measure.proof,
        since=since,
        planned_on=date.due_on,
        due_on=story.due_on,
        moves=story.moves,
        school_id=school.pk,
        executor=school.short_name,
        state=story.state,
        reported_by_id=town.directors[school.pk].pk if story.reported_on else None,
        reported_on=story.reported_on,
        accepted_on=story.accepted_on,
        version=len(story.steps) + 1,
    )


def write_history(town, points):
    """Events of all stories, the proofs of their reports, their requests for other dates."""
    events, requests = [], []
    for point, story in points:
        executor = town.directors[point.school_id]
        for place, step in enumerate(story.steps):
            events.append(event_of(town, point, step, executor, place))
        if story.request:
            requests.append(request_of(town, point, story, executor))
    write(CheckpointEvent, events)
    write(DateRequest, requests)
    write(Evidence, [proof_of(town, event) for event in events if event.verb == Verb.REPORT])


def event_of(town, point, step, executor, place):
    """The unsaved event of the step, which is so manieth of its checkpoint."""
    by = executor if step.who == EXECUTOR else judge(town)
    return CheckpointEvent(
        checkpoint_id=point.pk,
        municipality_id=point.municipality_id,
        verb=step.verb,
        by_id=by.pk,
        author=by.name,
        at=moment(town, step.day, place),
        text=step.text,
        from_state=step.source,
        to_state=step.target,
        old_due_on=step.old_due_on,
        new_due_on=step.new_due_on,
    )


def request_of(town, point, story, executor):
    """The unsaved DateRequest; one that nobody has decided on waits, or is needed no longer."""
    due_on, asked, decided = story.request
    request = DateRequest(
        checkpoint_id=point.pk,
        due_on=due_on,
        former_due_on=asked.old_due_on,
        reason=asked.text,
        asked_by=executor,
        asked_at=moment(town, asked.day, story.steps.index(asked)),
    )
    if decided:
        request.state, request.answer = DateRequestState.GRANTED, decided.text
        request.decided_by = judge(town)
        request.decided_at = moment(town, decided.day, story.steps.index(decided))
    return request


def proof_of(town, event):
    """The unsaved Evidence of a report: a published page, or the requisites of a paper."""
    if town.chance.random() < 0.3:
        page = f"https://school.example/news/{event.at:%Y-%m-%d}"
        return Evidence(event_id=event.pk, link=page)
    number = town.chance.randint(3, 120)
    return Evidence(event_id=event.pk, document=f"Приказ школы от {event.at:%d.%m.%Y} № {number}")


def judge(town):
    """Who accepts and decides."""
    return town.users[RoleKind.COORDINATOR]


def moment(town, day, place):
    """The day at its hour, by the clock of the municipality."""
    time = datetime.time(FIRST_HOUR + place, 15)
    return datetime.datetime.combine(day, time, town.municipality.zone)
