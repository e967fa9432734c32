"""Papers around the minutes: notice, list of participants, decision, letter to the schools."""

from django.template.loader import render_to_string

from documents.marks import BLANK_DATE, BLANK_NUMBER
from documents.models import OrderKind, profile_of
from lib.dates import long_date
from workgroups.counting import seats_on
from workgroups.papers.cuts import adopted_in, head_of, heading_in, titles_in
from workgroups.papers.minutes import FORM_WORDS, closing_words, guest_words, heading_of

ADVISORY = (
    "Решение носит рекомендательный характер и направляется в орган управления образованием и "
    "руководителям общеобразовательных организаций."
)


def page_context(meeting, title):
    """What every paper of a meeting has; over one with signed minutes stands what they say."""
    profile = profile_of(meeting.municipality, OrderKind.ORDER)
    heading = heading_in(meeting) if meeting.is_signed else heading_of(meeting, profile)
    return {
        "title": f"{title}: {heading['subject']} {meeting.held_on:%d.%m.%Y}",
        "author": meeting.municipality.department,
        "style": profile,
        "is_draft": not meeting.is_signed,
        "meeting": meeting,
        **heading,
    }


def notice_html(meeting):
    """«Уведомление о заседании» with the agenda and the drafts of decisions."""
    context = page_context(meeting, "Уведомление") | {
        "form": FORM_WORDS[meeting.form].strip(" ()"),
        "day": long_date(meeting.held_on),
        "closes": closing_words(meeting),
        "items": meeting.items.select_related("speaker"),
        "guests": [guest_words(guest) for guest in meeting.guests.select_related("person")],
        "seats": seats_on(meeting.group, meeting.held_on),
    }
    return render_to_string("print/meeting_notice.html", context)


def participants_html(meeting):
    """«Список участников» to be signed by those who come, guests after the members."""
    seats = seats_on(meeting.group, meeting.held_on)
    members = [(seat.person.full_name, seat.post, seat.role.label) for seat in seats]
    guests = [
        (guest.person.full_name if guest.person_id else guest.name, guest.post, "приглашённый")
        for guest in meeting.guests.select_related("person")
    ]
    rows = [(f"{number}.", *row, "") for number, row in enumerate([*members, *guests], start=1)]
    context = page_context(meeting, "Список участников")
    subject, day = context["subject"], long_date(meeting.held_on)
    context |= {
        "heading": f"СПИСОК УЧАСТНИКОВ\n{subject}\n{day}",
        "columns": (
            ("№ п/п", 7),
            ("Фамилия, имя, отчество", 25),
            ("Должность, организация", 33),
            ("В группе", 18),
            ("Подпись", 17),
        ),
        "rows": rows,
    }
    return render_to_string("print/sheet.html", context)


def decision_html(meeting):
    """«Решение» of the meeting, signed by the head alone (domain.md 1.8)."""
    adopted, titles = adopted_in(meeting), titles_in(meeting)
    post, name = head_of(meeting)
    grouped = {}
    for one in adopted:
        grouped.setdefault(one.item, []).append(one)
    context = page_context(meeting, "Решение") | {
        "groups": [(item, titles.get(item, ""), rows) for item, rows in grouped.items()],
        "advisory": ADVISORY,
        "post": post,
        "name": name,
    }
    return render_to_string("print/decision.html", context)


def letter_html(meeting, addressee=None):
    """Letter with which the decision goes to the schools, or to one addressee what is theirs."""
    adopted = adopted_in(meeting)
    if addressee:
        adopted = [one for one in adopted if one.number in addressee.numbers]
    post, name = head_of(meeting)
    context = page_context(meeting, "Письмо") | {
        "to": addressee.to if addressee else "Руководителям общеобразовательных организаций",
        "blank_date": BLANK_DATE,
        "blank_number": BLANK_NUMBER,
        "adopted": adopted,
        "post": post,
        "name": name,
    }
    return render_to_string("print/decision_letter.html", context)
