"""Word and Excel documents: a container whose parts say what the document is."""

import posixpath
import struct
from dataclasses import dataclass, field

from files.damage import DAMAGE
from files.gate import container, markup
from files.gate.limits import MAX_MARKUP
from files.gate.reading import CHUNK
from files.gate.refusal import Refused
from files.kinds import OFFICE_TYPE, FileKind

# Our own reading of the container's directory raises the last two.
DAMAGED_CONTAINER = (*DAMAGE, struct.error, ValueError)
CONTENT_TYPES = "[content_types].xml"
MARKUP_EXTENSIONS = (".xml", ".rels", ".vml")
MACROS = ("macroenabled", "vbaproject", "macrosheet")

MAIN_TYPES = {
    f"{OFFICE_TYPE}.wordprocessingml.document.main+xml": FileKind.DOCX,
    f"{OFFICE_TYPE}.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
NOT_OFFICE = "Внутри архив, а не документ. Распакуйте его и загрузите документы по одному."
OPEN_DOCUMENT = (
    "Внутри документ LibreOffice. Откройте его и сохраните как «Документ Word (.docx)» "
    "или «Книга Excel (.xlsx)»."
)
OTHER_OFFICE = (
    "Внутри не документ Word и не книга Excel, а другой документ Office (презентация, шаблон). "
    "Сохраните его как PDF."
)
OTHER_KIND = "Имя заканчивается на {named}, а внутри документ {found}. Переименуйте файл в {right}."
WITH_MACROS = (
    "В файле есть макросы. Сохраните его как «Документ Word (.docx)» или «Книга Excel (.xlsx)» "
    "без макросов."
)
# By the kind of relationship: what the document takes from outside and how to part with it.
EXTERNAL = {
    "attachedTemplate": (
        "Документ связан с шаблоном на другом компьютере. В Word: «Разработчик — Шаблон "
        "документа», укажите Normal и сохраните."
    ),
    "externalLinkPath": (
        "Книга связана с другими файлами. В Excel: «Данные — Изменить связи — Разорвать связь», "
        "затем сохраните."
    ),
    "image": (
        "Рисунок в документе загружается из другого места. Вставьте его в документ "
        "(скопировать — вставить как рисунок) и сохраните."
    ),
}
EXTERNAL_OTHER = (
    "Документ загружает что-то из другого файла или из интернета. Разорвите связи "
    "(«Файл — Сведения — Изменить связи с файлами») или сохраните документ как PDF."
)


@dataclass
class ContentTypes:
    """What [Content_Types].xml says about the parts; names compare without regard to case."""

    by_extension: dict = field(default_factory=dict)
    by_part: dict = field(default_factory=dict)

    def of(self, part):
        extension = part.rpartition(".")[2]
        return self.by_part.get(part) or self.by_extension.get(extension, "")

    def all(self):
        return [*self.by_extension.values(), *self.by_part.values()]


def check(stream, size, kind):
    """Refuse anything but a whole, passive document of the kind."""
    try:
        with container.open_container(stream, size) as archive:
            _check_document(archive, kind)
    except DAMAGED_CONTAINER:
        raise Refused(container.DAMAGED) from None


def _check_document(archive, kind):
    names = {entry.filename.lower(): entry for entry in archive.infolist()}
    if CONTENT_TYPES not in names:
        raise Refused(OPEN_DOCUMENT if "meta-inf/manifest.xml" in names else NOT_OFFICE)
    small = [name for name in names if name == CONTENT_TYPES or name.endswith(".rels")]
    if sum(names[name].file_size for name in small) > MAX_MARKUP:
        raise Refused(container.TOO_COMPLEX)

    read = {name: _read_through(archive, entry, name in small) for name, entry in names.items()}
    types = _content_types(read[CONTENT_TYPES])
    _check_macros(names, types)
    relationships = {name: _relationships(read[name]) for name in small if name != CONTENT_TYPES}
    _check_main_part(names, types, relationships.get("_rels/.rels", []), kind)
    for relationship in sum(relationships.values(), []):
        _check_target(relationship)


def _read_through(archive, entry, is_kept):
    """Read the part to its end, so that zipfile compares its checksum; return it if asked."""
    with archive.open(entry) as part:
        head = part.read(CHUNK)
        if head:
            is_markup = entry.filename.lower().endswith(MARKUP_EXTENSIONS)
            markup.check_prolog(head, entry.filename, must_be_xml=is_markup)
        kept = [head]
        while chunk := part.read(CHUNK):
            if is_kept:
                kept.append(chunk)
    return b"".join(kept) if is_kept else None


def _content_types(data):
    types = ContentTypes()
    for name, attributes in markup.elements(data):
        content_type = attributes.get("ContentType", "").lower()
        if name == "Default":
            types.by_extension[attributes.get("Extension", "").lower()] = content_type
        elif name == "Override":
            types.by_part[attributes.get("PartName", "").lower().lstrip("/")] = content_type
    return types


def _relationships(data):
    return [attributes for name, attributes in markup.elements(data) if name == "Relationship"]


def _check_macros(names, types):
    words = [*types.all(), *(posixpath.basename(name) for name in names)]
    if any(mark in word for word in words for mark in MACROS):
        raise Refused(WITH_MACROS)


def _check_main_part(names, types, root_relationships, kind):
    """Follow the way Word and Excel go: root relationship → main part → its declared type."""
    targets = [
        posixpath.normpath(relationship.get("Target", "").lstrip("/")).lower()
        for relationship in root_relationships
        if relationship.get("Type", "").endswith("/officeDocument")
    ]
    if len(targets) != 1 or targets[0] not in names:
        raise Refused(container.DAMAGED)
    found = MAIN_TYPES.get(types.of(targets[0]))
    if not found:
        raise Refused(OTHER_OFFICE)
    if found != kind:
        words = {"named": kind.extension, "found": found.label, "right": found.extension}
        raise Refused(OTHER_KIND.format(**words))


def _check_target(relationship):
    """Links that a person clicks are harmless; what the program itself would fetch is not."""
    kind = relationship.get("Type", "").rpartition("/")[2]
    is_external = relationship.get("TargetMode", "").lower() == "external"
    if (is_external or "://" in relationship.get("Target", "")) and kind != "hyperlink":
        raise Refused(EXTERNAL.get(kind, EXTERNAL_OTHER))
