"""Finds attributions: who says what, in which words, through whom, how surely.

In: a Doc, its mentions and entities, the learned tagger's spans or None. Out: Attributions in
text order. The flow: rules (`cues`, `speakers` over `quotations`, `layout`) and the tagger are
brought together (`combine`), nested ones are told apart (`nesting`), then each is described:
source (`sources`), channel (`channel`), commitment (`certainty`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from analysis.annotate.attribution.antecedents import InOrder
from analysis.annotate.attribution.channel import dateline_wire, relays_of
from analysis.annotate.attribution.combine import combine
from analysis.annotate.attribution.edges import trimmed_ends
from analysis.annotate.attribution.nesting import in_order, parents, without_asides
from analysis.annotate.attribution.outlets import display_name
from analysis.annotate.attribution.quotations import find_quotations
from analysis.annotate.attribution.quote_type import quote_type
from analysis.annotate.attribution.rules import find_by_rules
from analysis.annotate.attribution.said_once import apart
from analysis.annotate.attribution.sources import SourceReader, SourceReading, without_reason
from analysis.annotate.attribution.spans import Found, TokenIndex
from analysis.annotate.certainty import assess
from analysis.model import Attribution, Entity, Mention, Relay

if TYPE_CHECKING:
    from analysis.annotate.tagger import TaggedAttribution

__all__ = ["find_attributions"]


def find_attributions(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    tagged: Sequence[TaggedAttribution] | None = None,
) -> tuple[Attribution, ...]:
    """Every attribution of an article; `tagged` None means the rules alone."""
    index = TokenIndex(doc)
    quotations = find_quotations(index.text)
    found = without_asides(index.text, in_order(find_by_rules(index, quotations)))
    if tagged is not None:
        found = in_order(combine(index, found, tagged))
    found = in_order(apart(index, found))
    found = [kept for one in found if (kept := without_reason(index.text, one)) is not None]
    marks = [(quotation.start, quotation.end) for quotation in quotations]
    found = in_order([kept for one in found if (kept := trimmed_ends(index, one)) is not None])
    reader = SourceReader(doc, index, mentions, entities, marks)
    readings = InOrder(doc, index, reader).read_all(found)
    enclosing = parents(found)
    channels = _channels(index, found, readings, enclosing)
    result: list[Attribution] = []
    for one, reading, parent, channel in zip(found, readings, enclosing, channels, strict=True):
        cue = [doc[one.anchor]] if one.anchor >= 0 and not one.cue else index.tokens(one.cue)
        commitment = assess(doc, index.tokens(one.content), cue)
        result.append(
            Attribution(
                source=one.source,
                cue=one.cue,
                content=one.content,
                quote_type=quote_type(index.text, one.content, quotations),
                source_kind=reading.kind,
                source_entity=reading.entity,
                descriptor=reading.descriptor,
                anonymity_reason=reading.reason,
                channel=channel,
                certainty=commitment.certainty,
                polarity=commitment.polarity,
                triggers=commitment.triggers,
                parent=parent,
                origin_rule=one.rule,
            )
        )
    return tuple(result)


def _channels(
    index: TokenIndex,
    found: Sequence[Found],
    readings: Sequence[SourceReading],
    enclosing: Sequence[int | None],
) -> list[tuple[Relay, ...]]:
    """Each attribution's own relays, then those it is nested in, then the dateline's wire."""
    wire = dateline_wire(index.text)
    own = [relays_of(index, one) for one in found]
    by_anchor = {one.anchor: position for position, one in enumerate(found) if one.anchor >= 0}
    result: list[tuple[Relay, ...]] = []
    for position, one in enumerate(found):
        chain = list(own[position])
        if one.continues in by_anchor:
            chain += own[by_anchor[one.continues]]
        seen = {position}
        parent = enclosing[position]
        while parent is not None and parent not in seen:
            seen.add(parent)
            chain += own[parent]
            head = index.head(found[parent].source)
            if readings[parent].kind == "media" and head is not None:
                chain.append(Relay(*display_name(head)))
            parent = enclosing[parent]
        if wire is not None:
            chain.append(wire)
        result.append(tuple({relay.name: relay for relay in chain}.values()))
    return result
