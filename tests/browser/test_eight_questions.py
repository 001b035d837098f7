"""The eight questions that the program is for, each asked by a newcomer with a mouse.

On the fictional sample case. Evidence, which is the sentence highlighted in its article, is never
more than two clicks away.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Download, Locator, Page, TimeoutError, expect

from tests.browser.conftest import PATIENCE, Server, ready, visit
from tests.browser.sample import NAME, address, follow, highlighted, says

HEADER, ROW = 35, 58  # pixels, of the table of claims

pytestmark = pytest.mark.usefixtures("sample")


def test_1_what_is_claimed_and_how_well_does_it_stand(server: Server, page: Page) -> None:
    visit(page, address(server))
    says(page, "best", re.compile(r"well sourced.*origin"))
    follow(page, "best")  # one click: the proposition
    card = page.locator(".st-key-proposition_card")
    expect(card).to_contain_text("confidence")
    expect(card).to_contain_text("Admiralty")
    card.locator(".text.list [role=button]").first.click()  # two: the sentence
    ready(page)
    assert len(highlighted(page)) > 10


def test_1_every_phrase_of_the_brief_opens_its_sentence(server: Server, page: Page) -> None:
    visit(page, address(server))
    phrase = page.locator(".st-key-brief .text [role=button]").first
    words = phrase.inner_text()
    phrase.click()
    ready(page)
    assert words.split()[0] in highlighted(page)
    page.go_back()
    ready(page)
    expect(page.get_by_text("In brief", exact=True)).to_be_visible()
    page.go_forward()
    ready(page)
    assert words.split()[0] in highlighted(page)


def test_2_is_that_five_sources_or_one(server: Server, page: Page) -> None:
    visit(page, address(server, "propositions"))
    card = page.locator(".st-key-proposition_card")
    expect(card).to_contain_text(re.compile(r"\d independent origin"))
    says(page, "proposition_card", re.compile(r"As of .* report"))  # the safe sentence
    says(page, "proposition_card", "tracing to")
    card.get_by_role("tab", name="Why this confidence").click()
    ready(page)
    expect(card.locator(".main-svg").first).to_be_visible()
    expect(card).to_contain_text("What would raise it")


def test_3_where_do_accounts_contradict_each_other(server: Server, page: Page) -> None:
    visit(page, address(server))
    says(page, "contested", "against")
    follow(page, "contested")
    assert highlighted(page)
    expect(page.get_by_text("Contradicted in").first).to_be_visible()
    page.get_by_role("button", name="put side by side").first.click()
    ready(page)
    expect(page.get_by_text("They contradict each other").first).to_be_visible()
    expect(page.locator("[class*=st-key-compare_text] .content").nth(1)).to_be_visible()
    assert "beside=" in page.url
    page.get_by_role("button", name="Back to the article").click()
    ready(page)
    assert highlighted(page)


def test_4_what_happened_when_and_what_was_known_then(server: Server, page: Page) -> None:
    visit(page, address(server, "timeline"))
    expect(page.locator(".st-key-timeline .main-svg").first).to_be_visible()
    expect(page.locator(".st-key-event_card")).to_contain_text("report")
    expect(page.locator(".st-key-event_card .text [role=button]").first).to_be_visible()
    visit(page, address(server, "claims", asof="2025-03-03 05:30"))
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text("As of 3 Mar 2025, 05:30 UTC")
    then = _count(chips.inner_text())
    chips.get_by_role("button", name="Clear all").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    ready(page)
    expect(page.get_by_text(re.compile(r"\d+ claims in 20 articles"))).to_be_visible()
    assert then < _count(page.get_by_text(re.compile(r"\d+ claims in 20")).inner_text())


def test_5_who_are_the_actors_and_who_meets_whom(server: Server, page: Page) -> None:
    visit(page, address(server))
    name = page.locator(".st-key-who .text [role=button]").first
    who = name.inner_text()
    name.click()  # filters everything
    ready(page)
    expect(page.locator(".st-key-chips")).to_contain_text(who)
    page.get_by_role("link", name="Actors", exact=True).click()
    ready(page)
    expect(page.locator(".st-key-chips")).to_contain_text(who)
    expect(page.locator(".st-key-network .main-svg").first).to_be_visible()
    page.get_by_role("link", name="Claims", exact=True).click()
    ready(page)
    expect(page.locator(".st-key-evidence")).to_contain_text("Open in article")
    page.locator(".st-key-clear_all button").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)


def test_6_what_is_new_since_i_looked(server: Server, page: Page) -> None:
    """A case of its own: one article, a saved filter, then a second article."""
    visit(page, server.url)
    page.locator(".st-key-case_menu button").click()
    page.get_by_text("New case", exact=True).click()
    page.get_by_role("dialog").get_by_label("Name").fill("Watched")
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    ready(page)
    _paste(page, "The bridge at Olmen is closed, mayor Ada Brix said on Monday.", first=True)
    page.get_by_role("link", name="Claims", exact=True).click()
    ready(page)
    page.locator(".st-key-q input").fill("bridge")
    page.locator(".st-key-q input").press("Enter")
    expect(page.locator(".st-key-chips")).to_contain_text("bridge")
    page.get_by_text("Saved filters").click()
    page.locator(".st-key-watch_save button").click()
    ready(page)
    page.locator(".st-key-clear_all button").click()
    ready(page)
    _paste(page, "The bridge at Olmen will reopen on Friday, engineer Tom Hale said.")
    saved = page.get_by_role("button", name="1 new")
    expect(saved).to_be_visible(timeout=PATIENCE)
    saved.click()
    ready(page)
    news = page.locator(".st-key-watch_news")
    expect(news).to_contain_text("1 claim new in “bridge”")
    says(page, "watch_news", "reopen")
    expect(page.locator(".st-key-chips")).to_contain_text("bridge")
    news.get_by_role("button", name="Close").click()
    ready(page)
    expect(page.get_by_role("button", name="1 new")).to_have_count(0)  # seen now


def test_7_let_me_correct_the_machine_and_take_it_back(server: Server, page: Page) -> None:
    visit(page, address(server, "claims", order="Newest"))
    before = _count(page.get_by_text(re.compile(r"\d+ claims in")).inner_text())
    evidence = page.locator(".st-key-evidence")
    evidence.get_by_role("button", name="Reject").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Undo it in the audit trail")
    expect(page.get_by_text(f"{before - 1} claims in")).to_be_visible(timeout=PATIENCE)
    ready(page)
    evidence.get_by_role("button", name="Accept").click()
    expect(evidence).to_contain_text("accepted by you", timeout=PATIENCE)
    page.get_by_role("link", name="Audit trail").click()
    ready(page)
    for decision in ("Claim accepted", "Claim rejected"):
        row = page.locator("[class*=st-key-row_]").filter(has_text=decision)
        row.get_by_role("button", name="Undo").first.click()
        expect(row.get_by_role("button", name="Make it again").first).to_be_visible()
        ready(page)
    page.get_by_role("link", name="Claims", exact=True).click()
    ready(page)
    expect(page.get_by_text(f"{before} claims in")).to_be_visible(timeout=PATIENCE)


def test_8_let_me_take_it_with_me(server: Server, page: Page, tmp_path: Path) -> None:
    visit(page, address(server, "claims", q="ammonium"))
    page.locator(".st-key-evidence").get_by_role("button", name="Pin").click()
    expect(page.locator(".st-key-evidence").get_by_role("button", name="Pinned")).to_be_visible()
    page.get_by_role("button", name="Take away").click()
    ready(page)
    expect(page.locator("[class*=st-key-entry_0] .text").first).to_contain_text("ammonium")
    report = _fetch(page, "report_Markdown").decode()
    assert "ammonium" in report
    assert "Search: ammonium" in report  # the filter that was in force
    assert _fetch(page, "report_PDF").startswith(b"%PDF")
    page.get_by_text("Figures", exact=True).click()
    assert _fetch(page, "export_figure-network-png").startswith(b"\x89PNG")
    page.get_by_text("Tables", exact=True).click()
    assert zipfile.is_zipfile(io.BytesIO(_fetch(page, "export_tables")))


def _count(words: str) -> int:
    found = re.search(r"[\d,]+", words)
    assert found, words
    return int(found.group().replace(",", ""))


def _fetch(page: Page, key: str) -> bytes:
    """What a button lets one download, clicked when the page has come to rest."""
    ready(page)
    with page.expect_download() as caught:
        page.locator(f".st-key-{key} button").click()
    download: Download = caught.value
    return Path(download.path()).read_bytes()


def _paste(page: Page, text: str, first: bool = False) -> None:
    """Add an article of one sentence, and wait until it is analysed."""
    page.get_by_role("link", name="Articles", exact=True).click()
    ready(page)
    if not first:
        page.get_by_role("tab", name="Add articles").click()
        ready(page)
    page.locator(".st-key-upload_way").get_by_role("radio", name="Text").click()
    page.get_by_label("Text of an article").fill(text)
    page.get_by_role("button", name="Add to the case").click()
    done = re.compile(r"^finished: 1 added|^1 article\. Choose a row")
    expect(page.get_by_text(done).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-progress")).to_have_count(0, timeout=PATIENCE)
    ready(page)


def test_a_link_reproduces_the_view(server: Server, page: Page) -> None:
    """Choose a row, reload: the same claim. Back: the one before."""
    visit(page, address(server, "claims", order="Newest"))
    evidence = page.locator(".st-key-evidence .text").first
    seen: list[str] = []
    for row in (2, 4):
        _choose_row(page, row)
        ready(page)
        seen += parse_qs(urlsplit(page.url).query)["claim"]
    assert len(set(seen)) == 2
    words = _words(evidence)
    page.reload()
    ready(page)
    assert _words(evidence) == words
    page.go_back()
    ready(page)
    assert parse_qs(urlsplit(page.url).query)["claim"] == seen[:1]
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    assert NAME.split()[0] in page.url


def _words(view: Locator) -> str:
    """What a text view says, once it has drawn its words."""
    expect(view).to_contain_text(re.compile(r"\w"))
    return view.inner_text()


def _choose_row(page: Page, row: int) -> None:
    """Tick a row of the first table: the grid is a canvas, so by place, and again where it was
    not yet there to be clicked."""
    before = page.url
    for _ in range(5):
        box = page.get_by_test_id("stDataFrame").first.bounding_box()
        assert box
        page.mouse.click(box["x"] + 17, box["y"] + HEADER + ROW * row + ROW / 2)
        try:
            page.wait_for_url(lambda url: url != before, timeout=4_000)
        except TimeoutError:
            continue
        return
