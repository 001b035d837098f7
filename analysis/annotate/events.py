"""Finds the happenings that an article reports, with who, where and when.

In: a parsed Doc and what the earlier stages found in it. Out: EventMentions in text order.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from analysis.model import (
    Attribution,
    CreationTime,
    Entity,
    EventMention,
    Mention,
    TimeExpression,
)


def find_events(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    timexes: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    dct: CreationTime,
) -> tuple[EventMention, ...]:
    """Every predicate of the text as an event; the salient ones belong on a timeline."""
    return tuple(
        EventMention(
            token.idx,
            token.idx + len(token.text),
            token.lemma_.lower(),
            token.text,
            (token.sent.start_char, token.sent.end_char),
        )
        for token in doc
        if token.pos_ == "VERB"
    )
