"""A page is asked whether it opens: answers in words, and nothing but the public web is asked."""

import datetime
import socket
import ssl
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lib import sites
from lib.sites import answer_of, is_public


class Site(BaseHTTPRequestHandler):
    """A school's site with every kind of answer; remembers what it was asked."""

    asked, hosts = [], []

    def do_GET(self):
        self.asked.append(self.path)
        self.hosts.append(self.headers["Host"])
        port = self.server.server_port
        moves = {
            "/moved": "/fine",
            "/loop": "/loop",
            "/inside": f"http://127.0.0.2:{port}/secret",
            # As sites send it: the bytes of UTF-8, or of Windows.
            "/to-letters": "/школы/хор?вид=план%20работы".encode().decode("latin-1"),
            "/to-windows": "/\xef\xeb\xe0\xed",
            "/file": "file:///etc/passwd",
            "/other-port": "http://localhost:22/",
        }
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
        else:
            codes = {"/gone": 404, "/closed": 403, "/broken": 500}
            self.send_response(codes.get(self.path, 200))
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
    return answer_of(
        address, may_ask=lambda ip: ip == "127.0.0.1", ports={"http": port, "https": port}
    )


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
    ("path", "asked"),
    [
        ("/программа?год=2026", "/программа?год=2026"),
        (f"/{quote('программа')}%20А/50%", "/программа А/50%"),
        ("/to-letters", "/школы/хор?вид=план работы"),
        ("", "/"),
        ("?a=1&b=/:@", "/?a=1&b=/:@"),
    ],
)
def test_russian_letters_are_quoted_once(site, path, asked):
    assert words_of(f"http://localhost:{site}{path}", site).opens
    assert Site.asked[-1].isascii()
    assert unquote(Site.asked[-1]) == asked


def test_letters_of_windows_go_back_as_they_came(site):
    assert words_of(f"http://localhost:{site}/to-windows", site).opens
    assert Site.asked[-1] == "/%EF%EB%E0%ED"


@pytest.fixture
def looked_up(monkeypatch):
    """Names that were looked up; each is of this computer."""
    names, real = [], socket.getaddrinfo

    def lookup(host, *args, **kwargs):
        names.append(host)
        return real("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return names


def test_russian_name_of_a_site_is_asked_as_the_network_knows_it(site, looked_up):
    assert words_of(f"http://Школа.рф:{site}/fine", site).opens
    assert looked_up[0] == "xn--80atdl2c.xn--p1ai"
    assert Site.hosts[-1] == f"{looked_up[0]}:{site}"


@pytest.fixture
def secure_site(tmp_path, monkeypatch):
    """The port of the site under https, with a certificate of школа.рф that is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    owner = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "School")])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    names = x509.SubjectAlternativeName([x509.DNSName("xn--80atdl2c.xn--p1ai")])
    builder = x509.CertificateBuilder(owner, owner, key.public_key(), 1, now - day, now + day)
    made = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    place = tmp_path / "site.pem"
    hidden = key.private_bytes(pem, private, serialization.NoEncryption())
    place.write_bytes(made.public_bytes(pem) + hidden)
    trusting = ssl.create_default_context(cafile=place)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("школа.рф", "страница открывается"),
        ("другая.рф", "сайт не подтверждает, что он тот самый: неверный сертификат"),
    ],
)
def test_certificate_is_of_the_name(secure_site, looked_up, name, words):
    answer = words_of(f"https://{name}:{secure_site}/fine", secure_site)
    assert answer.words == words


@pytest.mark.parametrize("host", ["школа..рф", f"{'ш' * 70}.рф"])
def test_name_that_cannot_be_is_not_found(host):
    assert answer_of(f"http://{host}/").words == "сайт с таким именем не найден"


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
