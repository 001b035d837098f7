"""Fetching: only the open web, only what was asked for, within time and size."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import file_samples as samples
import pytest

from analysis.errors import Refused
from analysis.ingest.fetch import USER_AGENT, Fetcher, is_public
from analysis.ingest.limits import Limits, load_limits

SMALL = replace(load_limits(), fetch_seconds=20, fetch_size=100_000)
HASTY = replace(SMALL, fetch_seconds=2)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
        "0.0.0.0", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:1::1", "2001:db8::1", "no address",
    ],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


class Site(BaseHTTPRequestHandler):
    """A site with a page for each way to misbehave."""

    robots = ""
    asked: ClassVar[list[tuple[str, str, str]]]

    def do_GET(self) -> None:
        type(self).asked.append(
            (self.path, self.headers["Host"], self.headers.get("User-Agent", ""))
        )
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            self._send(200 if self.robots else 404, self.robots.encode())
        elif path == "/page":
            self._send(200, samples.page())
        elif path == "/packed":
            self._send(200, gzip.compress(samples.page()), {"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._send(200, gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"})
        elif path == "/large":
            self._send(200, b"x" * 200_000)
        elif path.startswith("/to/"):
            self._send(302, b"", {"Location": self.path[4:]})
        elif path == "/loop":
            self._send(302, b"", {"Location": "/loop"})
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)
        else:
            self._send(404, b"")

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site() -> Iterator[tuple[type[Site], int]]:
    class Mine(Site):
        asked: ClassVar[list[tuple[str, str, str]]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mine)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Mine, server.server_address[1]
    server.shutdown()
    server.server_close()


def fetcher(names: dict[str, list[str]] | None = None, limits: Limits = SMALL) -> Fetcher:
    """Lets the test's own server stand for a public one, under public names."""
    known = {"news.example": ["127.0.0.1"], **(names or {})}

    def resolve(host: str, port: int) -> list[str]:
        if host not in known:
            raise OSError("unknown")
        return known[host]

    return Fetcher(limits, resolve, lambda ip: ip == "127.0.0.1" or is_public(ip), frozenset())


def refusal(address: str, **names: list[str]) -> Refused:
    with pytest.raises(Refused) as caught:
        fetcher(names or None).fetch(address)
    return caught.value


def test_a_page_comes_as_it_is_with_an_honest_name(site: tuple[type[Site], int]) -> None:
    handler, port = site
    for path in ("page", "packed", "to//page"):
        got = fetcher().fetch(f"http://news.example:{port}/{path}")
        assert got.data == samples.page()
    assert got.url == f"http://news.example:{port}/page"
    assert {host for _, host, _ in handler.asked} == {f"news.example:{port}"}
    assert {agent for _, _, agent in handler.asked} == {USER_AGENT}


REFUSED = [
    ("ftp://news.example/x", "no web address"),
    ("file:///etc/passwd", "no web address"),
    ("javascript:alert(1)", "no web address"),
    ("//news.example/x", "no web address"),
    ("http://", "no web address"),
    ("http://[::1", "no web address"),
    ("http://news.example:99999/", "no web address"),
    ("http://ada:secret@news.example/", "user name"),
    ("http://nowhere.example/", "no site nowhere.example"),
]


@pytest.mark.parametrize(("address", "reason"), REFUSED)
def test_what_is_no_public_page_is_refused(address: str, reason: str) -> None:
    assert reason in refusal(address).reason


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/",
     "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://[::ffff:10.0.0.1]/"],
)  # fmt: skip
def test_the_real_fetcher_never_reaches_this_machine(address: str) -> None:
    with pytest.raises(Refused) as caught:
        Fetcher(SMALL).fetch(address)
    assert "private network" in caught.value.reason or "no site" in caught.value.reason


def test_one_private_address_among_public_ones_is_enough() -> None:
    names = {"mixed.example": ["93.184.215.14", "10.0.0.1"]}
    with pytest.raises(Refused, match="private network"):
        fetcher(names).fetch("http://mixed.example/")


@pytest.mark.parametrize("target", ["http://10.0.0.1/x", "http://inside.example/", "file:///x"])
def test_a_redirect_is_checked_like_an_address(site: tuple[type[Site], int], target: str) -> None:
    handler, port = site
    with pytest.raises(Refused):
        fetcher({"inside.example": ["192.168.0.1"], "10.0.0.1": ["10.0.0.1"]}).fetch(
            f"http://news.example:{port}/to/{target}"
        )
    assert [path for path, _, _ in handler.asked][-1].startswith("/to/")


def test_a_name_that_changes_its_meaning_gains_nothing(site: tuple[type[Site], int]) -> None:
    """DNS rebinding: the connection goes to the address that was checked."""
    _, port = site
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    mine = Fetcher(SMALL, resolve, lambda ip: ip == "127.0.0.1", frozenset())
    assert mine.fetch(f"http://turning.example:{port}/page").data == samples.page()
    assert len(asked) == 2  # robots.txt and the page: once a request, never again to connect
    with pytest.raises(Refused, match="private network"):
        mine.fetch(f"http://turning.example:{port}/page")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/none", "no such page"), ("/loop", "without end"), ("/large", "larger than"),
     ("/bomb", "larger than")],
)  # fmt: skip
def test_misbehaving_pages_are_refused(
    site: tuple[type[Site], int], path: str, reason: str
) -> None:
    assert reason in refusal(f"http://news.example:{site[1]}{path}").reason


def test_a_page_that_drips_is_cut_off_in_time(site: tuple[type[Site], int]) -> None:
    start = time.monotonic()
    with pytest.raises(Refused, match="too long"):
        fetcher(limits=HASTY).fetch(f"http://news.example:{site[1]}/slow")
    assert time.monotonic() - start < 8


def test_robots_are_honoured(site: tuple[type[Site], int]) -> None:
    handler, port = site
    handler.robots = "User-agent: *\nDisallow: /page\n"
    assert "robots.txt" in refusal(f"http://news.example:{port}/page").reason
    assert fetcher().fetch(f"http://news.example:{port}/packed").data
    assert "/page" not in [path for path, _, _ in handler.asked]


def test_only_the_ports_of_the_web_are_asked() -> None:
    with pytest.raises(Refused, match="Port 22"):
        Fetcher(SMALL).fetch("http://news.example:22/")


def test_line_breaks_in_an_address_do_not_reach_the_request(site: tuple[type[Site], int]) -> None:
    handler, port = site
    refusal(f"http://news.example:{port}/none?a=b c\u2028é")
    assert handler.asked[-1][0] == "/none?a=b%20c%E2%80%A8%C3%A9"
