"""Pages as they are printed: running heads name the outlet and are no news, columns run on."""

from __future__ import annotations

import file_samples as samples

from analysis.ingest.furniture import without_furniture
from analysis.ingest.registry import read
from analysis.model import Article


def printed(pages: list[list[str]]) -> Article:
    [article] = read("x.pdf", samples.pdf(pages))
    assert isinstance(article, Article), article
    return article


def test_the_running_head_of_a_newspaper_names_outlet_and_day() -> None:
    lines = samples.wrapped(samples.BODY.replace("\n\n", " "), 40)
    head = ["NORDSUND OBSERVER", "Tuesday 4 March 2031"]
    article = printed(
        [
            [*head, "Page 14", "veskobserver.example 14", samples.TITLE, "By Mara Lind in Vesk",
             *lines[:6]],
            [*head, "Page 15", "veskobserver.example 15", *lines[6:]],
        ]
    )  # fmt: skip
    assert (article.title, article.outlet) == (samples.TITLE, "Nordsund Observer")
    assert (article.author, article.published_at) == ("Mara Lind", "2031-03-04")
    assert "OBSERVER" not in article.text
    assert "veskobserver" not in article.text


def test_a_web_page_printed_by_a_browser_is_the_page() -> None:
    lines = samples.wrapped(samples.FIRST, 80)
    head = ["06/03/2031, 21:05", f"{samples.TITLE} - Vesk Live"]
    foot = ["https://vesklive.example/news/pier", "1/1"]
    article = printed(
        [[*head, samples.TITLE, "By Mara Lind", "15:22, 4 March 2031", *lines,
          "Most Read", "Swan bites warden", "Where to eat in Vesk", *foot]]
    )  # fmt: skip
    assert (article.title, article.author) == (samples.TITLE, "Mara Lind")
    assert article.url == "https://vesklive.example/news/pier"
    assert article.published_at == "2031-03-04T15:22:00"  # not when it was printed
    assert "Swan" not in article.analysed_text()
    assert "06/03/2031" not in article.text


def test_lines_that_only_begin_alike_are_no_heads() -> None:
    pages = [["The pier fell.", "It was night."], ["Nobody was hurt.", "It was late."]]
    assert without_furniture(pages) == (pages, [])
