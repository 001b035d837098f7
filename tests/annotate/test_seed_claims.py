"""What a reader finds in the seed article comes out as claims: who says it, and through whom.

Read with the rules alone and with the learned tagger; every line must hold both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import pytest

from analysis.annotate.pipeline import annotate
from analysis.annotate.tagger import load_tagger
from analysis.ingest.boilerplate import find_boilerplate
from analysis.model import Annotation, Article, Attribution, Span
from analysis.settings import SEEDS

TAGGER = "CROSSBEARING_TAGGER"


class Reading(NamedTuple):
    """One claim as a person reads it. `words` stand in its content, `source` in its source."""

    words: str
    source: str
    kind: str
    channel: tuple[str, ...] = ()
    quote: str = "indirect"
    certainty: tuple[str, ...] = ("CT",)


READ = [
    Reading("Ghani has left for Tajikistan", "a senior interior ministry official",
            "anonymous official", ("Reuters",)),
    Reading("he will stay in the country", "Vice President Amrullah Saleh", "named official",
            certainty=("PR",)),
    Reading("close aides have also left the country", "sources", "anonymous", ("Afghan media",)),
    Reading("Afghanistan President Ashraf Ghani has left the country for Tajikistan,",
            "the official", "anonymous official", ("Reuters",), "direct"),
    Reading("an interim government will be constituted", "reports", "media",
            certainty=("PS", "U")),
    Reading("Ashraf Ghani has left the country for Tajikistan, senior",
            "senior interior ministry official", "anonymous official", ("Reuters", "ANI")),
    Reading("fighters were remaining on the capital’s outskirts",
            "Taliban spokesman Suhail Shaheen", "named official"),
    Reading("Our forces have not entered Kabul city", "he", "named official", ("Al Jazeera",),
            "direct"),
    Reading("We are talking and awaiting a peaceful transfer", "he", "named official",
            ("Al Jazeera",), "direct"),
    Reading("the President has handed the authority of solving the crisis",
            "acting Defence Minister Bismillah Mohammadi", "named official"),
    Reading("a delegation will travel to Doha on Monday", "Mohammadi", "named official",
            certainty=("PR",)),
    Reading("Ghani will resign after a political agreement", "Sources close to the Taliban",
            "anonymous", ("reports",), certainty=("CT", "PR")),
    Reading("Kabul’s people were secure", "Acting Ministers of Interior and Foreign Affairs",
            "named official"),
]  # fmt: skip


@contextmanager
def tagger_set(to: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TAGGER, to)
        yield


@cache
def seed() -> Article:
    (path,) = SEEDS.glob("*.txt")
    text = path.read_text(encoding="utf-8")
    return Article("seed", text, boilerplate=find_boilerplate(text))


@cache
def annotation(tagger: str) -> Annotation:
    with tagger_set(tagger):
        return annotate(seed())


@pytest.fixture(params=["off", "on"], ids=["rules alone", "with tagger"])
def read(request: pytest.FixtureRequest) -> Annotation:
    if request.param == "on" and load_tagger() is None:
        pytest.skip("the tagger's file is absent")
    return annotation(request.param)


def words(spans: tuple[Span, ...]) -> str:
    return " ".join(seed().text[start:end] for start, end in spans)


def about(read: Annotation, wanted: Reading) -> Attribution:
    """The tightest attribution whose content covers the place where the words stand."""
    lead = wanted.words.split(", senior")[0].rstrip(",")
    text = seed().text
    start = text.index(wanted.words)
    place = (start, start + len(lead))
    holding = [
        one for one in read.attributions
        if any(s <= place[0] and place[1] <= e for s, e in one.content)
    ]  # fmt: skip
    assert holding, f"no claim holds {lead!r}"
    return min(holding, key=lambda one: len(words(one.content)))


@pytest.mark.parametrize("wanted", READ, ids=lambda r: r.words[:40])
def test_every_claim_has_its_source_kind_and_channel(read: Annotation, wanted: Reading) -> None:
    found = about(read, wanted)
    assert wanted.source in words(found.source)
    assert found.source_kind == wanted.kind
    assert tuple(relay.name for relay in found.channel) == wanted.channel
    assert found.quote_type == wanted.quote
    assert found.certainty in wanted.certainty


def test_ghani_left_has_one_unnamed_official_in_all_three_places(read: Annotation) -> None:
    told, quoted, tweeted = (about(read, READ[i]) for i in (0, 3, 5))
    assert {told.descriptor, quoted.descriptor, tweeted.descriptor} == {
        "senior interior ministry official"
    }


def test_what_the_outlet_states_itself_is_the_authors(read: Annotation) -> None:
    own = [words(one.content) for one in read.statements]
    assert any("fled the country" in content for content in own)
    assert any("captured the outskirts" in content for content in own)
    assert {one.source_kind for one in read.statements} == {"author"}


def test_links_to_other_articles_claim_nothing(read: Annotation) -> None:
    lines = [span for span in seed().boilerplate if "lso read" in words((span,)).lower()]
    assert len(lines) == 2
    for one in (*read.attributions, *read.statements):
        for start, end in (*one.source, *one.cue, *one.content):
            assert all(end <= low or high <= start for low, high in lines)


def test_every_span_is_a_place_in_the_text(read: Annotation) -> None:
    text = seed().text
    for one in (*read.attributions, *read.statements):
        for start, end in (*one.source, *one.cue, *one.content, *one.triggers):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
    for mention in read.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
