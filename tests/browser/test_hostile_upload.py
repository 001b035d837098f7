"""Hostile files through a real browser: nothing runs, nothing is asked of another host."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

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


def harmless(page: Page, where: str) -> None:
    """No script ran, and no element of the page leads or points to the stranger."""
    assert page.evaluate("window.owned") is None, where
    live = page.locator(
        f'[src*="{STRANGER}"], [href*="{STRANGER}"], [style*="{STRANGER}"], a[href^="javascript:"]'
    )
    assert live.count() == 0, (where, live.first.evaluate("e => e.outerHTML"))
    assert page.locator("iframe[src^='http']").count() == 0, where


def test_hostile_files_run_nothing_and_reach_nobody(
    server: Server, page: Page, tmp_path: Path
) -> None:
    """The page fixture fails the test when anything but localhost is asked."""
    home = tmp_path / "home"
    home.mkdir()
    for found in server.home.glob("crossbearing.db*"):
        shutil.copy(found, home / found.name)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    with running(home) as mine:
        visit(page, f"{mine.url}/articles?part=Add+articles")
        page.get_by_role("tab", name="Add articles").click()
        ready(page)
        page.locator('input[type="file"]').first.set_input_files(files(tmp_path / "files"))
        page.get_by_role("button", name="Add to the case").click()
        expect(page.locator(".st-key-progress")).to_have_count(1, timeout=PATIENCE)
        expect(page.locator(".st-key-progress")).to_have_count(0, timeout=2 * PATIENCE)
        ready(page)
        expect(page.locator(".st-key-upload_summary")).to_contain_text("2 refused")
        harmless(page, "outcomes")
        for name in TITLES:
            visit(page, f"{mine.url}/{name if name != 'overview' else ''}")
            harmless(page, name)
            for point in page.locator(".js-plotly-plot .point").all()[:3]:
                point.hover(force=True)  # hover labels are built from the articles' words
            harmless(page, f"{name}, hovered")
        # an article itself, with all its layers
        visit(page, f"{mine.url}/articles?layers=Claims&layers=Actors&layers=Times")
        page.get_by_test_id("glide-cell-1-0").first.wait_for(state="attached")
        page.locator('[data-testid="stDataFrameResizable"]').first.click(
            position={"x": 15, "y": 55}
        )
        ready(page)
        if page.locator(".st-key-library_read button").count():
            page.locator(".st-key-library_read button").click()
            ready(page)
        harmless(page, "an article")
        assert page.evaluate("document.title").startswith("Crossbearing")
    assert dialogs == []
