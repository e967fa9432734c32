"""How a vote is told in minutes: figures, who was not there, who had a conflict of interest."""

from lib.text import uncapitalised
from schools.models import Gender
from workgroups.counting import rules_of
from workgroups.models import Ballot
from workgroups.voting import Outcome, has_quorum


def voting_words(session, item, verdict):
    """«Голосовали: «за» – 6, …. Решение принято.», or why there was no decision; empty if none."""
    if verdict is None:
        return ""
    if verdict.outcome in (Outcome.NO_QUORUM, Outcome.UNCLEAR):
        told = verdict.reason.rstrip(".")
        return f"Голосование не состоялось: {uncapitalised(told)}."
    counted = session.count_of(item)
    figures = [
        f"«за» – {counted.votes_for}",
        f"«против» – {counted.against}",
        f"«воздержались» – {counted.abstained}",
    ]
    if counted.recused:
        recused = recused_at(item)
        names = names_of(seat for seat in session.present_at(item) if seat.person.pk in recused)
        figures.append(f"не голосовали из-за конфликта интересов – {counted.recused} ({names})")
    if counted.silent:
        figures.append(f"не голосовали – {counted.silent}")
    words = f"Голосовали: {', '.join(figures)}. Решение {verdict.words}"
    if verdict.is_cast:
        words += " голосом председательствующего: голоса разделились поровну"
    return f"{words}.{changed_seats(session, item)}"


def changed_seats(session, item):
    """What was otherwise at this item than at the meeting as a whole: people, the presiding."""
    told = ""
    if len(session.present_at(item)) != len(session.present):
        when = "По этому вопросу" if session.meeting.is_poll else "При голосовании"
        told = f" {when} {session.quorum_at(item)}."
        if not session.meeting.is_poll:
            there = {seat.person.pk for seat in session.present_at(item)}
            away = [seat for seat in session.present if seat.person.pk not in there]
            told += f" Отсутствовали на этом вопросе: {closed(names_of(away))}"
    leader, usual = session.presiding_at(item), session.presiding
    if leader and usual and leader.person.pk != usual.person.pk:
        person = leader.person
        led = "председательствовала" if person.gender == Gender.FEMALE else "председательствовал"
        told += f" По этому вопросу {led} {closed(person.surname_first)}"
    return told


def recused_at(item):
    """Keys of the people who had a conflict of interest in the item."""
    return {vote.person_id for vote in item.votes.all() if vote.choice == Ballot.RECUSED}


def names_of(seats):
    """«Капустина Н. В., Лесной П. П.»: in the order of the composition."""
    return ", ".join(seat.person.surname_first for seat in seats)


def quorum_line(session, present):
    """«Всего членов – 10, присутствуют – 7, кворум имеется»."""
    members = len(session.seats)
    told = f"Всего членов – {members}, {'участвуют' if session.meeting.is_poll else 'присутствуют'}"
    told = f"{told} – {present}"
    if session.regulation is None:
        return told
    rules = rules_of(session.regulation)
    enough = has_quorum(rules, members=members, present=present)
    return f"{told}, {'кворум имеется' if enough else 'кворума нет'}"


def closed(names):
    """The names with a full stop, which an initial has already."""
    return names if names.endswith(".") else f"{names}."
