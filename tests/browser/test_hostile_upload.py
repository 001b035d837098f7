"""Hostile files through a real browser: nothing runs, nothing is asked of another host."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from analysis.model import Article
from analysis.store import open_store
from pages.shared.navigation import TITLES
from tests.browser.conftest import PATIENCE, Server, ready, running, visit

STRANGER = "evil.example"
SCRIPT = "<script>window.owned=1;fetch('http://evil.example/s')</script>"
PICTURE = "<img src=http://evil.example/i.png onerror=window.owned=1>"
MARKDOWN = "![x](http://evil.example/m.png) [click](javascript:alert(1))"
FORMULA = '=HYPERLINK("http://evil.example/f","x")'
HIDDEN = "safe\u202egnp.exe\u2066"
PAYLOADS = [SCRIPT, PICTURE, MARKDOWN, FORMULA, HIDDEN, "$\\href{http://evil.example}{x}$"]


def words(payload: str) -> str:
    """News prose in which the payload is a name, a quotation, and what is said."""
    return (
        f"The pier at Vesk fell on Sunday, Mara {payload} Lind told the Vesk Courier. “{payload} "
        f"we saw it fall,” said harbour master Ilse Brandt of {payload} Port. Officials denied "
        f"that {payload} had burned. Two people are missing, police said on Monday."
    )


def files(folder: Path) -> list[Path]:
    """One hostile file of each kind; names, titles, outlets and texts are payloads."""
    lines = "\n".join(
        json.dumps(
            {
                "id": payload, "text": words(payload), "title": payload, "outlet": payload,
                "author": payload, "published_at": "2031-03-04",
                "url": f"https://evil.example/{payload}",
            }
        )
        for payload in PAYLOADS
    )  # fmt: skip
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["title", "outlet", "date", "text", PICTURE])
    writer.writerows([p, p, "2031-03-05", words(p) + " Again.", p] for p in PAYLOADS)
    message = EmailMessage()
    message["From"] = f'"{PICTURE}" <x@evil.example>'
    message["Subject"] = SCRIPT
    message["To"] = "a@b.example"
    message["Date"] = "Tue, 04 Mar 2031 17:30:00 +0200"
    message.set_content(f"<p>{words(PICTURE)}</p>{SCRIPT}{PICTURE}", subtype="html")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"../../{PICTURE}.txt", words(MARKDOWN) + " In an archive.")
    page = (
        f"<html><head><title>{SCRIPT}</title><meta property='og:title' content='{MARKDOWN}'>"
        f"<meta property='og:site_name' content='&lt;b&gt;Bold&lt;/b&gt;'></head><body><article>"
        f"<p>{words(MARKDOWN)}</p>{SCRIPT}{PICTURE}<iframe src=http://evil.example/f></iframe>"
        "<svg onload=window.owned=1></svg></article></body></html>"
    )
    contents = {
        "lines.jsonl": lines.encode(),
        "<img src=x onerror=window.owned=1>.txt": f"{SCRIPT}\n\n{words(SCRIPT)}".encode(),
        "![x](http:∕∕evil.example).md": f"# {MARKDOWN}\n\n{words(MARKDOWN)}".encode(),
        "table.csv": table.getvalue().encode(),
        "mail.eml": message.as_bytes(),
        "page.html": page.encode(),
        "archive.zip": packed.getvalue(),
        "<b>broken<b>.pdf": b"%PDF-1.7 <script>window.owned=1</script>",
        "[refused](http:∕∕evil.example).docx": b"PK\x03\x04" + b"\0" * 30,
    }
    folder.mkdir()
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


# Anything that would count as 'it ran' tells the test, whatever it does to the page afterwards.
WATCH = """
Object.defineProperty(window, 'owned', {set() { window.__ran = (window.__ran || 0) + 1 }});
for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { window.owned = 1 };
document.addEventListener('securitypolicyviolation', e => {
  (window.__tried ||= []).push(e.blockedURI);
});
"""
CASE = "Vesk"


def harmless(page: Page, where: str) -> None:
    """No script ran, and no element of the page leads or points to the stranger.

    The policy of the server would stop a request: nothing may even try one.
    """
    assert page.evaluate("window.__ran") is None, where
    tried = page.evaluate("window.__tried || []")
    assert not [address for address in tried if STRANGER in address], (where, tried)
    live = page.locator(
        f'[src*="{STRANGER}"], [href*="{STRANGER}"], [style*="{STRANGER}"], '
        "a[href^='javascript:'], [onerror], [onload]"
    )
    assert live.count() == 0, (where, live.first.evaluate("e => e.outerHTML"))
    assert page.locator("iframe[src^='http']").count() == 0, where
    assert page.get_by_test_id("stException").count() == 0, where


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An app of the test's own with one empty case; the rules alone find enough to show."""
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")
    home = tmp_path / "home"
    home.mkdir()
    store = open_store(f"sqlite:///{home}/crossbearing.db")
    store.create_case(CASE)
    store.close()
    with running(home) as started:
        yield started


def test_hostile_files_run_nothing_and_reach_nobody(
    mine: Server, page: Page, tmp_path: Path
) -> None:
    """The page fixture fails the test when anything but localhost is asked."""
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.add_init_script(WATCH)

    visit(page, f"{mine.url}/articles")
    page.locator('input[type="file"]').first.set_input_files(files(tmp_path / "files"))
    expect(page.get_by_role("button", name="Remove")).to_have_count(9)  # all have come up
    page.get_by_role("button", name="Add to the case").click()
    summary = page.locator(".st-key-upload_summary")
    expect(summary).to_contain_text("finished", timeout=PATIENCE)
    ready(page)
    expect(summary).to_contain_text("2 refused")
    expect(summary).to_contain_text("added")
    harmless(page, "outcomes")

    for name, title in TITLES.items():
        if name == "find":
            visit(page, f"{mine.url}/find?find=pier")
        else:
            page.get_by_role("link", name=title, exact=True).first.click()
            page.wait_for_url(f"{mine.url}/{'' if name == 'overview' else name}*")
            ready(page)
        harmless(page, name)
        for point in page.locator(".js-plotly-plot .point").all()[:2]:
            point.hover(force=True)  # hover labels are built from the articles' words
        harmless(page, f"{name}, hovered")

    # each article itself, with all its layers
    for article in articles(mine):
        layers = "&".join(f"layers={layer}" for layer in ("Claims", "Actors", "Times"))
        visit(page, f"{mine.url}/articles?article={article.id}&{layers}")
        expect(page.locator(".st-key-reader_text")).to_be_visible()
        harmless(page, f"article {article.title}")
    assert page.evaluate("document.title").startswith("Crossbearing")
    assert dialogs == []


def articles(mine: Server) -> list[Article]:
    """One article for each kind of payload in a title."""
    store = open_store(f"sqlite:///{mine.home}/crossbearing.db")
    [case] = store.cases()
    found = {article.title: article for article in store.articles(case.id)}
    store.close()
    assert any("<script>" in title for title in found)
    return list(found.values())[:3]
