"""Writes that span several rows of schools, people, roles and programmes."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.audit import changed_values, record
from accounts.models import AuditVerb, Invitation, User
from files.store import store
from letters.operations import post_letter
from lib.versions import Conflict
from schools.models import DueDayRules, Person, Programme, ProgrammeVersion
from schools.programmes.moves import UPLOADABLE, WrongState


class AlreadyEnded(Exception):
    """The role has ended before."""

    def __init__(self):
        super().__init__("Эта роль уже завершена.")


class HasDeputies(Exception):
    """Somebody is acting for the person in this role."""

    def __init__(self):
        super().__init__("Сначала завершите роль того, кто исполняет обязанности этого человека.")


# --- schools


@transaction.atomic
def add_school(school, *, aliases, by):
    """Save a new school with its other names; returns it."""
    school.save()
    replace_aliases(school, aliases)
    record(AuditVerb.CREATE, school, by=by)
    return school


@transaction.atomic
def change_school(school, fields, *, aliases, seen_version, by):
    """Save the school and its other names; lib.versions.Conflict if somebody was first."""
    changes = save_fields(school, fields, seen_version=seen_version)
    changes |= replace_aliases(school, aliases)
    record(AuditVerb.CHANGE, school, by=by, changes=changes)


def replace_aliases(school, names):
    """Leave the school exactly these other names; returns what has changed."""
    before = {alias.name: alias for alias in school.aliases.all()}
    for name in names:
        if name not in before:
            school.aliases.create(name=name)
    for name in before.keys() - set(names):
        before[name].delete()
    school.save(update_fields=["search"])  # it is made of the aliases too
    return changed_values({"aliases": "; ".join(before)}, {"aliases": "; ".join(names)})


def save_fields(row, fields, *, seen_version):
    """Conditional save of the fields; returns {field: [old, new]} of those that differ."""
    names = [row._meta.get_field(name).attname for name in fields]
    before = type(row)._base_manager.filter(pk=row.pk).values(*names).first() or {}
    row.save_changes(fields, seen_version=seen_version)
    return changed_values(before, {name: getattr(row, name) for name in names})


# --- tutors


@transaction.atomic
def assign_tutor(assignment, *, by):
    """Assign the tutor to the school; returns the assignment."""
    assignment.save()
    record(AuditVerb.CREATE, assignment, by=by)
    return assignment


@transaction.atomic
def change_assignment(assignment, fields, *, seen_version, by):
    """Correct an assignment or end it; lib.versions.Conflict if somebody was first."""
    changes = save_fields(assignment, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, assignment, by=by, changes=changes)


# --- due days


@transaction.atomic
def change_due_day_rules(rules, fields, *, seen_version, by):
    """Save the rules of a municipality, the first time too; Conflict if somebody was first."""
    if rules.pk:
        changes = save_fields(rules, fields, seen_version=seen_version)
    else:
        usual = DueDayRules()
        try:
            with transaction.atomic():
                rules.save(force_insert=True)
        except IntegrityError:  # a twin set them while this form was open
            raise Conflict(DueDayRules.objects.of(rules.municipality)) from None
        changes = changed_values(
            {name: getattr(usual, name) for name in fields},
            {name: getattr(rules, name) for name in fields},
        )
    record(AuditVerb.CHANGE, rules, by=by, changes=changes)


# --- people


@transaction.atomic
def add_person(person, *, posts, by):
    """Save a new person with the posts; returns the person."""
    person.save()
    save_posts(person, posts)
    record(AuditVerb.CREATE, person, by=by)
    return person


@transaction.atomic
def change_person(person, fields, *, posts, dropped=(), seen_version, by):
    """Save the person, the changed posts, and drop those given; Conflict if somebody was first."""
    before = posts_in_words(person)
    changes = save_fields(person, fields, seen_version=seen_version)
    person.save(update_fields=["search"])
    for post in dropped:
        post.delete()
    save_posts(person, posts)
    changes |= changed_values({"posts": before}, {"posts": posts_in_words(person)})
    record(AuditVerb.CHANGE, person, by=by, changes=changes)


def save_posts(person, posts):
    """Save the posts as posts of the person."""
    for post in posts:
        post.person = person
        post.save()


def posts_in_words(person):
    """The posts of the person as the journal keeps them."""
    posts = person.posts.select_related("unit", "school")
    return "; ".join(f"{post} ({post.unit or post.school or '—'})" for post in posts)


# --- roles


@transaction.atomic
def invite(role, *, email, name, person=None, by):
    """Give the (unsaved) role to the owner of the address; returns it.

    A new person gets a link to set the first password; one who signs in already gets a letter
    about the role; one who has the role but has not used the link gets a new link.
    """
    role.user = user_with_email(email, name=name)
    existing = role.twin()
    if existing is None:
        role.save()
        record(AuditVerb.CREATE, role, by=by)
    if person:
        link_person(person, role.user, by=by)
    link = invitation_link(role, by=by)
    context = {
        "role": role,
        "by": by,
        "link": link,
        "days": settings.INVITATION_DAYS,
        "site_url": settings.SITE_URL,
    }
    subject = "Приглашение в «Опору»" if link else "Вам дали новую роль в «Опоре»"
    post_letter(
        to=role.user.email,
        subject=subject,
        body=render_to_string("schools/letters/invitation.txt", context),
    )
    return existing or role


def user_with_email(email, *, name):
    """The user of the address; made without a password when there is none."""
    email = User.objects.normalize_email(email).lower()
    try:
        with transaction.atomic():  # a simultaneous invitation may be quicker
            return User.objects.filter(email=email).first() or User.objects.create_user(
                email, name=name
            )
    except IntegrityError:
        return User.objects.get(email=email)


def link_person(person, user, *, by):
    """Let the user be this person, unless the person has a user already."""
    free = Person.objects.filter(pk=person.pk, user=None)
    if free.update(user=user, version=F("version") + 1):
        record(AuditVerb.CHANGE, person, by=by, changes={"user": ["", user.email]})


def invitation_link(role, *, by):
    """A fresh link to set the first password; empty for a user who has one."""
    if role.user.has_usable_password():
        return ""
    invitation = Invitation.objects.filter(user=role.user).first() or Invitation(user=role.user)
    token = invitation.renew_token()
    invitation.invited_by, invitation.sent_at = by, timezone.now()
    invitation.save()
    record(AuditVerb.CREATE, invitation, by=by, municipality=role.municipality)
    return settings.SITE_URL + reverse("accounts:invitation", args=[token])


@transaction.atomic
def end_role(role, *, by):
    """End the role from this moment on.

    Yesterday becomes its last day. A role that began today or is still to come has had no full
    day: it goes away, and the journal keeps it.
    """
    today = timezone.localdate()
    if role.until and role.until < today:
        raise AlreadyEnded
    if role.since >= today:
        if role.deputies.exists():
            raise HasDeputies
        period = [str(role.since), str(role.until or "")]
        record(AuditVerb.DELETE, role, by=by, changes={"period": period})
        role.delete()
        return
    before, role.until = role.until, today - datetime.timedelta(days=1)
    role.save(update_fields=["until"])
    record(AuditVerb.CHANGE, role, by=by, changes={"until": [str(before or ""), str(role.until)]})


# --- teams


@transaction.atomic
def save_team(team, fields, *, members, upload, seen_version, by):
    """Save the team of a school, a new one too; lib.versions.Conflict if somebody was first."""
    if upload:
        team.file = store(upload, by=by)
        fields = [*fields, "file"]
    if not team.pk:
        team.save()
        team.members.set(members)
        record(AuditVerb.CREATE, team, by=by)
        return
    before = members_in_words(team)
    changes = save_fields(team, fields, seen_version=seen_version)
    team.members.set(members)
    changes |= changed_values({"members": before}, {"members": members_in_words(team)})
    record(AuditVerb.CHANGE, team, by=by, changes=changes)


def members_in_words(team):
    """The members as the journal keeps them."""
    return "; ".join(str(person) for person in team.members.all())


# --- programmes


@transaction.atomic
def add_programme(programme, *, upload, comment, by):
    """Save a new programme with its first file; returns it."""
    programme.save()
    record(AuditVerb.CREATE, programme, by=by)
    add_version(programme, upload=upload, comment=comment, by=by)
    return programme


@transaction.atomic
def add_version(programme, *, upload, comment, by):
    """Keep the file as the next version of the programme; the older ones stay. Returns it.

    Raises schools.programmes.moves.WrongState while somebody looks at the last version.
    """
    stored = store(upload, by=by)
    # Holds the programme until the end of the transaction, so that numbers have no gaps.
    open_ones = Programme.objects.filter(pk=programme.pk, state__in=UPLOADABLE)
    if not open_ones.update(version=F("version") + 1):
        raise WrongState(Programme.objects.get(pk=programme.pk))
    last = programme.versions.aggregate(last=Max("number"))["last"] or 0
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=last + 1,
        file=stored,
        comment=comment,
        uploaded_by=by,
        uploaded_at=programme.municipality.now(),
    )
    record(AuditVerb.CREATE, version, by=by, municipality=programme.municipality)
    return version
