"""Finds what the outlet itself states: clauses about happenings that no source is given for.

In: a Doc and the attributions already found. Out: Attributions of kind 'author' without source.
Left out: questions, fragments, headlines' labels, opinions without an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.channel import dateline_wire
from analysis.annotate.attribution.spans import (
    FINAL,
    TokenIndex,
    length,
    overlap,
    subtract,
    subtree,
    tidy,
    token_span,
)
from analysis.annotate.certainty import assess
from analysis.model import Attribution, Entity, Mention, Span

SUBJECTS = ("nsubj", "nsubjpass")
SHORTEST = 4  # words
SAID_BY_OTHERS = 0.4  # part of a clause in others' words from which it is not the outlet's


def find_statements(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> tuple[Attribution, ...]:
    """One statement for each main clause of the outlet's own."""
    index = TokenIndex(doc)
    taken = [
        span for a in attributions if _says_a_clause(index, a) for span in (*a.content, *a.cue)
    ]
    wire = dateline_wire(index.text)
    result: list[Attribution] = []
    for sentence in doc.sents:
        if index.text[sentence.start_char : sentence.end_char].rstrip().endswith("?"):
            continue
        verb = sentence.root
        if not _tells_of_something(verb):
            continue
        content = tidy(index.text, _own_part(verb, taken), FINAL)
        if len(content) != 1 or overlap([token_span(verb)], taken):
            continue
        if overlap(content, taken) > SAID_BY_OTHERS * length(content):
            continue
        tokens = index.tokens(content)
        if len(tokens) < SHORTEST or "\n" in index.text[slice(*content[0])]:
            continue
        commitment = assess(doc, tokens, [])
        result.append(
            Attribution(
                source=(), cue=(), content=content, quote_type="indirect",
                source_kind="author", channel=(wire,) if wire else (),
                certainty=commitment.certainty, polarity=commitment.polarity,
                triggers=commitment.triggers, origin_rule="the outlet's own words",
            )
        )  # fmt: skip
    return tuple(result)


def _says_a_clause(index: TokenIndex, said: Attribution) -> bool:
    """Not so of 'conceded defeat', 'called a strike': that is what somebody did."""
    if said.quote_type != "indirect":
        return True
    return any(token.pos_ in ("VERB", "AUX") for token in index.tokens(said.content))


def _own_part(verb: Token, taken: Sequence[Span]) -> list[Span]:
    """The clause without those bound to it that hold what somebody else says."""
    others = [
        subtree(part)
        for part in verb.children
        if part.dep_ in ("advcl", "conj", "parataxis") and overlap([subtree(part)], taken)
    ]
    return subtract(subtree(verb), others)


def _tells_of_something(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in verb.children)
