"""Writes of requests for information: asked with a letter, answered once, corrected until then."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.audit import record
from accounts.models import AuditVerb, User
from files.store import store
from letters.operations import post_letter
from lib.permissions import NotNow
from schools.models import Role, RoleKind
from schools.operations import save_fields
from workgroups.models import InformationRequest


class Answered(NotNow):
    """The answer is there already."""

    def __init__(self):
        super().__init__("На этот запрос уже ответили. Откройте его, чтобы прочесть ответ.")


@transaction.atomic
def ask(request, *, by):
    """Save a new request and write to those who are to answer; how many letters."""
    request.save()
    record(AuditVerb.CREATE, request, by=by)
    return write_to(answerers(request), request)


def write_to(users, request):
    """One letter about the request to each of the users; how many."""
    context = {"asked": request, "url": settings.SITE_URL + address_of(request)}
    for user in users:
        post_letter(
            to=user.email,
            subject=f"Запрос информации: {request.group}",
            body=render_to_string("workgroups/letters/request.txt", context),
        )
    return len(users)


def address_of(request):
    """Address of the request's page."""
    return reverse("workgroups:request", args=[request.municipality.slug, request.pk])


def answerers(request):
    """[User] who are to answer: of the school its director and coordinator, or the person."""
    if request.school_id:
        kinds = (RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)
        roles = Role.objects.filter(school=request.school_id, kind__in=kinds).held_now()
        users = {role.user_id for role in roles}
        return list(User.objects.filter(pk__in=users, is_active=True).order_by("pk"))
    if request.person_id and request.person.user_id:
        return list(User.objects.filter(pk=request.person.user_id, is_active=True))
    return []


@transaction.atomic
def change_request(request, fields, *, seen_version, by):
    """Correct what is asked; another addressee gets a letter: how many, or None if it is the same.

    Answered when it has its answer, Conflict if somebody was first.
    """
    refuse_answered(request)
    former = InformationRequest._base_manager.get(pk=request.pk)
    changes = save_fields(request, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, request, by=by, changes=changes)
    if former.to == request.to:
        return None
    told = answerers(former)
    return write_to([user for user in answerers(request) if user not in told], request)


@transaction.atomic
def answer(request, *, text, upload, seen_version, by):
    """Give the answer, with its file if there is one; Answered, Conflict if somebody was first."""
    refuse_answered(request)
    request.answer, request.answered_by = text, by
    request.answered_on = request.municipality.today()
    request.answer_file = store(upload, by=by) if upload else None
    fields = ["answer", "answer_file", "answered_on", "answered_by"]
    changes = save_fields(request, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, request, by=by, changes=changes)


def refuse_answered(request):
    """Raise Answered when somebody has answered meanwhile; the version decides between two."""
    rows = InformationRequest._base_manager.filter(pk=request.pk)
    if rows.exclude(answered_on=None).exists():
        raise Answered
