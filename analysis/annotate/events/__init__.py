"""Finds the happenings that an article reports, with who, where and when.

In: a parsed Doc and what the earlier stages found in it. Out: EventMentions in text order, one
for every predicate, those that belong on a timeline marked `salient`. The stages: `predicates`
(which words, who takes part), `status` (happened, planned, denied ...), `dating`, `salience`
(what belongs on a timeline), `phrases`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from analysis.annotate.certainty import factuality
from analysis.annotate.events.anchor import Anchor
from analysis.annotate.events.begun import begun
from analysis.annotate.events.conditions import depends
from analysis.annotate.events.dating import Dater
from analysis.annotate.events.deeds import sorry
from analysis.annotate.events.negation import negated
from analysis.annotate.events.participants import MentionIndex, participants, tells_it
from analysis.annotate.events.phrases import Teller, told_by
from analysis.annotate.events.predicates import (
    is_noun,
    moved_before,
    name_of,
    postponed_by,
    predicates,
)
from analysis.annotate.events.salience import on_timeline
from analysis.annotate.events.status import foretold, status_of
from analysis.annotate.events.tellable import tellable
from analysis.annotate.once import text_of, tokens_of_kind
from analysis.model import (
    Attribution,
    CreationTime,
    Entity,
    EventMention,
    Mention,
    Span,
    TimeExpression,
)
from analysis.vocabulary import words

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
        if status == "conditional" and foretold(token) and dater.ahead(token, anchor):
            status = "planned"  # 'the border would be reopened on Thursday'
        if status in ("happened", "ongoing") and dater.ahead(token, anchor):
            # 'the trial begins on June 2'
            status = "conditional" if depends(token) else "planned"
        moved = moved_before(token)  # 'It was put off until May 2': told as what was put off
        taking_part = participants(token if moved is None else moved, index)
        deed = begun(token) if moved is None else None
        if deed is not None:
            taking_part += tuple(
                part for part in participants(deed, index) if part.role not in ("agent",)
            )
        salient = on_timeline(token, status, anchor, taking_part, token.idx < dater.headline)
        salient = salient or moved is not None
        phrase = teller.tell(token) if salient else token.text
        if moved is not None:
            phrase = teller.name(moved)
        elif salient and not tellable(token, phrase, anchor):
            # 'We withdraw the entry' of an article itself: whose voice it is, is known
            salient = _of_the_outlet(token) and contents.around(token.idx) is None
            phrase = phrase if salient else token.text
        event = EventMention(
            start=token.idx,
            end=token.idx + len(token.text),
            lemma=name_of(moved or deed or token),
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
            telling=_between_semicolons(postponed_by(token) or told_by(token)),
        )
        if moved is None and postponed_by(token) == token and status == "planned":
            events.append(_putting_off(event, dater.date_of_moving(token)))
        events.append(event)
    return tuple(events)


def _of_the_outlet(verb: Token) -> bool:
    """'We apologise to the family', 'we withdraw the report'."""
    ours = any(c.lower_ == "we" and c.dep_ == "nsubj" for c in verb.lefts)
    return ours and sorry(verb, name_of(verb))


def _putting_off(event: EventMention, anchor: Anchor) -> EventMention:
    """'The first sitting was put off until Monday': beside what is to come on Monday, that it was
    put off, which happened before."""
    return replace(
        event,
        status="happened",
        earliest=anchor.earliest,
        latest=anchor.latest,
        precision=anchor.precision,
        timex=anchor.timex,
        guessed=anchor.guessed,
        value=anchor.value,
    )


def _speakers(doc: Doc, attributions: Sequence[Attribution], contents: _Contents) -> dict[int, int]:
    """Where 'I' of a quotation stands -> the entity of whom the attribution makes the speaker."""
    speakers = {}
    for token in tokens_of_kind(doc, ("PRON",)):
        if token.lower_ in ("i", "me"):
            around = contents.around(token.idx)
            entity = attributions[around].source_entity if around is not None else None
            if entity is not None:
                speakers[token.idx] = entity
    return speakers


def _telling(token: Token) -> Span:
    """The clause of a word, without the verbs that are joined to it: they tell something else;
    with the noun that a participle or a relative clause says it of."""
    start, end = _clause(token)
    if name_of(token) in ("brief the press", "speak"):
        return _without_what_is_said(token)
    if is_noun(token) and tells_it(token):
        return _without_what_is_said(token.head)  # 'told a briefing at noon'
    if is_noun(token) and token.dep_ == "pobj" and token.head.lower_ in ("at", "during"):
        start = min(start, token.head.idx)  # 'said at a rally on the waterfront'
    if token.dep_ in ("acl", "relcl"):
        start = min(start, token.head.left_edge.idx)
    first = next(token.lefts, None)
    if first is not None and first.dep_ == "prep" and not is_noun(token):
        carried = any(c.lemma_.lower() in words("events", "nouns.events") for c in first.children)
        behind = token.doc[first.right_edge.i + 1]
        if carried and behind.i < token.i:
            start = behind.idx  # 'In a speech on Monday, she promised ...': the promise
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
            joined = next((c for c in token.rights if c.dep_ == "cc"), child)
            last = token.doc[max(token.i, min(joined.i, child.left_edge.i) - 1)]
            return start, last.idx + len(last.text)
        if child.i > token.i + 1 and _tells_another(child):
            last = token.doc[max(token.i, child.left_edge.i - 1)]
            return start, last.idx + len(last.text)
    aside = _last_aside(token)
    return start, aside if aside is not None else end


def _without_what_is_said(verb: Token) -> Span:
    """'the mayor told reporters at noon' of '"It is over", the mayor told reporters at noon'."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), verb)
    last = verb
    for child in verb.rights:
        if child.dep_ not in ("dobj", "dative", "prep", "npadvmod", "advmod", "prt"):
            break
        last = child.right_edge
    return subject.left_edge.idx, last.idx + len(last.text)


def _last_aside(token: Token) -> int | None:
    """Where a relative clause begins that ends the clause of a verb: '... a truce on Monday that
    will take effect at noon' tells two things."""
    if is_noun(token):
        return None
    for word in token.doc[token.i + 1 : token.right_edge.i + 1]:
        ends = word.dep_ == "relcl" and word.right_edge.i >= token.right_edge.i - 1
        if ends and word.left_edge.i > token.i + 1 and token in word.ancestors:
            before = token.doc[word.left_edge.i - 1]
            return before.idx + len(before.text)
    return None


def _between_semicolons(token: Token) -> Span:
    """The telling clause up to a semicolon: 'The tunnel is closed; trains run from Thursday'."""
    start, end = _telling(token)
    text, place = text_of(token.doc), token.idx
    before, behind = text.rfind(";", start, place), text.find(";", place, end)
    if before >= 0:
        start = before + 1 + (text[before + 1 : before + 2] == " ")
    return start, behind if behind >= 0 else end


_BESIDE = frozenset(("during", "after", "following", "before", "since", "when", "as", "while"))


def _tells_another(child: Token) -> bool:
    """'... during a visit to the town', '... after a pump failed': what stands for itself."""
    if child.lemma_.lower() in words("events", "governing.denying"):
        return child.dep_ in ("xcomp", "advcl")  # 'went on air to deny reports of his death'
    if child.dep_ == "advcl":
        return any(
            c.lower_ in _BESIDE and c.dep_ in ("mark", "advmod", "prep") for c in child.lefts
        )
    # 'lost their lives after part of the roof came down', where the parser takes a noun for all
    behind = child.doc[child.right_edge.i + 1] if child.right_edge.i + 1 < len(child.doc) else child
    cut = behind.tag_ == "VBD" and behind.dep_ == "advcl" and behind.head == child.head
    return child.lower_ in _BESIDE and (
        cut
        or any(
            inner.dep_ == "pobj" and inner.lemma_.lower() in words("events", "nouns.events")
            for inner in child.children
        )
    )


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
