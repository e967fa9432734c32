"""Files that somebody might send: spoilt copies of good ones, and hostile ones made by hand."""

import random
from dataclasses import dataclass

from tests.files.samples import (
    DOCUMENT,
    make_docx,
    make_ole,
    make_pdf,
    make_xlsx,
    relationships,
)
from tests.files.test_gate import DISGUISES
from tests.files.test_gate_mutations import GOOD, cut, flip, insert, overwrite, splice

SPOILERS = (flip, cut, insert, overwrite, splice)
BOMB = "<w:p/>" * (4 * 1024 * 1024)
SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert) >>"
LAUNCH = b"/OpenAction << /S /Launch /F (cmd.exe) >>"
OUTSIDE = relationships(("image", "http://127.0.0.1:9/x.png", "External"))


@dataclass(frozen=True)
class Sent:
    """A file to be sent; it `must_fail` when it is hostile whatever the gate says."""

    name: str
    data: bytes
    must_fail: bool = False


def handmade():
    """[Sent] of the classes C2–C5 and C7: each must be refused."""
    docx = {
        "dtd": make_docx(**{"word/document.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]>{DOCUMENT}"}),
        "utf16": make_docx(**{"[Content_Types].xml": DOCUMENT.encode("utf-16")}),
        "macro": make_docx(**{"word/vbaProject.bin": "macro"}),
        "bomb": make_docx(**{"word/document.xml": BOMB}),
        "parts": make_docx(**{f"word/{number}.xml": "<a/>" for number in range(3000)}),
        "outside": make_docx(**{"word/_rels/document.xml.rels": OUTSIDE}),
        "nothing": make_docx(**{"word/document.xml": None}),
        "table": make_xlsx(),
        "old": make_ole("WordDocument"),
        "password": make_ole("EncryptionInfo", "EncryptedPackage"),
    }
    pdf = {"script": make_pdf(catalog=SCRIPT), "launch": make_pdf(catalog=LAUNCH)}
    found = [Sent(f"{name}.docx", data, True) for name, data in docx.items()]
    found += [Sent(f"{name}.pdf", data, True) for name, data in pdf.items()]
    found += [Sent(name, make_pdf(), True) for name in ("a.exe", "a.pdf.html", "a.svg", "a")]
    for number, (data, _) in enumerate(DISGUISES):
        extension = ("pdf", "docx", "xlsx")[number % 3]
        found.append(Sent(f"disguise{number}.{extension}", data, True))
    return found


def corpus(number, seed=6):
    """That many Sent, always the same ones of a seed: those made by hand, and spoilt copies."""
    chance = random.Random(seed)  # noqa: S311 - the same files in every run
    sent = handmade()
    chance.shuffle(sent)
    sent = sent[: max(number // 4, 1)]
    while len(sent) < number:
        name = chance.choice(list(GOOD))
        data = chance.choice(SPOILERS)(GOOD[name], chance)
        sent.append(Sent(f"{len(sent)}-{name}", data))
    return sent
