"""«Сохранность файлов»: what is known of the files of one municipality (reliability.md R8, D11)."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from documents.models import Annex, BasisAct, Order, OrderSignature, SignedScan
from files import allowance, upkeep_log
from files.models import Quarantine, StoredFile, Upkeep, UpkeepRun
from jobs.models import Job
from letters.operations import post_letter
from lib.text import count, size_words
from monitoring.models import DateRequest, Evidence
from roadmaps.models import PlanImport
from schools.models import (
    Agreement,
    Conclusion,
    JointAct,
    Municipality,
    ProgrammeVersion,
    Role,
    RoleKind,
    SupportTeam,
    TableImport,
)
from workgroups.models import Dissent, InformationRequest, Material, Meeting

# The nightly run is late when nothing has come for so long.
LATE = datetime.timedelta(days=2)
# As many are named; more is a lost disk, and then a list helps nobody.
NAMED = 100

# (Model that holds files, its field): (the municipality, page of the parent, the parent's key).
HOLDERS = {
    (ProgrammeVersion, "file"): ("programme__municipality", "schools:programme", "programme"),
    (Conclusion, "pdf"): ("municipality", "schools:programme", "programme_version__programme"),
    (Agreement, "file"): ("partnership__municipality", "schools:partnership", "partnership"),
    (JointAct, "file"): ("partnership__municipality", "schools:partnership", "partnership"),
    (SupportTeam, "file"): ("municipality", "monitoring:school", "school"),
    (TableImport, "file"): ("municipality", "", "pk"),
    (Order, "pdf"): ("municipality", "documents:order", "pk"),
    (SignedScan, "file"): ("order__municipality", "documents:order", "order"),
    (OrderSignature, "file"): ("order__municipality", "documents:order", "order"),
    (Annex, "file"): ("order__municipality", "documents:order", "order"),
    (BasisAct, "file"): ("municipality", "", "pk"),
    (PlanImport, "source"): ("municipality", "", "pk"),
    (Evidence, "file"): ("event__municipality", "monitoring:checkpoint", "event__checkpoint"),
    (DateRequest, "file"): ("checkpoint__municipality", "monitoring:checkpoint", "checkpoint"),
    (Material, "file"): (
        "item__meeting__group__municipality",
        "workgroups:meeting",
        "item__meeting",
    ),
    (Dissent, "file"): (
        "item__meeting__group__municipality",
        "workgroups:meeting",
        "item__meeting",
    ),
    (Meeting, "pdf"): ("group__municipality", "workgroups:meeting-papers", "pk"),
    (InformationRequest, "answer_file"): ("municipality", "workgroups:request", "pk"),
    # What was made for one person is that person's own page.
    (Job, "file"): ("", "", "pk"),
}


@dataclass(frozen=True)
class Damage:
    """A file that is not as it was stored, and what holds it."""

    stored: StoredFile
    is_lost: bool
    # (its name, address of its page or nothing) of each holder.
    parents: list

    @property
    def words(self):
        """What has become of it."""
        return "нет на диске" if self.is_lost else "повреждён"


@dataclass(frozen=True)
class Safety:
    """What the page tells."""

    verified: UpkeepRun | None
    swept: UpkeepRun | None
    is_late: bool
    damages: list
    more: int
    nobodys: int
    waiting: int
    infected: int
    used: str
    quota: str
    free_percent: int

    @property
    def is_good(self):
        """Looked through not long ago, and nothing is missing."""
        return not (self.is_late or self.damages or self.nobodys)


def safety_of(municipality):
    """The Safety of its files; of what is nobody's only the numbers."""
    verified = upkeep_log.last(Upkeep.VERIFY)
    damages, nobodys = damages_of(verified, municipality)
    held = StoredFile.objects.filter(municipality_key=municipality.pk)
    quota = settings.MUNICIPALITY_BYTES
    return Safety(
        verified=verified,
        swept=upkeep_log.last(Upkeep.SWEEP),
        is_late=not verified or timezone.now() - verified.ended_at > LATE,
        damages=damages[:NAMED],
        more=max(0, len(damages) - NAMED),
        nobodys=nobodys,
        waiting=held.waiting().count(),
        infected=held.filter(quarantine=Quarantine.INFECTED).count(),
        used=size_words(allowance.used_in(municipality.pk)),
        quota=size_words(quota) if quota else "",
        free_percent=allowance.free_percent(),
    )


def damages_of(run, municipality):
    """(the Damages of the municipality, how many faults of the run are in files of nobody)."""
    if run is None:
        return [], 0
    faults = {fault.stored_id: fault for fault in run.faults.select_related("stored")}
    held, damages = set(), {}
    for model, page, stored, place, parent in holding(run.faults) if faults else ():
        held.add(stored)
        if place == municipality.pk:
            damage = damages.setdefault(
                stored, Damage(faults[stored].stored, faults[stored].is_lost, [])
            )
            address = reverse(page, args=[municipality.slug, parent]) if page else ""
            damage.parents.append((model._meta.verbose_name, address))
    newest = sorted(damages.values(), key=lambda damage: damage.stored.uploaded_at, reverse=True)
    return newest, len(faults.keys() - held)


def holding(faults):
    """(model, page of the parent, id of the file, key of the municipality or None, key of the
    parent) of every row that holds a file of the faults.

    One question to each holder, however many faults there are.
    """
    for (model, field), (path, page, key) in HOLDERS.items():
        rows = model._base_manager.filter(**{f"{field}__in": faults.values("stored")})
        for stored, place, parent in rows.values_list(field, path or "pk", key):
            yield model, page, stored, place if path else None, parent


LETTER = (
    "Ночная проверка нашла в муниципалитете «{place}» {files}: файл пропал с диска сервера или "
    "изменился. Записи о них целы. Какие это файлы и где они приложены, показывает страница "
    "«Сохранность файлов». Попросите того, кто обслуживает сервер, восстановить их из резервной "
    "копии.\n\n{address}\n"
)


def tell_administrators(faults):
    """A letter about the new faults to the administrators of each municipality that has some."""
    damaged, run = defaultdict(set), faults.first().run_id
    for _, _, stored, place, _ in holding(faults):
        damaged[place].add(stored)
    for municipality in Municipality.objects.filter(pk__in=filter(None, damaged)):
        _tell(municipality, len(damaged[municipality.pk]), run)


def _tell(municipality, number, run):
    words = LETTER.format(
        place=municipality.name,
        files=count(number, "повреждённый файл", "повреждённых файла", "повреждённых файлов"),
        address=settings.SITE_URL + reverse("monitoring:file-safety", args=[municipality.slug]),
    )
    administrators = Role.objects.filter(municipality=municipality, kind=RoleKind.ADMINISTRATOR)
    for user in {role.user for role in administrators.held_now()}:
        post_letter(
            to=user.email,
            subject=f"Повреждены файлы: {municipality.name}",
            body=words,
            dedupe_key=f"damage-{municipality.pk}-{user.pk}-{run}",
        )
