"""What a full-text search found, as lines with the words marked.

In: a View and what was typed. Out: claims and articles in view, best first, and their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from analysis.model import Claim, Span
from analysis.store.articles import Hit
from analysis.store.claim_index import ClaimIndex
from analysis.store.search_index import pattern
from pages.shared import lines
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import when

ASKED = 200  # hits taken from the index
SHOWN = 25
EXCERPTS = 3  # of one article
AROUND = 70  # characters before and after a word


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Loaded: id})
def _index(loaded: Loaded) -> ClaimIndex:
    return ClaimIndex(loaded.case.claims)


def claims(view: View, typed: str) -> list[Claim]:
    """The claims in view that hold the words, best first."""
    kept = view.selection.claim_ids
    return [view.loaded.claim[i] for i in _index(view.loaded).search(typed, ASKED) if i in kept]


def articles(view: View, typed: str) -> list[Hit]:
    """The articles in view that hold the words, best first, with the places."""
    kept = set(view.selection.articles["article_id"])
    return [h for h in view.store.search(view.case_id, typed, ASKED) if h.article_id in kept]


def claim_lines(view: View, found: Sequence[Claim], typed: str) -> list[Paragraph]:
    """Each claim with the words marked in it."""
    words = pattern(typed)
    shown: list[Paragraph] = []
    for claim in found[:SHOWN]:
        line = lines.claim_line(view, claim)
        said = line.runs[0]
        spans = [m.span() for m in words.finditer(said.text)] if words else []
        shown.append(Paragraph((*_marked(said.text, spans, "link", said.id), *line.runs[1:])))
    return shown + _rest(len(found))


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
            runs += _marked(article.text[start:end].replace("\n", " "), spans, "excerpt", place)
            runs.append(Run(" …", "aside"))
        shown.append(Paragraph(tuple(runs)))
    return shown + _rest(len(found))


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
        runs.append(Run(text[position:left], marks, target, stop=False))
        runs.append(Run(text[left:right], f"{marks} match", target, stop=False))
        position = right
    runs.append(Run(text[position:], marks, target, stop=False))
    kept = [run for run in runs if run.text]
    return [replace(run, stop=number == 0) for number, run in enumerate(kept)]


def _rest(count: int) -> list[Paragraph]:
    if not count:
        return [Paragraph((Run("None in view.", "aside"),))]
    more = count - SHOWN
    return [Paragraph((Run(f"and {more} more: add a word", "aside"),))] if more > 0 else []
