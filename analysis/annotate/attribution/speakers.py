"""Gives each quotation its speaker.

In: a Doc, its Quotations. Out: Found, one for each stretch that one cue introduces, and one
for each paragraph in which a speaker goes on without being named again.

The frame of a quotation is the text between it and the end of its sentence, the next
quotation or the paragraph; the cue is the speech verb in the frame behind it ('"...", he
said') or before it ('he said: "..."'), after O'Keefe et al. (2012), A sequence labelling
approach to quote attribution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.quotations import DOUBLE, Quotation
from analysis.annotate.attribution.sentence_parts import cue_span, noun_phrase, source_head
from analysis.annotate.attribution.spans import Found, TokenIndex, tidy
from analysis.annotate.attribution.words import is_speech, lemma
from analysis.model import Span

SHORTEST = 4  # words; fewer, and without a cue beside it, a quotation is a name or a scare quote
LONG = 5  # words of a paragraph in which a speaker goes on
NAMED_LINE = re.compile(r"[A-Z][A-Z .'’-]+:")
FRAME = 45  # tokens looked at on one side
SENTENCE = 7  # tokens of a sentence that only names the speaker
NEAR = 14  # tokens between a quotation and the verb behind it
ENDS = frozenset(".!?")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """The tokens beside a quotation, nearest sentence part only."""

    tokens: tuple[Token, ...]


def find_spoken(index: TokenIndex, quotations: Sequence[Quotation]) -> list[Found]:
    """Quotations with their cue and source, in order."""
    text = index.text
    found: list[Found] = []
    last: Found | None = None  # the stretch that a further quotation may continue
    last_paragraph = -1
    for number, quotation in enumerate(quotations):
        if not quotation.double and not _long(text, quotation):
            continue
        verb, before = _cue_of(index, quotations, number)
        if verb is not None:
            if last is not None and last.anchor == verb.i:
                last = found[-1] = _extended(text, last, quotation)
            else:
                last = _spoken(index, quotation, verb, before)
                found.append(last)
            last_paragraph = quotation.paragraph
        elif last is not None and _stands_alone(text, quotation):
            if quotation.paragraph == last_paragraph:
                last = found[-1] = _extended(text, last, quotation)
            elif _is_paragraph(text, quotation) and _adjacent(text, last, quotation):
                last = Found(
                    last.source, (), _content(text, quotation), "speaker continues",
                    continues=last.anchor if last.anchor >= 0 else last.continues,
                )  # fmt: skip
                found.append(last)
                last_paragraph = quotation.paragraph
        elif quotation.paragraph != last_paragraph:
            last = None
    return found


def _content(text: str, quotation: Quotation) -> tuple[Span, ...]:
    start, end = quotation.inner
    while end > start and text[end - 1] in ", \t":
        end -= 1
    return ((start, end),) if end > start else ()


def _long(text: str, quotation: Quotation) -> bool:
    return len(text[slice(*quotation.inner)].split()) >= SHORTEST


def _stands_alone(text: str, quotation: Quotation) -> bool:
    """A sentence of its own between marks, rather than words borrowed by the writer."""
    start, end = quotation.inner
    inner = text[start:end]
    lone = inner[:1].isupper() or inner[:1] in "‘'…[$" or inner[:1].isdigit()
    return lone and (_long(text, quotation) or inner[-1:] in ".!?")


def _is_paragraph(text: str, quotation: Quotation) -> bool:
    """Opens its paragraph, is long enough to be speech, and nobody else speaks behind it."""
    if text[quotation.paragraph : quotation.start].strip(" \t\r"):
        return False
    inner = text[slice(*quotation.inner)]
    end = text.find("\n", quotation.end)
    rest = text[quotation.end : len(text) if end < 0 else end]
    alone = not rest.strip() or rest.lstrip()[:1] in DOUBLE
    return alone and len(inner.split()) >= LONG and not NAMED_LINE.match(inner)


def _adjacent(text: str, last: Found, quotation: Quotation) -> bool:
    """Only one paragraph break lies between what was said before and this quotation."""
    between = text[last.end : quotation.start]
    return between.strip("\n").count("\n") - between.strip("\n").count("\n\n") <= 1


def _extended(text: str, found: Found, quotation: Quotation) -> Found:
    return Found(
        found.source, found.cue, found.content + _content(text, quotation), found.rule,
        found.anchor, found.relay, found.continues,
    )  # fmt: skip


def _cue_of(
    index: TokenIndex, quotations: Sequence[Quotation], number: int
) -> tuple[Token | None, bool]:
    quotation = quotations[number]
    text = index.text
    inner = text[slice(*quotation.inner)].rstrip()
    following = text[quotation.end : quotation.end + 1]
    frame = _behind(index, quotations, number)
    if inner[-1:] in ",?!-–—…" or following == "," or (frame and is_speech(frame[0])):
        verb = _verb_behind(frame)
        if verb is not None:
            return verb, False
    if inner[-1:] == "." and (verb := _whole_sentence(index, frame)) is not None:
        return verb, False
    frame = _before(index, quotations, number)
    return _verb_before(frame), True


def _whole_sentence(index: TokenIndex, frame: Sequence[Token]) -> Token | None:
    """The verb of '"It is over." The mayor said.', a sentence that only names who spoke."""
    verb = _verb_behind(frame) if len(frame) <= SENTENCE else None
    if verb is None or frame[-1].i + 1 == len(index.doc):
        return verb
    ended = frame[-1].nbor(1)
    objects = any(c.dep_ in ("ccomp", "dobj", "xcomp", "attr", "oprd") for c in verb.children)
    return verb if not objects and (ended.text in ENDS or "\n" in ended.text) else None


def _behind(index: TokenIndex, quotations: Sequence[Quotation], number: int) -> list[Token]:
    doc, text = index.doc, index.text
    limit = quotations[number + 1].start if number + 1 < len(quotations) else len(text)
    frame: list[Token] = []
    position = index.at(quotations[number].end)
    while position < len(doc) and len(frame) < FRAME:
        token = doc[position]
        position += 1
        if token.idx < quotations[number].end:
            continue
        if token.idx >= limit or "\n" in token.text or token.text in ENDS:
            break
        if not token.is_space and (frame or not token.is_punct):
            frame.append(token)
    return frame


def _before(index: TokenIndex, quotations: Sequence[Quotation], number: int) -> list[Token]:
    doc = index.doc
    limit = max(quotations[number].paragraph, quotations[number - 1].end if number else 0)
    frame: list[Token] = []
    position = index.at(quotations[number].start)
    while position >= 0 and len(frame) < FRAME:
        token = doc[position]
        position -= 1
        if token.idx + len(token) > quotations[number].start:
            continue
        if token.idx < limit or "\n" in token.text or (token.text in ENDS and frame):
            break
        if token.text in ENDS:
            return []
        if not token.is_space:
            frame.append(token)
    frame.reverse()
    return frame


def _verb_behind(frame: Sequence[Token]) -> Token | None:
    """The first verb behind the quotation, if it is one of speech."""
    for token in frame[:NEAR]:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and is_speech(token)):
            relative = token.dep_ in ("relcl", "acl") and token.i != frame[0].i
            if is_speech(token) and not relative:
                return token
            if not relative:
                return None
        elif token.i == frame[0].i and is_speech(token):
            return token
    return None


LINKS = frozenset({",", ":", "that", "as", "-", "–", "—", "how"})


def _verb_before(frame: Sequence[Token]) -> Token | None:
    """The last speech verb before the quotation, where nothing but its own frame intervenes."""
    if not frame:
        return None
    if is_speech(frame[-1]):
        return frame[-1]
    if frame[-1].lower_ not in LINKS:
        return None
    for token in reversed(frame):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            if is_speech(token):
                return token
            if frame[-1].text != ":" and token.dep_ not in ("relcl", "acl", "advcl", "pcomp"):
                return None
    return None


def _spoken(index: TokenIndex, quotation: Quotation, verb: Token, before: bool) -> Found:
    text = index.text
    source = source_head(verb)
    phrase: Span | None = None
    if source is not None:
        phrase = noun_phrase(source)
    outside = phrase is not None and (phrase[1] <= quotation.start or phrase[0] >= quotation.end)
    if phrase is None or not outside:
        phrase = phrase_beside(index.doc, verb, before)
    rule = "quotation after its cue" if before else "quotation before its cue"
    return Found(
        tidy(text, [phrase] if phrase else []), cue_span(verb),
        _content(text, quotation), rule, verb.i,
    )  # fmt: skip


def phrase_beside(doc: Doc, verb: Token, before: bool) -> Span | None:
    """The noun phrase next to the verb, where the parse does not name a subject."""
    sides = [
        range(verb.i - 1, max(verb.i - 8, -1), -1),
        range(verb.i + 1, min(verb.i + 8, len(doc))),
    ]
    if not before and lemma(verb) != "tell":
        sides.reverse()
    for side in sides:
        for position in side:
            token = doc[position]
            if token.text in ENDS or "\n" in token.text or token.text in '"“”':
                break
            if token.pos_ not in NOMINAL:
                continue
            while token.dep_ in ("compound", "poss", "appos", "nmod") and token.head.i in side:
                token = token.head
            phrase = noun_phrase(token)
            if phrase[0] <= verb.idx < phrase[1]:
                return (token.idx, token.idx + len(token))
            return phrase
    return None
