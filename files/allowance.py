"""How much one may upload: a minute, a day, a municipality, the disk (reliability.md C14).

One place for the forms and for uploads in parts. Orders and other papers that the product makes
take their room too, but are refused only by the disk itself.
docs/decisions/0042 says why these four.
"""

import datetime
import math
import shutil
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F, Sum
from django.utils import timezone
from django_scopes import get_scope

from files.folders import temporary_directory
from files.models import PartUpload, StoredFile, UploadPace
from lib.text import count, size_words

MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
# A row that several processes write at once is read again; one of them gets through each time.
ATTEMPTS = 20

FULL_DISK = (
    "Файл не сохранён: на сервере почти закончилось место, новые файлы пока не принимаются. "
    "Остальное работает. Сообщите администратору и повторите загрузку позже."
)
FULL_DAY = (
    "Файл не сохранён: за сутки вы загрузили {used}, больше {limit} за сутки не принимается. "
    "Продолжите завтра. Если файлы нужны сегодня, сожмите рисунки в них или обратитесь к "
    "администратору."
)
FULL_PLACE = (
    "Файл не сохранён: файлы муниципалитета заняли {used} из {limit}. "
    "Сообщите администратору: место увеличивает он."
)
TOO_OFTEN = (
    "Вы загружаете файлы слишком часто: за минуту принимается не больше {most}. "
    "Ничего не сохранено. Подождите {seconds} и отправьте ещё раз."
)
TOO_MANY = (
    "В форме слишком много файлов: за минуту принимается не больше {most}. "
    "Ничего не сохранено. Выберите меньше файлов, остальные отправьте через минуту."
)


class TooOften(Exception):
    """So many files a minute are not taken; the message is for the user.

    `seconds` to wait: None when there are more files in one form than a minute takes.
    """

    def __init__(self, seconds):
        self.seconds = seconds
        most = count(settings.UPLOADS_PER_MINUTE, "файла", "файлов", "файлов")
        wait = count(seconds or 0, "секунду", "секунды", "секунд")
        super().__init__((TOO_OFTEN if seconds else TOO_MANY).format(most=most, seconds=wait))


class NoRoom(Exception):
    """The disk, the day of the person or the municipality is full; the message is for the user."""


def place():
    """Key of the one municipality in whose scope we are, or None."""
    keys = get_scope().get("municipality") or ()
    return keys[0] if len(keys) == 1 else None


def count_uploads(person, number):
    """Count so many uploads of the person now; raises TooOften, and then none is counted.

    A form is counted before it does anything, so that refused files count too. An upload in parts
    whose beginning is refused is not: nothing of it has come.
    """
    most = settings.UPLOADS_PER_MINUTE
    if not number or not most:
        return
    if number > most:
        raise TooOften(None)
    for _ in range(ATTEMPTS):
        pace, _ = UploadPace.objects.get_or_create(person=person)
        now = timezone.now().timestamp()
        recent = [moment for moment in pace.moments if moment > now - MINUTE.total_seconds()]
        if len(recent) + number > most:
            raise TooOften(_seconds_until(recent, number - (most - len(recent)), now))
        if pace.replace([*recent, *[now] * number]):
            return
    raise TooOften(1)


def _seconds_until(recent, needed, now):
    """When so many of the recent uploads are a minute old."""
    return max(1, math.ceil(recent[needed - 1] + MINUTE.total_seconds() - now))


def check_room(size, *, by):
    """Raise NoRoom when so many more bytes are too much for the disk, the person or the place.

    The person's row is held until the end of the transaction, so that what is uploaded in two
    windows at once adds up. The municipality's is not: its people would wait for each other.
    """
    check_disk(size)
    if by is None:
        return
    hold(by)
    _check(_used_today(by), size, settings.PERSON_DAY_BYTES, FULL_DAY)
    if key := place():
        _check(used_in(key), size, settings.MUNICIPALITY_BYTES, FULL_PLACE)


def check_disk(size=0):
    """Raise NoRoom when the disk would have less free than the setting says."""
    if not settings.DISK_FREE_PERCENT:
        return
    directory = temporary_directory()
    with suppress(FileNotFoundError):  # nothing is kept yet
        disk = shutil.disk_usage(directory)
        if (disk.free - size) * 100 < disk.total * settings.DISK_FREE_PERCENT:
            raise NoRoom(FULL_DISK)


def free_percent():
    """How much of the disk of the store is free."""
    disk = shutil.disk_usage(temporary_directory())
    return disk.free * 100 // disk.total


def hold(person):
    """Let nobody else count for the person until the end of the transaction.

    An UPDATE that changes nothing, so that it holds on SQLite too.
    """
    get_user_model().objects.filter(pk=person.pk).update(is_active=F("is_active"))


def used_in(municipality):
    """Bytes that have been stored in the scope of the municipality of the key."""
    return _bytes_of(StoredFile.objects.filter(municipality_key=municipality))


def _used_today(person):
    """Bytes of the last 24 hours, with what is still coming in parts."""
    since = timezone.now() - DAY
    stored = StoredFile.objects.filter(uploaded_by=person, uploaded_at__gt=since)
    return _bytes_of(stored) + _bytes_of(PartUpload.objects.of(person))


def _bytes_of(rows):
    return rows.order_by().aggregate(bytes=Sum("size", default=0))["bytes"]


def _check(used, size, limit, words):
    if limit and used + size > limit:
        raise NoRoom(words.format(used=size_words(used), limit=size_words(limit)))
