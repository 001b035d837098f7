"""Brings the rules and the learned tagger together.

In: what the rules found, what the tagger found. Out: Found. The tagger sees attributions that
no table of cues holds; the rules know where quotation marks close, how speakers go on, and what
a parse makes certain. Which of the two is believed where they see the same content stands, for
each rule, in `data/cues.toml` under `combine`; it was decided by measurement
(benchmarks/accuracy.py --only attributions).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from spacy.tokens import Token

from analysis.annotate.attribution.near_ties import with_near_ties
from analysis.annotate.attribution.nesting import parents
from analysis.annotate.attribution.noun_cues import CLAUSE_AS_SUBJECT
from analysis.annotate.attribution.outlets import is_media
from analysis.annotate.attribution.quotations import DOUBLE
from analysis.annotate.attribution.sentence_parts import child, is_passive
from analysis.annotate.attribution.spans import (
    Found,
    TokenIndex,
    length,
    overlap,
    subtract,
    subtree,
    tidy,
)
from analysis.annotate.attribution.words import FINITE, cue_words, lemma
from analysis.annotate.boundaries import DATELINE
from analysis.annotate.once import sentence_of
from analysis.model import Span

SAME = 0.3  # shared part of two contents (Dice) from which they are one attribution
INSIDE = 0.5  # part of a tagged content inside a rule's, from which the rule's stands for it
ROLES_INSIDE = 0.6  # part of a tagged content in sources and cues from which it is none
PIECE = 0.7  # shared part from which a tagged piece is the content of a rule
UNSURE = 0.0  # tagged attributions with a lower score are dropped
MOST = 0.8  # part of a rule's content that the tagger has too
LONG = 6  # words
TAGGED = "learned tagger"
CLAUSE = "clause of a cue verb"
ASIDE = "aside of a cue verb"
_OF_A_SUBJECT = frozenset({CLAUSE, "object of a cue verb"})
_NEXT_NUMBER = re.compile(r"\n\s*[\d.]+\Z")


class Tagged(Protocol):
    """What the tagger hands over (analysis.annotate.tagger.TaggedAttribution)."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...
    @property
    def score(self) -> float: ...


def combine(index: TokenIndex, ruled: Sequence[Found], tagged: Sequence[Tagged]) -> list[Found]:
    """One list of attributions out of both."""
    learned = [found for one in tagged for found in _as_found(index, one)]
    nested = _relayed(index, ruled)
    kept = [one for position, one in enumerate(ruled) if position in nested]
    ruled = [one for position, one in enumerate(ruled) if position not in nested]
    pairs = _pairs(ruled, learned)
    result: list[Found] = []
    for position, one in enumerate(ruled):
        partner = pairs.get(position)
        if partner is not None:
            result.append(_merged(index, one, learned[partner]))
        elif _is_certain(index, one) or (
            one.rule in cue_words("combine.alone")
            and (not _seen(one, learned) or _is_a_piece(one, learned))
        ):
            result.append(one)
    chosen = [span for one in result for span in one.content]
    roles = [span for one in result for span in (*one.source, *one.cue)]
    paired = set(pairs.values())
    for position, one in enumerate(learned):
        rest = tuple(
            s for s in one.content
            if overlap([s], chosen) <= INSIDE * length([s])
            and overlap([s], roles) <= ROLES_INSIDE * length([s])
        )  # fmt: skip
        if not rest:
            continue
        left = replace(one, content=rest)
        if position not in paired:
            result.append(left)
        elif _speaks(index, rest, [*chosen, *roles]):
            result += with_near_ties(index, left)
    return [_without_place(index.text, _without_source(one)) for one in (*result, *kept)]


_PLACE = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\bAt )|(?<=\bFrom )|(?:In|At|From) )[A-Z][\w’' -]{1,30}, "
    r"(?=(?:an?|the|one|two|three|several|officials)\s)"
)


def _without_place(text: str, one: Found) -> Found:
    """'In [Lunde, an aide to the envoy] said': where it was said is no part of who said it."""
    if not one.source:
        return one
    start, end = one.source[0]
    place = _PLACE.match(text, start, end)
    return replace(one, source=((place.end(), end), *one.source[1:])) if place else one


def _without_source(one: Found) -> Found:
    """Nobody is part of what he says: the tagger may take 'an officer who saw it', behind
    'said', for more of it."""
    told = tuple(
        span
        for span in one.content
        if not any(s <= span[0] and span[1] <= e for s, e in one.source)
    )
    return replace(one, content=told) if told and told != one.content else one


def _is_certain(index: TokenIndex, one: Found) -> bool:
    """No doubt that it is an attribution, whatever the tagger sees: by its rule, or because a
    verb that means saying and nothing else has both a source and a clause."""
    if one.rule in cue_words("combine.certain") or one.rule == CLAUSE_AS_SUBJECT:
        return True
    saying = one.anchor >= 0 and lemma(index.doc[one.anchor]) in cue_words("combine.saying")
    return saying and bool(one.source) and one.rule == CLAUSE


def _relayed(index: TokenIndex, ruled: Sequence[Found]) -> set[int]:
    """Which findings stand inside what an outlet reports. The tagger knows no nesting, so the
    one inside is the rules' alone."""
    found: set[int] = set()
    for position, parent in enumerate(parents(ruled)):
        if parent is None:
            continue
        head = index.head(ruled[parent].source)
        media = head is not None and is_media(head, index.tokens(ruled[parent].source))
        if media or ruled[parent].rule == "transcript":
            found.add(position)
    return found


def _speaks(index: TokenIndex, rest: Sequence[Span], taken: Sequence[Span]) -> bool:
    """What is left of a content that a rule has taken part of is long enough for its own."""
    left = [part for span in rest for part in subtract(span, taken)]
    return sum(len(index.text[s:e].split()) for s, e in left) >= LONG


def _as_found(index: TokenIndex, one: Tagged) -> list[Found]:
    content = tidy(index.text, [_without_next_number(index.text, span) for span in one.content])
    if not content or one.score < UNSURE:
        return []
    cue = tidy(index.text, one.cue) or one.cue
    verb = _cue_verb(index, cue)
    anchor = verb.i if verb is not None else -1
    if not one.cue and not one.source and not _is_spoken(index, content):
        return []  # what nobody is said to have spoken: a name between marks, a joke
    source = tidy(index.text, [_without_heading(index.text, span) for span in one.source])
    found = Found(source, cue, content, TAGGED, anchor)
    return [near for near in with_near_ties(index, found) if not _only_done(index, near)]


def _only_done(index: TokenIndex, one: Found) -> bool:
    if one.source or one.anchor < 0 or _is_spoken(index, one.content):
        return False
    return _is_done(index.doc[one.anchor])


def _is_done(verb: Token) -> bool:
    """A passive that says what was done and not what is said: 'the talks were [called off]'. Its
    particle makes another verb of it."""
    return is_passive(verb) and child(verb, "prt") is not None and child(verb, "ccomp") is None


def _without_next_number(text: str, span: Span) -> Span:
    """Without the number of the next paragraph of a list."""
    end = _NEXT_NUMBER.search(text, *span)
    return (span[0], end.start()) if end else span


def _without_heading(text: str, span: Span) -> Span:
    """Without the crosshead or dateline before it, which the tagger may take for part of it."""
    start = max(span[0], text.rfind("\n", *span) + 1)
    dateline = DATELINE.match(text, start, span[1])
    return (dateline.end() if dateline else start), span[1]


def _is_spoken(index: TokenIndex, content: Sequence[Span]) -> bool:
    """A sentence that opens with a quotation mark."""
    start = content[0][0]
    opened = any(mark in DOUBLE for mark in index.text[max(start - 1, 0) : start + 1])
    return opened and any(t.tag_ in FINITE for t in index.tokens(content))


def _cue_verb(index: TokenIndex, cue: Sequence[Span]) -> Token | None:
    """The verb of a cue ('has openly said that'), or its head where it has none."""
    if not cue:
        return None
    tokens = index.tokens(cue)
    return next((t for t in tokens if t.pos_ == "VERB"), index.head(cue))


def _pairs(ruled: Sequence[Found], learned: Sequence[Found]) -> dict[int, int]:
    """Which tagged attribution is the same as which of the rules', best first, one to one."""
    scored = sorted(
        (
            (-_dice(one.content, other.content), i, j)
            for i, one in enumerate(ruled)
            for j, other in enumerate(learned)
            if other.start < one.end and one.start < other.end
        ),
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for score, i, j in scored:
        if -score >= SAME and i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _dice(a: Sequence[Span], b: Sequence[Span]) -> float:
    return 2 * overlap(a, b) / max(length(a) + length(b), 1)


def _seen(one: Found, learned: Sequence[Found]) -> bool:
    """The tagger covers most of this content, in other pieces."""
    return any(
        overlap(one.content, other.content) > INSIDE * length(one.content) for other in learned
    )


def _is_a_piece(one: Found, learned: Sequence[Found]) -> bool:
    """The tagger has this content as a piece of its own, tied to others that a rule parts."""
    return any(_dice(one.content, [span]) >= PIECE for other in learned for span in other.content)


def _from_its_sentence(index: TokenIndex, ruled: Found, learned: Found) -> tuple[Span, ...]:
    """What the tagger says is said, without the sentences before: a clause that hangs on the cue
    leaves them to the writer ('X fled today. An official told Reuters that ...'), unless they
    are quoted."""
    if ruled.anchor < 0:
        return learned.content
    start = index.doc[sentence_of(index.doc[ruled.anchor])[0]].idx
    kept = (s for s in learned.content if s[1] > start or '"' in index.text[s[0] - 1 : s[1] + 1])
    return tuple(kept) or ruled.content


def _described_subject(index: TokenIndex, ruled: Found, learned: Found) -> Span | None:
    """The subject of the rule's verb where the tagger's source only describes it: 'The firm,
    based in [Lunde], said', 'the embassy, which was named in [local reports], said'."""
    head = index.head(ruled.source) if ruled.rule in _OF_A_SUBJECT and ruled.source else None
    if head is None or not learned.source or head.pos_ == "PRON":
        return None
    start, end = subtree(head)
    inside = all(s > head.idx and e <= end for s, e in learned.source)
    return (start, ruled.source[-1][1]) if inside else None


def _has_more_before(index: TokenIndex, ruled: Found, learned: Found) -> bool:
    """'[The engine failed], he said, [the stranding happened in our waters]': the parse hangs the
    aside on the second clause alone."""
    first, cue, rest = learned.content[0], ruled.cue[0][0], ruled.content[0][0]
    sentence = index.doc[sentence_of(index.doc[ruled.anchor])[0]].idx
    known = overlap(ruled.content, learned.content) >= MOST * length(ruled.content)
    return known and sentence <= first[0] < first[1] <= cue < rest


def _says_it_before(index: TokenIndex, ruled: Found, learned: Found) -> bool:
    """'[The man left at ten to fetch papers], his deputy said': one clause before the words of
    saying, of which the tagger has lost the beginning or taken it for the source."""
    if ruled.rule != CLAUSE or len(ruled.content) != 1 or not ruled.source or not ruled.cue:
        return False
    start, end = ruled.content[0]
    if end > min(ruled.cue[0][0], ruled.source[0][0]):
        return False
    if any(mark in index.text[start:end] for mark in DOUBLE):
        return False
    within = all(start <= s and e <= end for s, e in learned.source)
    if learned.source and within:
        return True
    first = learned.content[0]
    sentence = sentence_of(index.doc[ruled.anchor])[0]
    return (
        start < first[0] < first[1] <= end + 1
        and index.doc[sentence].idx == start
        and not index.text[first[0]].isupper()
        and index.text[: first[0]].rstrip(" (")[-1:].isalnum()
    )


def _merged(index: TokenIndex, ruled: Found, learned: Found) -> Found:
    """One attribution of both, each role from the one that is believed for this rule."""
    by_rule_content = ruled.rule in cue_words("combine.content")
    by_rule_source = ruled.rule in cue_words("combine.source")
    if (subject := _described_subject(index, ruled, learned)) is not None:
        ruled, by_rule_source = replace(ruled, source=(subject,)), True
    if ruled.rule == ASIDE and _has_more_before(index, ruled, learned):
        by_rule_content = False
    if _says_it_before(index, ruled, learned):
        by_rule_content = by_rule_source = True
    source = ruled.source if by_rule_source and ruled.source else learned.source
    content = ruled.content if by_rule_content else _from_its_sentence(index, ruled, learned)
    return Found(
        source=source or ruled.source,
        cue=tuple(span for span in ruled.cue if not overlap([span], content)) or learned.cue,
        content=content,
        rule=ruled.rule,
        anchor=ruled.anchor,
        relay=ruled.relay,
        continues=ruled.continues,
    )
