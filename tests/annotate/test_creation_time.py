"""The creation time: which dates of an article are its own, and how far they are to be trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.creation_time import find_creation_time
from analysis.model import Article, CreationTime


def found(text: str, **fields: str) -> CreationTime:
    return find_creation_time(Article("a", text, **fields))  # type: ignore[arg-type]


# (text with the date in brackets, value, zone)
STATED = [
    ("MINISTRY OF FINANCE\nCommuniqué No. 88\nYashkala, [17 September 2026]\n\nThe ministry ...",
     "2026-09-17", ""),
    ("PORT AUTHORITY\nVindala, [16 November 2026, 22:30]\n\nWith reference to ...",
     "2026-11-16T22:30:00", ""),
    ("TERENO, [Aug. 15, 2021] (Meridian Press) - The port closed.", "2021-08-15", ""),
    ("Port closed\n\n[March 06, 2008]\n\nThe port closed.", "2008-03-06", ""),
    ("Published: [15 August 2021 14:05 GMT]\nThe port closed.", "2021-08-15T14:05:00+00:00", "GMT"),
    ("Port shut. Last updated on [Sunday, 15 August 2021 at 10:00 pm EDT]",
     "2021-08-15T22:00:00-04:00", "EDT"),
    ("Updated [2021-08-15T14:05:00+04:30]\nThe port closed.", "2021-08-15T14:05:00+04:30",
     "+04:30"),
    ("By Mirela Toma | [Aug. 15, 2021]\nThe port closed.", "2021-08-15", ""),
    ("#PORT is shut — Harbour Watch (@harbour_watch) [August 15, 2021]", "2021-08-15", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "value", "zone"), STATED, ids=[m for m, _, _ in STATED])
def test_publication_dates_in_the_text(marked: str, value: str, zone: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    creation = found(marked.replace("[", "").replace("]", ""))
    assert (creation.value, creation.origin, creation.zone) == (value, "text", zone)
    assert creation.span == (start, end)


NO_PUBLICATION = [
    "The minister was born on August 15, 2021, in Tereno.",
    "On 3 May 2004 the bridge fell. Nobody was hurt.",
    "Published: 99 August 2021",
    "Published: 05/08/2021",  # May or August: says neither
    "",
    "   \n\n ",
]


@pytest.mark.parametrize("text", NO_PUBLICATION)
def test_news_dates_are_not_publication_dates(text: str) -> None:
    assert found(text) == CreationTime()


def test_of_several_quoted_posts_the_latest_counts() -> None:
    text = (
        "First — A (@a) August 13, 2021. Then — B (@b) August 15, 2021. Also — C (@c) May 1, 2020."
    )
    assert found(text).value == "2021-08-15"


def test_reliability_falls_from_analyst_to_file() -> None:
    dateline = "TERENO, Aug. 15, 2021 (Meridian Press) - The port closed."
    analyst = found(dateline, published_at="2021-08-14", date_origin="analyst")
    metadata = found(dateline, published_at="2021-08-14T10:00+02:00", date_origin="metadata")
    assert (analyst.value, analyst.origin) == ("2021-08-14", "analyst")
    assert (metadata.value, metadata.zone) == ("2021-08-14T10:00+02:00", "+02:00")
    assert found(dateline, published_at="2021-08-20", date_origin="file").origin == "text"
    assert found("The port closed.", published_at="2021-08-20", date_origin="file").origin == "file"


def test_a_dateline_without_a_year_takes_it_from_the_address() -> None:
    text = "TERENO, Aug 15 (Meridian Press) - The port closed."
    assert found(text).value == ""
    creation = found(text, url="https://paper.example/2021/08/16/port")
    assert (creation.value, creation.origin) == ("2021-08-15", "text")


def test_an_address_dates_an_article_that_says_nothing() -> None:
    creation = found("The port closed.", url="https://paper.example/2021/08/16/port")
    assert (creation.value, creation.origin) == ("2021-08-16", "metadata")


def test_unreadable_metadata_is_no_date() -> None:
    assert found("The port closed.", published_at="soon", date_origin="metadata").value == ""
    readable = found("x", published_at="15 August 2021", date_origin="metadata")
    assert readable.value == "2021-08-15"


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    creation = found(text)
    assert creation.span is None or text[slice(*creation.span)]
