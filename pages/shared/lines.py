"""Lists as lines of text that can be clicked: claims, propositions, evidence, actors.

In: a View and ids. Out: Paragraphs for the text view; `draw` shows them and follows a click.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from analysis.figures.palette import STANDING_MARK
from analysis.model import Claim, Evidence
from analysis.resolve.phrases import Sentence
from pages.shared import navigation
from pages.shared.context import View
from pages.shared.safe import shorten
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import origins, path, plural, quoted, when

LONGEST = 180
EVERY = 200  # claims of one list, once it is opened


def draw(lines: Sequence[Paragraph], *, key: str, label: str, look: str = "list wide") -> None:
    """Show lines; a click follows the reference under it."""
    text_view(lines, key=key, label=label, look=look, on_pick=navigation.follow)


def claim_line(view: View, claim: Claim, lead: str = "", words: int = LONGEST) -> Paragraph:
    """“what” / who → through whom → outlet, when."""
    actor = view.loaded.actor.get(claim.actor_id)
    said = quoted(claim.content, words)
    way = path(claim, actor.name if actor else "")
    return Paragraph(
        (
            *((Run(f"{lead} ", "tag"),) if lead else ()),
            Run(said, "link", f"claim:{claim.id}"),
            Run(f"\n{way}, {when(claim.reported_at)}", "aside"),
        )
    )


def draw_claims(view: View, ids: Iterable[str], *, key: str, label: str, most: int = 12) -> None:
    """The claims that are in the case, the first `most`; the rest on demand."""
    found = [i for i in ids if i in view.loaded.claim]
    draw(claim_lines(view, found[:most], most), key=key, label=label)
    if len(found) <= most:
        return
    rest = found[most:]
    with st.expander(f"{len(rest):,} more", key=f"{key}_rest", on_change="rerun") as more:
        if more.open:
            draw(claim_lines(view, rest, EVERY), key=f"{key}_more", label=f"{label}, continued")


def claim_lines(view: View, ids: Iterable[str], most: int = 12) -> list[Paragraph]:
    """The claims that are in the case, the first `most`; then how many more there are."""
    found = [view.loaded.claim[i] for i in ids if i in view.loaded.claim]
    lines = [claim_line(view, claim) for claim in found[:most]]
    if len(found) > most:
        lines.append(Paragraph((Run(f"and {len(found) - most} more", "aside"),)))
    return lines


def proposition_line(view: View, identifier: str, words: int = LONGEST) -> Paragraph:
    """Statement / mark and standing, confidence, origins, claims."""
    proposition = view.loaded.proposition[identifier]
    least, most = proposition.origins_min, proposition.origins_max
    name = proposition.standing
    return Paragraph(
        (
            Run(shorten(proposition.statement, words), "link", f"proposition:{identifier}"),
            Run(f"\n{STANDING_MARK[name]} {name}", standing_class(name)),
            Run(
                f" · {proposition.confidence:.0%} · {origins(least, most)} "
                f"{'origin' if most == 1 else 'origins'} · "
                f"{plural(len(proposition.claim_ids), 'claim')}",
                "aside",
            ),
        )
    )


def evidence_line(view: View, place: Evidence, longest: int = 260) -> Paragraph:
    """A sentence of an article / the outlet and when."""
    article = view.loaded.article[place.article_id]
    words = " ".join(article.text[place.start : place.end].split())
    dct = view.loaded.case.dcts[article.id]
    about = f"\n{article.outlet or article.title or article.id}, {when(dct.value)}"
    return Paragraph(
        (
            Run(
                shorten(words, longest),
                "link",
                f"place:{place.article_id}:{place.start}:{place.end}",
            ),
            Run(about, "aside"),
        )
    )


def sentence_runs(sentence: Sentence) -> tuple[Run, ...]:
    """A generated sentence: every phrase that rests on claims leads to the first of them."""
    return tuple(
        Run(p.text, "link", f"claim:{p.claim_ids[0]}") if p.claim_ids else Run(p.text)
        for p in sentence
    )


def standing_class(name: str) -> str:
    return "standing " + name.split()[0]
