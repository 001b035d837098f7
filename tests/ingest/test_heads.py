"""What stands above the text of an article, unlabelled: headline, masthead, outlet, date, byline.

Each case is the head, and what is to be read from it: (title, outlet, author, published).
"""

from __future__ import annotations

import pytest
from file_samples import FIRST, SECOND, THIRD

from analysis.errors import Refused
from analysis.ingest.credits import Header, take_credit
from analysis.ingest.dates import iso_date
from analysis.ingest.outlet_names import dateline_credit, is_outlet
from analysis.ingest.registry import read
from analysis.model import Article

BODY = f"{FIRST}\n\n{SECOND}\n"
DAY = "2031-03-04"

HEADS = [
    ("Pier collapses in Vesk\nNordsund News\n4 March 2031, 18:40 GMT\n\n",
     ("Pier collapses in Vesk", "Nordsund News", "", f"{DAY}T18:40:00+00:00")),
    ("Pier collapses in Vesk\n\nThe Nordsund Review, 4 March 2031\n\n",
     ("Pier collapses in Vesk", "The Nordsund Review", "", DAY)),
    ("THE NORDSUND GAZETTE\nTuesday 4 March 2031\n\nPier collapses in Vesk\nBy Mara Lind\n\n",
     ("Pier collapses in Vesk", "The Nordsund Gazette", "Mara Lind", DAY)),
    ("Radio Nordsund, 4 March 2031, 20.30 UTC\n\n",
     ("", "Radio Nordsund", "", f"{DAY}T20:30:00+00:00")),
    ("Who broke the pier?\nBy Mara Lind\n4 March 2031\n\n",
     ("Who broke the pier?", "", "Mara Lind", DAY)),
    ("Pier collapses in Vesk\n\n*By Mara Lind, Vesk Post, 4 March 2031*\n\n",
     ("Pier collapses in Vesk", "Vesk Post", "Mara Lind", DAY)),
    # as press archives export it
    ("Vesk Post\n\nMarch 4, 2031 Tuesday\n\nPier collapses in Vesk\n\nBYLINE: Mara Lind\n\n"
     "SECTION: NEWS; Pg. 4\n\nLENGTH: 350 words\n\n\n",
     ("Pier collapses in Vesk", "Vesk Post", "Mara Lind", DAY)),
    # a place before a date is no outlet, a headline above a date no masthead
    ("Pier collapses in Vesk\nNordsund, 4 March 2031\n\n", ("Pier collapses in Vesk", "", "", DAY)),
    ("Police Search Daily Beacon\n4 March 2031\n\n", ("Police Search Daily Beacon", "", "", DAY)),
    ("", ("", "", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"), HEADS, ids=[head[:30] or "none" for head, _ in HEADS]
)
def test_a_head_is_read_and_left_out_of_the_analysis(
    head: str, expected: tuple[str, str, str, str]
) -> None:
    [article] = read("article.txt", (head + BODY).encode())
    assert isinstance(article, Article)
    found = (article.title, article.outlet, article.author, article.published_at)
    assert found == expected
    assert article.text == head + BODY
    if expected[3]:
        assert article.boilerplate[0] == (0, len(head.rstrip()) + 1)


@pytest.mark.parametrize(
    ("line", "itself"),
    [("The Vesk Courier", ""), ("Reuters", ""), ("BBC", ""), ("Vesk Live", "he told Vesk Live")],
)
def test_names_of_outlets(line: str, itself: str) -> None:
    assert is_outlet(line, itself)


@pytest.mark.parametrize("line", ["Nordsund", "Mara Lind", "Vesk Live", "Fire at the Vesk Courier"])
def test_other_names(line: str) -> None:
    assert not is_outlet(line)


def test_the_dateline_credits_an_agency_that_nobody_knows() -> None:
    assert dateline_credit("VESK, March 4 (Nordsund Wire) - The pier fell.") == "Nordsund Wire"
    assert not dateline_credit("VESK (at night) - The pier fell.")
    [copied] = read("a.txt", f"Source: Vesk Post\n\nVESK (Nordsund Wire) - {FIRST}".encode())
    [own] = read("a.txt", f"Source: Vesk Post\n\nVESK (Vesk Post) - {FIRST}".encode())
    assert isinstance(copied, Article)
    assert isinstance(own, Article)
    assert (copied.wire, own.wire) == ("Nordsund Wire", "")


def mail(sender: str, subject: str, text: str) -> Article:
    head = f"From: {sender} <a@vesk.example>\nTo: b@c.example\nSubject: {subject}"
    head += "\nDate: Tue, 04 Mar 2031 17:30:00 +0200"
    [article] = read("mail.eml", f"{head}\n\n{text}".encode())
    assert isinstance(article, Article)
    return article


def test_a_service_of_an_outlet_is_the_outlet() -> None:
    article = mail("Vesk News Alerts", "Vesk News alert: Pier collapses", BODY)
    assert (article.outlet, article.title) == ("Vesk News", "Pier collapses")
    letter = mail("The Morning Tide", "The Morning Tide: what fell", BODY)
    assert (letter.outlet, letter.title) == ("The Morning Tide", "The Morning Tide: what fell")


def test_the_signature_of_a_mail_is_left_out() -> None:
    article = mail("Vesk News", "Pier", f"{BODY}\n-- \nYou get this because you asked for it.\n")
    assert article.analysed_text().strip() == BODY.strip()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("4 Mar 2031 14:05 CET", "2031-03-04T14:05:00+01:00"),
        ("Published: 4 March 2031, 2:05 p.m. (BST)", "2031-03-04T14:05:00+01:00"),
        ("4 March 2031, 2:05 p.m. ET", "2031-03-04T14:05:00-05:00"),
        ("4 March 2031, 14:05 IST", "2031-03-04T14:05:00"),  # of India, Israel or Ireland
        ("4 March 2031 CET", "2031-03-04"),
    ],
)
def test_a_zone_is_kept_where_it_means_one_thing(said: str, expected: str) -> None:
    assert iso_date(said) == expected


def test_a_byline_above_the_body_is_seen_though_the_body_repeats_the_headline() -> None:
    body = "".join(f"<p>{part}</p>" for part in (FIRST, SECOND, THIRD))
    page = (
        "<html><head><title>Vesk Herald</title></head><body><main><h1>Pier collapses in Vesk</h1>"
        "<p class=byline>By Mara Lind</p><p class=date>Published 4 Mar 2031 14:05 CET</p>"
        f"{body}</main></body></html>"
    )
    [article] = read("page.html", page.encode())
    assert isinstance(article, Article)
    assert (article.author, article.published_at) == ("Mara Lind", "2031-03-04T14:05:00+01:00")


def test_a_table_may_speak_other_languages() -> None:
    [article] = read(
        "t.csv", f'Titel;Medium;Datum;Volltext\nBrand;Vesk Post;04.03.2031;"{FIRST}"\n'.encode()
    )
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.published_at) == ("Brand", "Vesk Post", DAY)


def test_a_program_is_refused_also_when_it_is_short() -> None:
    program = "import os\nfor i in range(10):\n    print(i)\n    os.system('ls')\n" * 3
    [piece] = read("script.py", program.encode())
    assert isinstance(piece, Refused)
    assert "no sentences" in piece.reason


CREDITS = [
    ("By Mara Lind | The Vesk Courier | 4 March 2031", ("Mara Lind", "The Vesk Courier", DAY)),
    ("By Mara Lind, Harbour & Freight Weekly", ("Mara Lind", "Harbour & Freight Weekly", "")),
    ("Parish & Shore, 4 March 2031", ("", "Parish & Shore", DAY)),
    ("By Mara Lind Education reporter", ("Mara Lind", "", "")),
    ("Words by Mara Lind in Vesk", ("Mara Lind", "", "")),
    ("By Mara Lind, Wednesday night", ("Mara Lind", "", "")),
    ("By MARA LIND and PER DAHL", ("Mara Lind and Per Dahl", "", "")),
    ("4 March 2031 · 3 min read", ("", "", DAY)),
]


@pytest.mark.parametrize(("line", "expected"), CREDITS, ids=[line for line, _ in CREDITS])
def test_a_line_of_credits_is_taken_apart(line: str, expected: tuple[str, str, str]) -> None:
    header = Header()
    assert take_credit(header, line)
    assert (header.author, header.outlet, header.published) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the pier had fallen.",
        "Police said | witnesses denied",
        "By the sea, a pier fell",
    ],
)
def test_the_news_is_no_credit(line: str) -> None:
    assert not take_credit(Header(), line)


def test_a_byline_below_an_introduction_is_left_out_with_the_head() -> None:
    text = f"Pier collapses in Vesk\n\nWhat fell, and why.\n\nBy Mara Lind\n\n{BODY}"
    [article] = read("article.txt", text.encode())
    assert isinstance(article, Article)
    assert article.author == "Mara Lind"
    assert "What fell, and why." in article.analysed_text()
    assert "By Mara Lind" not in article.analysed_text()
