"""What is attached to a registered order after its signing: the scan, the electronic signature.

The order itself, its text and its PDF never change by this.
"""

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import OrderSignature, Outcome, SignedScan
from documents.models.signature import names_person
from files.gate import Refused
from files.signatures import read_signatures
from files.store import store
from lib.permissions import NotNow

SAME_SCAN = "Этот скан уже приложен. Выберите другой файл."
TAKEN = "Эта подпись уже приложена к приказу. Выберите другой файл."


class NotRegistered(NotNow):
    """Nothing is attached to a draft."""

    def __init__(self):
        super().__init__(
            "Проект ещё не подписан и не зарегистрирован. Скан и файл подписи прикладывают к "
            "зарегистрированному документу."
        )


class NoPdfYet(NotNow):
    """A job is still making the frozen PDF, with which a signature is compared."""

    def __init__(self):
        super().__init__(
            "PDF этого документа ещё готовится, а подпись сверяют с готовым PDF. Подождите "
            "несколько минут, подпишите готовый PDF и приложите файл подписи."
        )


@transaction.atomic
def attach_scan(order, *, upload, by):
    """Keep the scan as the current one; the older ones stay. Returns it.

    Raises NotRegistered, files.gate.Refused (no PDF, or one that is here already),
    files.store.NotStored.
    """
    require_registered(order)
    stored = store(upload, by=by)
    if order.scans.filter(file__sha256=stored.sha256).exists():
        raise Refused(SAME_SCAN)
    last = order.scans.aggregate(last=Max("number"))["last"] or 0
    scan = SignedScan.objects.create(
        order=order,
        number=last + 1,
        file=stored,
        attached_by=by,
        attached_at=order.municipality.now(),
    )
    record(AuditVerb.CREATE, scan, by=by, municipality=order.municipality)
    return scan


@transaction.atomic
def attach_signature(order, *, upload, by):
    """Keep the signature file with what could be told of it; returns its OrderSignature rows.

    A signature of another document is kept too, but earns no mark. Raises NotRegistered,
    NoPdfYet, files.gate.Refused (no signature, or one that is here already), files.store.NotStored,
    files.store.FileLost.
    """
    require_pdf(order)
    stored = store(upload, by=by)
    read = read_signatures(stored, order.pdf)
    found = {signer.fingerprint: signer for signer in read.signers}
    if order.signatures.filter(fingerprint__in=found).exists():
        raise Refused(TAKEN)
    rows = [_row(order, signer, read.is_detached) for signer in found.values()]
    for row in rows:
        row.file, row.attached_by, row.attached_at = stored, by, order.municipality.now()
        row.save(force_insert=True)
        changes = {"of_this_pdf": ["", row.of_this_pdf], "serial": ["", row.serial]}
        record(AuditVerb.CREATE, row, by=by, municipality=order.municipality, changes=changes)
    return rows


def require_registered(order):
    """Raise NotRegistered for a draft."""
    if not order.is_signed:
        raise NotRegistered


def require_pdf(order):
    """Raise NotRegistered for a draft, NoPdfYet while the PDF is being made."""
    require_registered(order)
    if not order.pdf_id:
        raise NoPdfYet


def _row(order, signer, is_detached):
    return OrderSignature(
        order=order,
        fingerprint=signer.fingerprint,
        owner=signer.owner,
        owner_post=signer.post,
        organisation=signer.organisation,
        serial=signer.serial,
        issuer=signer.issuer,
        valid_from=signer.valid_from,
        valid_until=signer.valid_until,
        algorithm=signer.algorithm,
        signing_time=signer.signing_time,
        is_detached=is_detached,
        has_attributes=signer.has_attributes,
        of_this_pdf=Outcome.of(signer.is_of_document),
        value_is_right=Outcome.of(signer.is_value_right),
        owner_is_signatory=names_person(f"{signer.owner} {signer.common_name}", order.signatory),
    )
