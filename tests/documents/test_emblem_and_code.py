"""The coat of arms over the letterhead and the code under the signature: paper, Word, form."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.shared import Mm
from PIL import Image

from accounts.models import AuditEntry
from accounts.one_time import FIELD
from documents.codes import verification_code
from documents.emblems import NotDrawn, redrawn
from documents.models import ActProfile
from documents.papers import PAPERS
from documents.printing import order_html, order_pdf
from documents.word import docx
from lib import pdf
from schools.models import RoleKind
from tests.documents.papers import pages_of
from tests.documents.test_order_paper import make_paper
from tests.documents.test_signature_block import ONE_LINE, make_filled
from tests.documents.word.papers import words_of_docx, words_of_pdf
from tests.factories import make_profile, make_user_as
from tests.page_forms import forms_of
from tests.posting import post

pytestmark = pytest.mark.django_db


def picture(size=(200, 260), form="PNG", mode="RGBA", colour=(180, 20, 20, 120)):
    """Bytes of a picture of one colour."""
    content = io.BytesIO()
    Image.new(mode, size, colour if mode == "RGBA" else colour[:3]).save(content, form)
    return content.getvalue()


def uploaded(content, name="герб.png"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def order(settings):
    settings.SITE_URL = "https://opora.example.ru"
    made = make_paper(signed=True, rows=1)
    profile = made.profile
    profile.emblem, profile.emblem_words = redrawn(uploaded(picture())), "Герб Речного района"
    profile.has_code = True
    return made


def figures(reader):
    """Words for the blind of every figure of the tagged PDF."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(node.get("/Alt"))
            waiting += [node["/K"]] if "/K" in node else []
    return found


def test_paper_has_both_with_words_for_the_blind_and_the_same_bytes(order):
    content = order_pdf(order)
    assert order_pdf(order) == content
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert figures(reader) == ["Герб Речного района", "QR-код: opora.example.ru/verify/"]
    assert len(reader.pages[0].images) == 2
    assert "Проверить файл документа: opora.example.ru/verify/" in pages_of(content)[0]


def test_word_has_both_and_the_same_words(order):
    html = order_html(order)
    content = docx(html)
    assert docx(html) == content
    pictures = Document(io.BytesIO(content)).inline_shapes
    assert [shape.height for shape in pictures] == [Mm(20), Mm(20)]
    words = [shape._inline.docPr.get("descr") for shape in pictures]
    assert words == ["Герб Речного района", "QR-код: opora.example.ru/verify/"]
    heads = "№ п/п Мероприятия Ожидаемый результат Сроки Ответственный"
    assert words_of_docx(content) == words_of_pdf(pdf.render(html), heads)


def test_public_copy_keeps_both_and_an_ordinary_paper_has_none(order):
    order.signed_html = order_html(order)
    assert PAPERS["public"].html(order).count("<img") == 2
    order.profile.emblem, order.profile.has_code = b"", False
    assert "<img" not in order_html(order)


def test_emblem_of_one_body_does_not_stand_over_another(order):
    order.body = "Администрация района"
    assert 'class="emblem"' not in order_html(order)


def test_code_says_nothing_of_the_order(order, settings):
    assert verification_code() is verification_code()
    assert order_html(order).count(verification_code().picture) == 1
    settings.SITE_URL = "https://other.example.ru"
    assert verification_code().page == "other.example.ru/verify/"


def test_code_never_stands_without_the_signature():
    counts = []
    for lines in range(12, 28, 2):
        order = make_filled(lines, ONE_LINE)
        order.profile.has_code = True
        pages = pages_of(order_pdf(order))
        counts.append(len(pages))
        assert "Подписантова" in pages[-1]
        assert "Проверить файл" in pages[-1]
        assert len(pages) <= 2
    assert set(counts) == {1, 2}


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_picture_is_redrawn_small_and_on_white(form):
    mode = "RGBA" if form == "PNG" else "RGB"
    drawn = Image.open(io.BytesIO(redrawn(uploaded(picture((2000, 2600), form, mode)))))
    assert drawn.format == "PNG"
    assert drawn.height == 300
    colour = drawn.convert("RGB").getpixel((5, 5))
    expected = (219, 144, 144) if mode == "RGBA" else (180, 20, 20)
    assert all(abs(a - b) < 6 for a, b in zip(colour, expected, strict=True))


def test_worst_picture_still_fits_what_printing_may_load():
    noise = Image.effect_noise((900, 450), 120).convert("RGB")
    content = io.BytesIO()
    noise.save(content, "PNG")
    order = make_paper(rows=1)
    order.profile.emblem = redrawn(uploaded(content.getvalue()))
    assert len(order.profile.emblem) > 50_000
    assert order_pdf(order).startswith(b"%PDF")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = [
    (SVG, "Это не рисунок PNG или JPEG"),
    (picture(form="GIF", mode="RGB"), "Это не рисунок PNG или JPEG"),
    (picture()[:200], "Рисунок не читается"),
    (picture(form="JPEG", mode="RGB")[:-400], "не дописан"),
    (picture((30, 200)), "слишком мелкий"),
    (picture((6000, 5000), mode="RGB"), "слишком много точек"),
    (b"\x89PNG\r\n\x1a\n" + b"0" * 5_300_000, "больше 5 МБ"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_is_no_picture_for_printing_is_refused(content, reason, monkeypatch):
    # As wherever WeasyPrint is loaded: the library forgives files that are cut short.
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(NotDrawn, match=reason):
        redrawn(uploaded(content))


@pytest.fixture
def page(client):
    profile = make_profile()
    client.force_login(make_user_as(RoleKind.SECRETARY, profile.municipality))
    return reverse("documents:profile-update", args=[profile.municipality.slug, "order"])


def post_form(client, page, **values):
    """Send the form of the page with what stands in it and the values; returns the response."""
    (form,) = (f for f in forms_of(client.get(page).content.decode()) if "place" in f.fields)
    standing = {
        name: known.value
        for name, known in form.fields.items()
        if name not in (FIELD, "file") and (known.kind != "checkbox" or known.value)
    }
    return post(client, page, standing | values)


def test_form_keeps_the_picture_until_it_is_taken_away(client, page):
    assert post_form(client, page, file=uploaded(picture()), has_code="on").status_code == 302
    profile = ActProfile.objects.get()
    assert Image.open(io.BytesIO(bytes(profile.emblem))).height == 260
    assert profile.has_code
    assert "data:image/png;base64," in client.get(page).content.decode()
    event = AuditEntry.objects.order_by("pk").last()
    assert event.changes["emblem"] == ["", "новый рисунок"]
    assert post_form(client, page, place="с. Речное").status_code == 302
    assert ActProfile.objects.get().emblem
    assert post_form(client, page, drops_emblem="on").status_code == 302
    assert not ActProfile.objects.get().emblem
    assert "Убрать герб" not in client.get(page).content.decode()


def test_form_refuses_in_words_and_keeps_what_was_typed(client, page):
    response = post_form(client, page, file=uploaded(SVG, "герб.svg"), place="с. Заречное")
    assert response.status_code == 422
    text = response.content.decode()
    assert "Это не рисунок PNG или JPEG" in text
    assert "с. Заречное" in text
    assert not ActProfile.objects.get().emblem


def test_photograph_with_what_a_telephone_adds_behind_it_is_taken():
    content = picture(form="JPEG", mode="RGB") + b"\0" * 20_000
    assert redrawn(uploaded(content, "герб.jpg"))
