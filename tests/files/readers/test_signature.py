"""What is read of a signature file, and what hostile ones come to."""

import io
import json
import random

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from hypothesis import given, settings
from hypothesis import strategies as st

from files import gate, jail
from files.armour import SIGNED_DATA
from files.gate import Refused
from files.jailed import Unreadable
from files.kinds import FileKind
from files.readers import signature as reader
from files.signatures import read_signatures
from files.store import store, store_bytes
from tests.documents import signed
from tests.files.samples import make_pdf, make_xlsx, upload

DOCUMENT = make_pdf()


@pytest.fixture
def document(admin_user):
    return store_bytes(DOCUMENT, "Приказ.pdf", kind=FileKind.PDF, by=admin_user)


@pytest.fixture
def read_in_jail(document, admin_user):
    """Signatures of a file with the bytes, through the gate and the jail."""

    def read_through(data, name="Приказ.pdf.sig"):
        return read_signatures(store(upload(name, data), by=admin_user), document)

    return read_through


@pytest.fixture
def read(read_in_jail, monkeypatch):
    """The same without starting a child for each."""

    def run_here(target, path, *, options, packages):
        try:
            return json.loads(json.dumps(reader.read(path, **options)))
        except Unreadable as refusal:
            raise Refused(refusal.reason) from None

    monkeypatch.setattr("files.signatures.run_jailed", run_here)
    return read_in_jail


def read_here(data, tmp_path):
    """What the child would answer about the bytes, without a child."""
    path, document = tmp_path / "a.sig", tmp_path / "a.pdf"
    path.write_bytes(data)
    document.write_bytes(DOCUMENT)
    return reader.read(path, document)


# What a good one says


def test_certificate_is_told_without_personal_numbers(read, tmp_path):
    (signer,) = read(signed.sign(DOCUMENT)).signers
    assert (signer.owner, signer.post) == ("Ковалёва Нина Павловна", "Начальник управления")
    assert (signer.organisation, signer.issuer) == (
        "Управление образования",
        "Учебный удостоверяющий центр",
    )
    assert signer.serial == "00AB12CD"
    assert (signer.valid_from, signer.valid_until) == (
        signed.NOW - signed.YEAR,
        signed.NOW + signed.YEAR,
    )
    assert abs(signer.signing_time - signed.NOW) < signed.YEAR
    said = str(read_here(signed.sign(DOCUMENT), tmp_path))
    assert signed.SNILS not in said
    assert signed.OGRN not in said


def test_jailed_child_tells_the_same(read_in_jail):
    (signer,) = read_in_jail(signed.sign(DOCUMENT)).signers
    (gost,) = read_in_jail(signed.gost_signature(DOCUMENT)).signers
    assert signer.is_of_document
    assert signer.is_value_right
    assert gost.is_of_document
    assert gost.is_value_right is None


@pytest.mark.parametrize("key", [signed.ec_key, signed.rsa_key], ids=["EC", "RSA"])
@pytest.mark.parametrize("algorithm", [hashes.SHA256(), hashes.SHA512()], ids=lambda a: a.name)
@pytest.mark.parametrize("attributes", [True, False], ids=["attributes", "plain"])
def test_signature_of_this_document_is_verified(read, tmp_path, key, algorithm, attributes):
    data = signed.sign(DOCUMENT, key=key(), algorithm=algorithm, attributes=attributes)
    (signer,) = read(data).signers
    assert signer.algorithm == algorithm.name.upper().replace("SHA", "SHA-")
    assert (signer.has_attributes, signer.is_of_document) == (attributes, True)
    assert signer.is_value_right is True


@pytest.mark.parametrize("attributes", [True, False], ids=["attributes", "plain"])
def test_signature_of_another_document_is_told_apart(read, attributes):
    (signer,) = read(signed.sign(DOCUMENT + b" ", attributes=attributes)).signers
    assert signer.is_of_document is False
    # With attributes the value is over them, and they are whole.
    assert signer.is_value_right is attributes


@pytest.mark.parametrize("size", ["256", "512"])
def test_gost_digest_is_compared_and_the_value_is_not_verified(read, size):
    (signer,) = read(signed.gost_signature(DOCUMENT, size)).signers
    assert signer.algorithm == f"ГОСТ Р 34.11-2012, {size} бит"
    assert (signer.is_of_document, signer.is_value_right) == (True, None)
    assert signer.owner == "Ковалёва Нина Павловна"


def test_gost_signature_of_another_document_is_told_apart(read):
    (signer,) = read(signed.gost_signature(DOCUMENT + b" ")).signers
    assert signer.is_of_document is False


def test_gost_signature_without_attributes_cannot_be_compared(read):
    (signer,) = read(signed.gost_signature(DOCUMENT, attributes=False)).signers
    assert (signer.has_attributes, signer.is_of_document) == (False, None)


def test_gost_digest_of_a_large_document_is_not_computed(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_SLOW", len(DOCUMENT) - 1)
    (signer,) = read_here(signed.gost_signature(DOCUMENT), tmp_path)["signers"]
    assert (signer["document_digest"], signer["has_attributes"]) == ("", True)


@pytest.mark.parametrize(
    "armour",
    [
        lambda der: der + b"\r\n",
        lambda der: b"\xef\xbb\xbf" + signed.base64_lines(der),
        lambda der: signed.base64_lines(der).replace(b"\n", b"\r\n"),
        lambda der: b"-----BEGIN CMS-----\n" + signed.base64_lines(der) + b"-----END CMS-----\n",
    ],
    ids=["line feed", "base64", "Windows", "CMS"],
)
def test_every_common_wrapping_is_read(read, armour):
    assert read(armour(signed.sign(DOCUMENT))).signers[0].is_of_document


@pytest.mark.parametrize("name", ["a.sig", "A.P7S", "a.sgn"])
def test_every_common_name_is_taken(name):
    assert gate.inspect(name, io.BytesIO(signed.sign(DOCUMENT))) == FileKind.SIGNATURE


def test_pem_is_the_same_signature(read):
    der = signed.sign(DOCUMENT)
    pem = b"-----BEGIN PKCS7-----\n" + signed.base64_lines(der) + b"-----END PKCS7-----\n"
    assert read(pem) == read(der)
    assert read(signed.sign(DOCUMENT, pem=True)).signers[0].is_value_right


def test_document_inside_the_file_is_told(read):
    found = read(signed.sign(DOCUMENT, attached=True))
    assert (found.is_detached, found.signers[0].is_of_document) == (False, True)
    assert read(signed.sign(DOCUMENT)).is_detached


def test_two_signers_are_two_signatures(read):
    other = signed.OWNER | {signed.NameOID.SURNAME: "Седых"}
    makers = [
        (signed.ec_key(), {}),
        (signed.rsa_key(), {"owner": other, "serial": 2}),
    ]
    found = read(signed.sign_by(makers, DOCUMENT)).signers
    assert {signer.owner for signer in found} == {"Ковалёва Нина Павловна", "Седых Нина Павловна"}
    assert all(signer.is_of_document and signer.is_value_right for signer in found)


def test_value_of_another_signature_is_wrong(read):
    def steal(message):
        other = cms.ContentInfo.load(signed.sign(DOCUMENT + b" "))["content"]["signer_infos"][0]
        message["content"]["signer_infos"][0]["signature"] = other["signature"].native

    (signer,) = read(signed.changed(signed.sign(DOCUMENT), steal)).signers
    assert (signer.is_of_document, signer.is_value_right) == (True, False)


def test_certificate_of_another_key_is_seen(read):
    """The certificate of the head put beside somebody's own signature."""

    def swap(message):
        kept = signed.make_certificate(signed.rsa_key())
        message["content"]["certificates"] = [signed.choice(kept)]

    (signer,) = read(signed.changed(signed.sign(DOCUMENT), swap)).signers
    assert signer.is_value_right is not True


# What is refused


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: DOCUMENT, "внутри PDF"),
        (make_xlsx, "внутри документ Office"),
        (lambda: b"\x89PNG\r\n", "внутри рисунок"),
        (lambda: b"0\x82\x01\x00" + bytes(256), "Это не файл электронной подписи"),
        (lambda: "подпись".encode(), "Это не файл электронной подписи"),
        (lambda: b"MIIB", "Это не файл электронной подписи"),
        (lambda: signed.sign(b"x" * 2_200_000, attached=True), "больше 2 МБ"),
        (
            lambda: signed.choice(signed.make_certificate(signed.ec_key())).dump(),
            "Это не файл электронной подписи",
        ),
    ],
    ids=["PDF", "XLSX", "PNG", "zeros", "text", "short", "attached", "certificate"],
)
def test_gate_refuses_what_is_no_signature(read, make, words):
    with pytest.raises(Refused, match=words):
        read(make())


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.p7b", "a"])
def test_signature_under_another_name_is_refused(read, name):
    with pytest.raises(Refused):
        read(signed.sign(DOCUMENT), name)


def without(field):
    def change(message):
        message["content"][field] = []

    return change


def twice_the_digest(message):
    attributes = message["content"]["signer_infos"][0]["signed_attrs"]
    attributes.append({"type": "message_digest", "values": [b"1" * 32]})


def two_digests(message):
    for attribute in message["content"]["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            attribute["values"].append(b"1" * 32)


def long_serial(message):
    certificate = message["content"]["certificates"][0].chosen
    number = 1 << 8000
    certificate["tbs_certificate"]["serial_number"] = number
    message["content"]["signer_infos"][0]["sid"].chosen["serial_number"] = number


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("certificates"), "нет сертификата"),
        (without("signer_infos"), "нет ни одной подписи"),
        (twice_the_digest, "устроен необычно"),
        (two_digests, "устроен необычно"),
        (long_serial, "устроен необычно"),
    ],
)
def test_message_that_contradicts_itself_is_refused(read, change, words):
    with pytest.raises(Refused, match=words):
        read(signed.changed(signed.sign(DOCUMENT), change))


def nested(depth):
    """A message whose content is one thing within another, of lengths that are never told."""
    return b"\x30\x80" + SIGNED_DATA + b"\xa0\x80" + b"\x30\x80" * depth


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(nested(900_000), id="depth"),
        pytest.param(b"\x30\x84\xff\xff\xff\xff" + SIGNED_DATA, id="a length of 4 GB"),
        pytest.param(b"\x30\x03" + SIGNED_DATA, id="a length too short"),
        pytest.param(b"\x30\x84" + b"\xff" * 4 + SIGNED_DATA * 2, id="a length that lies"),
        pytest.param(signed.sign(DOCUMENT)[:-1], id="cut by a byte"),
        pytest.param(signed.sign(DOCUMENT) + b"tail", id="a tail"),
    ],
)
def test_hostile_structure_is_refused_in_words(read_in_jail, data):
    with pytest.raises(Refused, match="подпис"):
        read_in_jail(data)


def endless_number():
    """A message whose content is of a kind with a number of a megabyte: the time to read it grows
    with the square of its length."""
    kind = signed.tlv(0x06, b"\x2a", b"\xff" * 1_000_000, b"\x01")
    one, none, signers = signed.tlv(0x02, b"\x01"), signed.tlv(0x31), signed.tlv(0x31, b"\x30\x00")
    inside = signed.tlv(0x30, kind, signed.tlv(0xA0, signed.tlv(0x04, b"text")))
    content = signed.tlv(0x30, one, none, inside, signers)
    return signed.tlv(0x30, SIGNED_DATA, signed.tlv(0xA0, content))


def test_endless_reading_is_stopped_and_told_in_our_words(read_in_jail, monkeypatch):
    short = jail.Limits(cpu=1, wall=3)
    monkeypatch.setattr(jail, "Limits", lambda: short)
    with pytest.raises(Refused, match="Файл подписи не удалось прочитать"):
        read_in_jail(endless_number())


GOOD = [
    signed.sign(DOCUMENT),
    signed.sign(DOCUMENT, attributes=False),
    signed.gost_signature(DOCUMENT),
]


@pytest.mark.parametrize("seed", range(200))
def test_spoilt_signature_is_read_or_refused(seed, tmp_path):
    """Any other fault of the reader would be a bug, and none is to be taken for a good one."""
    chance = random.Random(seed)
    data = bytearray(chance.choice(GOOD))
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        act = chance.choice(["flip", "set", "cut", "double"])
        if act == "flip":
            data[at] ^= 1 << chance.randrange(8)
        elif act == "set":
            data[at] = chance.choice([0, 0x30, 0x80, 0x84, 0xFF])
        elif act == "cut":
            del data[at : at + chance.randrange(1, 20)]
        else:
            data[at:at] = data[at : at + chance.randrange(1, 60)]
    try:
        assert read_here(bytes(data), tmp_path)["signers"]
    except Unreadable as refusal:
        assert refusal.reason  # noqa: PT017 - either is right, any other fault is not


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_behind_a_good_beginning_are_read_or_refused(tmp_path_factory, tail):
    folder = tmp_path_factory.getbasetemp()
    body = SIGNED_DATA + tail
    data = b"\x30\x82" + len(body).to_bytes(2, "big") + body
    with pytest.raises(Unreadable):
        read_here(data, folder)


def test_jail_is_lent_one_package_and_not_its_neighbours(tmp_path):
    said = jail.run_jailed("tests.files.prisoners:importable", tmp_path, packages=["asn1crypto"])
    assert said == {"asn1crypto": True, "django": False, "cryptography": False}
    assert not jail.run_jailed("tests.files.prisoners:importable", tmp_path)["asn1crypto"]
