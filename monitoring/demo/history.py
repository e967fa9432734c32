"""Invented acts over the checkpoints: every state is there, some overdue, some due soon."""

import datetime
import random
from functools import partial

from monitoring.dates import ask_for_date, grant_date, refuse_date
from monitoring.demo.papers import keep
from monitoring.models import Checkpoint, Verb
from monitoring.proofs import proofs_of
from monitoring.transitions import act
from schools.models import Role, RoleKind

REPORTS = (
    "Работа проведена в срок, материалы приложены.",
    "Семинар проведён, участвовали все приглашённые учителя.",
    "Документ утверждён приказом директора и размещён на сайте школы.",
    "Консультации проведены, журнал заполнен.",
    "Итоги обсудили на педагогическом совете, решения приняты.",
)
REMARKS = (
    "Приложите документ с подписью и датой.",
    "Укажите, сколько учителей участвовало и кто провёл занятие.",
    "В отчёте нет результатов: добавьте выводы.",
)
REASONS = (
    "Школа закрывалась на карантин, занятия перенесены.",
    "Ведущий семинара заболел, новую дату согласовали с методистом.",
    "Материалы ещё на проверке у руководителя методического объединения.",
)
# Shares of what became of the checkpoints whose date has passed.
PAST = (("accepted", 62), ("reported", 12), ("returned", 9), ("started", 8), ("planned", 9))
SOON = (("planned", 60), ("started", 25), ("reported", 10), ("accepted", 5))


class History:
    """Acts of one municipality, the same at every rebuilding."""

    def __init__(self, cast):
        self.cast = cast
        self.today = cast.municipality.today()
        self.chance = random.Random(cast.municipality.slug)  # noqa: S311 — not a secret
        self.files_left = 12
        roles = Role.objects.filter(
            municipality=cast.municipality, kind=RoleKind.DIRECTOR
        ).select_related("user")
        self.directors = {role.school_id: role.user for role in roles}

    def play(self, edition):
        """Lead every checkpoint of the edition to the state that chance gives it."""
        rows = Checkpoint.objects.filter(edition=edition).select_related("lead", "measure")
        # A lead reports when its co-executors have.
        checkpoints = sorted(
            rows.order_by("due_on", "pk"), key=lambda row: (row.lead_id is None, row.due_on, row.pk)
        )
        # The first ones show every state for certain, the others as chance will have it.
        certain = iter(dict(PAST))
        for checkpoint in checkpoints:
            chosen = self.pick(checkpoint)
            self.lead(checkpoint, next(certain, chosen) if checkpoint.school_id else chosen)
        later = [c for c in checkpoints if c.due_on > self.today and c.state == "planned"]
        self.drop(later)
        self.ask_for_dates([c for c in checkpoints if c.school_id and c.is_open])

    def drop(self, later):
        """Of those that nobody has begun: the last one cancelled, one taken off control."""
        head = self.cast.user("head")
        free = [checkpoint for checkpoint in later if not checkpoint.parts.exists()]
        if free:
            text = "Мероприятие объединено с другим."
            self.step(free.pop(), Verb.CANCEL, head, text=text)
        if free:
            text = "Работа проведена в рамках другого мероприятия, отдельный отчёт не нужен."
            self.step(free.pop(), Verb.REMOVE, head, text=text)

    def ask_for_dates(self, checkpoints):
        """The first three open ones: a later date granted, refused, still waited for."""
        decisions = (
            partial(grant_date, answer="Согласовано."),
            partial(refuse_date, answer="Срок ещё не прошёл, успейте подготовить материалы."),
            None,
        )
        for checkpoint, decide in zip(checkpoints, decisions, strict=False):
            executor = self.executor(checkpoint)
            start = max(checkpoint.due_on, self.today)
            request = ask_for_date(
                checkpoint,
                due_on=start + datetime.timedelta(days=30),
                reason=self.chance.choice(REASONS),
                by=executor,
                seen_version=checkpoint.version,
            )
            if decide:
                decide(request, by=self.judge(executor), seen_version=checkpoint.version)

    def pick(self, checkpoint):
        days = (checkpoint.due_on - self.today).days
        if days > 45:
            return "planned"
        states, weights = zip(*(PAST if days < 0 else SOON), strict=True)
        return self.chance.choices(states, weights)[0]

    def lead(self, checkpoint, target):
        executor = self.executor(checkpoint)
        if target != "planned" and checkpoint.parts.exclude(state="accepted").exists():
            target = "started"
        if target == "planned":
            return
        if target == "started" or self.chance.random() < 0.4:
            self.step(checkpoint, Verb.START, executor, before=self.chance.randint(12, 25))
        if target == "started":
            return
        self.report(checkpoint, executor)
        if target == "returned" or self.chance.random() < 0.15:
            remark = self.chance.choice(REMARKS)
            self.step(checkpoint, Verb.RETURN, self.judge(executor), before=3, text=remark)
            if target != "returned":
                self.report(checkpoint, executor)
        if target == "accepted":
            self.step(checkpoint, Verb.ACCEPT, self.judge(executor), before=-1)

    def report(self, checkpoint, executor):
        text = self.chance.choice(REPORTS)
        proofs = self.proofs(checkpoint, executor)
        self.step(checkpoint, Verb.REPORT, executor, before=4, text=text, proofs=proofs)

    def proofs(self, checkpoint, executor):
        """A file while there are files left, else a page or the requisites of a paper."""
        day = checkpoint.due_on
        if self.files_left and self.chance.random() < 0.35:
            self.files_left -= 1
            return proofs_of(files=[keep("Справка", f"Справка {day:%d.%m.%Y}.pdf", by=executor)])
        if self.chance.random() < 0.3:
            return proofs_of(link=f"https://school.example/news/{day:%Y-%m-%d}")
        number = self.chance.randint(3, 120)
        return proofs_of(document=f"Приказ школы от {day:%d.%m.%Y} № {number}")

    def step(self, checkpoint, verb, by, *, before=0, text="", proofs=()):
        """One act, so many days before the date, but never after «today»."""
        day = min(checkpoint.due_on - datetime.timedelta(days=before), self.today)
        hour = datetime.time(self.chance.randint(8, 16), self.chance.randint(0, 59))
        at = datetime.datetime.combine(day, hour, tzinfo=self.cast.municipality.zone)
        last = checkpoint.events.order_by("at").last()
        if last and at <= last.at:
            at = last.at + datetime.timedelta(hours=2)
        act(
            checkpoint,
            verb,
            by=by,
            seen_version=checkpoint.version,
            text=text,
            proofs=proofs,
            at=min(at, self.cast.municipality.now()),
        )

    def executor(self, checkpoint):
        """User who reports: the director, or a person of the department."""
        if checkpoint.school_id:
            return self.directors.get(checkpoint.school_id) or self.cast.user("school_coordinator")
        if checkpoint.person_id and checkpoint.person.user_id:
            return checkpoint.person.user
        return self.cast.user("methodologist")

    def judge(self, executor):
        """Who accepts: the coordinator, or the head when the coordinator reported."""
        coordinator = self.cast.user("coordinator")
        return self.cast.user("head") if executor == coordinator else coordinator
