"""The kinds of files that the product keeps; nothing else is taken in."""

from django.db import models

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"


class FileKind(models.TextChoices):
    """Вид файла: the verdict of the gate, never the word of the sender."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    # A detached signature (CMS); only fields that ask for one take it.
    SIGNATURE = "sig", "электронная подпись"
    # Whatever picture came, a JPEG that files.photos has drawn from it; some fields take it.
    PHOTO = "jpg", "фотография"

    @property
    def extension(self):
        """«.pdf»."""
        return f".{self.value}"

    @property
    def extensions(self):
        """All that a name of such a file may end with; signing programs have three."""
        return {
            FileKind.SIGNATURE: (".sig", ".p7s", ".sgn"),
            FileKind.PHOTO: (".jpg", ".jpeg", ".png", ".webp"),
        }.get(self, (self.extension,))

    @property
    def accepted(self):
        """What a file field offers to choose. Telephones offer the camera where a type of picture
        stands, and iPhone makes JPEG of its own format where no other is named."""
        if self == FileKind.PHOTO:
            return ("image/jpeg", "image/png", "image/webp")
        return self.extensions

    @property
    def content_type(self):
        """Media type for the browser."""
        return {
            FileKind.PDF: "application/pdf",
            FileKind.DOCX: f"{OFFICE_TYPE}.wordprocessingml.document",
            FileKind.XLSX: f"{OFFICE_TYPE}.spreadsheetml.sheet",
            FileKind.SIGNATURE: "application/pkcs7-signature",
            FileKind.PHOTO: "image/jpeg",
        }[self]


# What people write and read: any field takes these unless it says otherwise.
PAPERS = (FileKind.PDF, FileKind.DOCX, FileKind.XLSX)
# Fields of proofs take what a telephone takes as well.
PROOFS = (*PAPERS, FileKind.PHOTO)
