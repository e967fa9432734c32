"""Writes of groups and of their compositions; a composition is dated rows and never overwritten.

Every write of a composition holds the row of its group to the end of the transaction, so that two
of them, side by side, cannot make one person a member twice.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import dotted_date
from lib.permissions import NotNow
from schools.operations import save_fields
from workgroups.models import MemberRole, Membership, WorkingGroup
from workgroups.signed_days import refuse_other_seats

ONE_DAY = datetime.timedelta(days=1)
SINGLE_ROLES = (MemberRole.HEAD, MemberRole.SECRETARY)


class AlreadyMember(NotNow):
    """The person is in the composition on some of these days."""

    def __init__(self, other):
        super().__init__(taken_words(other))


class RoleTaken(NotNow):
    """A group has one head and one secretary on any day."""

    def __init__(self, other):
        super().__init__(role_taken_words(other))


class NotMember(NotNow):
    """The membership has ended, or begins later."""

    def __init__(self):
        super().__init__("В этот день человек уже не в составе группы. Откройте состав заново.")


@transaction.atomic
def add_group(group, *, by):
    """Save a new group; returns it."""
    group.save()
    record(AuditVerb.CREATE, group, by=by)
    return group


@transaction.atomic
def change_group(group, fields, *, seen_version, by):
    """Save what a group is; lib.versions.Conflict if somebody was first."""
    changes = save_fields(group, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, group, by=by, changes=changes)


# --- the composition


def hold(group):
    """Hold the group to the end of the transaction."""
    WorkingGroup._base_manager.filter(pk=group.pk).update(ended_on=F("ended_on"))


def overlapping(group, since, until):
    """Memberships of the group that touch the days; `until` None has no end."""
    rows = group.memberships.filter(Q(until=None) | Q(until__gte=since))
    return rows.filter(since__lte=until) if until else rows


def overlap_of(membership):
    """(another membership of the person in these days, another holder of a single role)."""
    others = overlapping(membership.group, membership.since, membership.until)
    others = others.exclude(pk=membership.pk).select_related("person")
    twin = others.filter(person=membership.person_id).first()
    is_single = membership.role in SINGLE_ROLES
    return twin, others.filter(role=membership.role).first() if is_single else None


def refuse_overlap(membership):
    """Raise unless the person is counted once and a single role has one holder on every day."""
    twin, holder = overlap_of(membership)
    if twin:
        raise AlreadyMember(twin)
    if holder:
        raise RoleTaken(holder)


def taken_words(other):
    """Why the person cannot join in these days."""
    return f"{other.person} уже в составе: {other.get_role_display()}, {days_words(other)}."


def role_taken_words(other):
    """Why the role cannot be given in these days."""
    role = other.get_role_display()
    return (
        f"В эти дни {role} — {other.person} ({days_words(other)}). Сначала закончите это участие."
    )


def days_words(membership):
    """«с 12.01.2026» or «с 12.01.2026 по 20.05.2026»."""
    end = f" по {dotted_date(membership.until)}" if membership.until else ""
    return f"с {dotted_date(membership.since)}{end}"


@transaction.atomic
def add_member(membership, *, by):
    """Take a person into the group; returns it. AlreadyMember, RoleTaken, DaySigned."""
    hold(membership.group)
    refuse_other_seats(membership.group, [], [membership])
    return save_new(membership, by=by)


def save_new(membership, *, by):
    """Save a new membership; AlreadyMember, RoleTaken. The caller holds its group."""
    refuse_overlap(membership)
    membership.save()
    record(AuditVerb.CREATE, membership, by=by)
    return membership


@transaction.atomic
def change_member(membership, fields, *, seen_version, by):
    """Correct a membership or end it.

    Conflict if somebody was first, AlreadyMember, RoleTaken, signed_days.DaySigned.
    """
    hold(membership.group)
    refuse_overlap(membership)
    refuse_other_seats(membership.group, stored([membership]), [membership])
    save_membership(membership, fields, seen_version=seen_version, by=by)


def stored(memberships):
    """[Membership] as they stand in the database."""
    return list(Membership._base_manager.filter(pk__in=[one.pk for one in memberships]))


def save_membership(membership, fields, *, seen_version, by):
    """Save the fields of one that there is; Conflict. The caller holds its group."""
    changes = save_fields(membership, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, membership, by=by, changes=changes)


@transaction.atomic
def change_role(membership, *, role, since, post, basis, seen_version, by):
    """Another role from the day on: the former membership ends the day before; returns the new.

    lib.versions.Conflict if somebody was first, NotMember unless the day is inside, RoleTaken,
    signed_days.DaySigned.
    """
    hold(membership.group)
    if since <= membership.since or (membership.until and since > membership.until):
        raise NotMember
    last, membership.until = membership.until, since - ONE_DAY
    new = Membership(
        group=membership.group,
        person=membership.person,
        role=role,
        post=post,
        since=since,
        until=last,
        basis=basis,
    )
    refuse_other_seats(membership.group, stored([membership]), [membership, new])
    save_membership(membership, ["until"], seen_version=seen_version, by=by)
    return save_new(new, by=by)


@transaction.atomic
def take_in(group, members, *, ended=(), by):
    """A composition as an act names it: new memberships, and ends of former ones with their days.

    `ended` is [(membership, last day, version seen)]. Returns the new memberships. AlreadyMember,
    RoleTaken, DaySigned, Conflict.
    """
    hold(group)
    leaving = [membership for membership, _, _ in ended]
    before = stored(leaving)
    for membership, last_day, _ in ended:
        membership.until = last_day
    refuse_other_seats(group, before, [*leaving, *members])
    for membership, _, seen_version in ended:
        save_membership(membership, ["until"], seen_version=seen_version, by=by)
    return [save_new(one, by=by) for one in members]
