"""The composition as the annex of a signed order names it, compared with the group: what changes.

Nothing is read from words but the role: people are the references of the annex's rows.
"""

import datetime
import hashlib
from dataclasses import dataclass, field

from documents.models import Annex, OrderState
from lib.dates import dotted_date
from lib.text import fold
from workgroups.groups import overlapping
from workgroups.models import MemberRole, Membership

KIND = "composition"
LONGEST_POST = 400
ROLE_WORDS = (
    ("заместитель", MemberRole.DEPUTY),
    ("секретарь", MemberRole.SECRETARY),
    ("руководитель", MemberRole.HEAD),
    ("председатель", MemberRole.HEAD),
)


@dataclass(frozen=True)
class Joining:
    """A person of the annex who is to be a member; `former` ends: another role, another post."""

    person: object
    role: MemberRole
    post: str
    former: object = None


@dataclass
class Taking:
    """What the annex changes: who joins, whose role or post does, who stays, leaves, who cannot."""

    annex: object
    since: datetime.date
    basis: str
    joining: list = field(default_factory=list)
    changing: list = field(default_factory=list)
    staying: list = field(default_factory=list)
    leaving: list = field(default_factory=list)
    # Rows whose person has no card, and people who came or left later than the annex's day.
    unknown: list = field(default_factory=list)
    later: list = field(default_factory=list)

    @property
    def is_empty(self):
        """Nothing would change."""
        return not (self.joining or self.changing or self.leaving)

    @property
    def digest(self):
        """What was looked at: the same only while nothing has changed."""
        told = [
            self.annex.pk,
            *((one.person.pk, one.role, one.post) for one in self.joining + self.changing),
            *((one.pk, one.version) for one in self.leaving + self.staying),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def memberships(self, group):
        """The new Memberships."""
        return [
            Membership(
                group=group,
                person=one.person,
                role=one.role,
                post=one.post,
                since=self.since,
                basis=self.basis,
            )
            for one in self.changing + self.joining
        ]

    def ended(self):
        """[(membership, last day, version)] of those who leave or change their role or post."""
        last = self.since - datetime.timedelta(days=1)
        former = [*self.leaving, *(one.former for one in self.changing)]
        return [(one, last, one.version) for one in former]


def annexes_of(municipality):
    """Compositions annexed to signed orders of the municipality, the latest first."""
    annexes = Annex.objects.filter(
        kind=KIND, order__municipality=municipality, order__state=OrderState.SIGNED
    )
    return annexes.select_related("order").order_by("-order__signed_on", "-pk")


def role_of(words):
    """The role that the words name: «заместитель руководителя», «секретарь»."""
    said = words.casefold()
    return next((role for word, role in ROLE_WORDS if word in said), MemberRole.MEMBER)


def act_words(order):
    """«распоряжение от 30.04.2020 № 86-р»."""
    kind = order.get_kind_display()
    return f"{kind[:1].upper()}{kind[1:]} от {dotted_date(order.signed_on)} № {order.number}"


def taking_of(group, annex):
    """The Taking of the annex into the group from the day of its order."""
    order = annex.order
    taking = Taking(annex, order.signed_on, act_words(order))
    present = {}
    rows = overlapping(group, taking.since, None).select_related("person")
    for one in rows.order_by("-until", "pk"):
        # The one that goes on comes first on neither database by itself.
        if one.person_id not in present or one.until is None:
            present[one.person_id] = one
    named = set()
    for row in annex.rows.select_related("person"):
        if row.person_id is None:
            taking.unknown.append(" — ".join(filter(None, row.cells)))
        elif row.person_id not in named:
            named.add(row.person_id)
            sort(taking, row, present.get(row.person_id))
    for person, one in present.items():
        if person not in named:
            goes = one.until is None and one.since < taking.since
            (taking.leaving if goes else taking.later).append(one)
    return taking


def is_same_post(former, new):
    """The annex names the same post, or none."""
    return not new.strip() or fold(former).split() == fold(new).split()


def sort(taking, row, former):
    """Put the person of the row where the change belongs."""
    _, post, role_words = (*row.cells, "", "", "")[:3]
    role = role_of(role_words)
    new = Joining(row.person, role, post[:LONGEST_POST], former)
    if former is None:
        taking.joining.append(new)
    elif former.until:
        taking.later.append(former)
    elif former.role == role and (
        is_same_post(former.post, new.post) or former.since == taking.since
    ):
        taking.staying.append(former)
    elif former.since < taking.since:
        taking.changing.append(new)
    else:
        taking.later.append(former)
