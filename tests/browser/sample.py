"""The fictional sample case in the running app: its link, and ways to read the screen."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Server, ready, visit

NAME = "Calypso Dawn (fictional)"
PAGES = (
    "", "propositions", "claims", "timeline", "actors", "sources", "articles", "find", "notebook",
    "methods", "audit",
)  # fmt: skip


def address(server: Server, page: str = "", **parameters: str) -> str:
    """A link into the sample case."""
    given = {"case": NAME, **parameters}
    return f"{server.url}/{page}?" + "&".join(f"{k}={quote_plus(v)}" for k, v in given.items())


def open_sample(server: Server, page: Page) -> None:
    """Open the sample case from the menu, as a new user would; wait until it is analysed."""
    visit(page, server.url)
    page.locator(".st-key-case_menu button").click()
    page.get_by_text("Open the sample case", exact=True).click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible(timeout=PATIENCE)
    page.get_by_text("In brief", exact=True).wait_for(timeout=PATIENCE)
    expect(page.locator(".st-key-progress")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_text("20 articles").first).to_be_visible(timeout=PATIENCE)
    ready(page)


def follow(page: Page, container: str, words: str | re.Pattern[str] | None = None) -> None:
    """Click the first phrase (with these words) that leads somewhere, and wait for the screen."""
    links = page.locator(f".st-key-{container} .text [role=button]")
    chosen = links.filter(has_text=words) if words else links
    chosen.first.click()
    ready(page)


def says(page: Page, container: str, words: str | re.Pattern[str]) -> None:
    """A text view in the container says it. (They live in shadow roots, which the text of the
    container around them leaves out.)"""
    views = page.locator(f".st-key-{container} .text").filter(has_text=words)
    expect(views.first).to_be_visible()


def highlighted(page: Page) -> str:
    """The words that the reader marks as what is said."""
    marked = page.locator(".st-key-reader_text .content")
    expect(marked.first).to_be_visible()
    return " ".join(marked.all_inner_texts())
