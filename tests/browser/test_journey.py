"""One analyst's way through the app, in a real browser, on the seed article."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Server, copy_of, ready, running, visit

SECOND = """Governor resigns after dam failure

VELLMAR, Ostrany, 16 August 2021 - Governor Petra Lindqvist resigned on Monday after the
Halden dam failed, her spokesman Oskar Thane told the Vellmar Courier.

"The governor has left office," Thane said. Two people are missing, according to police.
"""


def shown_claims(page: Page) -> int:
    """How many claims the chips say are in view."""
    words = page.locator(".st-key-chips").first.inner_text()
    found = re.search(r"([\d,]+)\s+of", words)
    assert found, words
    return int(found.group(1).replace(",", ""))


def test_an_analyst_reads_filters_uploads_and_comes_back(
    server: Server, page: Page, tmp_path: Path
) -> None:
    # opens, and sees what the seed claims
    visit(page, server.url)
    expect(page.get_by_role("heading", name="Kabul, 15 August 2021")).to_be_visible()
    page.get_by_role("link", name="Claims", exact=True).click()
    ready(page)
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    expect(page.get_by_test_id("glide-cell-1-0").first).to_be_attached()

    # filters by an actor
    box = page.locator(".st-key-actor input")
    box.click()
    box.fill("Saleh")
    page.get_by_role("option", name="Amrullah Saleh").first.click()
    ready(page)
    expect(page.locator(".st-key-chips")).to_contain_text("Amrullah Saleh")
    of_saleh = shown_claims(page)
    assert of_saleh >= 1
    assert "actor=Amrullah" in page.url

    # filters by confidence as well, then clears everything
    page.keyboard.press("Escape")
    thumb = page.locator(".st-key-conf").get_by_role("slider").first
    thumb.focus()
    for _ in range(8):
        thumb.press("ArrowRight")
    expect(page.locator(".st-key-chips")).to_contain_text("Confidence")
    ready(page)
    assert shown_claims(page) <= of_saleh
    page.locator(".st-key-clear_all button").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    ready(page)

    # opens the evidence: source, words of saying and content, told apart by words and lines
    page.locator(".st-key-evidence").get_by_role("button", name="Open in article").click()
    ready(page)
    article = page.locator(".st-key-reader_text")
    expect(article.locator(".content").first).to_be_visible()
    expect(article.locator(".source").first).to_be_visible()
    expect(article.get_by_text("source", exact=True).first).to_be_visible()
    assert "claim=" in page.url

    # uploads a second article and finds its claims
    (tmp_path / "dam.txt").write_text(SECOND, encoding="utf-8")
    page.get_by_role("button", name="All articles").click()
    ready(page)
    page.get_by_role("tab", name="Add articles").click()
    ready(page)
    page.locator('input[type="file"]').set_input_files(tmp_path / "dam.txt")
    expect(page.get_by_text("dam.txt").first).to_be_visible()
    page.get_by_role("button", name="Add to the case").click()
    expect(page.get_by_text("finished: 1 added").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-progress")).to_have_count(0, timeout=PATIENCE)
    ready(page)
    page.get_by_role("link", name="Claims", exact=True).click()
    ready(page)
    page.locator(".st-key-q input").fill("governor")
    page.locator(".st-key-q input").press("Enter")
    expect(page.locator(".st-key-chips")).to_contain_text("governor")
    expect(page.locator(".st-key-evidence")).to_contain_text("Thane")

    # reloads, and everything is still there
    page.reload()
    ready(page)
    expect(page.locator(".st-key-chips")).to_contain_text("governor")
    expect(page.locator(".st-key-evidence")).to_contain_text("Thane")


def test_a_deep_link_is_the_first_request_to_a_cold_server(
    server: Server, page: Page, tmp_path: Path
) -> None:
    """Streamlit would run the page file alone if it took pages/ for its own old convention."""
    with running(copy_of(server, tmp_path)) as cold:
        page.goto(f"{cold.url}/claims?actor=Ashraf+Ghani&conf=5&conf=95")
        expect(page.locator(".st-key-chips")).to_contain_text("Ashraf Ghani", timeout=PATIENCE)
        ready(page)
        expect(page.locator(".st-key-chips")).to_contain_text("Confidence 5–95 %")
        expect(page.get_by_role("heading", name="Claims")).to_be_visible()
        expect(page.get_by_role("link", name="Overview")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        assert "conf=5" in page.url
        assert "actor=Ashraf" in page.url


def test_the_first_page_is_found_by_its_name_on_a_cold_server_too(
    server: Server, page: Page, tmp_path: Path
) -> None:
    with running(copy_of(server, tmp_path)) as cold:
        page.goto(f"{cold.url}/overview?conf=5&conf=95")
        expect(page.locator(".st-key-chips")).to_contain_text("Confidence 5–95 %")
        expect(page.get_by_text("In brief", exact=True)).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)


def test_killed_and_started_again_it_is_all_there(page: Page, tmp_path: Path) -> None:
    """Also what was accepted and not yet analysed."""
    with running(tmp_path) as first:
        page.goto(first.url)
        page.locator(".st-key-case").first.wait_for()  # the seed is accepted
        first.kill()
    with running(tmp_path) as second:
        page.goto(second.url)
        page.get_by_text("In brief", exact=True).wait_for()
        expect(page.get_by_role("heading", name="Kabul, 15 August 2021")).to_be_visible()
