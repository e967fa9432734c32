"""A signature file as its bytes: signing programs write it plain (DER) or as text (base64, PEM).

The jailed child imports this module too, so it knows the standard library alone.
"""

import base64
import binascii
import re

# SEQUENCE { OBJECT IDENTIFIER signedData … }: the length between the two is of any form.
SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
SEQUENCE = 0x30
LONGEST_LENGTH = 6
MARK = b"\xef\xbb\xbf"
LINE = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")


def signature_bytes(data):
    """DER of the signed message in the file, or None when the file is something else."""
    if _is_signed_data(data):
        return data
    text = LINE.sub(b"", data.removeprefix(MARK))
    try:
        decoded = base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        return None
    return decoded if _is_signed_data(decoded) else None


def _is_signed_data(data):
    at = data.find(SIGNED_DATA, 2, 2 + LONGEST_LENGTH + len(SIGNED_DATA))
    return data[:1] == bytes([SEQUENCE]) and at > 0
