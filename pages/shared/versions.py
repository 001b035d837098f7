"""Earlier versions of an article, and what changed: outlets edit silently.

In: a View and an article. Out: on screen, under the article's head; nothing when it has none.
"""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from analysis.model import Article
from analysis.store.difference import difference
from pages.shared.context import View
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import plural

_AROUND = 90  # characters of unchanged text beside a change
_LEGEND = Paragraph((Run("taken out", "removed"), Run("   "), Run("put in", "added")), "aside")


def show(view: View, article: Article) -> None:
    """What changed from each version to the next, newest first."""
    chain = view.store.versions(view.case_id, article.id)
    if len(chain) < 2:
        return
    label = f"{plural(len(chain) - 1, 'earlier version')}: what changed"
    with st.expander(label, icon=":material/history:", expanded=True, key="versions"):
        pairs = list(pairwise(chain))[::-1]
        for number, (old, new) in enumerate(pairs):
            if len(pairs) > 1:
                st.markdown(f"**Version {len(chain) - number - 1} → {len(chain) - number}**")
            text_view(
                [_LEGEND, *_heads(old, new), *_changes(old.text, new.text)],
                key=f"version_{number}", label="What changed", look="compact wide",
            )  # fmt: skip


def _heads(old: Article, new: Article) -> list[Paragraph]:
    """Title and date, where they differ."""
    found = []
    for name, before, after in (
        ("title", old.title, new.title),
        ("published", old.published_at, new.published_at),
    ):
        if before != after:
            runs = (Run(name, "tag"), Run(before, "removed"), Run(" "), Run(after, "added"))
            found.append(Paragraph(runs))
    return found


def _changes(old: str, new: str) -> list[Paragraph]:
    """Each change with some words around it."""
    found: list[Paragraph] = []
    for change in difference(old, new):
        start, end = change.new
        left, right = _word_border(new, start - _AROUND), end + _AROUND
        found.append(
            Paragraph(
                (
                    Run(("… " if left else "") + new[left:start].replace("\n", " ")),
                    Run(old[slice(*change.old)].replace("\n", " "), "removed"),
                    Run(new[start:end].replace("\n", " "), "added"),
                    Run(new[end:right].replace("\n", " ") + (" …" if right < len(new) else "")),
                )
            )
        )
    return found or [Paragraph((Run("Its words are the same but for white space.", "aside"),))]


def _word_border(text: str, place: int) -> int:
    if place <= 0:
        return 0
    return text.find(" ", place) + 1 or place
