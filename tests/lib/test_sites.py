"""A page is asked whether it opens: answers in words, and nothing but the public web is asked."""

import socket
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lib import sites
from lib.sites import answer_of, is_public


class Site(BaseHTTPRequestHandler):
    """A school's site with every kind of answer; remembers what it was asked."""

    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        port = self.server.server_port
        moves = {
            "/moved": "/fine",
            "/loop": "/loop",
            "/inside": f"http://127.0.0.2:{port}/secret",
            "/file": "file:///etc/passwd",
            "/other-port": "http://localhost:22/",
        }
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
        else:
            codes = {"/fine": 200, "/gone": 404, "/closed": 403, "/broken": 500}
            self.send_response(codes[self.path])
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def words_of(address, port):
    """Answer of a server of the test, which alone may be asked."""
    return answer_of(address, may_ask=lambda ip: ip == "127.0.0.1", ports={"http": port})


@pytest.mark.parametrize(
    ("path", "opens", "words"),
    [
        ("/fine", True, "страница открывается"),
        ("/moved", True, "страница открывается"),
        ("/gone", False, "страницы нет"),
        ("/closed", False, "страница закрыта для посетителей"),
        ("/broken", False, "сайт отвечает ошибкой 500"),
        ("/loop", False, "слишком много перенаправлений"),
        ("/inside", False, "адрес внутренней сети не проверяется"),
        ("/file", False, "это не адрес страницы"),
        ("/other-port", False, "на этот порт сайта программа не обращается"),
    ],
)
def test_answers(site, path, opens, words):
    answer = words_of(f"http://localhost:{site}{path}", site)
    assert (answer.opens, answer.words) == (opens, words)
    assert "/secret" not in Site.asked


def test_redirects_have_an_end(site):
    Site.asked.clear()
    words_of(f"http://localhost:{site}/loop", site)
    assert len(Site.asked) == sites.REDIRECTS + 1


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.5/",
     "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://0.0.0.0/",
     "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://224.0.0.1/"],
)  # fmt: skip
def test_inner_networks_are_not_asked(address, monkeypatch):
    def connect(*args, **kwargs):
        raise AssertionError("asked")

    monkeypatch.setattr(socket, "create_connection", connect)
    answer = answer_of(address)
    assert not answer.opens
    assert answer.words == "адрес внутренней сети не проверяется"


@pytest.mark.parametrize(
    "address", ["ftp://school.example/", "http:///x", "http://u:p@school.example/",
                "http://school.example:99999/", "что-то", "javascript:alert(1)"]
)  # fmt: skip
def test_what_is_no_page_is_not_asked(address):
    assert answer_of(address).words == "это не адрес страницы"


def test_name_that_changes_after_the_look_is_not_followed(site, monkeypatch):
    """The IP that was looked at is the one that is asked, whatever the name means next."""
    meant, real = ["127.0.0.1", "127.0.0.2"], socket.getaddrinfo

    def lookup(host, *args, **kwargs):
        return real(meant.pop(0) if host == "school.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert words_of(f"http://school.example:{site}/fine", site).opens
    assert meant == ["127.0.0.2"]


def test_silent_site_is_told_in_time(monkeypatch):
    monkeypatch.setattr(sites, "SECONDS", 0.2)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        assert words_of(f"http://localhost:{port}/", port).words == "сайт не ответил вовремя"
    assert words_of(f"http://localhost:{port}/", port).words == "сайт не отвечает"


class Endless(BaseHTTPRequestHandler):
    """A site whose head has no end, slowly or fast."""

    def do_GET(self):
        pause, piece = (
            (0.05, b"x") if self.path == "/slow" else (0, b"X-%d: " + b"y" * 8000 + b"\n")
        )
        if self.path == "/moved":
            time.sleep(0.15)
            self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /moved\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        end_at = time.monotonic() + 3
        try:
            while time.monotonic() < end_at:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass  # they have had enough

    def log_message(self, *args):
        pass


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/slow", "сайт не ответил вовремя"),
        ("/moved", "сайт не ответил вовремя"),
        ("/long", "сайт не отвечает"),
    ],
)
def test_site_that_goes_on_for_ever_is_left_in_time(monkeypatch, path, words):
    """The deadline is of the address, not of one word of the site nor of one of its redirects."""
    monkeypatch.setattr(sites, "SECONDS", 0.4)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    begun = time.monotonic()
    port = server.server_port
    assert words_of(f"http://localhost:{port}{path}", port).words == words
    assert time.monotonic() - begun < 0.8
    server.shutdown()
    server.server_close()


def test_head_is_read_no_further_than_it_may_be(monkeypatch):
    """A site that lies by the megabyte is not listened to."""
    given = []

    class Source:
        def settimeout(self, seconds):
            assert 0 < seconds <= 60

        def recv_into(self, buffer, room):
            given.append(room)
            return room

    head = sites.Head(Source(), time.monotonic() + 60)
    for _ in range(sites.MAX_HEAD // 8192):
        head.read(8192)
    with pytest.raises(sites.HTTPException):
        head.read(1)
    assert sum(given) == sites.MAX_HEAD


def test_public_is_public():
    assert is_public("93.184.216.34")
    assert not is_public("100.64.0.1")
