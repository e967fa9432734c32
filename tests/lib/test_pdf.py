import http.server
import io
import re
import threading
import time

import pypdf
import pytest
from django.conf import settings

from lib import pdf
from lib.pdf_sources import PRINT_DIR, packaged

PAGE = (
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Проба</title>'
    '<link rel="stylesheet" href="print.css">{head}</head>'
    '<body><section class="paper"><p>Ёлкина — № 5</p>{body}</section></body></html>'
)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+"
    "Av4N70a4AAAAAElFTkSuQmCC"
)
# {url} is what must not be asked for.
HEADS = [
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    "<style>@import url('{url}');</style>",
    "<style>body {{ background: url('{url}') }}</style>",
    "<style>li {{ list-style-image: url('{url}') }} p {{ content: url('{url}') }}</style>",
    "<style>@font-face {{ font-family: Other; src: url('{url}') }}</style>",
]
BODIES = [
    '<img src="{url}" alt="">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<a rel="attachment" href="{url}">файл</a>',
]
FILES = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file://localhost/etc/passwd",
    "/etc/passwd",
    "../../config/settings.py",
    "fonts/../../../manage.py",
    "fonts/tinos-LICENSE.txt",
    "//127.0.0.1/style.css",
    "ftp://127.0.0.1/style.css",
    "http://127.0.0.1:9/",
    "https://127.0.0.1:9/",
    f"data:image/png;base64,{'A' * 210_000}",
]


def page(head="", body=""):
    return PAGE.format(head=head, body=body)


@pytest.fixture
def listener():
    """Address of a server of this machine, and the list of what it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/secret.png", asked
        server.shutdown()


def test_pdf_is_archival_tagged_and_in_russian():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(page())))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "ru"
    assert reader.metadata.title == "Проба"
    assert re.search(rb'pdfaid:part(>|=")3', catalog["/Metadata"].get_data())
    assert "Ёлкина — № 5" in reader.pages[0].extract_text()


def test_two_prints_of_one_document_are_the_same_bytes():
    assert pdf.render(page()) == pdf.render(page())


def test_prints_in_several_threads_are_the_same_bytes():
    printed = []
    threads = [
        threading.Thread(target=lambda: printed.append(pdf.render(page()))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(printed) == 4
    assert len(set(printed)) == 1


@pytest.mark.parametrize("url", FILES)
@pytest.mark.parametrize("head", HEADS)
def test_foreign_address_in_the_head_stops_the_print(head, url):
    with pytest.raises(pdf.NotPrinted):
        pdf.render(page(head=head.format(url=url), body="<ul><li>1</li></ul>"))


@pytest.mark.parametrize("url", FILES)
@pytest.mark.parametrize("body", BODIES)
def test_foreign_address_in_the_body_stops_the_print(body, url):
    with pytest.raises(pdf.NotPrinted):
        pdf.render(page(body=body.format(url=url)))


def test_nothing_is_asked_over_the_network(listener):
    url, asked = listener
    for head in HEADS:
        with pytest.raises(pdf.NotPrinted):
            pdf.render(page(head=head.format(url=url), body="<ul><li>1</li></ul>"))
    for body in BODIES:
        with pytest.raises(pdf.NotPrinted):
            pdf.render(page(body=body.format(url=url)))
    assert asked == []


def test_base_address_of_the_document_opens_nothing():
    with pytest.raises(pdf.NotPrinted):
        pdf.render(page(head='<base href="file:///etc/">', body='<img src="passwd" alt="">'))


def test_small_picture_inside_the_document_is_printed():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(page(body=f'<img src="{PIXEL}" alt="точка">'))))
    assert len(reader.pages[0].images) == 1


def test_print_goes_on_after_a_refusal():
    with pytest.raises(pdf.NotPrinted):
        pdf.render(page(body='<img src="file:///etc/passwd" alt="">'))
    assert pdf.render(page()).startswith(b"%PDF")


def test_packaged_are_styles_and_fonts_only(tmp_path):
    assert packaged(f"{PRINT_DIR.as_uri()}/fonts/tinos-regular.woff2")
    assert packaged(f"{PRINT_DIR.as_uri()}/print.css")
    assert packaged(f"{PRINT_DIR.as_uri()}/absent.css") is None
    assert packaged(f"{(settings.BASE_DIR / 'static').as_uri()}/css/opora.css") is None


@pytest.mark.parametrize(
    "body",
    ["<p>строка</p>" * (pdf.MAX_CHARACTERS // 10), f"<p>{'слово ' * (pdf.MAX_PARAGRAPH // 5)}</p>"],
    ids=["many rows", "one paragraph"],
)
def test_too_large_document_is_refused_at_once(body):
    began = time.monotonic()
    with pytest.raises(pdf.NotPrinted, match="Разделите"):
        pdf.render(page(body=body))
    assert time.monotonic() - began < 1


def test_response_shows_the_pdf_under_its_russian_name():
    response = pdf.pdf_response(b"%PDF-1.7", "Приказ № 5.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert "script" not in response["Content-Security-Policy"]
