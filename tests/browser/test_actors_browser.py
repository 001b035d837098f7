"""The actors page with a mouse: a click on a point, a link, a cell, a day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, ready, visit
from tests.browser.sample import address, says

pytestmark = pytest.mark.usefixtures("sample")


def click(page: Page, point: Locator) -> None:
    """With the mouse, where the point is drawn: what lies above it would take the click."""
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_link_shows_its_sentences_and_an_actor_filters(server: Server, page: Page) -> None:
    visit(page, address(server, "actors"))
    points = page.locator(".st-key-network .point")
    expect(points.first).to_be_attached()
    click(page, points.first)  # the points of links come before those of actors
    link = page.locator(".st-key-link_card")
    expect(link).to_contain_text(re.compile(r"\w+ and \w+"))
    expect(link).to_contain_text("name both")
    says(page, "link_sentences", re.compile(r"\w{4}"))
    expect(page.locator(".st-key-chips")).to_have_count(0)
    link.get_by_role("button", name="Close").click()
    expect(link).to_have_count(0)
    ready(page)

    actors = page.locator(".st-key-network path.point[style*='opacity: 0.95']")
    click(page, actors.first)
    expect(page.locator(".st-key-chips")).to_be_visible()
    expect(page.locator(".st-key-actor_card")).to_contain_text("Names")
    assert "card=" in page.url
    assert "actor=" in page.url


def test_a_cell_of_the_matrix_shows_its_sentences(server: Server, page: Page) -> None:
    visit(page, address(server, "actors", net="Matrix"))
    cells = page.locator(".st-key-matrix .point")
    expect(cells.first).to_be_attached()
    click(page, cells.first)
    expect(page.locator(".st-key-link_card")).to_contain_text("name both")


def test_the_slider_takes_the_network_back_in_time(server: Server, page: Page) -> None:
    visit(page, address(server, "actors", net="Over time"))
    rail = page.locator(".st-key-growth .slider-rail-touch-rect")
    rail.scroll_into_view_if_needed()
    points = page.locator(".st-key-growth .point")
    last = points.count()
    box = rail.bounding_box()
    assert box
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-growth")).to_contain_text(re.compile("as of 2 Mar 2025"))
    expect(points).not_to_have_count(last)  # they are drawn after the text
    assert points.count() < last


def test_a_name_that_was_split_off_is_chosen_no_more(server: Server, page: Page) -> None:
    visit(page, address(server, "actors"))
    actors = page.locator(".st-key-network path.point[style*='opacity: 0.95']")
    click(page, actors.first)
    card = page.locator(".st-key-actor_card")
    card.get_by_role("tab", name="Correct").click()
    ready(page)
    names = card.locator(".st-key-split_names")
    names.locator("input").click()
    page.get_by_role("option").first.click()
    ready(page)
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Split off").click()
    expect(names).to_have_text("These names are somebody else")
    ready(page)
    page.get_by_role("link", name="Audit trail").click()
    ready(page)
    row = page.locator("[class*=st-key-row_]").filter(has_text="Names split off an actor")
    row.get_by_role("button", name="Undo").first.click()
    expect(row.get_by_role("button", name="Make it again").first).to_be_visible()
