"""The pictures of the README, taken from the fictional sample case.

    python docs/screenshots.py            # into docs/images

Starts the app with a database of its own, opens the sample case from the menu as a user would,
and takes each picture at a fixed size and theme. Needs Chromium (see tests/browser/chromium.sh).
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, PATIENCE, Server, chromium, ready, running
from tests.browser.sample import address, follow, open_sample

IMAGES = Path(__file__).parent / "images"
SIZE = {"width": 1360, "height": 860}
LARGEST = 300_000  # bytes of one picture
COLOURS = (256, 128, 64)  # of the palette, until a picture is small enough


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        running(Path(home)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        open_sample(server, _page(browser, "light"))
        for name, theme, shown in PICTURES:
            page = _page(browser, theme)
            shown(server, page)
            _keep(page, name)
            page.context.close()
        browser.close()


def _overview(server: Server, page: Page) -> None:
    _go(page, address(server))


def _proposition(server: Server, page: Page) -> None:
    _go(page, address(server))
    follow(page, "best")


def _reader(server: Server, page: Page) -> None:
    _go(page, address(server))
    follow(page, "contested")


def _side_by_side(server: Server, page: Page) -> None:
    _reader(server, page)
    page.get_by_role("button", name="put side by side").first.click()
    ready(page)


def _timeline(server: Server, page: Page) -> None:
    _go(page, address(server, "timeline"))


def _actors(server: Server, page: Page) -> None:
    _go(page, address(server, "actors"))


PICTURES = (
    ("overview", "light", _overview),
    ("proposition", "light", _proposition),
    ("reader", "light", _reader),
    ("side-by-side", "dark", _side_by_side),
    ("timeline", "light", _timeline),
    ("actors", "dark", _actors),
)


def _page(browser: Browser, theme: str) -> Page:
    page = browser.new_context(viewport=SIZE, color_scheme=theme).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _go(page: Page, link: str) -> None:
    page.goto(link)
    ready(page)


def _keep(page: Page, name: str) -> None:
    """The picture with as many colours as its size allows."""
    page.wait_for_timeout(1500)  # figures fade in
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    for colours in COLOURS:
        buffer = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if len(buffer.getvalue()) < LARGEST:
            break
    path = IMAGES / f"{name}.png"
    path.write_bytes(buffer.getvalue())
    print(f"{path.relative_to(ROOT)}  {len(buffer.getvalue()):,} bytes")


if __name__ == "__main__":
    main()
