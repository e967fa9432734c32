"""Hostile files on their way through the gate and the jail (reliability.md C1–C5)."""

import gc
import random
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from files import gate, jail
from files.gate import Refused
from files.jail import run_jailed
from files.jailed import Unreadable
from files.kinds import FileKind
from files.readers import docx, limits, read_file, xlsx
from files.readers.reading import READERS
from files.store import store
from tests.files.readers.excel import cells, excel_file
from tests.files.readers.hostile import GATE, READER
from tests.files.readers.word import p, r, tbl, tc, word_file
from tests.files.samples import make_pdf, make_xlsx, relationships, upload

# Whatever the database: the run over the other one takes longer.
pytestmark = pytest.mark.once(on="postgresql")

MEGABYTE = 1024 * 1024
ENOUGH = 2**40


def kind_of(name):
    return FileKind.XLSX if name.endswith("xlsx") else FileKind.DOCX


@pytest.fixture
def put(tmp_path):
    """Path of a file of the name with the bytes."""

    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def resident(key="VmRSS"):
    """Memory of this process, in MB; "VmHWM" is the most since the last `forget_peak`."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def spent():
    """Seconds of processor of this process and its children: the machine may be busy."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def forget_peak():
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")


@pytest.mark.parametrize("name", [*GATE, *READER])
def test_hostile_file_is_refused_quickly_and_in_little_memory(put, name):
    file_name, words, make = (GATE | READER)[name]
    path = put(file_name, make())
    forget_peak()
    before, started = resident(), spent()
    with pytest.raises(Refused) as refusal:
        read_file(path, kind_of(file_name))
    assert spent() - started < 2
    assert resident("VmHWM") - before < 50
    assert words in refusal.value.reason


@pytest.mark.parametrize("name", READER)
def test_parser_refuses_within_300_megabytes(put, name):
    file_name, words, make = READER[name]
    order = {"target": READERS[kind_of(file_name)]}
    said = run_jailed("tests.files.prisoners:memory_of", put(file_name, make()), options=order)
    assert words in said["said"]
    assert said["megabytes"] < 300


@pytest.mark.parametrize("name", READER)
def test_gate_lets_it_in_and_the_limit_stops_it(put, name, monkeypatch):
    """The twin: without its limit the same file gets through to the next wall or to the end."""
    file_name, words, make = READER[name]
    path = put(file_name, make())
    with path.open("rb") as stream:
        assert gate.inspect(file_name, stream) == kind_of(file_name)
    for limit in ["MAX_COLUMNS", "MAX_ROWS"] if "of a cell" in name else [name.partition(" ")[0]]:
        monkeypatch.setattr(limits, limit, ENOUGH)
    reader = xlsx if file_name.endswith("xlsx") else docx
    try:
        assert reader.read(path)["kind"]
    except Unreadable as refusal:
        assert words not in refusal.reason  # noqa: PT017 - another wall has stopped it


def test_refusals_of_size_fit_tables_too():
    told = [value for name, value in vars(limits).items() if name.startswith("TOO_")]
    assert len(told) >= 8
    assert not [words for words in told if "план" in words.lower()]


def test_jail_stops_what_no_limit_of_the_reader_sees(put, monkeypatch):
    """Were the reader's limits forgotten, those of the child would still hold."""
    path = put("План.docx", word_file("".join(map(p, map(str, range(50_000))))))
    little = jail.Limits(memory=30 * MEGABYTE)
    with pytest.raises(Refused, match="слишком велик"):
        run_jailed(READERS[FileKind.DOCX], path, limits=little)
    assert len(run_jailed(READERS[FileKind.DOCX], path)["blocks"]) == 50_000


def test_largest_paper_fits_into_the_web_process(put):
    row = '<c t="inlineStr"><is><t>Организация семинара для школ</t></is></c>' * 10
    path = put("Много.xlsx", excel_file(cells(*[row] * 5_900)))
    forget_peak()
    before = resident()
    paper = read_file(path, FileKind.XLSX)
    assert sum(len(row.cells) for row in paper.tables[0].rows) == 59_000
    assert resident("VmHWM") - before < 50


def test_plan_of_300_rows_takes_two_seconds_at_most(put):
    words = "Организация консультаций для школ с низкими результатами " * 3
    rows = [[str(number), *[words] * 5] for number in range(300)]
    path = put("План.docx", word_file(tbl(*rows)))
    started = spent()
    assert len(read_file(path, FileKind.DOCX).tables[0].rows) == 300
    assert spent() - started < 2


def test_nothing_is_fetched(put):
    """A document full of addresses: the listener on this machine hears nobody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        link = relationships(("hyperlink", address, "External"))
        picture = f'<w:fldSimple w:instr="INCLUDEPICTURE {address}">{r("рисунок")}</w:fldSimple>'
        data = word_file(p(picture), **{"word/_rels/document.xml.rels": link})
        assert read_file(put("План.docx", data), FileKind.DOCX).paragraphs[0].text == "рисунок"
        with pytest.raises(TimeoutError):
            listener.accept()


SCRAPS = ["<", ">", "&", '"', "<w:tc>", "</w:tc>", "</w:p>", "<w:tbl>", "<w:tr>", "-1", "9" * 30]
BODY = tbl(["1", tc(p(r("а", "<w:b/>")), properties='<w:gridSpan w:val="2"/><w:vMerge/>')], ["2"])
SHEET = cells('<c t="s" s="1"><v>0</v></c><c><v>44665</v></c>', '<c r="C2"><v>1</v></c>')


def spoil(markup, chance):
    """The markup with a few pieces cut out, doubled or put in."""
    for _ in range(chance.randrange(1, 5)):
        at, other = chance.randrange(len(markup)), chance.randrange(len(markup))
        length = chance.randrange(1, 40)
        scrap = chance.choice([markup[other : other + length], *SCRAPS])
        markup = markup[:at] + scrap + markup[at + chance.choice([0, 1, length]) :]
    return markup


@pytest.mark.parametrize("seed", range(150))
def test_spoilt_markup_is_read_or_refused(put, seed):
    """Damage that no checksum shows: the reader has no fault of its own, whatever stands there."""
    chance = random.Random(seed)
    if seed % 2:
        reader, path = docx, put("План.docx", word_file(spoil(BODY, chance)))
    else:
        sheet = spoil(SHEET, chance) + spoil("<mergeCells><mergeCell ref='A1:B2'/>", chance)
        reader, path = xlsx, put("План.xlsx", excel_file(sheet, strings="<si><t>а</t></si>"))
    try:
        assert reader.read(path)["blocks"] is not None
    except Unreadable as refusal:
        assert refusal.reason  # noqa: PT017 - either is right, any other fault is not


# Where files come from


def test_stored_file_is_read(admin_user):
    stored = store(upload("План.docx", word_file(tbl(["1", "Семинар"]))), by=admin_user)
    assert read_file(stored, stored.kind).tables[0].rows[0].cells[1].text == "Семинар"


@pytest.mark.parametrize("kind", [FileKind.PDF, "pdf"])
def test_pdf_is_not_a_plan(put, kind):
    with pytest.raises(Refused, match="Word"):
        read_file(put("План.pdf", make_pdf()), kind)


def test_kind_must_be_the_one_that_was_asked(put):
    with pytest.raises(Refused, match="Word"):
        read_file(put("План.xlsx", make_xlsx()), FileKind.DOCX)


def test_readers_need_no_django():
    """The child of the jail has neither packages nor settings."""
    code = (
        f"import sys; sys.path.insert(0, {str(settings.BASE_DIR)!r}); "
        "import files.readers.docx, files.readers.xlsx; "
        "print([name for name in sys.modules if name.startswith('django')])"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
