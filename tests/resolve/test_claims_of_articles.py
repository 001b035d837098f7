"""What an article's attributions become as claims."""

from __future__ import annotations

from analysis.model import Annotation, Article, Attribution
from analysis.resolve.actors import ActorResolution
from analysis.resolve.claims import build_claims

TEXT = '"We won," he said, he told reporters.'


def test_two_cues_about_the_same_words_are_one_claim() -> None:
    """Their id is made of source and content: a page would show two rows under one key."""
    said = Attribution(source=((10, 12),), cue=((13, 17),), content=((1, 8),), quote_type="direct")
    told = Attribution(source=((10, 12),), cue=((22, 26),), content=((1, 8),), quote_type="direct")
    annotation = Annotation("a", sentences=((0, len(TEXT)),), attributions=(said, told))
    claims = build_claims([Article("a", TEXT)], {"a": annotation}, ActorResolution())
    assert [(claim.content, claim.cue) for claim in claims] == [("We won", "said")]
