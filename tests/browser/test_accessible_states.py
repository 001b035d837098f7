"""The screens behind a click pass the same checks as the pages: the reader, two articles side by
side, what pops up, a case without articles, and one whose articles are just being read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import THEMES, is_accessible, is_whole
from tests.browser.conftest import PATIENCE, Server, ready, visit
from tests.browser.sample import address, follow

pytestmark = pytest.mark.usefixtures("sample")


def _reader(server: Server, page: Page) -> None:
    visit(page, address(server))
    follow(page, "contested")
    for layer in ("Actors", "Times", "Copied"):
        page.get_by_role("button", name=layer, exact=True).click()
        ready(page)


def _side_by_side(server: Server, page: Page) -> None:
    visit(page, address(server))
    follow(page, "contested")
    page.get_by_role("button", name="put side by side").first.click()
    expect(page.get_by_text("They contradict each other").first).to_be_visible()


def _correct(server: Server, page: Page) -> None:
    visit(page, address(server, "claims"))
    page.locator(".st-key-evidence").get_by_role("button", name="Correct").click()
    expect(page.get_by_role("button", name="Save correction")).to_be_visible()


def _whole_brief(server: Server, page: Page) -> None:
    visit(page, address(server))
    page.locator(".st-key-brief_all button").click()
    expect(page.locator(".st-key-brief_more .text")).to_be_visible()


def _cases(server: Server, page: Page) -> None:
    visit(page, address(server))
    page.locator(".st-key-case_menu button").click()
    expect(page.get_by_text("New case", exact=True)).to_be_visible()


def _chips(server: Server, page: Page) -> None:
    visit(page, address(server, "propositions", q="explosion", conf="10", asof="2025-03-04 08:10"))
    expect(page.locator(".st-key-chips")).to_contain_text("explosion")


def _seed(server: Server, page: Page) -> None:
    """One article of no known outlet: some filters have nothing to choose from."""
    visit(page, server.url)
    expect(page.get_by_text("outlets unknown")).to_be_visible()


def _lag(server: Server, page: Page) -> None:
    visit(page, address(server, "timeline", time="Reported against happened"))
    expect(page.locator(".st-key-lag .main-svg").first).to_be_visible()


def _empty(server: Server, page: Page) -> None:
    _new_case(server, page, f"Empty {_stamp(page)}")
    expect(page.get_by_text("This case has no articles yet")).to_be_visible()


SCREENS: dict[str, Callable[[Server, Page], None]] = {
    "reader": _reader,
    "side by side": _side_by_side,
    "correcting": _correct,
    "the whole brief": _whole_brief,
    "menu of cases": _cases,
    "filters set": _chips,
    "seed": _seed,
    "reported against happened": _lag,
    "empty case": _empty,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_whole_and_accessible(server: Server, page: Page, screen: str) -> None:
    SCREENS[screen](server, page)
    ready(page)
    for theme in THEMES:
        is_accessible(page, theme)
    is_whole(page)


def test_while_the_articles_are_read(server: Server, page: Page, tmp_path: Path) -> None:
    texts = [f"Bridge {n} at Olmen is closed, mayor Ada Brix said on day {n}." for n in range(400)]
    lines = [json.dumps({"id": str(n), "text": text * 3}) for n, text in enumerate(texts)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    _new_case(server, page, f"Read {_stamp(page)}")
    page.get_by_role("button", name="Add articles").click()
    page.locator('input[type="file"]').set_input_files(tmp_path / "many.jsonl")
    expect(page.get_by_role("button", name="Remove")).to_be_visible()  # it has come up
    page.get_by_role("button", name="Add to the case").click()
    progress = page.locator(".st-key-progress")
    expect(progress).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(progress).to_contain_text(re.compile("Reading|Analysing"))
    for theme in THEMES:
        is_accessible(page, theme)
    is_whole(page)
    expect(progress).to_be_visible()  # still at it: what was checked was the state
    progress.get_by_role("button", name="Cancel").click()
    expect(progress).to_have_count(0, timeout=PATIENCE)


def _new_case(server: Server, page: Page, name: str) -> None:
    visit(page, server.url)
    page.locator(".st-key-case_menu button").click()
    page.get_by_text("New case", exact=True).click()
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    page.get_by_text("This case has no articles yet").wait_for()
    ready(page)


def _stamp(page: Page) -> str:
    return str(page.evaluate("Date.now()"))
