"""A photograph: of a modest size, and by its first bytes a JPEG, PNG or WebP, whatever its name.

Whether it is whole is seen when it is drawn anew, in the jail (files.photos).
"""

from files.gate import appearance
from files.gate.limits import MAX_PHOTO, MAX_PHOTO_LABEL
from files.gate.refusal import Refused
from files.kinds import FileKind

# Names of pictures: the name of a photograph often tells another kind of picture than it is.
NAMES = {
    *FileKind.PHOTO.extensions,
    *(".jfif", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff"),
}
JPEG, PNG, RIFF, WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}

TOO_BIG = (
    f"Снимок больше {MAX_PHOTO_LABEL}. Снимите заново в обычном качестве или сделайте снимок "
    "экрана с ним и загрузите его."
)
HEIC = (
    "Снимок в формате HEIC, эта программа его не читает. Откройте его на телефоне, сделайте снимок "
    "экрана и загрузите его. Чтобы дальше снимать в обычном формате, на iPhone откройте "
    "«Настройки», «Камера», «Форматы» и выберите «Наиболее совместимые»; на других телефонах "
    "выключите HEIC (HEIF) в настройках камеры."
)
FILM = "Это видео. Загрузите фотографию или сделайте снимок экрана с нужным кадром."
OTHER_PICTURE = (
    "Это рисунок другого вида. Принимаются фотографии JPEG, PNG и WebP: сделайте снимок экрана с "
    "рисунком и загрузите его."
)
OTHER = "Имя файла такое, как у фотографии, а внутри {}."


def is_photo(head):
    """The file with these first bytes is a picture of a kind that is taken."""
    return head.startswith((JPEG, PNG)) or (head.startswith(RIFF) and head[8:12] == WEBP)


def check(stream, size):
    """Refuse what is no photograph by its first bytes, or is too big."""
    head = stream.read(1024)
    if not is_photo(head):
        raise Refused(_reason(head))
    if size > MAX_PHOTO:
        raise Refused(TOO_BIG)


def _reason(head):
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in HEIC_BRANDS else FILM
    what = appearance.describe(head)
    return OTHER_PICTURE if what == appearance.IMAGE else OTHER.format(what)
