"""What every screen has to pass: nothing serious for axe-core, nothing beyond the window's edge."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError

from tests.browser.conftest import ready

SERIOUS = {"serious", "critical"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed need not be told: most of axe's time goes there
}
WIDTHS = ((1920, 1080), (820, 1180), (1280, 900))
THEMES = ("light", "dark")


def is_accessible(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    ready(page)
    found = Axe().run(page, options=RULES).response["violations"]
    serious = [
        f"{v['id']}: {v['help']}\n    " + "\n    ".join(n["html"][:160] for n in v["nodes"][:3])
        for v in found
        if v["impact"] in SERIOUS
    ]
    assert not serious, "\n".join(serious)


def is_whole(page: Page) -> None:
    """At every width: no sideways scrolling, no exception, nothing said to have failed."""
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        ready(page)
        _fits(page, "document.documentElement.scrollWidth <= innerWidth", width)
        main = "document.querySelector('[data-testid=stMain]')"
        _fits(page, f"{main}.scrollWidth <= {main}.clientWidth + 1", width)
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text("This did not work").count() == 0


def _fits(page: Page, condition: str, width: int) -> None:
    """A figure follows the width of the window a moment later: what counts is where it ends."""
    try:
        page.wait_for_function(condition, timeout=5_000)
    except TimeoutError:
        raise AssertionError(f"wider than the window at {width} pixels") from None
