"""One municipality of the training data, for a walk through it."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import User
from monitoring.demo.builder import build, build_next_year
from monitoring.demo.people import MAILBOXES, PASSWORD
from monitoring.models import Checkpoint
from roadmaps.models import Proof
from schools.models import Municipality, RoleKind

DEMO = settings.BASE_DIR / "fixtures" / "demo"


@dataclass
class Town:
    """Who lives there and what a walk needs to know."""

    municipality: Municipality
    users: dict
    schools: dict

    def user(self, kind):
        """The first user with the role."""
        return self.users[kind][0]

    def checkpoint(self, key, words):
        """The one checkpoint of the school that begins with these words."""
        return Checkpoint.objects.get(school=self.schools[key], action__text__startswith=words)


def build_town(slug):
    data = json.loads((DEMO / f"{slug}.json").read_text(encoding="utf-8"))
    cast = build(data, make_password(PASSWORD))
    build_next_year(cast, (DEMO / "next-year.json").read_text(encoding="utf-8"))
    region = User.objects.get(email__startswith=MAILBOXES[RoleKind.REGIONAL])
    # What a report must prove is asked in tests/monitoring/test_proofs.py.
    Checkpoint.objects.filter(municipality=cast.municipality).update(proof=Proof.NONE)
    return Town(cast.municipality, cast.users | {RoleKind.REGIONAL: [region]}, cast.schools)
