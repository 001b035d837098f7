"""Finds the happenings that an article reports, with who, where and when.

In: a parsed Doc and what the earlier stages found in it. Out: EventMentions in text order, one
for every predicate, those that belong on a timeline marked `salient`. The stages: `predicates`
(which words, who takes part), `status` (happened, planned, denied ...), `dating`, `phrases`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from analysis.annotate.certainty import factuality
from analysis.annotate.events.dating import Anchor, Dater
from analysis.annotate.events.phrases import Teller
from analysis.annotate.events.predicates import MentionIndex, is_noun, participants, predicates
from analysis.annotate.events.status import negated, status_of
from analysis.model import (
    Attribution,
    CreationTime,
    Entity,
    EventMention,
    EventStatus,
    Mention,
    Participant,
    Span,
    TimeExpression,
)
from analysis.vocabulary import table, words

__all__ = ["find_events"]


def find_events(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    timexes: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    dct: CreationTime,
) -> tuple[EventMention, ...]:
    """Every predicate of the text as an event; the salient ones belong on a timeline."""
    found = list(predicates(doc))
    if not found:
        return ()
    contents = _Contents(attributions)
    index = MentionIndex(mentions, _speakers(doc, attributions, contents))
    dater = Dater(doc, found, timexes, dct)
    teller = Teller(index, entities, dater.timed)
    events = []
    for token in found:
        status = status_of(token)
        certain = factuality(doc, token)
        if status == "happened" and 0 <= certain < 1:
            status = "conditional"  # 'was possibly loaded'
        anchor = dater.date(token, status)
        taking_part = participants(token, index)
        headline = token.idx < dater.headline
        salient = _salient(token, status, anchor, taking_part, headline)
        phrase = teller.tell(token) if salient else token.text
        if salient and not _tellable(token, phrase, anchor):
            salient, phrase = False, token.text
        events.append(
            EventMention(
                start=token.idx,
                end=token.idx + len(token.text),
                lemma=token.lemma_.lower(),
                phrase=phrase,
                clause=_clause(token),
                participants=taking_part,
                factuality=certain,
                polarity="-" if negated(token) else "+",
                status=status,
                earliest=anchor.earliest,
                latest=anchor.latest,
                precision=anchor.precision,
                timex=anchor.timex,
                guessed=anchor.guessed,
                attribution=contents.around(token.idx),
                salient=salient,
                value=anchor.value,
            )
        )
    return tuple(events)


def _salient(
    token: Token,
    status: EventStatus,
    anchor: Anchor,
    taking_part: Sequence[Participant],
    headline: bool,
) -> bool:
    """Whether an event belongs on a timeline: a happening, dated or to come, with participants.

    Sayings, states, conditions and verbs that only carry a noun ('talks took place') do not.
    """
    if status == "conditional" or not (anchor.earliest or anchor.latest):
        return False
    lemma = token.lemma_.lower()
    if anchor.precision == "longer":
        return False  # 'since 2009', 'in the 1990s': the background
    if status == "denied" and anchor.guessed and not _deniable(lemma):
        return False  # 'did not answer calls': what did not happen, and nobody said it had
    if is_noun(token):
        return _salient_noun(token, anchor)
    if token.pos_ == "AUX" or lemma in words("events", "silent.saying"):
        return False
    if lemma in words("events", "silent.states_of_a_day") and _on_a_day(anchor):
        return _has_actor(taking_part) and not any(
            child.dep_ in ("xcomp", "acomp", "oprd") for child in token.children
        )
    if lemma in words("events", "silent.states"):
        moves = lemma in words("events", "silent.states_of_motion")
        if not moves or not any(p.role == "destination" for p in taking_part):
            return False
    if lemma in words("events", "silent.light") and _carries_event(token):
        return False
    if token.dep_ in ("amod", "compound", "csubj", "pcomp"):
        return False
    if _infinitive(token) and anchor.guessed and token.dep_ in ("advcl", "acl", "relcl", "conj"):
        return False  # 'to ask for aid': what for, not what
    if lemma in words("events", "governing.planning") and any(
        child.dep_ == "xcomp" and _infinitive(child) for child in token.children
    ):
        return False  # 'agreed to resign' is told once, by what is to come
    if token.dep_ == "xcomp" and (token.tag_ == "VBG" or not _of_a_plan(token)):
        return False
    if token.dep_ == "acl" and lemma not in happening_words():
        return False  # 'an aircraft registered to the family'
    if token.dep_ in ("advcl", "acl") and token.tag_ == "VBG":
        return False  # 'shattering windows': part of what the main verb tells
    if anchor.guessed and token.tag_ in ("VBZ", "VBP") and not headline:
        return False  # how things are, not what happens
    if token.dep_ in ("advcl", "acl", "relcl", "xcomp") and anchor.guessed and status != "planned":
        known = lemma in happening_words() or any(p.entity is not None for p in taking_part)
        return token.tag_ in ("VBD", "VBN") and known
    return any(p.role in ("agent", "patient") for p in taking_part)


def _tellable(token: Token, phrase: str, anchor: Anchor) -> bool:
    """Whether a phrase says enough to stand alone: not 'We sent them', 'An announcement'."""
    told = phrase.lower().split()
    if not told or told[0] in words("events", "silent.nobody"):
        return False
    if is_noun(token):
        return len(told) > 2 or told[0] not in ("a", "an", "no", "any")
    last = token.text.lower()
    bare = anchor.guessed and told[-1] == last and token.lemma_.lower() not in happening_words()
    return not bare


def _on_a_day(anchor: Anchor) -> bool:
    return not anchor.guessed and anchor.precision in ("minute", "hour", "part of day", "day")


def _has_actor(taking_part: Sequence[Participant]) -> bool:
    return any(p.role == "agent" and p.entity is not None for p in taking_part)


def _infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _of_a_plan(verb: Token) -> bool:
    """'agreed to resign', 'is to speak': the head makes a plan of the infinitive."""
    head = verb.head.lemma_.lower()
    return _infinitive(verb) and (head == "be" or head in words("events", "governing.planning"))


def _salient_noun(noun: Token, anchor: Anchor) -> bool:
    """'talks will be held on Monday': a noun with a date of its own or carried by a light verb."""
    if noun.dep_ in ("compound", "amod", "nmod"):
        return False
    if anchor.timex is not None and not anchor.guessed:
        return True
    head = noun.head
    if head.pos_ == "AUX":
        return False
    carried = head.lemma_.lower() in words("events", "silent.light")
    return carried and noun.dep_ in ("nsubj", "nsubjpass", "dobj")


def _deniable(lemma: str) -> bool:
    return lemma in happening_words() and lemma not in words("events", "silent.undeniable")


@cache
def happening_words() -> frozenset[str]:
    """The words of `data/events.toml` that tell a happening of a known kind."""
    return frozenset(word for kind in table("events")["kinds"].values() for word in kind)


def _carries_event(verb: Token) -> bool:
    nouns = words("events", "nouns.events")
    return any(
        child.pos_ == "NOUN"
        and child.lemma_.lower() in nouns
        and child.dep_ in ("nsubj", "nsubjpass", "dobj")
        for child in verb.children
    )


def _speakers(doc: Doc, attributions: Sequence[Attribution], contents: _Contents) -> dict[int, int]:
    """Where 'I' of a quotation stands -> the entity of whom the attribution makes the speaker."""
    speakers = {}
    for token in doc:
        if token.lower_ in ("i", "me") and token.pos_ == "PRON":
            around = contents.around(token.idx)
            entity = attributions[around].source_entity if around is not None else None
            if entity is not None:
                speakers[token.idx] = entity
    return speakers


def _clause(token: Token) -> Span:
    """From the first to the last word that hangs on a predicate."""
    first, last = token.left_edge, token.right_edge
    return first.idx, last.idx + len(last.text)


class _Contents:
    """Finds the innermost attribution whose content holds a place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._spans = sorted(
            (start, end, index)
            for index, attribution in enumerate(attributions)
            for start, end in attribution.content
        )
        self._starts = [start for start, _, _ in self._spans]

    def around(self, place: int) -> int | None:
        """The attribution whose content starts last before a place and reaches past it."""
        position = bisect_right(self._starts, place)
        for start, end, index in reversed(self._spans[max(0, position - 8) : position]):
            if start <= place < end:
                return index
        return None
