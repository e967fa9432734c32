"""The annexes «Состав группы» and «Положение» of an order are filled from the group.

Which group an order is about, its annex says: the heading holds the name in the genitive. One that
names none means the only group there is, or the first working group.
"""

from documents.annex_kinds.filling import members_of_group
from workgroups.members import composition, role_in_list
from workgroups.models import GroupKind, MemberRole, WorkingGroup
from workgroups.regulations.text import whole_text

COMPOSITION_WORDS = "сегодняшний состав группы, названной в заголовке приложения"
REGULATION_WORDS = "действующее положение группы, названной в заголовке приложения"


def group_of(annex):
    """The WorkingGroup that the heading of the annex names, or the one that is meant; or None."""
    today = annex.municipality.today()
    groups = [
        group
        for group in WorkingGroup.objects.filter(municipality=annex.municipality)
        if group.ended_on is None or group.ended_on >= today
    ]
    heading = plain(annex.heading)
    named = [group for group in groups if plain(group.name_genitive) in heading]
    if named:
        return max(named, key=lambda group: len(group.name_genitive))
    working = [group for group in groups if group.kind == GroupKind.WORKING]
    return next(iter(working or (groups if len(groups) == 1 else [])), None)


def plain(words):
    """The words in one line of small letters."""
    return " ".join(words.split()).casefold()


def composition_rows(annex):
    """[values of AnnexRow] of the composition of today; without a group, as documents do."""
    group = group_of(annex)
    members = composition(group, annex.municipality.today()) if group else []
    if not members:
        return members_of_group(annex.order)
    rows = [
        {"person": one.person, "cells": [str(one.person), one.post, role_in_list(one)]}
        for one in members
    ]
    plain_ones = (n for n, one in enumerate(members) if one.role == MemberRole.MEMBER)
    if first := next(plain_ones, None):
        rows[first]["group"] = "Члены:"
    return rows


def regulation_text(annex):
    """Text of the regulation in force; empty when there is none."""
    group = group_of(annex)
    regulation = group and group.regulation_on(annex.municipality.today())
    return whole_text(regulation) if regulation else ""
