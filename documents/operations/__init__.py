"""Writes of orders, by noun; every edit holds the draft, so that signing excludes it."""

from documents.operations.annexes import (
    add_annex,
    add_row,
    change_annex,
    change_row,
    delete_row,
    fill_annex,
    move_annex,
    move_row,
    remove_annex,
)
from documents.operations.approval import (
    add_visa,
    decide,
    move_visa,
    remove_visa,
    send_to_sign,
    submit,
    take_back,
    waiting_visas,
)
from documents.operations.bases import add_basis, change_act, move_basis, record_act, remove_basis
from documents.operations.clauses import add_clause, change_clause, delete_clause, move_clause
from documents.operations.drafts import (
    NotDraft,
    Signed,
    agreed_digest,
    change_order,
    create_order,
    delete_order,
    lock_draft,
    text_digest,
)
from documents.operations.familiarising import tick
from documents.operations.freezing import ask_for_pdf
from documents.operations.links import add_link, remove_link
from documents.operations.profiles import save_profile
from documents.operations.registering import (
    NotAgreed,
    NumberTaken,
    TargetGone,
    hold_for_signing,
    next_number,
    register_order,
)
from documents.operations.signatures import (
    NoPdfYet,
    NotRegistered,
    attach_scan,
    attach_signature,
    require_pdf,
    require_registered,
)

__all__ = [
    "NoPdfYet",
    "NotAgreed",
    "NotDraft",
    "NotRegistered",
    "NumberTaken",
    "Signed",
    "TargetGone",
    "add_annex",
    "add_basis",
    "add_clause",
    "add_link",
    "add_row",
    "add_visa",
    "agreed_digest",
    "ask_for_pdf",
    "attach_scan",
    "attach_signature",
    "change_act",
    "change_annex",
    "change_clause",
    "change_order",
    "change_row",
    "create_order",
    "decide",
    "delete_clause",
    "delete_order",
    "delete_row",
    "fill_annex",
    "hold_for_signing",
    "lock_draft",
    "move_annex",
    "move_basis",
    "move_clause",
    "move_row",
    "move_visa",
    "next_number",
    "record_act",
    "register_order",
    "remove_annex",
    "remove_basis",
    "remove_link",
    "remove_visa",
    "require_pdf",
    "require_registered",
    "save_profile",
    "send_to_sign",
    "submit",
    "take_back",
    "text_digest",
    "tick",
    "waiting_visas",
]
