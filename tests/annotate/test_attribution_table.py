"""The attributions of attributions.toml come out: spans, source kind, channel.

The table is written by hand; the shares asserted are those that the project promises.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.attribution import find_attributions
from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.model import Attribution, Span

TABLE = Path(__file__).with_name("attributions.toml")
MARK = re.compile(r"\[([^\[\]]*)\](s|c|q)(?![A-Za-z])")
ROLES = {"s": "source", "c": "cue", "q": "content"}


def read_marks(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The plain text and the spans written into it."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    text, position = "", 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        spans[ROLES[match.group(2)]].append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        position = match.end()
    return text + marked[position:].replace("“[", "“"), spans


def cases() -> list[dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


@cache
def attributed(text: str) -> tuple[Attribution, ...]:
    doc = load_pipeline()(text)
    entities, mentions = find_mentions(doc)
    return find_attributions(doc, mentions, entities, None)


def letters(text: str, spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def closest(case: dict[str, Any]) -> tuple[str, dict[str, list[Span]], Attribution | None]:
    """The attribution whose content shares most with the marked one, if it shares half."""
    text, spans = read_marks(case["text"])
    gold = letters(text, spans["content"])

    def share(one: Attribution) -> float:
        found = letters(text, one.content)
        same_cue = bool(letters(text, one.cue) & letters(text, spans["cue"]))
        return 2 * len(gold & found) / (len(gold) + len(found)) + 0.001 * same_cue

    best = max(attributed(text), key=share, default=None)
    return text, spans, best if best is not None and share(best) >= 0.5 else None


def source_found(case: dict[str, Any]) -> bool:
    text, spans, found = closest(case)
    if found is None:
        return False
    if case.get("continued"):
        return bool(found.source)
    if "source" in case:
        return case["source"] in " ".join(text[s:e] for s, e in found.source)
    gold = letters(text, spans["source"])
    return bool(gold & letters(text, found.source)) or (not gold and not found.source)


def kind_found(case: dict[str, Any]) -> bool:
    found = closest(case)[2]
    return found is not None and found.source_kind == case["kind"]


def channel_found(case: dict[str, Any]) -> bool:
    found = closest(case)[2]
    names = [relay.name for relay in found.channel] if found else None
    return names == case.get("channel", [])


def exact_content(case: dict[str, Any]) -> bool:
    text, spans, found = closest(case)
    return found is not None and letters(text, found.content) == letters(text, spans["content"])


def share(check: Any, chosen: list[dict[str, Any]]) -> tuple[float, list[str]]:
    wrong = [case["what"] for case in chosen if not check(case)]
    return 1 - len(wrong) / len(chosen), wrong


def test_the_table_is_large_enough() -> None:
    assert len(cases()) >= 60


@pytest.mark.parametrize(
    ("check", "least"),
    [(source_found, 0.90), (kind_found, 0.90), (channel_found, 0.85), (exact_content, 0.80)],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_share_of_the_table_that_is_right(check: Any, least: float) -> None:
    reached, wrong = share(check, cases())
    assert reached >= least, f"{reached:.2f}: {wrong}"


def test_channels_of_those_that_have_one() -> None:
    reached, wrong = share(channel_found, [case for case in cases() if case.get("channel")])
    assert reached >= 0.85, f"{reached:.2f}: {wrong}"


@pytest.mark.parametrize(
    "case", [c for c in cases() if "reason" in c or "descriptor" in c], ids=lambda c: c["what"]
)
def test_unnamed_sources_are_described(case: dict[str, Any]) -> None:
    text, _, found = closest(case)
    assert found is not None
    if "descriptor" in case:
        assert found.descriptor.lower() == case["descriptor"]
    if "reason" in case:
        assert found.anonymity_reason is not None
        assert text[slice(*found.anonymity_reason)] == case["reason"]
