"""Groups of a demo file: compositions by date and regulations; meetings are made elsewhere.

A group is founded before the order is signed, whose annex names its first members; what changed
afterwards is played after it.
"""

import datetime

from schools.models import RoleKind
from workgroups.groups import add_group, add_member, change_member
from workgroups.members import usual_post
from workgroups.models import InformationRequest, Membership, Regulation, WorkingGroup
from workgroups.regulations.operations import add_regulation
from workgroups.regulations.text import PROGRAM_SECTION, default_text
from workgroups.requests import answer


def make_groups(cast, data):
    """{key: WorkingGroup} of the file with their first members; change_groups() goes on."""
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
        if "since" not in member:
            add_member(membership_of(cast, group, values, member), by=by)
    if values["regulation"]:
        add_regulation(regulation_of(data, group, values), by=by)
    return group


def change_groups(cast, data, groups):
    """Who left and who joined later."""
    by = cast.user(RoleKind.SECRETARY)
    for values in data.get("groups", ()):
        group = groups[values["key"]]
        for member in values["members"]:
            if "until" in member:
                one = group.memberships.get(person=cast.people[member["person"]], until=None)
                one.until = day(member["until"])
                change_member(one, ["until"], seen_version=one.version, by=by)
            elif "since" in member:
                add_member(membership_of(cast, group, values, member), by=by)


def membership_of(cast, group, values, member):
    """A Membership by the keys of the file; without dates it lasts from the founding."""
    person, since = cast.people[member["person"]], day(member.get("since", values["since"]))
    return Membership(
        group=group,
        person=person,
        role=member["role"],
        post=usual_post(person, since),
        since=since,
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
    """The date of the file."""
    return datetime.date.fromisoformat(text)


# (addressee, days from today when asked, days from today of the term, what is asked, answer)
ASKED = (
    (
        "school",
        -6,
        5,
        "Какие темы по математике трудны в 5–7 классах, что школа делает.",
        "",
    ),
    (
        "person",
        -20,
        -4,
        "Сколько педагогов школ из перечня прошли курсы в этом году.",
        "",
    ),
    (
        "department",
        -12,
        2,
        "Какие средства предусмотрены на методическую помощь школам.",
        "Средства на проезд тьюторов предусмотрены в смете методической службы.",
    ),
)


def make_requests(cast, group):
    """What the group has asked for: in time, late, answered."""
    by, today = cast.user(RoleKind.SECRETARY), cast.municipality.today()
    role = cast.user(RoleKind.DIRECTOR).roles.get(kind=RoleKind.DIRECTOR)
    to = {
        "school": {"school": role.school},
        "person": {"person": cast.people[RoleKind.METHODOLOGIST]},
        "department": {"addressee": cast.municipality.department_short},
    }
    for whom, asked, due, text, said in ASKED:
        request = InformationRequest.objects.create(
            group=group,
            municipality=cast.municipality,
            asked_on=today + datetime.timedelta(days=asked),
            due_on=today + datetime.timedelta(days=due),
            text=text,
            **to[whom],
        )
        if said:
            answer(request, text=said, upload=None, seen_version=request.version, by=by)
