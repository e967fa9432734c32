"""Signing the minutes of a meeting."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lib.htmx import render_form
from lib.permissions import NotNow, require
from lib.text import count
from monitoring.forms.minutes import SignMinutesForm
from monitoring.resolutions import foretold, sign_meeting
from workgroups.counting import session_of
from workgroups.models import Meeting, MeetingState
from workgroups.papers.permissions import can_sign_minutes
from workgroups.signing import (
    NotInReview,
    NumberTaken,
    faults_of,
    minutes_digest,
    next_number,
    warnings_of,
)

WHO_SIGNS = "Протокол подписывает тот, кто председательствовал, или руководитель группы."


def sign(request, pk):
    """The presiding person reads the whole text, gives the number, signs."""
    meetings = Meeting.objects.visible_to(request.access).select_related("group__municipality")
    meeting = get_object_or_404(meetings, pk=pk)
    session = session_of(meeting)
    require(can_sign_minutes(request.access, session), WHO_SIGNS)
    if meeting.state != MeetingState.REVIEW:
        raise NotInReview(meeting)
    back = reverse("workgroups:meeting-papers", args=[request.municipality.slug, meeting.pk])
    initial = {"number": next_number(meeting), "seen_digest": minutes_digest(meeting)}
    form = SignMinutesForm(request.POST or None, initial=initial, back=back)
    if not form.is_valid():
        return show_form(request, session, form)
    try:
        done = sign_meeting(meeting, by=request.user, **form.values())
    except NumberTaken as refusal:
        form.add_error("number", str(refusal))
        return show_form(request, session, form)
    except NotNow as refusal:
        context = {"meeting": meeting, "reason": refusal}
        return render(request, "monitoring/minutes_refused.html", context, status=409)
    tell(request, done)
    return redirect(back)


def show_form(request, session, form):
    """Page with the effects of the signature, told before it is given."""
    meeting = session.meeting
    context = {
        "meeting": meeting,
        "form": form,
        "faults": faults_of(session),
        "warnings": warnings_of(session),
        "foretold": foretold(session),
        "next_number": next_number(meeting),
    }
    return render_form(request, "monitoring/minutes_sign.html", context, form=form)


def tell(request, done):
    """What has come of it."""
    points = count(len(done.points), "поручение", "поручения", "поручений")
    letters = count(done.letters, "письмо", "письма", "писем")
    told = f"Протокол № {done.meeting.number} подписан: на контроле {points}, отправлено {letters}."
    messages.success(request, told)
    if done.unreached:
        names = ", ".join(map(str, done.unreached))
        messages.warning(request, f"Письмо не ушло, потому что входа в систему нет: {names}.")
