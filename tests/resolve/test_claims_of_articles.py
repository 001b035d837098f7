"""What an article's attributions become as claims."""

from __future__ import annotations

import pytest

from analysis.model import ActorMention, Annotation, Article, Attribution
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


POINTING = [
    ("Radio Skerry says [the same].", False),
    ("The envoy underlined [it].", False),
    ("We know [what] we know.", False),
    ("The radio then quoted [the Courier].", False),
    ("The radio then quoted the Courier: [the Courier was wrong].", True),
    ("He spoke of [a ransom].", True),
    ("[Not so], the mayor said.", True),
    ("[Nothing], the mayor said.", True),
]


@pytest.mark.parametrize(("marked", "asserts"), POINTING)
def test_what_only_points_elsewhere_is_no_claim(marked: str, asserts: bool) -> None:
    """The content stands in brackets; the Courier is a known actor."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    said = Attribution(((0, 2),), ((0, 2),), ((start, end),), "indirect")
    at = text.find("Courier")
    mentions = (ActorMention("a", at, at + 7, "c", "name", "exact", 0),) if at >= 0 else ()
    annotation = Annotation("a", sentences=((0, len(text)),), attributions=(said,))
    resolution = ActorResolution(mentions=mentions)
    found = build_claims([Article("a", text)], {"a": annotation}, resolution)
    assert bool(found) is asserts
