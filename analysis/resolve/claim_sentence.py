"""A claim as a sentence that can be read alone: what the vectors are made of.

In: a claim, and what its first event is told of. Out: the content with the subject that it lacks,
or with the words that say whose it is where it is no sentence without them: '[who] fled' as 'the
president fled', '[the ministry] [put] [the toll at nine]' whole.
"""

from __future__ import annotations

import re
from itertools import chain

from analysis.model import Claim
from analysis.resolve.clause_text import has_verb, opens_with_subject, spoken
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

LONGEST = 60  # characters of a subject that is put before what is said of it
_OPENING = re.compile(r"^(?:that|how)\s+(?=\w)")
_RELATIVE = re.compile(r"^(?:who|which)\s+")
# 'denied [reports that he had quit]'
_REPORT = re.compile(
    r"^(?:(?:an?|the|any|all|such|these|those) )?(?:[\w-]+ ){0,3}?"
    r"(?:report|claim|rumou?r|suggestion|allegation|accusation|charge|story|stories|account|"
    r"speculation|news|idea|notion)s? that (?=\w)",
    re.IGNORECASE,
)
# 'offered [to resign]', 'denied [having resigned]'
_OF_THE_SOURCE = re.compile(r"(?:to|not to|having|being)\s+(?=\w)")
# 'ordered [the crew to leave the corridor]'
_TO_DO = re.compile(r"(?:for )?(?P<who>[^,;:.]{2,60}?) to (?=[a-z])")


def sentence_of(claim: Claim, subject: str) -> str:
    """The content as one sentence; `subject` is put before it where it has none ("": unknown)."""
    said = spoken(_REPORT.sub("", _OPENING.sub("", claim.content)))
    if _is_part(said, claim) and claim.source_text and claim.cue:
        if len(claim.source_text) <= LONGEST:
            return _whole(claim)
        return said
    does = _RELATIVE.sub("", said)
    if opens_with_subject(does) or not subject or len(subject) > LONGEST:
        return said
    return said if does.split()[0] in subject.split() else f"{subject} {does}"


def _is_part(said: str, claim: Claim) -> bool:
    """Whether what is said is no sentence without the words of saying."""
    if _OF_THE_SOURCE.match(said) or not has_verb(said):
        return True
    if claim.content.startswith("that "):
        return not words("stance", "directing").isdisjoint(tokens(claim.cue))
    asked = _TO_DO.match(said)
    return asked is not None and not has_verb(asked["who"])


def _whole(claim: Claim) -> str:
    """Source, cue and content in the order in which they stand."""
    told = (
        (claim.source_text, claim.source_spans),
        (claim.cue, claim.cue_spans),
        (claim.content, claim.content_spans),
    )
    parts: list[tuple[int, str]] = []
    for text, spans in told:
        at = 0  # the spans are joined by one space
        for start, end in spans:
            parts.append((start, text[at : at + end - start]))
            at += end - start + 1
    return " ".join(chain.from_iterable(part.split() for _, part in sorted(parts)))
