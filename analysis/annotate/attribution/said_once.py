"""Where what one speaker says ends: at a semicolon, and where the next speaks without a verb.

In: Found. Out: Found. 'The exiles say that he is in a cell, [the ministry]s [that he is in bed]q',
'Arvona speaks of a drone and [Tessin]s of [a leak]q': the verb is said once and holds for both.
Gives up where the second speaker may be part of what the first one says: a noun that is no word
for a speaker, a name that goes on ('the Duke of York').
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis.annotate.attribution.spans import Found, TokenIndex, subtract, tidy
from analysis.annotate.attribution.words import FINITE
from analysis.annotate.once import sentence_of
from analysis.model import Span
from analysis.vocabulary import words

JOINTS = frozenset({",", ";", "and", "but", "while", "whereas"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
SPEAKERS = ("officials", "organisations", "anonymous", "documents")
LONGEST = 6  # words of the second speaker
NEAREST = 3  # tokens from the verb to its preposition
_SEMICOLON = re.compile(r";\s+(?!(?:(?:and|but)\s+)?that\b)")
_CITING = ("citing ", "quoting ")
_TOLD = re.compile(r"[^,;:.\n\"“”]{2,80}, (?=that\s)")
_QUOTES = re.compile(r"[\"“”]")


def apart(index: TokenIndex, found: Sequence[Found]) -> list[Found]:
    """The findings with a second speaker told from the first, and without what stands behind the
    semicolon that ends a 'that' clause."""
    result = list(found)
    for one in found:
        second = _second(index, one)
        if second is not None:
            stretch = (second.source[0][0], second.content[0][1])
            result = [left for other in result if (left := _left(index, other, stretch))]
            result.append(second)
    return [kept for one in result if (kept := _within_its_clause(index.text, one))]


def _left(index: TokenIndex, one: Found, stretch: Span) -> Found | None:
    if one.end <= stretch[0] or one.start >= stretch[1]:
        return one
    kept = [part for span in one.content for part in subtract(span, [stretch])]
    content = tuple(_without_joint(index.text, span) for span in tidy(index.text, kept))
    return replace(one, content=content) if content else None


def _without_joint(text: str, span: Span) -> Span:
    joint = re.search(r"[\s,;]+(?:and|but|while|whereas)$", text[slice(*span)])
    return (span[0], span[0] + joint.start()) if joint else span


def _second(index: TokenIndex, one: Found) -> Found | None:
    """What the next speaker says with the same verb."""
    if one.anchor < 0 or not one.source:
        return None
    verb = index.doc[one.anchor]
    if verb.pos_ not in ("VERB", "AUX") or one.start <= verb.idx:
        return None
    opening = index.at(one.start)
    if opening <= verb.i:
        return None
    word = next(
        (t.lower_ for t in (index.doc[opening], index.doc[opening - 1]) if t.lower_ == "that"), ""
    )
    before = index.doc[opening - 1]
    if not word and before.pos_ == "ADP" and verb.i < before.i < verb.i + NEAREST:
        word = before.lower_
    if not word:
        return None
    last = sentence_of(verb)[1]
    for at in range(opening + 2, last - 1):
        token = index.doc[at]
        if "\n" in token.text:
            return None
        if token.lower_ != word:
            continue
        rest = _clause(list(index.doc[at + 1 : last])) if word == "that" else _noun(index, at, last)
        phrase = _speaker(index, opening, at, named=word != "that") if rest else []
        if rest and phrase:
            first = token if word == "that" else rest[0]
            return replace(
                one,
                source=((phrase[0].idx, phrase[-1].idx + len(phrase[-1])),),
                content=((first.idx, rest[-1].idx + len(rest[-1])),),
                rule="cue said once",
                relay=(),
            )
    return None


def _clause(tokens: Sequence[Token]) -> list[Token]:
    """The words behind 'that' up to a semicolon, if they are a clause with its subject in front."""
    kept: list[Token] = []
    for token in tokens:
        if token.text == ";" or "\n" in token.text:
            break
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    subject = bool(kept) and kept[0].pos_ in ("PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM")
    return kept if subject and any(t.tag_ in FINITE for t in kept) else []


def _noun(index: TokenIndex, at: int, last: int) -> list[Token]:
    """The phrase behind a preposition, with which the sentence ends."""
    kept = [t for t in index.doc[at + 1 : last] if not t.is_space]
    while kept and kept[-1].is_punct:
        kept.pop()
    if not kept or kept[0].text[:1].isupper() or any(t.tag_ in FINITE for t in kept):
        return []
    return kept if any(t.pos_ in ("NOUN", "PROPN") for t in kept) else []


def _speaker(index: TokenIndex, low: int, at: int, *, named: bool) -> list[Token]:
    """The phrase before `at` that a joint opens, where it is a word for a speaker or a name;
    `named`: a bare name alone, as 'the army of' goes on."""
    first = at
    while first > low and at - first < LONGEST and index.doc[first - 1].pos_ in PHRASE:
        first -= 1
    phrase = list(index.doc[first:at])
    if not phrase or first <= low or index.doc[first - 1].lower_ not in JOINTS:
        return []
    head = phrase[-1]
    known = any(
        form in words("sources", key) for key in SPEAKERS for form in (head.lower_, head.lemma_)
    )
    if named and index.doc[first - 2].pos_ == "PROPN":
        return []  # 'floods in Norland and Sorland of a scale never seen'
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.i > at:
        return []  # 'the officials that he had sent were coming home'
    if named:
        return phrase if not known and all(t.pos_ == "PROPN" for t in phrase) else []
    return phrase if head.pos_ == "PROPN" or (known and phrase[0].pos_ in ("DET", "PRON")) else []


def _within_its_clause(text: str, one: Found) -> Found | None:
    """'says that nine died; the police say four': a 'that' clause ends at the semicolon, and
    belongs to the words of saying before it; 'citing [an officer,] that': who is cited is no part
    of it."""
    start = one.start
    if text[:start].endswith(_CITING) and (told := _TOLD.match(text, start, one.content[0][1])):
        start = told.end()
        one = replace(one, content=((start, one.content[0][1]), *one.content[1:]))
    if not one.cue or not text.startswith("that ", start):
        return one
    if one.cue[0][0] > one.end:
        return None if ";" in text[one.end : one.cue[0][0]] else one
    stop = _SEMICOLON.search(text, start, one.content[0][1])
    if stop is None or len(_QUOTES.findall(text, start, stop.start())) % 2:
        return one
    return replace(one, content=((start, stop.start()), *one.content[1:]))
