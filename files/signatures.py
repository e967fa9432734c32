"""Detached signatures: what a file says, read in the jail, and what of it could be verified."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from files.gate import Refused
from files.jail import Broken, run_jailed
from files.store import open_stored

UNUSUAL = (
    "Файл подписи не удалось прочитать: он устроен необычно. Подпишите PDF заново и сохраните "
    "отсоединённую подпись в формате CMS (PKCS#7)."
)
ALGORITHMS = {
    "sha224": "SHA-224",
    "sha256": "SHA-256",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
    "1.2.643.7.1.1.2.2": "ГОСТ Р 34.11-2012, 256 бит",
    "1.2.643.7.1.1.2.3": "ГОСТ Р 34.11-2012, 512 бит",
    "1.2.643.2.2.9": "ГОСТ Р 34.11-94",
}
# Those of them which the reader computes, as Signer.algorithm names them.
COMPUTED = [name for code, name in ALGORITHMS.items() if code != "1.2.643.2.2.9"]
HASHES = {
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
CURVES = {
    "1.2.840.10045.3.1.7": ec.SECP256R1(),
    "1.3.132.0.34": ec.SECP384R1(),
    "1.3.132.0.35": ec.SECP521R1(),
}


@dataclass(frozen=True)
class Signer:
    """One signature of a file: what its certificate says and what was found out about it."""

    owner: str
    common_name: str
    post: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    signing_time: datetime | None
    # «SHA-256», «ГОСТ Р 34.11-2012, 256 бит», or the number of an algorithm that is not known.
    algorithm: str
    # SHA-256 of the value of the signature: the same signature in another file has the same.
    fingerprint: str
    has_attributes: bool
    # Of the document, as it was signed; None when it could not be compared.
    is_of_document: bool | None
    # The value of the signature under its key; None when it could not be verified.
    is_value_right: bool | None


@dataclass(frozen=True)
class Signatures:
    """A signature file; `is_detached` is False when the document lies inside it too."""

    is_detached: bool
    signers: tuple


def read_signatures(stored, document):
    """Signatures of a StoredFile over the document, another StoredFile.

    Raises gate.Refused with a reason for a person, files.store.FileLost when a file is gone.
    """
    for one in (stored, document):
        open_stored(one).close()
    try:
        said = run_jailed(
            "files.readers.signature:read",
            stored.path,
            options={"document": str(document.path)},
            packages=["asn1crypto"],
        )
    except Broken:
        raise Refused(UNUSUAL) from None
    return Signatures(said["is_detached"], tuple(_signer(one) for one in said["signers"]))


def _signer(said):
    is_right = _is_value_right(said)
    return Signer(
        **{name: said[name] for name in ("owner", "common_name", "post", "organisation")},
        **{name: said[name] for name in ("issuer", "serial", "has_attributes")},
        valid_from=datetime.fromisoformat(said["valid_from"]),
        valid_until=datetime.fromisoformat(said["valid_until"]),
        signing_time=said["signing_time"] and datetime.fromisoformat(said["signing_time"]),
        algorithm=ALGORITHMS.get(said["algorithm"], said["algorithm"][:60]),
        fingerprint=hashlib.sha256(bytes.fromhex(said["value"])).hexdigest(),
        is_of_document=_is_of_document(said, is_right),
        is_value_right=is_right,
    )


def _is_of_document(said, is_value_right):
    """Whether the document is what was signed; None when nobody here can tell."""
    if not said["has_attributes"]:
        # The digest lies inside the value itself, which only its key opens.
        return is_value_right
    if not said["document_digest"]:
        return None
    return said["signed_digest"] == said["document_digest"]


def _is_value_right(said):
    """The value under the key over what was signed: RSA and ECDSA with SHA-2; None for others."""
    signed = _signed_digest(said)
    if not (signed and said["scheme"] and said["key"]):
        return None
    try:
        _verify(said["key"], bytes.fromhex(said["value"]), signed, HASHES[said["algorithm"]])
    except InvalidSignature:
        return False
    except (ValueError, KeyError, TypeError):  # a key that is none, or of another kind
        return None
    return True


def _signed_digest(said):
    """Digest over which the value was made: of the attributes, or else of the document."""
    if said["algorithm"] not in HASHES:
        return b""
    if said["has_attributes"]:
        return hashlib.new(said["algorithm"], bytes.fromhex(said["signed"])).digest()
    return bytes.fromhex(said["document_digest"])


def _verify(key, value, digest, algorithm):
    prehashed = utils.Prehashed(algorithm)
    if "curve" in key:
        point = bytes.fromhex(key["point"])
        public = ec.EllipticCurvePublicKey.from_encoded_point(CURVES[key["curve"]], point)
        public.verify(value, digest, ec.ECDSA(prehashed))
    else:
        public = rsa.RSAPublicNumbers(key["exponent"], key["modulus"]).public_key()
        public.verify(value, digest, padding.PKCS1v15(), prehashed)
