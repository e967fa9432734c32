"""What a signed message (CMS, RFC 5652) says of its signers. Runs in the jail (files.jail).

Nothing is verified here. Of the certificate only what the card shows leaves the jail: its other
fields (ОГРН, СНИЛС, ИНН, the address) are personal or nobody's business.
"""

import hashlib
import unicodedata
from datetime import UTC
from functools import cache
from pathlib import Path

from asn1crypto import cms, core, parser

from files.armour import signature_bytes
from files.jailed import Unreadable
from lib.streebog import streebog256, streebog512

MEGABYTE = 1024 * 1024
DIGESTS = {
    "sha224": lambda data: hashlib.sha224(data).digest(),
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha384": lambda data: hashlib.sha384(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
    "1.2.643.7.1.1.2.2": streebog256,
    "1.2.643.7.1.1.2.3": streebog512,
}
SLOW = {"1.2.643.7.1.1.2.2", "1.2.643.7.1.1.2.3"}
# Four seconds of Streebog; the largest order that prints at all has half of it.
MAX_SLOW = 2 * MEGABYTE
MAX_SIGNERS = 5
MAX_CERTIFICATES = 50
# Bytes. RFC 5280 lets a serial number have 20, a key of RSA-8192 takes a little over 1024.
MAX_SERIAL, MAX_VALUE, MAX_ATTRIBUTES = 32, 1100, 100 * 1024
LONGEST_TEXT = 250
OWNER = ("common_name", "surname", "given_name", "title", "organization_name")

DAMAGED = (
    "Файл подписи повреждён или устроен необычно. Подпишите PDF заново и сохраните отсоединённую "
    "подпись в формате CMS (PKCS#7)."
)
NO_SIGNERS = "В файле нет ни одной подписи: возможно, это только сертификат. Выберите файл подписи."
TOO_MANY = "В файле больше 5 подписей. Приложите подпись того, кто подписывает документ."
NO_CERTIFICATE = (
    "В файле нет сертификата того, кто подписал, поэтому узнать владельца подписи нельзя. "
    "Подпишите заново и включите в программе подписания «Включить сертификат»."
)
# What the parser raises for a message that contradicts itself.
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


class _Algorithm(core.Sequence):
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]


class _Key(core.Sequence):
    """SubjectPublicKeyInfo; that of the package stops at a key which it does not know."""

    _fields = [("algorithm", _Algorithm), ("public_key", core.OctetBitString)]


class _RsaKey(core.Sequence):
    _fields = [("modulus", core.Integer), ("exponent", core.Integer)]


def read(path, document):
    """{is_detached, signers} of the signature file at the path; `document` is the path of the file
    that was signed. Bytes are told in hex. Raises files.jailed.Unreadable."""
    try:
        message = _signed_data(Path(path).read_bytes())
        signers = message["signer_infos"]
        _require(len(signers), NO_SIGNERS)
        _require(len(signers) <= MAX_SIGNERS, TOO_MANY)
        certificates = _certificates(message)
        return {
            "is_detached": isinstance(message["encap_content_info"]["content"], core.Void),
            "signers": [_signer(info, certificates, Path(document)) for info in signers],
        }
    except (*FAULTS, RecursionError):
        raise Unreadable(DAMAGED) from None


def _require(condition, reason=DAMAGED):
    if not condition:
        raise Unreadable(reason)


def _signed_data(data):
    der = signature_bytes(data)
    _require(der)
    size = parser.peek(der)
    # Programs that write lines end even bytes with one.
    _require(not der[size:].strip(b"\r\n\0"))
    message = cms.ContentInfo.load(der[:size])
    _require(message["content_type"].native == "signed_data")
    return message["content"]


def _certificates(message):
    found = message["certificates"]
    if isinstance(found, core.Void):
        return []
    _require(len(found) <= MAX_CERTIFICATES)
    return [one.chosen for one in found if one.name == "certificate"]


def _signer(info, certificates, document):
    certificate = _certificate(info["sid"], certificates)
    algorithm = info["digest_algorithm"]["algorithm"].native
    attributes = _attributes(info["signed_attrs"])
    scheme = _scheme(info["signature_algorithm"], algorithm)
    is_comparable = attributes is not None or scheme
    return {
        **_about(certificate),
        "algorithm": algorithm,
        "has_attributes": attributes is not None,
        "signed_digest": _hex(_single(attributes, "message_digest")),
        "signing_time": _moment(_single(attributes, "signing_time")),
        "document_digest": _hex(_digest_of(document, algorithm) if is_comparable else None),
        "value": _short(info["signature"].native).hex(),
        "signed": _signed_bytes(info["signed_attrs"]).hex() if attributes is not None else "",
        "scheme": scheme,
        "key": _key(certificate),
    }


def _certificate(sid, certificates):
    """The certificate that the signer names."""
    for one in certificates:
        if sid.name == "subject_key_identifier":
            if one.key_identifier == sid.chosen.native:
                return one
        elif one.issuer == sid.chosen["issuer"] and (
            one["tbs_certificate"]["serial_number"].contents == sid.chosen["serial_number"].contents
        ):
            return one
    raise Unreadable(NO_CERTIFICATE)


def _about(certificate):
    fields = certificate["tbs_certificate"]
    serial = fields["serial_number"].contents
    _require(len(serial) <= MAX_SERIAL)
    owner, issuer = _names(fields["subject"]), _names(fields["issuer"])
    full = " ".join(filter(None, [owner["surname"], owner["given_name"]]))
    return {
        "owner": full or owner["common_name"] or owner["organization_name"],
        "common_name": owner["common_name"],
        "post": owner["title"],
        "organisation": owner["organization_name"],
        "issuer": issuer["common_name"] or issuer["organization_name"],
        "serial": serial.hex().upper(),
        "valid_from": _moment(fields["validity"]["not_before"].chosen),
        "valid_until": _moment(fields["validity"]["not_after"].chosen),
    }


def _names(name):
    """{kind of a name: its text} of the wanted kinds."""
    found = dict.fromkeys(OWNER, "")
    for part in name.chosen:
        for pair in part:
            if (kind := pair["type"].native) in OWNER:
                found[kind] = _clean(str(pair["value"].native))
    return found


def _clean(text):
    """The text without control and direction characters, of a reasonable length."""
    text = " ".join(text[: 4 * LONGEST_TEXT].split())
    return "".join(char for char in text if unicodedata.category(char)[0] != "C")[:LONGEST_TEXT]


def _attributes(attributes):
    """{kind: values} of the signed attributes; None without any, which is not the same as empty."""
    if isinstance(attributes, core.Void):
        return None
    found = {}
    for attribute in attributes:
        kind = attribute["type"].native
        # Which of two answers was meant nobody knows (RFC 5652, 11).
        _require(kind not in found)
        found[kind] = attribute["values"]
    _require(found.keys() >= {"content_type", "message_digest"})
    return found


def _single(attributes, kind):
    """The only value of the attribute, or None."""
    if attributes is None or kind not in attributes:
        return None
    _require(len(attributes[kind]) == 1)
    return attributes[kind][0]


def _signed_bytes(attributes):
    """The attributes as they were signed: a plain SET (RFC 5652, 5.4)."""
    signed = attributes.untag().dump()
    _require(len(signed) <= MAX_ATTRIBUTES)
    return signed


def _moment(value):
    """ISO text of a time, or None."""
    if value is None:
        return None
    moment = value.chosen.native if isinstance(value, core.Choice) else value.native
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat()


def _hex(value):
    if value is None:
        return ""
    return _short(value if isinstance(value, bytes) else value.native).hex()


def _short(value):
    _require(len(value) <= MAX_VALUE)
    return value


@cache
def _digest_of(document, algorithm):
    """Digest of the file that was signed; None when it cannot be computed here."""
    if algorithm not in DIGESTS:
        return None
    if algorithm in SLOW and document.stat().st_size > MAX_SLOW:
        return None
    return DIGESTS[algorithm](document.read_bytes())


def _scheme(algorithm, digest):
    """«rsa» or «ecdsa» over that digest, else empty: nothing else is verified."""
    try:
        kind = algorithm.signature_algo
        hashed = digest if kind == algorithm["algorithm"].native else algorithm.hash_algo
    except ValueError:  # ГОСТ Р 34.10-2012 and whatever else the package does not know
        return ""
    known = {"rsassa_pkcs1v15": "rsa", "ecdsa": "ecdsa"}
    return known.get(kind, "") if hashed == digest else ""


def _key(certificate):
    """Numbers of a public key that can be verified with, else None."""
    key = _Key.load(certificate["tbs_certificate"]["subject_public_key_info"].dump())
    kind, public = key["algorithm"]["algorithm"].native, key["public_key"].native
    if kind == "1.2.840.113549.1.1.1":
        numbers = _RsaKey.load(_short(public))
        return {"modulus": numbers["modulus"].native, "exponent": numbers["exponent"].native}
    if kind == "1.2.840.10045.2.1":
        curve = core.ObjectIdentifier.load(key["algorithm"]["parameters"].dump())
        return {"curve": curve.native, "point": _short(public).hex()}
    return None
