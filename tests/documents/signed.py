"""Real signatures made by `cryptography`, and a message of ГОСТ shape put together by hand."""

import base64
import datetime
import functools

from asn1crypto import algos, cms, core, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID, ObjectIdentifier

from lib.streebog import streebog256, streebog512

NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
YEAR = datetime.timedelta(days=365)
SNILS, OGRN = "12345678901", "1234567890123"
OWNER = {
    NameOID.COMMON_NAME: "Ковалёва Нина Павловна",
    NameOID.SURNAME: "Ковалёва",
    NameOID.GIVEN_NAME: "Нина Павловна",
    NameOID.TITLE: "Начальник управления",
    NameOID.ORGANIZATION_NAME: "Управление образования",
    ObjectIdentifier("1.2.643.100.3"): SNILS,
    ObjectIdentifier("1.2.643.100.1"): OGRN,
}
ISSUER = {NameOID.COMMON_NAME: "Учебный удостоверяющий центр"}
DIGESTS = {
    "256": ("1.2.643.7.1.1.2.2", "1.2.643.7.1.1.1.1", streebog256),
    "512": ("1.2.643.7.1.1.2.3", "1.2.643.7.1.1.1.2", streebog512),
}


@functools.cache
def rsa_key():
    return rsa.generate_private_key(65537, 2048)


@functools.cache
def ec_key():
    return ec.generate_private_key(ec.SECP256R1())


@functools.cache
def other_key():
    return ec.generate_private_key(ec.SECP384R1())


def _name(parts):
    return certificates.Name([certificates.NameAttribute(oid, text) for oid, text in parts.items()])


def make_certificate(key, *, since=NOW - YEAR, until=NOW + YEAR, owner=OWNER, serial=0x00AB12CD):
    return (
        certificates.CertificateBuilder()
        .subject_name(_name(owner))
        .issuer_name(_name(ISSUER))
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(since)
        .not_valid_after(until)
        .sign(other_key(), hashes.SHA256())
    )


def sign(
    document, *, key=None, algorithm=None, attributes=True, attached=False, pem=False, **about
):
    """A signature file over the bytes: detached DER with attributes unless told otherwise."""
    return sign_by([(key or ec_key(), about)], document, algorithm, attributes, attached, pem)


def sign_by(signers, document, algorithm=None, attributes=True, attached=False, pem=False):
    """The same of several signers: (key, what make_certificate() is told) of each."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(document)
    for key, about in signers:
        certificate = make_certificate(key, **about)
        builder = builder.add_signer(certificate, key, algorithm or hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary]
    options += [] if attributes else [pkcs7.PKCS7Options.NoAttributes]
    options += [] if attached else [pkcs7.PKCS7Options.DetachedSignature]
    encoding = serialization.Encoding.PEM if pem else serialization.Encoding.DER
    return builder.sign(encoding, options)


def gost_signature(document, size="256", *, attributes=True, digest=None, serial=77, value=b"\7"):
    """A message with ГОСТ numbers, a certificate with a ГОСТ key and a value that is none."""
    number, key_number, streebog = DIGESTS[size]
    certificate = _gost_certificate(key_number, serial)
    fields = certificate["tbs_certificate"]
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": fields["issuer"], "serial_number": fields["serial_number"]},
        ),
        "digest_algorithm": {"algorithm": number},
        "signature_algorithm": {"algorithm": key_number},
        "signature": value * 64,
    }
    if attributes:
        info["signed_attrs"] = gost_attributes(digest or streebog(document))
    return message([info], [certificate], number).dump()


def gost_attributes(digest):
    return [
        {"type": "content_type", "values": ["data"]},
        {"type": "signing_time", "values": [cms.Time("utc_time", NOW)]},
        {"type": "message_digest", "values": [digest]},
    ]


def message(infos, kept, algorithm="sha256"):
    """ContentInfo of a detached signature."""
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": {
                "version": "v1",
                "digest_algorithms": [{"algorithm": algorithm}],
                "encap_content_info": {"content_type": "data"},
                "certificates": [cms.CertificateChoices("certificate", one) for one in kept],
                "signer_infos": infos,
            },
        }
    )


class _RawKey(core.Sequence):
    """SubjectPublicKeyInfo of a key which asn1crypto does not know."""

    _fields = [("algorithm", algos.AlgorithmIdentifier), ("public_key", core.BitString)]


class _RawFields(core.Sequence):
    _fields = [
        ("version", x509.Version, {"explicit": 0}),
        ("serial_number", core.Integer),
        ("signature", algos.AlgorithmIdentifier),
        ("issuer", x509.Name),
        ("validity", x509.Validity),
        ("subject", x509.Name),
        ("subject_public_key_info", _RawKey),
    ]


class _RawCertificate(core.Sequence):
    _fields = [
        ("tbs_certificate", _RawFields),
        ("signature_algorithm", algos.AlgorithmIdentifier),
        ("signature_value", core.OctetBitString),
    ]


def _gost_certificate(key_number, serial):
    named = {"algorithm": "1.2.643.7.1.1.3.2"}
    fields = {
        "version": "v3",
        "serial_number": serial,
        "signature": named,
        "issuer": x509.Name.build({"common_name": "Учебный удостоверяющий центр"}),
        "validity": {
            "not_before": x509.Time("utc_time", NOW - YEAR),
            "not_after": x509.Time("utc_time", NOW + YEAR),
        },
        "subject": x509.Name.build(
            {
                "common_name": "Управление образования",
                "surname": "Ковалёва",
                "given_name": "Нина Павловна",
                "1.2.643.100.3": SNILS,
            }
        ),
        "subject_public_key_info": {
            "algorithm": {"algorithm": key_number},
            "public_key": core.BitString(tuple([1, 0] * 256)),
        },
    }
    raw = {
        "tbs_certificate": fields,
        "signature_algorithm": named,
        "signature_value": b"\0" * 64,
    }
    return x509.Certificate.load(_RawCertificate(raw).dump())


def changed(data, change):
    """The signature file after `change(ContentInfo)`, put together anew."""
    told = cms.ContentInfo.load(data)
    change(told)
    return told.dump(force=True)


def choice(certificate):
    """A certificate of `cryptography` as it stands in a message."""
    der = certificate.public_bytes(serialization.Encoding.DER)
    return cms.CertificateChoices("certificate", x509.Certificate.load(der))


def tlv(tag, *parts):
    """DER of one thing: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def base64_lines(der):
    """Base64 in lines of 64 letters."""
    text = base64.b64encode(der)
    return b"".join(text[at : at + 64] + b"\n" for at in range(0, len(text), 64))
