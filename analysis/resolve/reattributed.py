"""A claim as somebody else's word than the attribution has it.

In: a claim, who says it. Out: the claim as the outlet's own statement, or as a person's.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.model import Claim


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
