"""Paragraphs of a document while they are being read."""

from dataclasses import dataclass, field

from files.readers.word.symbols import LINE


@dataclass
class Run:
    """A piece of text of one look; None where only the style says."""

    style: str | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None


@dataclass
class ParagraphDraft:
    style: str | None = None
    list_id: int | None = None
    list_level: int | None = None
    outline: int | None = None
    # Its mark is deleted or hidden: without text there is no paragraph at all.
    is_gone: bool = False
    pieces: list = field(default_factory=list)
    has_plain: bool = False  # visible text that is not bold
    has_bold: bool = False

    def add(self, piece, *, is_bold):
        self.pieces.append(piece)
        if not piece.isspace():
            self.has_bold |= is_bold
            self.has_plain |= not is_bold

    @property
    def text(self):
        lines = "".join(self.pieces).split(LINE)
        return "\n".join(line.strip() for line in lines).strip()
