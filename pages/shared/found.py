"""What a full-text search found, as lines with the words marked.

In: a View and what was typed. Out: claims and articles in view, best first, and their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from analysis.figures.palette import STANDING_MARK
from analysis.model import Claim, Span
from analysis.store.articles import Hit
from analysis.store.claim_index import ClaimIndex
from analysis.store.search_index import pattern
from pages.shared import lines
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural, when

ASKED = 200  # hits taken from the index
SHOWN = 25
EXCERPTS = 3  # of one article
AROUND = 70  # characters before and after a word
_SPACES = re.compile(r"\s+")


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Loaded: id})
def _index(loaded: Loaded) -> ClaimIndex:
    return ClaimIndex(loaded.case.claims)


def prepare(view: View) -> None:
    """What the first search needs, made while the words are being typed: in a case of 5,000
    articles it takes a second."""
    _index(view.loaded)


def claims(view: View, typed: str) -> tuple[list[Claim], bool]:
    """The claims in view that hold the words, best first; whether there may be more."""
    hits = _index(view.loaded).search(typed, ASKED)
    known, selection = view.loaded.claim, view.selection
    kept = selection.claim_ids if selection.filters.active else known
    return [known[i] for i in hits if i in kept], len(hits) >= ASKED


def articles(view: View, typed: str) -> tuple[list[Hit], bool]:
    """The articles in view that hold the words, best first, with the places; whether there may
    be more."""
    selection = view.selection
    kept = (
        set(selection.articles["article_id"]) if selection.filters.active else view.loaded.article
    )
    hits = view.store.search(view.case_id, typed, ASKED)
    return [h for h in hits if h.article_id in kept], len(hits) >= ASKED


def counted(number: int, noun: str, more: bool) -> str:
    """'7 articles', '200 articles or more'."""
    return plural(number, noun) + (" or more" if more else "")


def claim_lines(view: View, found: Sequence[Claim], typed: str) -> list[Paragraph]:
    """Each claim with the words marked in it."""
    words = pattern(typed)
    shown: list[Paragraph] = []
    for claim in found[:SHOWN]:
        line = lines.claim_line(view, claim)
        said = line.runs[0]
        spans = [m.span() for m in words.finditer(said.text)] if words else []
        found_words = _marked(said.text, spans, "link", said.id)
        shown.append(Paragraph((*found_words, *line.runs[1:], *_standing(view, claim))))
    return shown + _rest(view, len(found))


def _standing(view: View, claim: Claim) -> tuple[Run, ...]:
    """How it stands: a claim that is found is read before it is looked up."""
    proposition = view.loaded.proposition.get(claim.proposition_id)
    if proposition is None:
        return ()
    name = proposition.standing
    return (
        Run("  ", "aside"),
        Run(f"{STANDING_MARK[name]} {name}", lines.standing_class(name)),
        Run(f" {claim.confidence:.0%}", "aside"),
    )


def article_lines(view: View, found: Sequence[Hit]) -> list[Paragraph]:
    """Each article: its title, its outlet and time, and the places around the words."""
    shown: list[Paragraph] = []
    for hit in found[:SHOWN]:
        article = view.loaded.article[hit.article_id]
        published = when(view.loaded.case.dcts[article.id].value)
        runs = [
            Run(article.title or article.id, "link", f"article:{article.id}"),
            Run(f"\n{article.outlet or 'outlet unknown'}, {published}", "aside"),
        ]
        for start, end, inside in _excerpts(article.text, hit.spans):
            place = f"place:{article.id}:{inside[0][0]}:{inside[0][1]}"
            spans = [(left - start, right - start) for left, right in inside]
            runs.append(Run("\n… ", "aside"))
            runs += _marked(article.text[start:end], spans, "excerpt", place)
            runs.append(Run(" …", "aside"))
        shown.append(Paragraph(tuple(runs)))
    return shown + _rest(view, len(found))


def _excerpts(text: str, spans: Sequence[Span]) -> Iterable[tuple[int, int, list[Span]]]:
    """(start, end, places inside): windows around the first places, none told twice."""
    windows: list[tuple[int, int, list[Span]]] = []
    for left, right in spans:
        if windows and left < windows[-1][1]:
            if right <= windows[-1][1]:
                windows[-1][2].append((left, right))
            continue
        if len(windows) == EXCERPTS:
            break
        start = text.rfind(" ", 0, max(left - AROUND, 0)) + 1
        end = text.find(" ", right + AROUND)
        windows.append((start, len(text) if end < 0 else end, [(left, right)]))
    return windows


def _marked(text: str, spans: Sequence[Span], marks: str, target: str) -> list[Run]:
    """The text as runs, the spans marked; one stop of the Tab key for the whole."""
    runs: list[Run] = []
    position = 0
    for left, right in spans:
        runs.append(Run(_SPACES.sub(" ", text[position:left]), marks, target, stop=False))
        runs.append(Run(_SPACES.sub(" ", text[left:right]), f"{marks} match", target, stop=False))
        position = right
    runs.append(Run(_SPACES.sub(" ", text[position:]), marks, target, stop=False))
    kept = [run for run in runs if run.text]
    return [replace(run, stop=number == 0) for number, run in enumerate(kept)]


def _rest(view: View, count: int) -> list[Paragraph]:
    if not count:
        filters = view.selection.filters
        why = " among what the filters leave" if filters.active or filters.as_of else ""
        return [Paragraph((Run(f"None{why}.", "aside"),))]
    more = count - SHOWN
    return [Paragraph((Run(f"and {more:,} more: add a word", "aside"),))] if more > 0 else []
