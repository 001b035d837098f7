"""Which time expression dates which predicate.

In: a parsed Doc, its predicates, its time expressions, the creation time. Out: Governed. An
expression dates the nearest predicate above it in the parse. The date of a dateline dates the
report, and a date inside a noun phrase says of when the thing is ('its November 20 low').
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from analysis.annotate.events.predicates import is_noun
from analysis.annotate.once import sentence_of, text_of
from analysis.annotate.timex.direction import put_off_by, told_before
from analysis.annotate.timex.placing import Places, root_of
from analysis.model import CreationTime, TimeExpression
from analysis.vocabulary import words

LONGEST_CLIMB = 12
NEXT_VERB = 25  # tokens from an expression that nothing governs to the verb that follows it
DATELINE_TOP = 400  # characters in which a dateline stands
_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?[-–—]")
_LIMITS = frozenset(("before", "after", "by", "until", "till", "since"))
_OF_A_PAIR = frozenset(("from", "between", "and", "to", "until", "till"))
_ADVERBIAL = frozenset(("npadvmod", "advmod", "nmod", "dep"))


@dataclass(slots=True)
class Governed:
    """What the expressions of a document date; tokens by their index."""

    timed: set[int] = field(default_factory=set)  # tokens inside expressions
    # predicate -> (expression, its preposition)
    dates: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    # predicate -> the durations that hang on it: 'an hour later'
    lengths: dict[int, list[int]] = field(default_factory=dict)
    lately: set[int] = field(default_factory=set)  # what 'recently' stands beside
    dateline: str = ""  # the day that the text itself gives as its own


def govern(
    doc: Doc, predicates: Collection[int], timexes: Sequence[TimeExpression], dct: CreationTime
) -> Governed:
    """Give each expression to the nearest predicate above it."""
    found = Governed()
    places = Places(doc)
    text = text_of(doc)
    for index, timex in enumerate(timexes):
        span = places.span(timex.start, timex.end)
        if span is None:
            continue
        found.timed.update(range(span.start, span.end))
        if timex.value == "PAST_REF" and span.root.dep_ == "advmod":
            found.lately.add(span.root.head.i)  # 'the recently announced telephone'
        if timex.type == "DURATION" and (above := _governor(span.root, predicates)) is not None:
            found.lengths.setdefault(above.i, []).append(index)
        if timex.type == "SET" or not (timex.earliest or timex.latest):
            continue
        for clause in span.root.children:  # 'since Saturday, when he inspected the troops'
            when = any(c.lower_ == "when" for c in clause.children)
            if clause.dep_ == "relcl" and when and clause.i in predicates:
                found.dates.setdefault(clause.i, []).append((index, ""))
        if _is_dateline(text, timex, dct):
            if timex.start < DATELINE_TOP and timex.precision == "day":
                found.dateline = found.dateline or timex.earliest
            continue
        root = root_of(span)
        preposition = _preposition(root)
        if not preposition and span.start and doc[span.start - 1].lower_ in _OF_A_PAIR:
            preposition = doc[span.start - 1].lower_  # of a pair, where the parse lost it
        if preposition in ("on", "") and span.start and doc[span.start - 1].lower_ in _LIMITS:
            preposition = doc[span.start - 1].lower_  # 'before midnight on Sunday'
        if preposition == "on" and span.start and doc[span.start - 1].lower_ == "to":
            preposition = "to"  # 'was extended to noon on Tuesday', whose head is the day
        if _beside_the_point(root, preposition):
            continue
        governor = _cleft(_said(root, _governor(root, predicates), predicates), predicates)
        if governor is not None and governor == put_off_by(root):
            continue  # 'Monday's visit was cancelled': on some day before
        if preposition == "since" and governor is not None and _at_once(governor):
            continue  # 'fell to its lowest since 1997' did not happen since 1997
        if governor is not None and is_noun(governor) and root.head == governor:
            preposition = ""  # 'after Saturday's defeat' was on Saturday
        if governor is not None:
            found.dates.setdefault(governor.i, []).append((index, preposition))
    return found


def _is_dateline(text: str, timex: TimeExpression, dct: CreationTime) -> bool:
    """The date of a dateline or a line of its own dates the report, not an event."""
    stated = dct.span
    if stated is not None and stated[0] <= timex.start and timex.end <= stated[1]:
        return True
    start = text.rfind("\n", 0, timex.start) + 1
    end = text.find("\n", timex.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    if len(line) <= timex.end - timex.start + 2:
        return True
    before = text[start : timex.start]
    capitals = before[:4].isupper() and len(before) < 60
    return capitals and bool(_DATELINE.match(text, timex.end))


def _governor(root: Token, predicates: Collection[int]) -> Token | None:
    opening = root.sent.root
    first = root.i == sentence_of(root)[0] and root.dep_ in _ADVERBIAL
    if first and opening.i in predicates and not is_noun(opening):
        return opening  # 'Yesterday, at this year's conference, ...'
    node = root
    for _ in range(LONGEST_CLIMB):
        aside = node.dep_ in ("acl", "relcl") and _comma_between(node, root)
        # 'was struck by falling debris on Monday', however parsed
        within = node.tag_ in ("VBG", "VBN") and (
            node.dep_ == "amod" or (node.dep_ == "pcomp" and node.head.dep_ == "agent")
        )
        if node.i in predicates and node != root and not aside and not within:
            return node
        if node.head == node:
            break
        node = node.head
    if node.i in predicates:
        return node
    # a broken parse, such as a date line run into the sentence: the next verb
    following = root.doc[root.i + 1 : min(sentence_of(root)[1], root.i + NEXT_VERB)]
    return next((t for t in following if t.i in predicates and not is_noun(t)), None)


def _said(root: Token, verb: Token | None, predicates: Collection[int]) -> Token | None:
    """Not the saying that follows what it says: '... on October 15, its chairman said'."""
    if verb is None or is_noun(verb):
        return verb
    told = told_before(root, verb)
    return told if told is not None and told.i in predicates else verb


def _cleft(verb: Token | None, predicates: Collection[int]) -> Token | None:
    """'It was half past nine when he fell ill': the hour is that of the fall."""
    if verb is None or verb.lemma_ != "be":
        return verb
    if not any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.children):
        return verb
    for child in verb.rights:
        when = any(c.lower_ in ("when", "that") for c in child.lefts)
        if child.dep_ in ("advcl", "ccomp", "relcl") and when and child.i in predicates:
            return child
    # '... when she came round the mole, three hours late and with her lamps off', however parsed
    for word in verb.doc[verb.i + 1 : sentence_of(verb)[1]]:
        if word.lower_ == "when" and word.head.i > word.i and word.head.i in predicates:
            return word.head
    return verb


def _preposition(root: Token) -> str:
    """The word that governs an expression: 'since', 'by' ...; '' for none."""
    node = root
    for _ in range(3):
        if node.dep_ == "pobj":
            return node.head.lower_
        if node.dep_ == "conj" and any(c.lower_ == "and" for c in node.head.children):
            return "and"
        if node.dep_ not in ("compound", "nummod", "nmod", "poss", "amod", "npadvmod", "advmod"):
            return ""
        node = node.head
        if node.pos_ == "VERB":
            return ""
    return ""


_INTO_NOUNS = frozenset(("since", "from", "to", "of", "for", "than", "above", "below"))
_WHEN = frozenset(("in", "during", "at", "on", "after", "before"))


def _beside_the_point(root: Token, preposition: str) -> bool:
    """An expression inside a noun phrase that says of what date the thing is, not the event.

    'the lowest level since 1997', 'its November 20 low'; but 'in a Wednesday media event'.
    """
    node = root
    while node.dep_ in ("compound", "nummod", "nmod", "poss", "amod") and node.head != node:
        node = node.head
    noun = words("events", "nouns.events")
    if node != root and node.pos_ in ("NOUN", "PROPN"):
        if node.lemma_.lower() in noun:
            return False
        return not (node.dep_ == "pobj" and node.head.lower_ in _WHEN) and node.dep_ != "npadvmod"
    if preposition in _INTO_NOUNS and root.dep_ == "pobj":
        over = root.head.head
        return over.pos_ in ("NOUN", "ADJ") and over.lemma_.lower() not in noun
    return False


def _at_once(verb: Token) -> bool:
    """A simple past or an infinitive: what does not last since then until now."""
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return not is_noun(verb) and verb.tag_ in ("VBD", "VB") and not perfect


def _comma_between(verb: Token, root: Token) -> bool:
    """'a freighter moored at Quay 4, late on Sunday': the date is past the end of the aside."""
    between = verb.doc[verb.i + 1 : root.i]
    return any(token.text == "," for token in between)


def called_for(noun: Token) -> bool:
    """'called a meeting for 11 a.m.': it had not begun when that was said."""
    calls = noun.head.lemma_.lower() in words("events", "silent.calling")
    if not (is_noun(noun) and noun.dep_ == "dobj" and calls):
        return False
    beside = [*noun.head.rights, *noun.rights]
    return any(child.lower_ == "for" and child.dep_ == "prep" for child in beside)
