"""What stands in a paragraph: runs of text, new lines, tabs, pictures."""

import base64
import re
from dataclasses import dataclass, field
from io import BytesIO

from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm

from documents.word.markup import add, clean
from documents.word.vocabulary import Aside, Break, Inline, Picture, Unknown, word_of

# HTML's white space: a no-break space is a letter.
SPACES = re.compile("[ \t\n\r\f]+")
DATA = re.compile(r"data:image/(?:png|jpeg);base64,(.+)", re.DOTALL)
LINE, TAB = "line", "tab"


@dataclass
class Run:
    """Text in one look; `mark` makes it a new line, a tab or a picture instead."""

    text: str = ""
    is_bold: bool = False
    is_italic: bool = False
    mark: object = ""


@dataclass
class Content:
    """What a paragraph says, and what stands in it but is printed after it: (Aside, Content)."""

    runs: list = field(default_factory=list)
    asides: list = field(default_factory=list)

    @property
    def text(self):
        """Its words in one line."""
        return "".join(" " if run.mark else run.text for run in self.runs).strip()

    def lines(self):
        """The content cut at the line feeds of its text, empty lines left out."""
        lines = [Content()]
        for run in self.runs:
            for number, text in enumerate(run.text.split("\n")):
                if number:
                    lines.append(Content())
                lines[-1].runs.append(Run(text, run.is_bold, run.is_italic, run.mark))
        full = [tidied for line in lines if (tidied := line.tidied()).runs] or [Content()]
        full[-1].asides = self.asides
        return full

    def tidied(self):
        """The content with white space as a browser leaves it."""
        runs, follows_space = [], True
        for run in self.runs:
            if run.mark:
                strip_end(runs)
                runs.append(run)
                follows_space = True
                continue
            text = SPACES.sub(" ", run.text)
            text = text.lstrip(" ") if follows_space else text
            if text:
                runs.append(Run(text, run.is_bold, run.is_italic))
                follows_space = text.endswith(" ")
        strip_end(runs)
        return Content(runs, self.asides)


def strip_end(runs):
    """Take the white space before a new line or the end away."""
    if runs and not runs[-1].mark:
        runs[-1].text = runs[-1].text.rstrip(" ")
        if not runs[-1].text:
            runs.pop()


def content_of(element):
    """Content of an element that holds no blocks; raises Unknown for a tag that stands wrong."""
    content = Content()
    collect(element, content, Inline())
    return content


def collect(element, content, look):
    add_text(content, element.text, look)
    for child in element:
        word = word_of(child)
        if isinstance(word, Inline):
            if word.has_tab:
                content.runs.append(Run(mark=TAB))
            inner = Inline(
                is_bold=look.is_bold or word.is_bold, is_italic=look.is_italic or word.is_italic
            )
            collect(child, content, inner)
        elif isinstance(word, Break):
            content.runs.append(Run(mark=LINE))
        elif isinstance(word, Picture):
            content.runs.append(Run(mark=image_of(child)))
        elif isinstance(word, Aside):
            content.asides.append((word, content_of(child).tidied()))
        else:
            raise Unknown(f"{child.tag} cannot stand inside of a paragraph")
        add_text(content, child.tail, look)


def add_text(content, text, look):
    if text:
        content.runs.append(Run(clean(text), look.is_bold, look.is_italic))


@dataclass(frozen=True)
class Image:
    """Bytes of a picture, its height in mm and the words for those who do not see it."""

    content: bytes
    height: float
    words: str


def image_of(element):
    data = DATA.fullmatch(element.get("src", ""))
    height = element.get("data-height")
    if not data or not height:
        raise Unknown('a picture of a paper is <img src="data:image/png;…" data-height="20">')
    return Image(base64.b64decode(data[1]), float(height), element.get("alt", ""))


def write_runs(paragraph, content, document):
    """Put the content into the w:p of the python-docx document."""
    for run in content.runs:
        element = add(paragraph, "r")
        if run.is_bold or run.is_italic:
            properties = add(element, "rPr")
            for name in ["b"] * run.is_bold + ["i"] * run.is_italic:
                add(properties, name)
        if run.mark == LINE:
            add(element, "br")
        elif run.mark == TAB:
            add(element, "tab")
        elif run.mark:
            add(element, "drawing").append(picture(run.mark, document))
        else:
            write_text(element, run.text)


def write_text(element, text):
    """Text of a run; a tab or a line feed inside would be read as white space."""
    child = add(element, "t")
    child.text = text
    if text != text.strip():
        child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def picture(image, document):
    """wp:inline of the picture, which becomes a part of the document."""
    try:
        inline = document.part.new_pic_inline(BytesIO(image.content), height=Mm(image.height))
    except UnrecognizedImageError:
        raise Unknown("the picture is neither PNG nor JPEG") from None
    inline.docPr.set("descr", clean(image.words))
    return inline
