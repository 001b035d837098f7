"""Whatever the text, annotating it does not fail, and every span is a place in it.

Texts are generated from pieces of news and from what breaks readers of news: odd and missing
quotation marks, dashes, colons, handles, control characters, half emoji, empty lines.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotate.pipeline import HALF_CHARACTER, annotate
from analysis.model import Annotation, Article, Span

PIECES = [
    "The mayor said the road was open", "“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''",
    "he said", "she added", "said the minister", "according to", "According to sources,", ", ",
    ". ", "? ", "! ", ": ", " - ", " — ", "\n", "\n\n", "\r\n", "\t", " ", "\u00a0", "\u200b",
    "REPORTER: Why?", "LUNDE (AP) — ", "TERENO, May 4 (Reuters) - ", "— Lunde Metro (@lunde)",
    "#UPDATE | ", "reports say", "Premier Anton Wirth", "who told Reuters", "on Monday",
    "told Radio Vesk", "asking not to be named", "If reports are to be believed", "[", "]", "(",
    "the Harbour Post quoted the official as saying", "citing", "no", "not", "\ud83d", "🙂", "é",
    "<b>", "&amp;", "1,200", "7", "a", "Selim’s claim that", "was reported", "It", "\x00", "...",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
BROKEN = [
    "", " ", "\n\n\n", '"', "“““", "said", ": said", "according to", "“The dam will hold, he said.",
    '"" he said "" she said', "— — (@x)", "A:\nB:\nC:\n", "to be believed if", ",,,,, said",
    " - reports say", ", say reports", "he said“, ", "“The road is open”who told Reuters\ud83d",
    "x" * 3000, "“" + "so it goes " * 300, "He said " * 200, "(" * 200, "’s ’s ’s",
]  # fmt: skip


def spans_of(annotation: Annotation) -> Iterator[Span]:
    yield from annotation.sentences
    for one in (*annotation.attributions, *annotation.statements):
        yield from (*one.source, *one.cue, *one.content, *one.triggers)
        yield from (relay.span for relay in one.channel if relay.span is not None)
        if one.anonymity_reason is not None:
            yield one.anonymity_reason
    for placed in (*annotation.mentions, *annotation.timexes, *annotation.events):
        yield placed.start, placed.end


def check(text: str) -> None:
    annotation = annotate(Article("a", text))
    for start, end in spans_of(annotation):
        assert 0 <= start < end <= len(text)
    for one in annotation.attributions:
        assert one.content
        assert list(one.content) == sorted(one.content)
        assert one.parent is None or 0 <= one.parent < len(annotation.attributions)
    for one in annotation.attributions:
        for relay in one.channel:
            if relay.span is not None:
                shown = HALF_CHARACTER.sub("\ufffd", text[slice(*relay.span)])
                assert shown.strip() == relay.name.strip()


@pytest.mark.parametrize("tagger", ["off", "on"])
@pytest.mark.parametrize("text", BROKEN, ids=[repr(text[:20]) for text in BROKEN])
def test_broken_texts(text: str, tagger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSBEARING_TAGGER", tagger)
    check(text)


@given(TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_texts(text: str) -> None:
    check(text)
