"""What was and what was not verified of an electronic signature, in words for the card."""

from dataclasses import dataclass

from django.utils import timezone

from documents.models import Outcome
from files.signatures import COMPUTED
from lib.dates import dotted_date

SAME = "Подписан именно этот PDF: контрольная сумма в подписи совпала с ним ({algorithm})."
SAME_BY_VALUE = "Подписан именно этот PDF: подпись к нему подошла ({algorithm})."
OTHER = (
    "Подписан не этот PDF: контрольная сумма в подписи другая. Скачайте PDF с этой страницы, "
    "подпишите его, не открывая и не сохраняя заново, и приложите новый файл подписи."
)
SEALED = (
    "Тот ли PDF подписан, проверить нельзя: контрольная сумма не записана в подписи открыто. "
    "Подпишите PDF заново и включите в программе подписания «подписанные атрибуты» (время подписи)."
)
TOO_LARGE = (
    "Тот ли PDF подписан, не проверено: он больше 2 МБ, и вычисление контрольной суммы по ГОСТ "
    "заняло бы слишком много времени."
)
NO_ALGORITHM = (
    "Тот ли PDF подписан, не проверено: контрольную сумму {algorithm} система не вычисляет."
)
IN_TIME = "Сертификат в день подписания действовал."
OUT_OF_TIME = "Сертификат в день подписания не действовал: его срок с {first} по {last}."
OWNER = "Владелец сертификата — тот, кто подписывает документ."
NOT_OWNER = "Владелец сертификата — не тот, кто подписывает документ ({signatory})."
VALUE_RIGHT = "Значение подписи верно: оно подошло к ключу сертификата."
VALUE_WRONG = "Значение подписи не подходит к ключу сертификата: файл подписи изменён или подделан."
NOT_VERIFIED = [
    "выдал ли сертификат аккредитованный удостоверяющий центр;",
    "не отозван ли сертификат;",
    "верно ли время, которое называет подпись.",
]
VALUE_NOT_VERIFIED = "значение подписи: ключи ГОСТ Р 34.10 здесь не проверяются;"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `is_good` is None when there was no answer."""

    text: str
    is_good: bool | None


def verified(signature):
    """Findings about the signature: what was looked at and what came of it."""
    first, last = (
        dotted_date(timezone.localdate(day))
        for day in (signature.valid_from, signature.valid_until)
    )
    found = [_document(signature)]
    if signature.value_is_right != Outcome.UNKNOWN:
        is_right = signature.value_is_right == Outcome.YES
        found.append(Finding(VALUE_RIGHT if is_right else VALUE_WRONG, is_right))
    in_time = IN_TIME if signature.is_in_time else OUT_OF_TIME.format(first=first, last=last)
    found.append(Finding(in_time, signature.is_in_time))
    owner = OWNER
    if not signature.owner_is_signatory:
        owner = NOT_OWNER.format(signatory=signature.order.signatory.full_name)
    found.append(Finding(owner, signature.owner_is_signatory))
    return found


def not_verified(signature):
    """Words of what nobody has looked at here."""
    is_open = signature.value_is_right == Outcome.UNKNOWN
    return [*([VALUE_NOT_VERIFIED] if is_open else []), *NOT_VERIFIED]


def _document(signature):
    outcome, algorithm = signature.of_this_pdf, signature.algorithm
    if outcome == Outcome.YES:
        words = SAME if signature.has_attributes else SAME_BY_VALUE
        return Finding(words.format(algorithm=algorithm), True)
    if outcome == Outcome.NO:
        return Finding(OTHER, False)
    if not signature.has_attributes:
        return Finding(SEALED, None)
    is_known = algorithm in COMPUTED
    return Finding(TOO_LARGE if is_known else NO_ALGORITHM.format(algorithm=algorithm), None)
