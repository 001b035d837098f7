"""Takes a page or a feed from the web, when the user gave its address, and from nowhere else.

In: an http(s) address. Out: the bytes and the address they came from in the end. Refused for
everything that could reach into the user's own network: each host is resolved once, all its
addresses must be public, and the connection goes to the address that was checked, so that a name
that changes its meaning in between (DNS rebinding) gains nothing. Redirects start over.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from analysis.errors import Refused
from analysis.ingest.limits import Limits, in_words, load_limits

USER_AGENT = "Crossbearing/0.1 (reads single pages at its user's request; honours robots.txt)"
_PORTS = frozenset({80, 443, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PART = 65_536
_ROBOTS_SIZE = 512_000
# Networks that carry addresses of other networks in theirs: what is public there may not be here.
_CARRIERS = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "2002::/16", "2001::/32")
)

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    data: bytes


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in carrier for carrier in _CARRIERS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """All IP addresses of a host. Raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Fetcher:
    """Fetches, and remembers each site's robots.txt. The fields are what a test replaces."""

    limits: Limits = field(default_factory=load_limits)
    resolve: Resolve = resolve
    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = _PORTS
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """Follow an address to its page. Raises Refused."""
        end = time.monotonic() + self.limits.fetch_seconds
        url = address.strip()
        for _ in range(self.limits.fetch_redirects + 1):
            self._checked(address, url)
            self._ask_robots(address, url, end)
            answer = self._get(address, url, end, self.limits.fetch_size)
            if answer.status == 200:
                return Fetched(url, answer.data)
            if answer.status not in _REDIRECTS or not answer.location:
                raise _refused_status(address, answer.status)
            url = urljoin(url, answer.location)
        raise Refused(
            address, "The address leads from one place to the next without end.",
            "Open it in a browser and give the address that it ends at.",
        )  # fmt: skip

    def _ask_robots(self, address: str, url: str, end: float) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(address, origin, end)
        robots = self._robots[origin]
        if robots is not None and not robots.can_fetch(USER_AGENT, url):
            raise Refused(
                address, "The site asks programs not to read this page (robots.txt).",
                "Open it in a browser, save the page, and upload the file.",
            )  # fmt: skip

    def _robots_of(self, address: str, origin: str, end: float) -> RobotFileParser | None:
        """The rules of a site; None when it has none. As RFC 9309: an error of the site forbids."""
        answer = self._get(address, f"{origin}/robots.txt", end, _ROBOTS_SIZE)
        if answer.status != 200 and answer.status < 500:
            return None
        robots = RobotFileParser()
        lines = ["User-agent: *", "Disallow: /"]
        if answer.status == 200:
            lines = answer.data.decode("utf-8", "replace").splitlines()
        robots.parse(lines)
        return robots

    def _get(self, address: str, url: str, end: float, largest: int) -> _Answer:
        """One request to one checked IP address."""
        host, port, secure, path = self._checked(address, url)
        ips = self._addresses(address, host, port)
        if end <= time.monotonic():
            raise _refused_slow(address)
        connection = _Pinned(host, port, ips[0], secure, end - time.monotonic())
        # Whatever the other side does with its time, the socket is closed at the end of ours.
        watch = threading.Timer(max(0.1, end - time.monotonic()), connection.cut)
        watch.daemon = True
        watch.start()
        try:
            connection.request(
                "GET",
                path,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html, application/xml, text/plain, application/pdf, */*;q=0.5",
                    "Accept-Encoding": "gzip",
                },
            )
            response = connection.getresponse()
            data = _body(address, response, largest) if response.status == 200 else b""
            if time.monotonic() >= end:  # cut off: what came is not the page
                raise _refused_slow(address)
            return _Answer(response.status, response.getheader("Location") or "", data)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if time.monotonic() >= end - 0.05:
                raise _refused_slow(address) from problem
            raise Refused(
                address, f"The site could not be reached ({_in_words(problem)}).",
                "Check the address, or try again later.",
            ) from problem  # fmt: skip
        finally:
            watch.cancel()
            connection.close()

    def _checked(self, address: str, url: str) -> tuple[str, int, bool, str]:
        """Host, port, whether TLS, path. Raises Refused for what is no plain web address."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except (ValueError, UnicodeError):
            host, port = "", 0
        if not host or parts.scheme not in ("http", "https"):
            raise Refused(
                address, "This is no web address.", "Give an address that begins with https://."
            )
        if parts.username is not None or parts.password is not None:
            raise Refused(
                address, "The address has a user name or password in it.", "Leave them out."
            )
        if self.ports and port not in self.ports:
            raise Refused(
                address, f"Port {port} is not one of the web's.", "Give the address of a web page."
            )
        path = parts.path or "/"
        query = f"?{parts.query}" if parts.query else ""
        return host, port, parts.scheme == "https", _quoted(path + query)

    def _addresses(self, address: str, host: str, port: int) -> list[str]:
        try:
            ips = self.resolve(host, port)
        except OSError as problem:
            raise Refused(
                address, f"There is no site {host}.", "Check the address for a misspelling."
            ) from problem
        # One private address among public ones is enough to be a trick.
        if not ips or not all(self.allowed(ip) for ip in ips):
            raise Refused(
                address, "The address leads into a private network, not to the web.",
                "Give a public address, or save the page and upload the file.",
            )  # fmt: skip
        return ips


class _Pinned(http.client.HTTPConnection):
    """A connection to an IP address that was checked, under the host's name."""

    def __init__(self, host: str, port: int, ip: str, secure: bool, timeout: float) -> None:
        default = port == (443 if secure else 80)
        super().__init__(host, port, timeout=max(0.1, timeout))
        self._ip = ip
        self._open: socket.socket | None = None  # `sock` is given up before the body is read
        self._context = ssl.create_default_context() if secure else None
        if default:
            # So that the Host header is sent without a port.
            self.default_port = port

    def connect(self) -> None:
        raw = socket.create_connection((self._ip, self.port), self.timeout)
        self.sock = self._open = raw
        if self._context is not None:
            self.sock = self._open = self._context.wrap_socket(raw, server_hostname=self.host)

    def cut(self) -> None:
        """Break the connection off from another thread."""
        if self._open is not None:
            try:
                self._open.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed already


def _body(address: str, response: http.client.HTTPResponse, largest: int) -> bytes:
    """The body, unpacked and counted while it comes."""
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip"):
        raise ValueError(f"unknown encoding {packed[:40]}")
    unpacker = zlib.decompressobj(31) if packed != "identity" else None
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_PART):
        data = part if unpacker is None else _unpacked(unpacker, part, largest - size + 1)
        size += len(data)
        if size > largest:
            raise Refused(
                address, f"The page is larger than {in_words(largest)}.", "Save the part you need."
            )
        parts.append(data)
    if response.length:
        raise ValueError("the answer was cut short")
    return b"".join(parts)


def _unpacked(unpacker: zlib._Decompress, part: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(part, max(1, most))
    except zlib.error as problem:
        raise ValueError("the answer is damaged") from problem


def _quoted(path: str) -> str:
    """Characters that no request line may hold, percent-encoded; the rest as it is."""
    return "".join(c if "!" <= c <= "~" else _percent(c) for c in path)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _in_words(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return "no answer"
    if isinstance(problem, ssl.SSLError):
        return "its certificate is not valid"
    if isinstance(problem, ConnectionRefusedError):
        return "connection refused"
    return type(problem).__name__


def _refused_slow(address: str) -> Refused:
    return Refused(
        address, "The site took too long to answer.",
        "Try again later, or save the page and upload the file.",
    )  # fmt: skip


def _refused_status(address: str, status: int) -> Refused:
    reasons = {
        401: "The page needs a login.",
        402: "The page must be paid for.",
        403: "The site does not let programs read the page.",
        404: "There is no such page.",
        410: "The page was removed.",
        429: "The site has had too many requests.",
        451: "The page is withheld for legal reasons.",
    }
    reason = reasons.get(status, f"The site answered with error {status}.")
    return Refused(address, reason, "Open it in a browser, save the page, and upload the file.")
