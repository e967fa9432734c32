"""The conclusion of an appraisal: what the experts' scores came to, its number and its paper."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from files.kinds import FileKind
from files.store import store_bytes
from lib import pdf
from lib.permissions import NotNow
from schools.models import Conclusion, Municipality, ProgrammeMoveKind, Verdict
from schools.programmes import scoring
from schools.programmes.appraising import refuse_interested
from schools.programmes.moves import WrongState, lead, leads_from
from schools.programmes.papers import conclusion_html

NO_APPRAISALS = "Заключение выдают по оценкам экспертов, а их ещё нет. Назначьте экспертов."
WAITING = "Оценили ещё не все эксперты. Дождитесь их или снимите с экспертизы того, кто не сможет."


@dataclass(frozen=True)
class Outcome:
    """What the appraisals of one version came to."""

    appraisals: list
    criteria: list
    results: list
    totals: list
    spread: scoring.Spread
    proposed: str

    @property
    def remarks(self):
        """{section: texts of the experts} of the sections about which something was said."""
        found = {}
        for appraisal in self.appraisals:
            for score in appraisal.scores.all():
                if score.remark:
                    found.setdefault(score.criterion.section, []).append(score.remark)
        return found


def outcome_of(version):
    """Outcome of the sent appraisals of the version, or None when there are none."""
    appraisals = list(
        version.appraisals.filter(submitted_at__isnull=False)
        .select_related("expert", "sheet")
        .prefetch_related("scores__criterion")
    )
    if not appraisals:
        return None
    sheet = appraisals[0].sheet
    criteria = list(sheet.criteria.all())
    marks = [{one.criterion_id: one.value for one in a.scores.all()} for a in appraisals]
    totals = scoring.totals(criteria, marks)
    spread = scoring.spread_of(totals)
    return Outcome(
        appraisals=appraisals,
        criteria=criteria,
        results=scoring.by_criterion(criteria, marks),
        totals=totals,
        spread=spread,
        proposed=scoring.proposed(
            spread.median, pass_percent=sheet.pass_percent, rework_percent=sheet.rework_percent
        ),
    )


def require_all_sent(version):
    """The Outcome; NotNow unless there are experts and all of them have sent their scores."""
    if version.appraisals.waiting().exists():
        raise NotNow(WAITING)
    outcome = outcome_of(version)
    if outcome is None:
        raise NotNow(NO_APPRAISALS)
    return outcome


@transaction.atomic
def conclude(programme, *, verdict, text, remarks, by, seen_version):
    """Issue the numbered conclusion and lead the programme on; returns the Conclusion.

    Recommended goes on to its approval; anything else returns with the remarks, [(section,
    text)]. Raises Interested, WrongState, MovedOn, NotNow, lib.pdf.NotPrinted.
    """
    refuse_interested(programme, by)
    if not leads_from(ProgrammeMoveKind.AGREE, programme.state):
        raise WrongState(programme)
    is_good = verdict == Verdict.RECOMMENDED
    kind = ProgrammeMoveKind.AGREE if is_good else ProgrammeMoveKind.RETURN
    move = lead(programme, kind, by=by, seen_version=seen_version, text=text, remarks=remarks)
    outcome = require_all_sent(move.programme_version)
    conclusion = numbered(programme.municipality, verdict=verdict, text=text, by=by)
    conclusion.programme_version = move.programme_version
    conclusion.median = scoring.rounded(outcome.spread.median)
    conclusion.lowest = scoring.rounded(outcome.spread.lowest)
    conclusion.highest = scoring.rounded(outcome.spread.highest)
    content = pdf.render(conclusion_html(conclusion, outcome, remarks))
    conclusion.pdf = store_bytes(content, f"{conclusion}.pdf", kind=FileKind.PDF, by=by)
    conclusion.save()
    record(AuditVerb.SIGN, conclusion, by=by, changes={"sha256": ["", conclusion.pdf.sha256]})
    return conclusion


def numbered(municipality, **values):
    """Unsaved Conclusion of today with the next number of the register.

    The register is held until the end of the transaction and the number is read from it, so that
    it has neither gaps nor repeats.
    """
    hold_register(municipality)
    today = municipality.today()
    return Conclusion(
        municipality=municipality,
        year=today.year,
        number=next_number(municipality, today.year),
        issued_on=today,
        issued_by=values.pop("by"),
        **values,
    )


def hold_register(municipality):
    """Let one conclusion at a time be issued here, until the end of the transaction."""
    Municipality.objects.filter(pk=municipality.pk).update(version=F("version"))


def next_number(municipality, year):
    """The number after the last one of the municipality's register of the year."""
    issued = Conclusion.objects.filter(municipality=municipality, year=year)
    return (issued.aggregate(last=Max("number"))["last"] or 0) + 1
