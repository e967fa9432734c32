"""A detached signature: of a modest size, and by its first bytes a signed message (CMS).

What stands in it is read in the jail alone (files.signatures).
"""

from files.armour import signature_bytes
from files.gate import appearance
from files.gate.limits import MAX_SIGNATURE, MAX_SIGNATURE_LABEL
from files.gate.refusal import Refused

TOO_BIG = (
    f"Файл подписи больше {MAX_SIGNATURE_LABEL}: скорее всего, внутри него лежит и сам документ. "
    "Подпишите PDF заново и выберите в программе отсоединённую (открепленную) подпись."
)
OTHER = (
    "Это не файл электронной подписи: внутри {what}. Нужен файл, который программа подписания "
    "сохранила рядом с PDF (.sig, .p7s, .sgn)."
)
UNKNOWN = (
    "Это не файл электронной подписи или он передан не полностью. Нужен файл, который программа "
    "подписания сохранила рядом с PDF (.sig, .p7s, .sgn)."
)


def check(stream, size):
    """Refuse what is no signed message by its first bytes."""
    if size > MAX_SIGNATURE:
        raise Refused(TOO_BIG)
    data = stream.read()
    if signature_bytes(data):
        return
    what = appearance.describe(data[:1024])
    raise Refused(UNKNOWN if what == appearance.UNKNOWN else OTHER.format(what=what))
