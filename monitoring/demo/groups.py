"""Groups of a demo file: compositions by date and regulations; meetings are made elsewhere."""

import datetime

from schools.models import RoleKind
from workgroups.groups import add_group, add_member
from workgroups.members import usual_post
from workgroups.models import Membership, Regulation, WorkingGroup
from workgroups.regulations.operations import add_regulation
from workgroups.regulations.text import PROGRAM_SECTION, default_text


def make_groups(cast, data):
    """{key: WorkingGroup} of the file, as the composition stands after all its changes."""
    return {one["key"]: make_group(cast, data, one) for one in data.get("groups", ())}


def make_group(cast, data, values):
    """A group with its memberships and its regulation; returns it."""
    by = cast.user(RoleKind.SECRETARY)
    group = add_group(
        WorkingGroup(
            municipality=cast.municipality,
            kind=values["kind"],
            name=values["name"],
            name_genitive=values["name_genitive"],
            purpose=values["purpose"],
            parent_body=values["parent_body"],
            unit=cast.units.get(values["unit"]),
            created_by_act=values["act"],
        ),
        by=by,
    )
    for member in values["members"]:
        add_member(membership_of(cast, group, values, member), by=by)
    if values["regulation"]:
        add_regulation(regulation_of(data, group, values), by=by)
    return group


def membership_of(cast, group, values, member):
    """A Membership by the keys of the file; without dates it lasts from the founding."""
    person, since = cast.people[member["person"]], day(member.get("since", values["since"]))
    return Membership(
        group=group,
        person=person,
        role=member["role"],
        post=usual_post(person, since),
        since=since,
        until=day(member["until"]) if "until" in member else None,
        basis=member.get("basis", values["act"]),
    )


def regulation_of(data, group, values):
    """A Regulation by the file: with the text of the order's annex, or the one to begin with."""
    told = dict(values["regulation"])
    extra = "".join(f"\n{line}" for line in told.pop("extra", ()))
    if told.pop("annex", False):
        annexes = data["order"]["annexes"]
        text = next(annex["text"] for annex in annexes if annex["kind"] == "regulation")
    else:
        title = f"# {PROGRAM_SECTION}"
        text = default_text(group).replace(title, f"{title}{extra}")
    return Regulation(
        group=group, since=day(values["since"]), basis=values["act"], text=text, **told
    )


def day(text):
    return datetime.date.fromisoformat(text)
