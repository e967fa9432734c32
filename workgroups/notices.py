"""Letters about a meeting: one to each addressee, with the whole agenda; who could not be told."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from letters.operations import post_letter
from lib.dates import dotted_date
from workgroups.counting import seats_on
from workgroups.models import MemberRole

SECOND_NOTICE = "Изменилось заседание"


@dataclass(frozen=True)
class Sent:
    """What came of telling: how many letters, names of those who have no address here."""

    letters: int
    unreached: list


def addressees_of(meeting):
    """[(address or nothing, name, is a member)]: members of the day, guests; an address once."""
    people = [(seat.person, True) for seat in seats_on(meeting.group, meeting.held_on)]
    guests = meeting.guests.select_related("person__user")
    found = [(mail_of(person), str(person), is_member) for person, is_member in people]
    found += [(guest.email or mail_of(guest.person), str(guest), False) for guest in guests]
    addressees = {}
    for address, name, is_member in found:
        addressees.setdefault(address.lower() or name, (address, name, is_member))
    return list(addressees.values())


def mail_of(person):
    """Address of the person who signs in, or nothing."""
    user = person and person.user
    return user.email if user and user.is_active else ""


def write_notices(meeting, *, subject):
    """Write the letter of the meeting, with its whole agenda, to each addressee; Sent."""
    day = dotted_date(meeting.held_on)
    secretary = secretary_of(meeting.group, meeting.held_on)
    return write_letters(
        meeting,
        template="workgroups/letters/notice.txt",
        subject=f"{subject} {day}: {meeting.group}",
        key=f"meeting-{meeting.pk}-notice-{meeting.notices}",
        addressees=addressees_of(meeting),
        is_change=subject == SECOND_NOTICE,
        secretary=secretary and {"person": secretary, "mail": mail_of(secretary)},
    )


def secretary_of(group, day):
    """The person who is the group's secretary on the day, or None."""
    seats = seats_on(group, day)
    return next((seat.person for seat in seats if seat.role == MemberRole.SECRETARY), None)


def write_letters(meeting, *, template, subject, key, addressees, **values):
    """One letter to each of the addressees that has an address; Sent."""
    address = reverse("workgroups:meeting", args=[meeting.municipality.slug, meeting.pk])
    items = list(meeting.items.select_related("speaker").prefetch_related("materials__file"))
    context = {"meeting": meeting, "items": items, **values}
    reached = [one for one in addressees if one[0]]
    for to, name, is_member in reached:
        shown = {"name": name, "link": settings.SITE_URL + address if is_member else ""}
        body = render_to_string(template, context | shown)
        post_letter(to=to, subject=subject, body=body, dedupe_key=f"{key}-{to.lower()}"[:200])
    return Sent(len(reached), [name for to, name, _ in addressees if not to])
