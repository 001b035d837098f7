"""The rules together: cue words, quotations and layout, reconciled.

In: a Doc. Out: Found in text order. Where several rules see the same cue, the quotation's
marks decide the ends of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from analysis.annotate.attribution.channel import quoted_as_saying
from analysis.annotate.attribution.cues import find_cued
from analysis.annotate.attribution.layout import find_in_layout
from analysis.annotate.attribution.outlets import display_name, is_media
from analysis.annotate.attribution.quotations import Quotation
from analysis.annotate.attribution.sentence_parts import child, noun_phrase
from analysis.annotate.attribution.spans import (
    Found,
    TokenIndex,
    covers,
    length,
    overlap,
    subtract,
    subtree,
    tidy,
    token_span,
)
from analysis.annotate.attribution.speakers import find_spoken

AS_SAYING = re.compile(r"\b(?:quot|cit)\w+\b[^.\n]*\bas\b", re.I)
WORDS_OUTSIDE = 3  # words beside the quotation that make a content mixed


def find_by_rules(index: TokenIndex, quotations: Sequence[Quotation]) -> list[Found]:
    """Everything that the rules alone find."""
    spoken = _saying_something(find_spoken(index, quotations))
    layout = _saying_something(find_in_layout(index))
    cued = _outside(_saying_something(find_cued(index.doc, index.text)), layout)
    merged = _reconciled(index.text, spoken, cued, quotations)
    return _cited(index, _requoted(index, [*merged, *layout]))


def _saying_something(found: Iterable[Found]) -> list[Found]:
    """Without those whose content held nothing but marks: 'he said “, '."""
    return [one for one in found if one.content]


def _outside(cued: Sequence[Found], layout: Sequence[Found]) -> list[Found]:
    """Cues that the layout does not already account for."""
    taken = {found.anchor for found in layout if found.anchor >= 0}
    tweets = [span for found in layout if found.rule == "tweet" for span in found.content]
    return [
        found for found in cued if found.anchor not in taken and not overlap(found.content, tweets)
    ]


def _reconciled(
    text: str, spoken: Sequence[Found], cued: Sequence[Found], quotations: Sequence[Quotation]
) -> list[Found]:
    by_anchor = {found.anchor: position for position, found in enumerate(spoken)}
    result = list(spoken)
    marks = [(q.start, q.end) for q in quotations if q.double]
    for found in cued:
        position = by_anchor.get(found.anchor)
        if position is None:
            if any(covers(other.content, found.cue) for other in spoken):
                continue  # speech within speech: the quotation is the claim
            if _of_the_speaker(text, found, marks):
                continue
            result.append(_completed(text, found, marks))
            continue
        other = result[position]
        if _words_outside(text, found, marks) >= WORDS_OUTSIDE and found.start < other.start:
            content = tidy(text, [*found.content, *other.content])
            result[position] = Found(
                other.source or found.source, other.cue, content, other.rule, other.anchor
            )
    return result


def _words_outside(text: str, found: Found, marks: Sequence[tuple[int, int]]) -> int:
    return sum(len(text[s:e].split()) for span in found.content for s, e in subtract(span, marks))


def _completed(text: str, found: Found, marks: Sequence[tuple[int, int]]) -> Found:
    """A content that ends inside a quotation goes on to the mark that closes it."""
    spans = list(found.content)
    for number, (start, end) in enumerate(spans):
        for low, high in marks:
            if low < end < high and start <= low and not _cut(found, (end, high)):
                spans[number] = (start, high)
    return Found(found.source, found.cue, tidy(text, spans), found.rule, found.anchor, found.relay)


def _of_the_speaker(text: str, found: Found, marks: Sequence[tuple[int, int]]) -> bool:
    """'I hope', 'you say' between marks: the speaker's own words, not a report of them."""
    person = " ".join(text[s:e] for s, e in found.source).lower()
    return person in ("i", "we", "you") and covers(marks, found.cue)


def _cut(found: Found, span: tuple[int, int]) -> bool:
    return overlap([span], (*found.source, *found.cue)) > 0


def _cited(index: TokenIndex, found: list[Found]) -> list[Found]:
    """'State television said, citing a commander': the commander speaks, television relays."""
    return [_cited_one(index, one) or one for one in found]


def _cited_one(index: TokenIndex, one: Found) -> Found | None:
    head = index.head(one.source) if one.source and one.anchor >= 0 else None
    citing = _citing(index.doc[one.anchor]) if head is not None else None
    cited = child(citing, "dobj") if citing is not None else None
    if head is None or citing is None or cited is None:
        return None
    if not is_media(head, index.tokens(one.source)) or is_media(cited, list(cited.subtree)):
        return None
    source = tidy(index.text, [noun_phrase(cited)])
    content = [part for span in one.content for part in subtract(span, [subtree(citing)])]
    cue = tuple(sorted((*one.cue, token_span(citing))))
    relay = (*one.relay, display_name(head)[1])
    return Found(source, cue, tidy(index.text, content), "citing", one.anchor, relay)


def _citing(verb: Token) -> Token | None:
    """Bound to the verb; 'reported, [citing] an officer, that ...': bound to what is said."""
    told = child(verb, "ccomp")
    opening = next((c.i for c in told.lefts if c.dep_ == "mark"), 0) if told is not None else 0
    inner = [c for c in told.lefts if verb.i < c.i < opening] if told is not None else []
    return next(
        (
            c
            for c in (*verb.children, *inner)
            if c.dep_ in ("advcl", "prep") and c.lower_ in ("citing", "quoting")
        ),
        None,
    )


def _requoted(index: TokenIndex, found: list[Found]) -> list[Found]:
    """'Reuters quoted the official as saying': the official speaks, Reuters relays."""
    if AS_SAYING.search(index.text) is None:
        return found
    for relay, speaker, saying in quoted_as_saying(index.doc):
        verb = saying.head.head
        name = display_name(relay)[1]
        cue = (token_span(verb), (saying.head.idx, saying.idx + len(saying)))
        source = tidy(index.text, [noun_phrase(speaker)])
        for position, one in enumerate(found):
            if one.anchor in (verb.i, saying.i):
                content = one.content
                if overlap(content, source):  # 'quoted the chief as ordering a retreat'
                    content = tidy(index.text, [subtree(saying)])
                found[position] = Found(source, cue, content, "quoted as saying", verb.i, (name,))
    best: dict[int, Found] = {}
    for one in found:
        known = best.get(one.anchor)
        if one.anchor < 0 or one.rule != "quoted as saying":
            best[-len(best) - 10] = one
        elif known is None or length(one.content) > length(known.content):
            best[one.anchor] = one
    return list(best.values())
