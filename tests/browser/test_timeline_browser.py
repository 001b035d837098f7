"""The timeline in the browser. As of: a moment of publication rebuilds every page, stands in the
link, and is taken back by one click. Zoom and box: what is chosen in the figure holds."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, ready, visit
from tests.browser.sample import address

SAID = "3 Mar 00:10 UTC"  # as the control says it
EARLY = "2025-03-03 00:10"  # no article is of this minute: a link may name any moment
ALL_CLAIMS = re.compile(r"(\d+) of \1 claims known then")


def moment(page: Page) -> str:
    """What the control stands at."""
    control = page.locator(".st-key-asof_step input[type=range]")
    control.wait_for()
    return str(control.get_attribute("aria-valuetext"))


def linked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("asof", [""])[0]


def claims_known(page: Page) -> int:
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text(ALL_CLAIMS)
    found = ALL_CLAIMS.search(chips.inner_text())
    assert found
    return int(found[1])


def turn_to(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    ready(page)
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_a_link_to_a_moment_is_restored_kept_and_taken_back(
    sample: None, server: Server, page: Page
) -> None:
    visit(page, address(server, "timeline", asof=EARLY))  # the first request of a new session
    assert moment(page) == SAID
    expect(page.get_by_text("As of 3 Mar 2025, 00:10 UTC").first).to_be_visible()
    expect(page.get_by_text("Elena Varga resigned")).to_have_count(0)  # not yet reported
    few = claims_known(page)

    for name in ("Propositions", "Claims", "Actors"):
        turn_to(page, name)
        assert (moment(page), linked(page), claims_known(page)) == (SAID, EARLY, few)
    page.reload()
    ready(page)
    assert (moment(page), linked(page), claims_known(page)) == (SAID, EARLY, few)

    page.locator(".st-key-asof_step input[type=range]").press("ArrowRight")
    expect(page.locator(".st-key-chips")).not_to_contain_text("00:10 UTC")
    ready(page)
    assert linked(page) > EARLY
    assert re.fullmatch(r"3 Mar \d\d:\d\d UTC", moment(page))

    page.get_by_role("button", name="Back to the latest").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    ready(page)
    assert (moment(page), linked(page)) == ("latest", "")
    turn_to(page, "Timeline")
    expect(page.get_by_text("Elena Varga resigned").first).to_be_attached()


def plot(page: Page) -> Locator:
    figure = page.locator(".js-plotly-plot").first
    figure.locator(".main-svg").first.wait_for()
    return figure


def test_a_zoom_stands_in_the_link_and_survives_a_change_of_pages(
    sample: None, server: Server, page: Page
) -> None:
    visit(page, address(server, "timeline", zoom="Hours"))
    plot(page)
    around = page.locator(".st-key-around_step input[type=range]")
    around.press("ArrowRight")
    expect(page).to_have_url(re.compile("around="))
    ready(page)
    chosen = around.get_attribute("aria-valuetext")
    turn_to(page, "Claims")
    turn_to(page, "Timeline")
    expect(around).to_have_attribute("aria-valuetext", str(chosen))
    page.reload()
    ready(page)
    expect(around).to_have_attribute("aria-valuetext", str(chosen))


def test_a_box_in_the_figure_filters_every_page(sample: None, server: Server, page: Page) -> None:
    visit(page, address(server, "timeline"))
    figure = plot(page)
    figure.hover()
    page.locator('.modebar-btn[data-title="Box Select"]').first.click()
    area = figure.locator(".nsewdrag").first.bounding_box()
    assert area
    page.mouse.move(area["x"] + 0.02 * area["width"], area["y"] + 15)
    page.mouse.down()
    page.mouse.move(area["x"] + 0.4 * area["width"], area["y"] + area["height"] - 15, steps=6)
    page.mouse.up()
    expect(page.locator(".st-key-chips")).to_contain_text("Happened")
    turn_to(page, "Claims")
    expect(page.locator(".st-key-chips")).to_contain_text("Happened")
    shown = re.search(r"(\d+) of (\d+) claims", page.locator(".st-key-chips").inner_text())
    assert shown
    assert 0 < int(shown[1]) < int(shown[2])


@pytest.mark.parametrize(("where", "figure", "beside", "size"), [
    ("", "strip", "strip_aside", (1280, 800)),
    ("timeline", "timeline", "event_card", (1280, 800)),
    ("timeline", "timeline", "event_card", (820, 1180)),
])  # fmt: skip
def test_from_any_mark_the_sentence_is_two_clicks_away(
    where: str, figure: str, beside: str, size: tuple[int, int],
    sample: None, server: Server, page: Page,
) -> None:  # fmt: skip
    """The mark, wherever the lanes have it; then a sentence that is in sight without scrolling."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, address(server, where))
    marks = page.locator(f".st-key-{figure} .scatterlayer .point")
    marks.first.wait_for(state="attached")
    seen = [n for n in range(marks.count()) if marks.nth(n).is_visible()]
    assert seen
    for number in (seen[1], seen[-1] if figure == "timeline" else seen[len(seen) // 3]):
        visit(page, address(server, where))
        mark = marks.nth(number)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator(".st-key-chips")).to_contain_text("Event:")
        ready(page)
        sentence = page.locator(f".st-key-{beside} .text [role=button]").first
        expect(sentence).to_be_in_viewport()
        sentence.click()
        ready(page)
        expect(page.locator(".text .hit").first).to_be_visible()


def test_with_the_keyboard_an_event_leads_to_its_sentence(
    sample: None, server: Server, page: Page
) -> None:
    visit(page, address(server))
    page.locator(".st-key-strip_aside .text [role=button]").first.focus()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator(".text .hit").first).to_be_visible()
