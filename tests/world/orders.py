"""Orders of a place: a draft and a signed one, the way of approval."""

from documents.models import (
    Annex,
    AnnexRow,
    Basis,
    BasisAct,
    Clause,
    Effect,
    Familiarisation,
    OrderLink,
    Visa,
)
from files.kinds import FileKind
from files.store import store_bytes
from tests.factories import DUE, make_order, make_person, make_user
from tests.world.place import PDF


def add_order(place, mark):
    """A draft order with a clause."""
    order = make_order(
        place.municipality, title=f"Об утверждении {mark}", basis=f"Основание {mark}"
    )
    clause = Clause.objects.create(order=order, position=1, number="1.", text=f"Пункт {mark}")
    act = BasisAct.objects.create(
        municipality=place.municipality, kind="Приказ", title=f"Основание {mark}"
    )
    basis = Basis.objects.create(order=order, act=act, position=1)
    annex = Annex.objects.create(order=order, kind="schools", heading=f"Список {mark}")
    row = AnnexRow.objects.create(annex=annex, position=1, cells=[f"Школа {mark}", "ШНОР", ""])
    place.pk |= {
        "order": order.pk,
        "clause": clause.pk,
        "basis": basis.pk,
        "act": act.pk,
        "annex": annex.pk,
        "row": row.pk,
    }
    add_approval(place, mark)


def add_approval(place, mark):
    """Drafts with a visa, one to be asked for it and one that waits; a signed act to change."""
    person = make_person(place.municipality, surname=f"Визирующая{mark}")
    drafts = {
        state: make_order(place.municipality, title=f"О согласовании {mark}", state=state)
        for state in ("draft", "approval", "signing")
    }
    visas = {
        state: Visa.objects.create(order=order, position=1, person=person, post=f"Юрист {mark}")
        for state, order in drafts.items()
        if state != "signing"
    }
    signed = make_order(
        place.municipality,
        title=f"О прежнем {mark}",
        state="signed",
        number=f"{mark}-1",
        year=2026,
        signed_on=DUE,
        signed_html="<p>Приказ</p>",
        signed_at=place.municipality.now(),
        signed_by=make_user(),
        pdf=store_bytes(PDF, f"Приказ {mark}.pdf", kind=FileKind.PDF, by=make_user()),
    )
    listed = Annex.objects.create(order=signed, kind="schools", heading=f"Прежний список {mark}")
    amended = Annex.objects.create(
        order=drafts["draft"], kind="schools", heading=f"Новый список {mark}", amends=listed
    )
    link = OrderLink.objects.create(order=drafts["draft"], target=signed, effect=Effect.AMENDS)
    reader = Familiarisation.objects.create(order=signed, person=person, name=f"Кто {mark}")
    to_do = Clause.objects.create(
        order=signed, position=1, number="1.", addressee="Методисту", text=f"подготовить {mark}"
    )
    place.pk |= {
        "visa_order": drafts["draft"].pk,
        "visa": visas["draft"].pk,
        "asked_order": drafts["approval"].pk,
        "asked_visa": visas["approval"].pk,
        "signing_order": drafts["signing"].pk,
        "signed_order": signed.pk,
        "signed_clause": to_do.pk,
        "listed": listed.pk,
        "amended": amended.pk,
        "link": link.pk,
        "reader": reader.pk,
    }
