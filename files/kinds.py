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

    @property
    def extension(self):
        """«.pdf»."""
        return f".{self.value}"

    @property
    def extensions(self):
        """All that a name of such a file may end with; signing programs have three."""
        return (".sig", ".p7s", ".sgn") if self == FileKind.SIGNATURE else (self.extension,)

    @property
    def content_type(self):
        """Media type for the browser."""
        return {
            FileKind.PDF: "application/pdf",
            FileKind.DOCX: f"{OFFICE_TYPE}.wordprocessingml.document",
            FileKind.XLSX: f"{OFFICE_TYPE}.spreadsheetml.sheet",
            FileKind.SIGNATURE: "application/pkcs7-signature",
        }[self]


# What people write and read: any field takes these unless it says otherwise.
PAPERS = (FileKind.PDF, FileKind.DOCX, FileKind.XLSX)
