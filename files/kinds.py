"""The kinds of files that the product keeps; nothing else is taken in."""

from django.db import models

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"


class FileKind(models.TextChoices):
    """Вид файла: the verdict of the gate, never the word of the sender."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"

    @property
    def extension(self):
        """«.pdf»."""
        return f".{self.value}"

    @property
    def content_type(self):
        """Media type for the browser."""
        return {
            FileKind.PDF: "application/pdf",
            FileKind.DOCX: f"{OFFICE_TYPE}.wordprocessingml.document",
            FileKind.XLSX: f"{OFFICE_TYPE}.spreadsheetml.sheet",
        }[self]
