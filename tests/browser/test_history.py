"""Back undoes one choice, whatever it was and however many parameters of the link it set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, ready, visit
from tests.browser.sample import address, follow

pytestmark = pytest.mark.usefixtures("sample")


def _types(page: Page) -> None:
    page.locator(".st-key-q input").fill("fire")
    page.locator(".st-key-q input").press("Enter")


def _moves_the_slider(page: Page) -> None:
    thumb = page.locator(".st-key-conf").get_by_role("slider").first
    thumb.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")  # the thumb's own press waits for it to be drawn again


def _button(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).first.click()


def _point(figure: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f".st-key-{figure} .point").first.click(force=True)


def _view(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("radio", name=name).click()


CHOICES: dict[str, tuple[str, dict[str, str], Callable[[Page], None]]] = {
    "an actor": ("", {}, lambda page: follow(page, "who")),
    "a phrase of the brief": ("", {}, lambda page: follow(page, "brief")),
    "all that is contested": ("", {}, lambda page: follow(page, "contested", "all")),
    "a search": ("claims", {}, _types),
    "a slider moved along": ("claims", {}, _moves_the_slider),
    "clear all": ("claims", {"q": "fire", "conf": "20"}, _button("Clear all")),
    "the sentence in its article": ("claims", {}, _button("Open in article")),
    "a mark of the timeline": ("timeline", {}, _point("timeline")),
    "another view": ("propositions", {}, _view("Contested")),
}  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES)
def test_one_choice_is_one_step_back(server: Server, page: Page, choice: str) -> None:
    where, parameters, act = CHOICES[choice]
    visit(page, address(server, where, **parameters))
    before, length = page.url, _length(page)
    act(page)
    page.wait_for_function("before => location.href !== before", arg=before)
    after = _where_it_rests(page)
    assert _length(page) == length + 1
    page.go_back()
    ready(page)
    assert page.url == before
    page.go_forward()
    ready(page)
    assert page.url == after


def _where_it_rests(page: Page) -> str:
    """The link once it stands: a slider that is moved along tells its value now and then."""
    seen = ""
    while page.url != seen:
        seen = page.url
        page.wait_for_timeout(800)
        ready(page)
    return seen


def test_back_and_forward_walk_through_the_pages(server: Server, page: Page) -> None:
    names = ["Claims", "Actors", "Timeline", "Sources"]
    visit(page, address(server, "claims", q="fire"))
    for name in names[1:]:
        page.get_by_role("link", name=name, exact=True).click()
        ready(page)
    for name in names[-2::-1]:
        page.go_back()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        ready(page)
        expect(page.locator(".st-key-chips")).to_contain_text("fire")
    page.go_forward()
    expect(page.get_by_role("heading", name="Actors", exact=True)).to_be_visible()


def test_n_and_p_walk_through_the_claims_of_an_article(server: Server, page: Page) -> None:
    """Really pressed, on the page as it stands; at either end the key does nothing."""
    visit(page, address(server, "claims", order="Order of text"))
    page.locator(".st-key-evidence").get_by_role("button", name="Open in article").click()
    card = page.locator(".st-key-reader_card")
    expect(card).to_contain_text("Claim 1 of")
    ready(page)
    last = int(card.inner_text().splitlines()[0].split()[-1])
    for number in range(2, last + 1):
        page.keyboard.press("n")
        expect(card).to_contain_text(f"Claim {number} of {last}")
        ready(page)
    page.keyboard.press("n")
    ready(page)
    expect(card).to_contain_text(f"Claim {last} of {last}")
    page.keyboard.press("p")
    expect(card).to_contain_text(f"Claim {last - 1} of {last}")
    ready(page)
    page.go_back()
    expect(card).to_contain_text(f"Claim {last} of {last}")


def _length(page: Page) -> int:
    return int(page.evaluate("history.length"))
