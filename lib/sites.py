"""Does a page on the web open: one cautious question to an address that a person has entered.

The address may lead anywhere, so the server asks only the public web, on its two usual ports, goes
after few redirects, each looked at like the first address, and reads no more than the head of the
answer (reliability.md: requests to inner networks). One deadline bounds it all: a site that gives a
byte a second holds the only worker no longer than a silent one. (Not the look-up of the name.)
"""

import io
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urljoin, urlsplit

SECONDS = 15  # for one address with all its redirects
MAX_HEAD = 64 * 1024
REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
# What stands in an address as it is; «%» too: what is quoted already stays so.
PLAIN = "%/:=&?~#+!$,;'@()*[]"
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """The page opens, or why not, in plain words."""

    opens: bool
    words: str


class Unasked(Exception):
    """The address is not asked, or did not answer; the message is for the user."""


def is_public(address):
    """The IP address belongs to the public web: not this server, not its inner network."""
    found = ipaddress.ip_address(address)
    return found.is_global and not found.is_multicast


def answer_of(address, *, may_ask=is_public, ports=PORTS):
    """Answer of the page at the address; never raises for what a site may do."""
    give_up_at = time.monotonic() + SECONDS
    try:
        for _ in range(REDIRECTS + 1):
            status, address = ask(address, may_ask, ports, give_up_at)
            if address is None:
                return told(status)
        return Answer(False, "слишком много перенаправлений")
    except Unasked as reason:
        return Answer(False, str(reason))


def ask(address, may_ask, ports, give_up_at):
    """(status, None) of the answer, or (status, address) when it leads on; raises Unasked."""
    parts = parsed(address, ports)
    place = place_of(parts, ports, may_ask)
    kind = PinnedHTTPS if parts.scheme == "https" else PinnedHTTP
    connection = kind(ascii_host(parts), place[1], place=place, give_up_at=give_up_at)
    try:
        connection.request("GET", path_of(parts), headers={"Accept": "*/*", "User-Agent": "Opora"})
        answer = connection.getresponse()
        target = answer.getheader("Location") if answer.status in MOVED else None
        return answer.status, urljoin(address, as_sent(target)) if target else None
    except ssl.SSLError:
        raise Unasked("сайт не подтверждает, что он тот самый: неверный сертификат") from None
    except TimeoutError:
        raise Unasked("сайт не ответил вовремя") from None
    except (OSError, HTTPException, ValueError):
        raise Unasked("сайт не отвечает") from None
    finally:
        connection.close()


def parsed(address, ports):
    """Parts of the address; raises Unasked when it is not one of a usual page."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unasked("это не адрес страницы") from None
    if parts.scheme not in ports or not parts.hostname or parts.username is not None:
        raise Unasked("это не адрес страницы")
    if port not in (None, ports[parts.scheme]):
        raise Unasked("на этот порт сайта программа не обращается")
    return parts


def ascii_host(parts):
    """Name of the host as the network knows it: «школа.рф» is xn--80atdl2c.xn--p1ai there."""
    try:
        return parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        raise Unasked("сайт с таким именем не найден") from None


def path_of(parts):
    """What of the site is asked for; letters that are not Latin are quoted."""
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.path or '/'}{query}", safe=PLAIN, errors="surrogateescape")


def as_sent(header):
    """The header in the letters of the site: http.client takes every byte for a letter."""
    return header.encode("latin-1").decode(errors="surrogateescape")


def place_of(parts, ports, may_ask):
    """(IP, port) of the host, looked up once: what was looked at is what is asked."""
    port = ports[parts.scheme]
    try:
        found = socket.getaddrinfo(ascii_host(parts), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unasked("сайт с таким именем не найден") from None
    places = [place[4][:2] for place in found]
    if not all(may_ask(ip) for ip, _ in places):
        raise Unasked("адрес внутренней сети не проверяется")
    return places[0]


def told(status):
    """Answer by the status."""
    if 200 <= status < 300:
        return Answer(True, "страница открывается")
    if status in (404, 410):
        return Answer(False, "страницы нет")
    if status in (401, 403):
        return Answer(False, "страница закрыта для посетителей")
    return Answer(False, f"сайт отвечает ошибкой {status}")


def left(give_up_at):
    """Seconds until the deadline; raises TimeoutError when it has come."""
    seconds = give_up_at - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class Pinned:
    """Connects to the IP that was looked at, not to one that the name has got since."""

    def __init__(self, *args, place, give_up_at):
        super().__init__(*args)
        self.place, self.give_up_at = place, give_up_at

    def connect(self):
        sock = socket.create_connection(self.place, left(self.give_up_at))
        self.sock = Hurried(self.secured(sock), self.give_up_at)

    def secured(self, sock):
        return sock


class PinnedHTTP(Pinned, HTTPConnection):
    """To a page without encryption."""


class PinnedHTTPS(Pinned, HTTPSConnection):
    """To a page with it: the certificate must be of the host's name."""

    def secured(self, sock):
        sock.settimeout(left(self.give_up_at))
        try:
            return ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise


class Hurried:
    """The part of a socket that http.client needs; all that is said ends by the deadline."""

    def __init__(self, sock, give_up_at):
        self.sock, self.give_up_at = sock, give_up_at

    def sendall(self, data):
        data = memoryview(data)
        while data:
            self.sock.settimeout(left(self.give_up_at))
            data = data[self.sock.send(data) :]

    def makefile(self, mode):
        return io.BufferedReader(Head(self.sock, self.give_up_at))

    def close(self):
        self.sock.close()


class Head(io.RawIOBase):
    """What the site says, by the deadline and no more than the head of an answer may take."""

    def __init__(self, sock, give_up_at):
        self.sock, self.give_up_at, self.room = sock, give_up_at, MAX_HEAD

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.room:
            raise HTTPException("The head is too long.")
        self.sock.settimeout(left(self.give_up_at))
        came = self.sock.recv_into(buffer, min(len(buffer), self.room))
        self.room -= came
        return came
