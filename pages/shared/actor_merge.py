"""Two actors that may be one: what a merge would change (claims, links, scores); then the merge.

In: a View and two Actors. Out: whether the analyst merged them.
"""

from __future__ import annotations

import streamlit as st

from analysis import casebook
from analysis.model import Actor, Case, Correction, Proposition
from analysis.resolve import actor_corrections as decide
from analysis.resolve.actor_preview import MergePreview, preview_merge
from pages.shared import lines
from pages.shared.context import View
from pages.shared.safe import md, shorten
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import origins, plural

AT_ONCE = 100  # articles of a case whose scores are worked out without asking
SHOWN = 6
LEAST = 0.005  # a change of a score that is shown: it would round to one per cent


def offered(view: View, keep: Actor, drop: Actor) -> bool:
    """Show what a merge would change; True once it was made."""
    seen = preview_merge(view.loaded.case, keep.id, drop.id)
    moved = tuple(dict.fromkeys((*seen.claims, *seen.mentioned_in)))
    st.info(
        f"{md(drop.name)} becomes {md(keep.name)}: {_in_numbers(view, seen, len(moved))}.",
        title="What would change",
    )
    if seen.warnings:
        st.warning(" ".join(md(warning) for warning in seen.warnings), title="Against it")
    if moved:
        lines.draw(lines.claim_lines(view, moved, SHOWN), key="merge_claims",
                   label="Claims that would move")  # fmt: skip
    if seen.propositions:
        _scores(view, keep, drop)
    if st.button("Merge them", type="primary", key="merge_do"):
        view.correct("actor.merge", **decide.merge(keep, drop))
        return True
    return False


def _in_numbers(view: View, seen: MergePreview, claims: int) -> str:
    changes = [f"{plural(seen.mentions, 'mention')} and {plural(claims, 'claim')} would move"]
    names = [view.loaded.label_of_actor.get(i, "") for i in seen.edges]
    if names:
        more = len(names) - SHOWN
        told = ", ".join(md(name) for name in names[:SHOWN]) + (
            f" and {more} more" if more > 0 else ""
        )
        changes.append(f"{plural(len(names), 'link')} would be gained, with {told}")
    else:
        changes.append("no link would be gained")
    if seen.edge_between:
        changes.append("the link between the two would go")
    rest = "rests" if len(seen.propositions) == 1 else "rest"
    changes.append(f"{plural(len(seen.propositions), 'proposition')} {rest} on what would move")
    return "; ".join(changes)


def _scores(view: View, keep: Actor, drop: Actor) -> None:
    """The propositions whose score, standing or origins would change: before and after."""
    size = view.loaded.article_count
    if size > AT_ONCE and not st.button("Work out the new scores", key="merge_scores_do",
                                        help=f"Puts all {size:,} articles against each other "
                                        "as if the two were one."):  # fmt: skip
        return
    merged = view.selection.once(("merged", keep.id, drop.id), lambda: _merged(view, keep, drop))
    changed = changed_scores(view.loaded.case, merged)
    if not changed:
        st.caption("No score would change.")
        return
    st.caption(f"Scores that would change: {len(changed)}")
    found = [
        Paragraph((
            Run(shorten(before.statement, 120), "link", f"proposition:{before.id}"),
            Run(f"\n{_standing(before)} → {_standing(after) if after else 'gone'}", "aside"),
        ))
        for before, after in changed[: 2 * SHOWN]
    ]  # fmt: skip
    if len(changed) > 2 * SHOWN:
        found.append(Paragraph((Run(f"and {len(changed) - 2 * SHOWN} more", "aside"),)))
    lines.draw(found, key="merge_scores", label="Scores that would change")


def _merged(view: View, keep: Actor, drop: Actor) -> Case:
    made = Correction("preview", "actor.merge", decide.merge(keep, drop), at="9999")  # the last
    with st.spinner("Putting the articles against each other …"):
        return casebook.case_if(view.store, view.case_id, made, view.selection.filters.as_of)


def changed_scores(before: Case, after: Case) -> list[tuple[Proposition, Proposition | None]]:
    """The propositions that the second case scores otherwise, by how much; None where one is gone.

    A proposition is found again by its id, or else by its first claim.
    """
    by_id = {p.id: p for p in after.propositions}
    by_claim = {claim: p for p in after.propositions for claim in p.claim_ids}
    pairs = [
        (p, by_id.get(p.id) or next((by_claim[c] for c in p.claim_ids if c in by_claim), None))
        for p in before.propositions
    ]
    changed = [(p, other) for p, other in pairs if other is None or _differs(p, other)]
    return sorted(changed, key=lambda pair: -_shift(*pair))


def _differs(p: Proposition, other: Proposition) -> bool:
    same = (p.standing, p.origins_min, p.origins_max) == (
        other.standing, other.origins_min, other.origins_max,
    )  # fmt: skip
    return not same or _shift(p, other) >= LEAST


def _shift(p: Proposition, other: Proposition | None) -> float:
    return abs(p.confidence - other.confidence) if other else 1.0


def _standing(p: Proposition) -> str:
    count = origins(p.origins_min, p.origins_max)
    return f"{p.confidence:.0%}, {count} {'origin' if p.origins_max == 1 else 'origins'}"
