"""What became of one checkpoint: its state and the acts that have led there."""

import datetime
from dataclasses import dataclass, field

from monitoring.demo.history import PAST, REASONS, REMARKS, REPORTS, SOON
from monitoring.models import Verb

# Of a year that is over nearly everything is done, and something is never done.
OVER = (("accepted", 93), ("removed", 3), ("cancelled", 2), ("returned", 1), ("planned", 1))
NEAR = 45  # days before the date in which work is begun
EXECUTOR, JUDGE = "executor", "judge"
DAY = datetime.timedelta(days=1)
DROPPING = {
    "removed": (Verb.REMOVE, "Работа проведена в рамках другого мероприятия."),
    "cancelled": (Verb.CANCEL, "Мероприятие объединено с другим."),
}


@dataclass(slots=True)
class Step:
    """One act: who does what on which day."""

    verb: Verb
    day: datetime.date
    who: str
    source: str
    target: str
    text: str = ""
    old_due_on: datetime.date | None = None
    new_due_on: datetime.date | None = None


@dataclass(slots=True)
class Story:
    """The checkpoint as its acts have left it."""

    due_on: datetime.date
    state: str = "planned"
    moves: int = 0
    reported_on: datetime.date | None = None
    accepted_on: datetime.date | None = None
    steps: list = field(default_factory=list)
    # (the date asked for, the step that asks, the step that decides or None)
    request: tuple | None = None


class Teller:
    """Tells stories by chance: no act is after the evening before `today`, nor before `since`."""

    def __init__(self, chance, *, since, today):
        self.chance, self.since, self.today = chance, since, today
        self.day = since

    def story(self, planned_on):
        """The Story of a checkpoint that is due by the plan on the day."""
        story = Story(planned_on)
        self.day = self.since
        target = self.pick(planned_on)
        near = (planned_on - self.today).days <= NEAR
        if near and self.chance.random() < 0.06:
            self.ask(story, is_decided=target != "planned" or self.chance.random() < 0.5)
        if target in DROPPING:
            verb, text = DROPPING[target]
            self.step(story, verb, planned_on - 20 * DAY, JUDGE, target, text=text)
        elif target != "planned":
            self.work(story, target)
        return story

    def pick(self, planned_on):
        """State in which the checkpoint is to be."""
        days = (planned_on - self.today).days
        if days > NEAR:
            return "planned"
        past = OVER if planned_on.year < self.today.year else PAST
        states, weights = zip(*(past if days < 0 else SOON), strict=True)
        return self.chance.choices(states, weights)[0]

    def work(self, story, target):
        """Begin, report, return, accept: as far as the target."""
        if target == "started" or self.chance.random() < 0.4:
            self.step(story, Verb.START, story.due_on - self.days(12, 25), EXECUTOR, "started")
        if target == "started":
            return
        self.report(story, self.days(-8, 5))
        if target == "returned" or self.chance.random() < 0.12:
            remark = self.chance.choice(REMARKS)
            self.step(story, Verb.RETURN, self.day + DAY, JUDGE, "returned", text=remark)
            if target != "returned":
                self.report(story, self.day + self.days(1, 4) - story.due_on)
        if target == "accepted":
            self.step(story, Verb.ACCEPT, self.day + self.days(1, 5), JUDGE, "accepted")
            story.accepted_on = self.day

    def report(self, story, after):
        """A report so long after the date."""
        text = self.chance.choice(REPORTS)
        self.step(story, Verb.REPORT, story.due_on + after, EXECUTOR, "reported", text=text)
        story.reported_on = self.day

    def ask(self, story, *, is_decided):
        """Ask for a later date; it is granted, or waits."""
        dates = {"old_due_on": story.due_on, "new_due_on": story.due_on + 30 * DAY}
        reason, state = self.chance.choice(REASONS), story.state
        day = story.due_on - self.days(10, 30)
        asked = self.step(story, Verb.ASK_DATE, day, EXECUTOR, state, text=reason, **dates)
        decided = None
        if is_decided:
            text = "Согласовано."
            decided = self.step(
                story, Verb.MOVE_DATE, self.day + 2 * DAY, JUDGE, state, text=text, **dates
            )
            story.due_on, story.moves = dates["new_due_on"], 1
        story.request = dates["new_due_on"], asked, decided

    def step(self, story, verb, day, who, target, **values):
        """One act, never before the former one."""
        self.day = max(self.day, min(day, self.today - DAY))
        step = Step(verb, self.day, who, story.state, target, **values)
        story.steps.append(step)
        story.state = target
        return step

    def days(self, least, most):
        return self.chance.randint(least, most) * DAY
