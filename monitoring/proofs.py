"""Proof of what was done: «off control only with a documentary proof» (peers.md a.4, d.7)."""

from django.db.models import Q

from lib.permissions import NotNow
from monitoring.models import Evidence, Verb
from roadmaps.models import Proof

KINDS = {
    Proof.FILE: Q(file__isnull=False),
    Proof.LINK: ~Q(link=""),
    Proof.DOCUMENT: ~Q(document=""),
}
# What a report must bring, as its form and its refusal say it.
WANTED = {
    Proof.ANY: "Приложите файл, укажите ссылку на опубликованную страницу или реквизиты документа.",
    Proof.FILE: "Приложите файл.",
    Proof.LINK: "Укажите ссылку на страницу, где это опубликовано.",
    Proof.DOCUMENT: "Укажите реквизиты документа: вид, дату и номер.",
}


class NoProof(NotNow):
    """The report has nothing that proves it."""

    def __init__(self, verb, proof):
        what = WANTED[proof]
        if verb == Verb.ACCEPT:
            what = f"Верните отчёт на доработку и попросите: «{what}»"
        super().__init__(f"В отчёте нет подтверждения. {what}")


def evidence_of(checkpoint):
    """Evidence of the checkpoint and of its co-executors' parts; of undone acts none."""
    of_it = Q(event__checkpoint=checkpoint) | Q(event__checkpoint__lead=checkpoint)
    return Evidence.objects.filter(of_it, event__undone_by=None)


def has_proof(checkpoint):
    """What the measure demands as proof is there, or it demands none."""
    if checkpoint.proof == Proof.NONE:
        return True
    return evidence_of(checkpoint).filter(KINDS.get(checkpoint.proof, Q())).exists()


def require_proof(checkpoint, verb):
    """Raise NoProof unless the proof is there."""
    if not has_proof(checkpoint):
        raise NoProof(verb, checkpoint.proof)


def proofs_of(*, files=(), link="", document=""):
    """Unsaved Evidence: of each stored file, of the link, of the words about a document."""
    found = [Evidence(file=file) for file in files]
    if link:
        found.append(Evidence(link=link))
    if document:
        found.append(Evidence(document=document))
    return found


def attach(event, proofs):
    """Keep the evidence with the act."""
    for proof in proofs:
        proof.event = event
        proof.save(force_insert=True)
