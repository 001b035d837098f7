"""Mends the ties that the learned tagger makes over a distance.

In: Found as the tagger links them. Out: Found whose cue and source stand where their content does.
A cue in another sentence than its content, a source in another sentence than its cue, and a
content of pieces from several paragraphs are nearly always wrong (97 of 100 on the articles
looked at): the word that governs the content in its own sentence is asked instead. Where there
is none, a quotation stays, its source open; anything else is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis.annotate.attribution.quotations import DOUBLE
from analysis.annotate.attribution.sentence_parts import (
    child,
    cue_span,
    noun_phrase,
    source_head,
)
from analysis.annotate.attribution.spans import Found, TokenIndex, covers, overlap, tidy, token_span
from analysis.annotate.attribution.words import all_cues, is_speech, lemma
from analysis.annotate.once import sentence_of
from analysis.model import Span

GOVERNORS = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
CLOSE = 10  # words between a content and a speech verb that governs nothing


def with_near_ties(index: TokenIndex, found: Found) -> Iterator[Found]:
    """`found` itself where its ties are near; otherwise what its pieces are by themselves."""
    together, strays = _pieces(index, found)
    if together:
        yield _with_near_source(index, replace(found, content=together))
    for piece in strays:
        alone = _retied(index, replace(found, content=(piece,)))
        if alone.cue or _is_quoted(index.text, piece):
            yield alone


def _pieces(index: TokenIndex, found: Found) -> tuple[tuple[Span, ...], list[Span]]:
    """The pieces of the content that share the cue's paragraph, and those that do not."""
    if not found.cue:
        return found.content, []
    home = _paragraph(index, found.cue)
    near = tuple(span for span in found.content if _paragraph(index, (span,)) == home)
    sentences = _sentences(index, found.cue)
    if near and not any(_sentences(index, (span,)) & sentences for span in near):
        near = ()
    return near, [span for span in found.content if span not in near]


def _paragraph(index: TokenIndex, spans: Sequence[Span]) -> int:
    return index.text.rfind("\n", 0, spans[0][0])


def _sentences(index: TokenIndex, spans: Sequence[Span]) -> set[int]:
    """The sentences that the spans touch, by the index of their first token."""
    return {sentence_of(token)[0] for token in index.tokens(spans)}


def _with_near_source(index: TokenIndex, found: Found) -> Found:
    if not found.cue or not found.source:
        return found
    if _sentences(index, found.source) & _sentences(index, found.cue):
        return found
    verb = index.doc[found.anchor] if found.anchor >= 0 else None
    subject = source_head(verb) if verb is not None else None
    return replace(found, source=_phrase(index, subject, found.content))


def _retied(index: TokenIndex, found: Found) -> Found:
    """A content alone: its cue is what governs it, or a verb of saying close by."""
    cue = _governor(index, found.content) or _speech_beside(index, found.content)
    if cue is None:
        return replace(found, source=(), cue=(), anchor=-1)
    owner = child(cue, "poss") if cue.pos_ == "NOUN" else source_head(cue)
    return replace(
        found,
        source=_phrase(index, owner, found.content),
        cue=cue_span(cue) if cue.pos_ != "NOUN" else (token_span(cue),),
        anchor=cue.i,
    )


def _is_quoted(text: str, span: Span) -> bool:
    """Holds a quotation mark, or follows one."""
    return any(mark in DOUBLE for mark in text[max(span[0] - 1, 0) : span[1]])


def _phrase(index: TokenIndex, head: Token | None, content: Sequence[Span]) -> tuple[Span, ...]:
    if head is None or covers(content, [token_span(head)]):
        return ()
    phrase = noun_phrase(head)
    return tidy(index.text, [token_span(head) if overlap([phrase], content) else phrase])


def _governor(index: TokenIndex, content: Sequence[Span]) -> Token | None:
    """The word outside on which the content hangs, prepositions passed over."""
    head = index.head(content)
    if head is None:
        return None
    word = head.head
    while word.dep_ == "prep" and word.head.i != word.i:
        word = word.head
    if word.i == head.i or word.pos_ not in GOVERNORS or covers(content, [token_span(word)]):
        return None
    return word if lemma(word) in all_cues() or lemma(word) == "say" else None


def _speech_beside(index: TokenIndex, content: Sequence[Span]) -> Token | None:
    """The nearest verb of saying in the same sentence, outside the content."""
    tokens = index.tokens(content)
    if not tokens:
        return None
    first, last = tokens[0].i, tokens[-1].i
    near = [
        (max(first - token.i, token.i - last), token.i)
        for token in index.doc[max(first - CLOSE, 0) : last + CLOSE]
        if is_speech(token)
        and sentence_of(token)[0] in {sentence_of(tokens[0])[0], sentence_of(tokens[-1])[0]}
        and not covers(content, [token_span(token)])
    ]
    return index.doc[min(near)[1]] if near else None
