"""Turns an article and what was found in it into marked runs for the text view.

In: an Article, claims, mentions, times. Out: Paragraphs. Layers may overlap in any way: the text
is cut at every border, and each piece carries the marks of all layers that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.model import Article, Claim, Span
from pages.shared.text_view import Paragraph, Run

SOURCE, CUE, CONTENT = "source", "cue", "content"
LEGEND = (
    Paragraph((
        Run("source", "tag"), Run("who says it", SOURCE), Run("   "),
        Run("the words of saying", CUE), Run("   "),
        Run("⟦", "edge"), Run("what is said", CONTENT), Run("⟧", "edge"),
    ), "aside"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its class; with an id it can be chosen."""

    start: int
    end: int
    name: str
    id: str = ""
    tip: str = ""
    number: int = 0  # shown before the first word


def claim_marks(claim: Claim) -> list[Mark]:
    """The chosen claim: who, the words of saying, what; and the words that show certainty."""
    marks = [
        Mark(*span, SOURCE, tip=f"source ({claim.source_kind})") for span in claim.source_spans
    ]
    marks += [Mark(*span, CUE, tip="words of saying") for span in claim.cue_spans]
    marks += [Mark(*span, CONTENT, tip="what is said") for span in claim.content_spans]
    marks += [Mark(*span, "trigger", tip="shows how certain") for span in claim.triggers]
    return marks


def paragraphs(
    article: Article, marks: Sequence[Mark], window: Span | None = None
) -> list[Paragraph]:
    """The text as paragraphs of runs, whole or within `window` only."""
    start, end = window or (0, len(article.text))
    boilerplate = [Mark(*span, "boilerplate", tip="left out of the analysis")
                   for span in article.boilerplate]  # fmt: skip
    found: list[Paragraph] = []
    for left, right in _lines(article.text, start, end):
        here = [m for m in (*boilerplate, *marks) if m.start < right and m.end > left]
        found.append(Paragraph(tuple(_runs(article.text, left, right, here))))
    if found and start > 0:
        found[0] = Paragraph((Run("… ", "aside"), *found[0].runs))
    if found and end < len(article.text):
        found[-1] = Paragraph((*found[-1].runs, Run(" …", "aside")))
    return found


def excerpt(article: Article, claim: Claim, sentences: Sequence[Span]) -> list[Paragraph]:
    """The sentences that hold the claim, its parts marked."""
    marks = claim_marks(claim)
    first = min((m.start for m in marks), default=claim.start)
    last = max((m.end for m in marks), default=claim.end)
    for start, end in sentences:
        if start < last and end > first:
            first, last = min(first, start), max(last, end)
    return paragraphs(article, marks, (first, last))


def _lines(text: str, start: int, end: int) -> Iterable[Span]:
    position = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1


def _runs(text: str, left: int, right: int, marks: Sequence[Mark]) -> Iterable[Run]:
    borders = {left, right}
    for mark in marks:
        borders |= {max(left, mark.start), min(right, mark.end)}
    cuts = sorted(borders)
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and mark.end >= end]
        names = sorted({mark.name for mark in over})
        choice = min((m for m in over if m.id), key=lambda m: m.end - m.start, default=None)
        chosen = CONTENT in names or "hit" in names
        yield from _before(start, over)
        yield Run(
            text[start:end],
            " ".join(names),
            choice.id if choice else "",
            "; ".join(dict.fromkeys(mark.tip for mark in over if mark.tip)),
            chosen,
            stop=bool(choice and choice.start == start),
        )
        if any(mark.name == CONTENT and mark.end == end for mark in over):
            yield Run("⟧", "edge")


def _before(start: int, over: Sequence[Mark]) -> Iterable[Run]:
    for mark in over:
        if mark.start != start:
            continue
        if mark.number:
            yield Run(str(mark.number), "number", mark.id, mark.tip, stop=False)
        if mark.name == SOURCE:
            yield Run("source", "tag")
        elif mark.name == CONTENT:
            yield Run("⟦", "edge")
