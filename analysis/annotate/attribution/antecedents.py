"""The sources of an article in the order in which they speak: whom 'he', 'it' or nobody means.

In: the attributions of an article. Out: a SourceReading each. A pronoun right after somebody's
speech means that speaker; where nobody has spoken, the person that the text is just about: 'A man
who works in the control room has been in touch. Nobody pressed the button, he says'; 'Reet
Salmisto has walked into the studio. "The minister signed this," she says'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.sources import (
    SourceReader,
    SourceReading,
    described,
    unnamed_kind,
)
from analysis.annotate.attribution.spans import Found, TokenIndex, overlap
from analysis.annotate.once import sentence_of
from analysis.vocabulary import words

SENTENCES = 4  # looked at before the pronoun's own
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj", "dative", "attr"})
MAIN = frozenset({"ROOT", "conj", "parataxis", "ccomp"})
GENDERS = {"he": "m", "she": "f"}
BODIES = frozenset({"it", "they"})


class InOrder:
    """Reads the sources of one article one after the other."""

    def __init__(self, doc: Doc, index: TokenIndex, reader: SourceReader) -> None:
        self._doc = doc
        self._index = index
        self._reader = reader

    def read_all(self, found: Sequence[Found]) -> list[SourceReading]:
        """One reading each. A pronoun right after somebody's speech means that speaker.

        'X said ... "...," he added.': within a paragraph, and where gender and number agree. 'It'
        means the body or the paper that was quoted; a quotation with no words of saying is whose
        the speech before it in the paragraph is.
        """
        readings: list[SourceReading] = []
        person: tuple[Found, SourceReading] | None = None
        other: tuple[Found, SourceReading] | None = None
        talking: int | None = None  # the speaker of a transcript, who calls himself 'I'
        for one in found:
            reading = self._reader.read(one)
            if self._pronoun(one) in GENDERS and reading.entity == talking:
                reading = replace(reading, entity=None)
            pronoun = self._pronoun(one)
            known: SourceReading | None = None
            if pronoun in GENDERS:
                if person is not None and self._goes_on(person, one, pronoun):
                    known = person[1]
                elif reading.entity is None or reading.entity not in self._reader.named:
                    known = self._just_told_of(one, pronoun, talking)
                    known = known or self._last_speaker(person, pronoun)
            elif pronoun in BODIES and other is not None and self._same_paragraph(other[0], one):
                known = other[1]
            elif not one.source and person is not None and self._is_quoted_on(person[0], one):
                known = person[1]
            if known is not None:
                reading = replace(known, reason=reading.reason or known.reason)
            if pronoun and not reading.descriptor:
                reading = replace(reading, descriptor=self._called(reading, person or other))
            readings.append(reading)
            if one.rule == "transcript":
                person, other, talking = None, None, reading.entity
            elif reading.kind in ("media", "document", "organisation"):
                other = (one, reading)
                if reading.kind == "organisation":
                    person = (one, reading)
            else:
                person = (one, reading)
        return readings

    def _pronoun(self, found: Found) -> str:
        word = self._index.text[slice(*found.source[0])] if len(found.source) == 1 else ""
        return word.lower() if word.lower() in GENDERS or word.lower() in BODIES else ""

    def _called(self, reading: SourceReading, speaker: tuple[Found, SourceReading] | None) -> str:
        """What to call whom a pronoun means: by name, or as the text called them before."""
        if reading.entity is not None:
            return self._reader.entities[reading.entity].name
        if speaker is None or speaker[1].kind != reading.kind:
            return ""
        spans = speaker[0].source
        return speaker[1].descriptor or " ".join(self._index.text[s:e] for s, e in spans)

    def _same_paragraph(self, before: Found, one: Found) -> bool:
        ends = max(end for _, end in (*before.content, *before.cue, *before.source))
        return "\n" not in self._index.text[before.start : max(one.start, ends)].strip()

    def _is_quoted_on(self, before: Found, one: Found) -> bool:
        return overlap(one.content, self._reader.quoted) > 0 and self._same_paragraph(before, one)

    def _just_told_of(self, one: Found, pronoun: str, talking: int | None) -> SourceReading | None:
        """Whom the sentences before are about: by name, or as 'a man who works there'."""
        anchor = one.anchor if one.anchor >= 0 else self._index.at(one.source[0][0])
        for head in told_of_before(self._doc, anchor):
            entity = self._named_beside(head)
            known = self._reader.entities[entity] if entity is not None else None
            if known is not None and (
                entity == talking
                or known.type != "person"
                or known.plural
                or known.gender not in ("", GENDERS[pronoun])
                or (head.pos_ == "PRON" and entity not in self._reader.named)
            ):
                continue
            if known is not None and entity in self._reader.named:
                return SourceReading(self._reader.named_kind(head, [], known), entity)
            if head.tag_ == "NN" and head.lower_ in words("mentions", "person_nouns"):
                if any(part.lower_ in ("every", "each", "no") for part in head.lefts):
                    continue
                tokens = list(head.subtree)
                return SourceReading(unnamed_kind(head, tokens), None, described(head, tokens))
        return None

    def _named_beside(self, head: Token) -> int | None:
        """The entity of the noun or of the name that explains it: 'the cook, Mairam Tukai'."""
        for near in (head, *(part for part in head.children if part.dep_ == "appos")):
            entity = self._reader.entity_of(near, [(near.left_edge.idx, near.idx + len(near))])
            if entity is not None and entity in self._reader.named:
                return entity
        return self._reader.entity_of(head, [(head.left_edge.idx, head.idx + len(head))])

    def _last_speaker(
        self, person: tuple[Found, SourceReading] | None, pronoun: str
    ) -> SourceReading | None:
        """Who spoke last in the article, in an earlier paragraph."""
        if person is None or person[1].kind == "organisation":
            return None
        entity = person[1].entity
        gender = self._reader.entities[entity].gender if entity is not None else ""
        return person[1] if gender in ("", GENDERS[pronoun]) else None

    def _goes_on(self, previous: tuple[Found, SourceReading], one: Found, pronoun: str) -> bool:
        before, reading = previous
        if not before.source or not self._same_paragraph(before, one):
            return False
        person = reading.kind in (
            "named official",
            "named person",
            "anonymous official",
            "anonymous",
        )
        gender = self._reader.entities[reading.entity].gender if reading.entity is not None else ""
        return person and gender in ("", GENDERS[pronoun])


def told_of_before(doc: Doc, position: int) -> Iterator[Token]:
    """Nouns of the sentences before the one of the token, and of the one before its
    paragraph where it stands in the first of it."""
    start = sentence_of(doc[position])[0]
    breaks = 0
    for _ in range(SENTENCES):
        if start == 0:
            return
        first, end = sentence_of(doc[start - 1])
        breaks += any("\n" in token.text_with_ws for token in doc[max(end - 2, first) : end])
        if breaks > 1:
            return
        yield from _nouns(doc, first, end)
        start = first


def _nouns(doc: Doc, first: int, end: int) -> Iterator[Token]:
    subjects: list[Token] = []
    others: list[Token] = []
    for token in doc[first:end]:
        if token.dep_ in SUBJECTS and token.head.dep_ in MAIN:
            subjects.append(_named_by_it(token))
        elif token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN"):
            subjects.append(token)  # a sentence without a verb
        elif token.dep_ in OBJECTS and token.pos_ in ("NOUN", "PROPN"):
            others.append(token)
    yield from subjects
    yield from others


def _named_by_it(token: Token) -> Token:
    """'It is Joel Kattai, the spokesman'."""
    if token.lower_ in ("it", "this") and token.head.lemma_ == "be":
        return next((part for part in token.head.children if part.dep_ == "attr"), token)
    return token
