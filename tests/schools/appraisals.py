"""Programmes at every step of their appraisal, made without pages."""

from files.kinds import FileKind
from files.store import store_bytes
from schools.models import (
    Appraisal,
    CriteriaSheet,
    Criterion,
    ProgrammeMove,
    ProgrammeVersion,
    Publication,
    PublicationDate,
    Remark,
    Score,
)
from tests.factories import make_programme, make_user
from tests.files.samples import make_pdf

PDF = make_pdf()
CRITERIA = (("Цели", 2, 1), ("Мероприятия", 3, 2))


def make_sheet(municipality, *, mark="", rows=CRITERIA, number=1):
    """A sheet of criteria: (section, scores at most, weight)."""
    sheet = CriteriaSheet.objects.create(
        municipality=municipality,
        number=number,
        basis=f"Приказ {mark}",
        made_by=make_user(),
        made_at=municipality.now(),
    )
    for position, (section, most, weight) in enumerate(rows, start=1):
        Criterion.objects.create(
            sheet=sheet,
            position=position,
            section=f"{section} {mark}".strip(),
            text=f"Критерий {position} {mark}".strip(),
            max_score=most,
            weight=weight,
        )
    return sheet


def make_at(state, school=None, *, by=None, mark="", **values):
    """A programme in the state, with one version."""
    programme = make_programme(school, state=state, **values)
    add_file(programme, by=by or make_user(), mark=mark)
    return programme


def add_file(programme, *, by, content=PDF, mark=""):
    """The next version of the programme, whatever its state."""
    return ProgrammeVersion.objects.create(
        programme=programme,
        number=programme.versions.count() + 1,
        file=store_bytes(content, f"Программа {mark}.pdf", kind=FileKind.PDF, by=by),
        comment=f"Комментарий {mark}",
        uploaded_by=by,
        uploaded_at=programme.municipality.now(),
    )


def make_appraisal(programme, sheet, *, expert=None, stage="group", marks=None, remark=""):
    """An appraisal of the last version; sent when there are marks, in order of the criteria."""
    now = programme.municipality.now()
    appraisal = Appraisal.objects.create(
        programme_version=programme.last_version,
        sheet=sheet,
        stage=stage,
        expert=expert or make_user(),
        assigned_by=make_user(),
        assigned_at=now,
        submitted_at=now if marks else None,
    )
    for criterion, value in zip(sheet.criteria.all(), marks or (), strict=False):
        Score.objects.create(appraisal=appraisal, criterion=criterion, value=value, remark=remark)
    return appraisal


def place_on_site(programme, **values):
    """The programme on the site of its school, not looked at yet."""
    defaults = {
        "programme": programme,
        "programme_version": programme.last_version,
        "address": "https://school.example.org/programme",
        "published_on": "2026-04-01",
    }
    return Publication.objects.create(**defaults | values)


def add_appraisals(place, mark, *, sheet=None):
    """A sheet of criteria, and a programme at every step of its appraisal."""
    school = place.school
    sheet = sheet or make_sheet(place.municipality, mark=mark)
    sent = make_at("sent", school, kind="plan", mark=mark)
    waiting = make_at("appraisal", school, kind="development", mark=mark)
    judged = make_at("appraisal", school, kind="concept", mark=mark)
    make_appraisal(judged, sheet, marks=(2, 3), remark=f"Замечание {mark}")
    placed = make_at("approved", school, kind="roadmap", mark=mark)
    place_on_site(placed, address=f"https://example.org/{place.municipality.slug}")
    date, _ = PublicationDate.objects.get_or_create(
        municipality=place.municipality, due_on="2026-04-15", defaults={"kinds": ["roadmap"]}
    )
    returned = make_at("returned", school, kind="effective", mark=mark)
    move = ProgrammeMove.objects.create(
        programme=returned,
        kind="return",
        source="sent",
        target="returned",
        programme_version=returned.last_version,
        by=make_user(),
        at=place.municipality.now(),
        text=f"Пояснение {mark}",
    )
    Remark.objects.create(move=move, section=f"Раздел {mark}", text=f"Исправить {mark}")
    place.pk |= {
        "sent_programme": sent.pk,
        "appraisal": make_appraisal(waiting, sheet).pk,
        "waiting_programme": waiting.pk,
        "judged_programme": judged.pk,
        "agreed_programme": make_at("agreed", school, mark=mark).pk,
        "placed_programme": placed.pk,
        "publication_date": date.pk,
    }
