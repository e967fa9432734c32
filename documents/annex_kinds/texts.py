"""Texts in annexes: a regulation, any other text, a file on its own sheets."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from documents.annexes import AnnexKind


@dataclass(frozen=True)
class TextSpec:
    """One kind of text; a file has no text, only a name.

    `fill(annex)`, where a higher app gives it, is the text that the program knows.
    """

    code: str
    name: str
    heading: str
    has_file: bool = False
    fill: Callable = None
    fill_words: str = ""

    @property
    def can_be_filled(self):
        """The program knows a text for it."""
        return self.fill is not None

    def annex_kind(self):
        """The AnnexKind under which the text is printed."""
        return AnnexKind(
            name=self.name,
            template="print/_attached_file.html" if self.has_file else "print/_annex_text.html",
            context=lambda annex: {"annex": annex},
            is_wide=lambda annex: False,
            title=lambda annex: " ".join(annex.heading.split()),
            address=lambda annex: reverse(
                "documents:annex", args=[annex.municipality.slug, annex.pk]
            ),
        )


TEXTS = {
    spec.code: spec
    for spec in (
        TextSpec(
            code="regulation",
            name="положение о группе",
            heading="ПОЛОЖЕНИЕ\nо муниципальной рабочей группе по поддержке школ",
        ),
        TextSpec(code="text", name="текст", heading=""),
        TextSpec(code="file", name="файл", heading="", has_file=True),
    )
}
