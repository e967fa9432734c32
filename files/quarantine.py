"""A file from outside is given to nobody until the antivirus has looked through it (C8).

It is asked while the file is being let in, so the owner hears of a virus at once. One that does not
answer holds nobody up: the file is kept in quarantine, and the worker asks again.
"""

import logging

from files import antivirus
from files.gate.refusal import Refused
from files.models import Quarantine, StoredFile

logger = logging.getLogger(__name__)

INFECTED = (
    "Антивирус нашёл в файле вирус, поэтому файл не принят. Проверьте свой компьютер антивирусом, "
    "сделайте документ заново и загрузите его."
)
KEPT = (
    "Пока не проверены на вирусы: {}. Файлы сохранены, программа проверит их сама, и тогда они "
    "откроются."
)
HELD = {
    Quarantine.WAITING: (
        "Файл «{}» ещё не проверен на вирусы. Он сохранён, программа проверит его сама, и тогда он "
        "откроется. Загружать его заново не нужно."
    ),
    Quarantine.INFECTED: (
        "Антивирус нашёл в файле «{}» вирус, поэтому файл никому не выдаётся. Попросите того, кто "
        "его загрузил, сделать документ заново."
    ),
}


def told(stored):
    """Why the file is not given, in words for the user."""
    return HELD[stored.quarantine].format(stored.name)


def note_about(files):
    """What to tell whoever has just sent the files of a request; empty when none of them waits."""
    sent = [file for _, several in files.lists() for file in several]
    names = [file.name for file in sent if getattr(file, "quarantine", "") == Quarantine.WAITING]
    return KEPT.format(", ".join(f"«{name}»" for name in names)) if names else ""


def check(upload):
    """Quarantine of the upload, asked of the antivirus once; raises Refused when it is infected."""
    if not antivirus.is_on():
        return ""
    if not hasattr(upload, "quarantine"):
        upload.quarantine = _ask_about(upload)
    return upload.quarantine


def _ask_about(upload):
    try:
        virus = antivirus.virus_in(upload)
    except antivirus.NoAnswer:
        return Quarantine.WAITING
    if virus:
        logger.warning("An upload was refused: %s", virus)
        raise Refused(INFECTED)
    return ""


def recheck():
    """Ask about the files whose turn it is; yields (file, name of the virus found).

    A file without a verdict holds up none of the others, and is asked about less and less. Ends
    when the antivirus is not there, and when nothing is to be asked: the rest waits for the next
    time.
    """
    if not antivirus.is_on():
        return
    for stored in StoredFile.objects.to_ask():
        try:
            with stored.path.open("rb") as content:
                virus = antivirus.virus_in(content, seconds=antivirus.WORKER_SECONDS)
        except antivirus.NotThere:
            return
        except antivirus.NoAnswer:
            logger.error("File %s still waits: no verdict", stored.pk)
            StoredFile.objects.put_off(stored)
            continue
        except FileNotFoundError:  # verify_files tells of it
            StoredFile.objects.put_off(stored)
            continue
        yield stored, virus
