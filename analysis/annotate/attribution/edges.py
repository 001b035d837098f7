"""Takes off the ends of a content what is not said: the page's own words and the writer's.

In: the article's text, a Found. Out: the Found without the time and the label that a live page
puts in front ('08:30 ...', '17:40 Exclusive: ...'), without a relative clause on how it was said,
without the predicate of a cue noun ('The claim [that it fell] was wrong'); a bracket that opens
inside is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis.annotate.attribution.spans import Found, TokenIndex, subtree
from analysis.annotate.attribution.words import FINITE, cue_words, lemma
from analysis.model import Span
from analysis.vocabulary import words

_STAMP = re.compile(
    r"[^\S\n]*(?:[01]?\d|2[0-3])[.:h][0-5]\d(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}\b|h\b|local time))?"
    r"\s*(?:[-–—:|]\s*)?(?=[A-ZÀ-Þ“\"‘'\d])"
)
_LABEL = re.compile(r"(?P<label>[A-Z][\w’' -]{2,20}):\s+(?=[\w“\"‘'])")


def behind_stamp(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without the time and the label with which the line of the first one opens."""
    if not spans:
        return ()
    (start, end), *others = spans
    line = text.rfind("\n", 0, start + 1) + 1
    stamp = _STAMP.match(text, line)
    opening = stamp.end() if stamp else line
    label = _LABEL.match(text, opening)
    if label is not None and label["label"].lower() in cue_words("headlines.no_sources"):
        opening = label.end()
    if opening <= start or opening == line:
        return tuple(spans)
    return ((opening, end), *others) if opening < end else tuple(others)


def trimmed_ends(index: TokenIndex, one: Found) -> Found | None:
    """None where nothing is left."""
    content = behind_stamp(index.text, one.content)
    content = _of_the_noun(index, one, _without_manner(index, one, content))
    content = tuple(closed(index.text, span) for span in content)
    source = tuple(closed(index.text, span) for span in one.source)
    return replace(one, content=content, source=source) if content else None


def closed(text: str, span: Span) -> Span:
    """With the bracket that closes one opened inside, where it stands at the end."""
    start, end = span
    for opens, closes in ("()", "[]"):
        inside = text[start:end]
        if inside.count(opens) > inside.count(closes) and text[end : end + 1] == closes:
            return start, end + 1
    return span


def _without_manner(index: TokenIndex, one: Found, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """'[Nobody was hurt], the firm said in a note [that gave no names]': a relative clause behind
    the words of saying is on those, not on what is said."""
    if len(content) < 2 or not one.cue:
        return content
    start = content[-1][0]
    tokens = index.tokens([content[-1]])
    relative = (
        len(tokens) > 1
        and start > one.cue[-1][1]
        and content[-2][1] <= one.cue[0][0]
        and tokens[0].text in ("that", "which", "who")
        and (tokens[1].tag_ in FINITE or tokens[0].lower_ != "that")
        and tokens[0].tag_ != "DT"
    )
    return content[:-1] if relative or _is_addressee(index, one, tokens) else content


def _is_addressee(index: TokenIndex, one: Found, tokens: Sequence[Token]) -> bool:
    """'The text is ready, an aide told [the Courier with a smile]': nobody's words, no verb."""
    if one.anchor < 0 or any(t.tag_ in FINITE for t in tokens):
        return False
    verb = index.doc[one.anchor]
    told_to = not words("cues", "verbs.told_to").isdisjoint((verb.lower_, lemma(verb)))
    return told_to and any(t.head.i == verb.i and t.dep_ in ("dobj", "dative") for t in tokens)


def _of_the_noun(index: TokenIndex, one: Found, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """What a cue noun tells ends before the verb of which the noun is the subject."""
    noun = index.head(one.cue) if one.cue else None
    if noun is None or noun.pos_ != "NOUN" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return content
    (start, end), *others = content
    last = subtree(noun)[1]
    if others or not (noun.idx < start < last < end and last <= noun.head.idx < end):
        return content
    return ((start, last),)
