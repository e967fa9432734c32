"""Addresses of orders: the object of each, and who is refused by it."""

from tests.addresses.roles import READERS, R

OBJECTS = {
    "documents:order": "order",
    "documents:order-update": "order",
    "documents:order-delete": "order",
    "documents:order-pdf": "order",
    "documents:order-pdf-make": "signed_order",
    "documents:order-readers": "signed_order",
    "documents:order-papers": "signed_order",
    "documents:order-papers-zip": "order",
    "documents:order-paper": "order",
    "documents:tick": "reader",
    "documents:scan-create": "signed_order",
    "documents:signature-create": "signed_order",
    "documents:order-submit": "visa_order",
    "documents:order-turn": "visa_order",
    "documents:order-to-sign": "order",
    "documents:order-take-back": "signing_order",
    "documents:basis-create": "order",
    "documents:basis-update": "basis",
    "documents:basis-move": "basis",
    "documents:basis-remove": "basis",
    "documents:control-create": "order",
    "documents:appointment-create": "order",
    "documents:visa-create": "order",
    "documents:visa-move": "visa",
    "documents:visa-remove": "visa",
    "documents:visa-decide": "asked_visa",
    "documents:link-create": "order",
    "documents:link-remove": "link",
    "documents:annex-create": "order",
    "documents:annex": "annex",
    "documents:annex-print": "annex",
    "documents:agreement-text": "pair",
    "documents:annex-update": "annex",
    "documents:annex-move": "annex",
    "documents:annex-remove": "annex",
    "documents:annex-fill": "annex",
    "documents:annex-amend": "listed",
    "documents:annex-clauses": "amended",
    "documents:row-create": "annex",
    "documents:row-update": "row",
    "documents:row-delete": "row",
    "documents:row-move": "row",
    "documents:clause-create": "order",
    "documents:clause-update": "clause",
    "documents:clause-delete": "clause",
    "documents:clause-move": "clause",
}
ARGUMENTS = {
    "documents:profile-update": {"kind": "order"},
    "documents:order-paper": {"paper": "order"},
}
# Code by address and role.
BY_OBJECT = {
    # A draft order does not exist for those outside the department.
    **{
        (f"documents:{name}", role): 404
        for name in (
            "order",
            "order-pdf",
            "annex",
            "annex-print",
            "order-paper",
            "order-papers-zip",
        )
        for role in READERS
    },
    # A visa is given by the person who is asked, or entered by a clerk; so is the tick.
    **{("documents:visa-decide", role): 404 for role in READERS},
    **{("documents:visa-decide", role): 403 for role in (R.METHODOLOGIST, R.ADMINISTRATOR)},
    **{("documents:tick", role): 403 for role in set(R) - {R.COORDINATOR, R.SECRETARY, R.HEAD}},
}
