"""Orders of a demo file: basis acts, clauses, visas, annexes."""

from documents.annex_kinds import spec_of
from documents.models import Annex, AnnexRow, Basis, BasisAct, Clause, ClauseKind, Order, Visa
from documents.operations import add_annex, fill_annex
from documents.typical import blank_order

CONTROL = "Контроль за исполнением"


def make_order(cast, data):
    """The draft order of the file with its clauses; returns it."""
    order = blank_order(cast.municipality, data["kind"])
    order.title, order.basis = data["title"], data["basis"]
    order.place = data["place"]
    order.signatory = cast.people[data["signatory"]]
    order.signatory_post = data["signatory_post"]
    order.executor = cast.people[data["executor"]]
    order.executor_phone = data["executor_phone"]
    order.save()
    for position, clause in enumerate(data["clauses"], start=1):
        make_clause(cast, order, position, clause)
    for position, basis in enumerate(data.get("bases", ()), start=1):
        make_basis(order, position, basis)
    for position, visa in enumerate(data.get("visas", ()), start=1):
        person = cast.people[visa["person"]]
        Visa.objects.create(order=order, position=position, person=person, post=visa["post"])
    return order


def make_clause(cast, order, position, data):
    """A clause with the people whom it names."""
    clause = Clause.objects.create(
        order=order,
        position=position,
        kind=ClauseKind.CONTROL if data["text"].startswith(CONTROL) else ClauseKind.ORDINARY,
        number=data["number"],
        addressee=data.get("addressee", ""),
        text=data["text"],
        deadline_line=data["deadline"],
        audience=data.get("audience", ""),
    )
    clause.people.set(cast.people[key] for key in data.get("people", ()))


def make_basis(order, position, data):
    """A basis act and its place in the preamble."""
    values = {name: data[name] for name in data if name != "opening"}
    act = BasisAct.objects.create(municipality=order.municipality, **values)
    Basis.objects.create(order=order, act=act, opening=data["opening"], position=position)


def give_visas(order, day, *, by):
    """Visas that were given on the day, so that the order may be signed."""
    order.visas.update(verdict="agreed", decided_on=day, decided_by=by)
    if order.visas.exists():
        Order.objects.filter(pk=order.pk).update(state="signing")


def make_annexes(cast, order, annexes, *, by):
    """The lists and texts of the file after the roadmap; what has no rows is filled in."""
    for data in annexes:
        heading = data.get("heading") or spec_of(Annex(kind=data["kind"])).heading
        annex = add_annex(order, data["kind"], by=by, heading=heading, text=data.get("text", ""))
        rows = data.get("rows")
        if rows:
            AnnexRow.objects.bulk_create(
                row_of(cast, annex, position, row) for position, row in enumerate(rows, start=1)
            )
        elif not annex.text:
            fill_annex(annex, by=by)
    sign_annexes(cast, order, annexes)


def row_of(cast, annex, position, data):
    """A row of a list by the keys of the file."""
    school, partner = (cast.schools.get(data.get(name)) for name in ("school", "partner"))
    person = cast.people.get(data.get("person"))
    named = [str(person) if person else None, school and school.name, partner and partner.name]
    cells = [*filter(None, named), *data["cells"]]
    return AnnexRow(
        annex=annex,
        position=position,
        group=data.get("group", ""),
        cells=cells,
        person=person,
        school=school,
        partner=partner,
    )


def sign_annexes(cast, order, annexes):
    """«Подпись под приложением», where the file names who puts it."""
    keys = {data["signatory"] for data in annexes if data.get("signatory")}
    for key in keys:
        post = next(v.post for v in order.visas.all() if v.person == cast.people[key])
        order.annexes.update(signatory=cast.people[key], signatory_post=post)
