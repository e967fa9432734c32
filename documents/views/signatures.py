"""The scan and the electronic signatures of a registered order: the card, what is attached."""

from django.contrib import messages

from documents import permissions
from documents.findings import not_verified, verified
from documents.forms import ScanForm, SignatureForm
from documents.operations import attach_scan, attach_signature, require_pdf, require_registered
from documents.views.drafts import address_of, crumbs, find_order
from files.gate import Refused
from files.store import FileLost, NotStored
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage

MARKED = (
    "Подпись приложена: она сделана для этого PDF. Готов экземпляр с отметкой об электронной "
    "подписи."
)
NOT_MARKED = "Файл подписи приложен, но отметка не ставится. Причина — в карточке ниже."


def signing_card(request, order):
    """What the card «Подпись и подлинность» of a registered order shows."""
    scan, *older = order.scans.select_related("file", "attached_by") or [None]
    signatures = list(order.signatures.select_related("file", "attached_by", "order__signatory"))
    return {
        "scan": scan,
        "older_scans": older,
        "signatures": [
            {"signature": one, "verified": verified(one), "not_verified": not_verified(one)}
            for one in signatures
        ],
        "is_marked": any(one.earns_mark for one in signatures),
        "can_attach": permissions.can_attach_to_order(request.access, order),
    }


class AttachPage(FormPage):
    """A form of one file that is attached to a registered order."""

    refusals = (NotStored, FileLost, Refused)
    form_class = None

    def prepare(self, pk):
        self.order = find_order(self.request, pk)
        self.way = crumbs(self.order)
        require_registered(self.order)
        require(permissions.can_attach_to_order(self.request.access, self.order))

    def back(self):
        return address_of(self.order)

    def crumbs(self):
        return self.way

    def make_form(self, data=None, files=None):
        return self.form_class(data, files, back=self.back())


class AttachScan(AttachPage):
    """The scan of the paper, signed by hand."""

    title, form_class = "Скан подписанного документа", ScanForm
    lead = "Новый скан станет текущим, прежние останутся: их можно скачать в любое время."

    def save(self, form):
        attach_scan(self.order, upload=form.cleaned_data["file"], by=self.request.user)
        messages.success(self.request, "Скан приложен.")
        return go(self.request, self.back())


class AttachSignature(AttachPage):
    """The file of an electronic signature, compared with the frozen PDF."""

    title, form_class = "Файл электронной подписи", SignatureForm
    lead = (
        "Скачайте PDF со страницы документа, подпишите его в программе подписания и приложите "
        "отсоединённую подпись. Сам PDF не меняется."
    )

    def prepare(self, pk):
        super().prepare(pk)
        require_pdf(self.order)

    def save(self, form):
        rows = attach_signature(self.order, upload=form.cleaned_data["file"], by=self.request.user)
        if any(row.earns_mark for row in rows):
            messages.success(self.request, MARKED)
        else:
            messages.warning(self.request, NOT_MARKED)
        return go(self.request, self.back())
