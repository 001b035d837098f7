"""The margin of the reader: for each claim, who else says so and who says otherwise.

In: a View and claims of one article. Out: lines that lead to the other article, or put the two
side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import streamlit as st

from analysis.model import Claim, Evidence, Span
from pages.shared import lines
from pages.shared.context import View
from pages.shared.safe import shorten
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural

MOST = 6  # claims of one kind in the margin of a chosen claim
NAMED = 3  # outlets named in the note to a claim; the rest is counted
TALLEST = 680  # pixels


def notes(view: View, claims: Sequence[Claim]) -> None:
    """A note for each claim of the article, numbered as in the text."""
    if not claims:
        st.info("No claims were found in this article.", icon=":material/info:")
        return
    st.markdown(f"**{plural(len(claims), 'claim')}**, numbered as in the text")
    with st.container(height=TALLEST, border=False, key="margin"):
        lines.draw(
            [_note(view, claim, number) for number, claim in enumerate(claims, 1)],
            key="claim_list", label="Claims of this article, who else says so, who denies it",
        )  # fmt: skip


def _note(view: View, claim: Claim, number: int) -> Paragraph:
    runs = list(lines.claim_line(view, claim, str(number), 110).runs)
    same, against = _same(view, claim), _against(view, claim)
    if same:
        outlets = list(dict.fromkeys(_where(other) for other in same))
        named = ", ".join(outlets[:NAMED])
        more = f" and {len(outlets) - NAMED} more" if len(outlets) > NAMED else ""
        runs += [
            Run("\n≈ ", "aside"),
            Run(f"also in {named}{more}", "link quiet", f"beside:{claim.id}:{same[0].id}"),
        ]
    if against:
        first = against[0][0]
        runs += [
            Run("\n◆ ", "against"),
            Run(f"against it: {_where(first)}", "link quiet", f"beside:{claim.id}:{first.id}"),
        ]
    return Paragraph(tuple(runs))


def others(view: View, claim: Claim) -> None:
    """Everyone else on the chosen claim; one click jumps there, one puts it beside."""
    same, against = _same(view, claim), _against(view, claim)
    found: list[Paragraph] = []
    if against:
        found.append(Paragraph((Run(f"◆ Contradicted in {_claims(len(against))}", "against"),)))
        for other, reason in against[:MOST]:
            found.append(_jump(view, claim, other, reason))
    if same:
        found.append(Paragraph((Run(f"≈ Also said in {_claims(len(same))}", "lead"),)))
        found += [_jump(view, claim, other) for other in same[:MOST]]
        if len(same) > MOST:
            rest, target = len(same) - MOST, f"proposition:{claim.proposition_id}"
            found.append(Paragraph((Run(f"and {rest} more", "link quiet", target),)))
    if not found:
        found = [Paragraph((Run("Nobody else in this case says so, or denies it.", "aside"),))]
    lines.draw(found, key=f"others_{claim.id}", label="Who else says so or denies it")


def copied(view: View, article_id: str) -> dict[Span, list[str]]:
    """Passages that other articles have as well, and the outlets that have them."""
    found: dict[Span, list[str]] = defaultdict(list)
    for here, there in shared_passages(view, article_id):
        other = view.loaded.article.get(there.article_id)
        name = (other.outlet or other.title or other.id) if other else there.article_id
        if name not in found[here.start, here.end]:
            found[here.start, here.end].append(name)
    return found


def shared_passages(view: View, article_id: str) -> Iterable[tuple[Evidence, Evidence]]:
    """(here, there) for every passage that the article shares with another."""
    for group in view.loaded.case.syndication:
        for passage in group.passages:
            if passage.a.article_id == article_id:
                yield passage.a, passage.b
            elif passage.b.article_id == article_id:
                yield passage.b, passage.a


def _same(view: View, claim: Claim) -> list[Claim]:
    """Other claims of the proposition, other articles first."""
    proposition = view.loaded.proposition.get(claim.proposition_id)
    ids = proposition.claim_ids if proposition else ()
    found = [view.loaded.claim[i] for i in ids if i != claim.id and i in view.loaded.claim]
    return sorted(found, key=lambda other: other.article_id == claim.article_id)


def _against(view: View, claim: Claim) -> list[tuple[Claim, str]]:
    """Claims that contradict its proposition, each with the reason."""
    if not claim.proposition_id:
        return []
    found = view.loaded.against.get(claim.proposition_id, ())
    return [(view.loaded.claim[c], why) for _, c, why in found if c in view.loaded.claim]


def _jump(view: View, claim: Claim, other: Claim, reason: str = "") -> Paragraph:
    runs = list(lines.claim_line(view, other).runs)
    if reason:
        runs.append(Run(f"\n{shorten(reason, 120)}", "aside"))
    runs += [
        Run("\n", "aside"),
        Run("put side by side", "link quiet", f"beside:{claim.id}:{other.id}"),
    ]
    return Paragraph(tuple(runs))


def _where(claim: Claim) -> str:
    return claim.outlet or "another article"


def _claims(count: int) -> str:
    return plural(count, "claim")
