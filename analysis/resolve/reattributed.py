"""A claim as somebody else's word than the attribution has it.

In: a claim, who says it. Out: the claim as the outlet's own statement, or as that of a person or a
body.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.model import Claim
from analysis.resolve.bodies import without_article
from analysis.resolve.provenance import Provenance


def own_word(claim: Claim) -> Claim:
    """Nobody says it but the outlet."""
    return replace(
        claim, source_kind="author", source_text="", source_spans=(), cue="", cue_spans=(),
        actor_id="", descriptor="",
    )  # fmt: skip


def word_of(claim: Claim, identifier: str, name: str = "") -> Claim:
    """A person says it."""
    return replace(
        claim, actor_id=identifier, source_text=name, source_spans=(), source_kind="named person",
        descriptor="", cue=claim.cue if claim.cue != ":" else "said",
    )  # fmt: skip


def word_of_body(claim: Claim, who: str, cue: str, known: Provenance) -> Claim:
    """A body says it, by the name `who` or by what the text calls it."""
    return replace(
        claim, source_text=who, source_kind="organisation", cue=cue,
        actor_id=known.named(without_article(who)),
    )  # fmt: skip
