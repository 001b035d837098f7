"""A claim as a sentence that can be read alone: what the vectors are made of.

In: a claim, and what its first event is told of. Out: the content with the subject that it lacks,
or with the words that say whose it is where it is no sentence without them: '[who] fled' as 'the
president fled', '[the ministry] [put] [the toll at nine]' whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from analysis.model import Annotation, Claim, EventMention, Span
from analysis.resolve.clause_text import (
    has_verb,
    opens_with_subject,
    spoken,
    told_by_the_way,
)
from analysis.resolve.predication import is_verb
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

LONGEST = 60  # characters of a subject that is put before what is said of it
_OPENING = re.compile(r"^(?:[Tt]hat|how)\s+(?=[^\s,;.])")
# 'added that [after its generator failed]', '[where 300 people are missing]': when, not what
_JOINED = re.compile(r"^(?:after|when|where|while|because|although|though|since)\s+(?=\w)")
# 'alleges that [the minister took the money]', left of a longer report
_SAYS_THAT = re.compile(r"^(?:says|said|alleges|alleged|claims|claimed|reports|reported) that ")
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


# 'Ilva is behind this' 'It is how they work': of what somebody says in two goes
_NEXT_SENTENCE = re.compile(r"(?:I|He|She|It|They|We|You|This|That|These|Those|There|The|An?)\b")


_SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.!?][\"”’]?\s+(?=[\"“‘]?[A-Z])")


def sentence_of(claim: Claim, subject: str, events: Iterable[EventMention] = ()) -> str:
    """The content as one sentence; `subject` is put before it where it has none ("": unknown).
    `events` are those that the content tells."""
    said = spoken(_REPORT.sub("", _OPENING.sub("", _SAYS_THAT.sub("", _told(claim)))))
    if (joined := _JOINED.match(said)) and "," not in said:
        said = said[joined.end() :]
    if _is_part(said, claim, events) and claim.source_text and claim.cue:
        if len(claim.source_text) <= LONGEST:
            return _whole(claim)
        return said
    does = _RELATIVE.sub("", said)
    lacks = not opens_with_subject(does) or (
        does != said and subject and not _own_subject(claim, events)
    )
    if not lacks or not subject or len(subject) > LONGEST:
        return said
    return said if does.split()[0] in subject.split() else f"{subject} {does}"


def _told(claim: Claim) -> str:
    """The content without a second sentence, and without what stands before the words of saying
    where that is no clause and a 'that' follows."""
    parts = _parts(claim.content, claim.content_spans)
    if len(parts) < 2:
        end = _SENTENCE_END.search(claim.content)
        first = claim.content[: end.start()] if end else ""
        return first if has_verb(first) and len({*stems(first)}) > 1 else claim.content
    if parts[1].startswith("that ") and not has_verb(parts[0]):
        return " ".join(parts[1:])
    for at, part in enumerate(parts[1:], start=1):
        if _NEXT_SENTENCE.match(part.lstrip(" \"“'‘")) and has_verb(" ".join(parts[:at])):
            return " ".join(parts[:at])
    return claim.content


def _is_part(said: str, claim: Claim, events: Iterable[EventMention]) -> bool:
    """Whether what is said is no sentence without the words of saying."""
    if _OF_THE_SOURCE.match(said):
        return True
    if claim.content.startswith("that "):
        return not words("stance", "directing").isdisjoint(tokens(claim.cue))
    asked = _TO_DO.match(said)
    if asked is not None and not has_verb(asked["who"]):
        return True
    return not has_verb(said) and not _own_subject(claim, events)


def _own_subject(claim: Claim, events: Iterable[EventMention]) -> bool:
    """Whether some verb in the content has its subject there too: 'the ship lies at anchor'."""
    nouns = words("events", "nouns.events")
    for event in events:
        word = _at(event.start, event.end, claim)
        if not word or event.lemma in nouns or word.endswith("ing"):
            continue
        for start, end in claim.content_spans:
            if not start <= event.start < end:
                continue
            before = claim.content[: claim.content.find(word)].split()[-1:]
            if before != ["to"] and any(
                p.role in {"agent", "patient"} and start <= p.start and p.end <= event.start
                for p in event.participants
            ):
                return True
    return False


def _at(start: int, end: int, claim: Claim) -> str:
    """The words of the content at a place of the article; "" outside it."""
    offset = 0  # the spans are joined by one space
    for opening, close in claim.content_spans:
        if opening <= start and end <= close:
            return claim.content[offset + start - opening : offset + end - opening]
        offset += close - opening + 1
    return ""


def _parts(text: str, spans: Iterable[Span]) -> list[str]:
    """The pieces of a text that its spans make."""
    parts: list[str] = []
    at = 0  # the spans are joined by one space
    for start, end in spans:
        parts.append(text[at : at + end - start])
        at += end - start + 1
    return parts


def _whole(claim: Claim) -> str:
    """Source, cue and content in the order in which they stand."""
    told = (
        (claim.source_text, claim.source_spans),
        (claim.cue, claim.cue_spans),
        (claim.content, claim.content_spans),
    )
    parts: list[tuple[int, str]] = []
    for text, spans in told:
        parts += zip((start for start, _ in spans), _parts(text, spans), strict=True)
    return " ".join(chain.from_iterable(part.split() for _, part in sorted(parts)))


# --- what it is told of ---------------------------------------------------------------------------

PREPOSITIONS = frozenset(
    ["of", "in", "at", "on", "to", "from", "by", "with", "for", "aboard", "near", "above", "into"]
)


def subject_told(events: Sequence[EventMention]) -> str:
    """What the first event is told of: the words of its phrase before the verb; "" for none."""
    if not events:
        return ""
    before: list[str] = []
    for word in events[0].phrase.split():
        if is_verb(word.lower()) or (before and word in PREPOSITIONS):
            break
        before.append(word)
    else:
        return ""  # a phrase without a verb, that of a noun
    return " ".join(before)


def subject_outside(
    claim: Claim, events: Sequence[EventMention], annotation: Annotation | None
) -> str:
    """What the first event is told of; of '[who] was in good health' whom the 'who' stands for."""
    if annotation is None or not events or not told_by_the_way(claim.content):
        return subject_told(events)
    opening = claim.content_spans[0][0]
    for participant in events[0].participants:
        if participant.role in {"agent", "patient"} and participant.end <= opening:
            entity = participant.entity
            return "" if entity is None else annotation.entities[entity].name
    return ""
