"""Turns the attributions and the outlet's own statements of every article into claims.

In: articles, their annotations, the resolved actors, corrections. Out: Claims, in article order.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.model import Annotation, Article, Attribution, Claim, Correction, Span
from analysis.resolve.actors import ActorResolution

Corrections = Mapping[str, Sequence[Correction]]


def build_claims(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    resolution: ActorResolution,
    corrections: Sequence[Correction] = (),
) -> tuple[Claim, ...]:
    """One Claim for each attribution and each statement.

    `Claim.content` reads as one text: the content spans joined by a space. Corrections
    honoured: 'claim.reject' {claim} leaves it out, 'claim.edit' {claim, <field>: value}
    replaces source_text, source_kind, certainty, polarity or actor_id.
    """
    mentions = _mentions_by_article(resolution)
    rejected, edits = _analyst(corrections)
    claims: list[Claim] = []
    for article in articles:
        annotation = annotations.get(article.id)
        if annotation is None:
            continue
        for claim in _claims_of(article, annotation, resolution, mentions[article.id]):
            if claim.id not in rejected:
                claims.append(replace(claim, **edits[claim.id]) if claim.id in edits else claim)
    return tuple(claims)


def claim_id(article_id: str, source: Sequence[Span], content: Sequence[Span]) -> str:
    """Stable as long as the article and the spans are: corrections hold on to it."""
    key = f"{article_id}|{list(source)}|{list(content)}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:12]


EDITABLE = frozenset({"source_text", "source_kind", "certainty", "polarity", "actor_id"})


def _analyst(
    corrections: Sequence[Correction],
) -> tuple[frozenset[str], dict[str, dict[str, Any]]]:
    rejected: set[str] = set()
    edits: dict[str, dict[str, Any]] = defaultdict(dict)
    for correction in corrections:
        if correction.undone_at:
            continue
        target = str(correction.payload.get("claim", ""))
        if correction.kind == "claim.reject":
            rejected.add(target)
        elif correction.kind == "claim.accept":
            rejected.discard(target)
        elif correction.kind == "claim.edit":
            edits[target] |= {
                name: str(value) for name, value in correction.payload.items() if name in EDITABLE
            }
    return frozenset(rejected), edits


def _mentions_by_article(resolution: ActorResolution) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for mention in resolution.mentions:
        found[mention.article_id].append((mention.start, mention.end, mention.actor_id))
    for spans in found.values():
        spans.sort()
    return found


def _claims_of(
    article: Article,
    annotation: Annotation,
    resolution: ActorResolution,
    mentions: Sequence[tuple[int, int, str]],
) -> Iterable[Claim]:
    ids = [claim_id(article.id, a.source, a.content) for a in annotation.attributions]
    for index, attribution in enumerate(annotation.attributions):
        parent = attribution.parent
        yield _claim(
            ids[index], article, annotation, attribution, resolution, mentions,
            parent_id=ids[parent] if parent is not None else "",
        )  # fmt: skip
    for statement in annotation.statements:
        identifier = claim_id(article.id, (), statement.content)
        yield _claim(identifier, article, annotation, statement, resolution, mentions)


def _claim(
    identifier: str,
    article: Article,
    annotation: Annotation,
    attribution: Attribution,
    resolution: ActorResolution,
    mentions: Sequence[tuple[int, int, str]],
    parent_id: str = "",
) -> Claim:
    entity = attribution.source_entity
    actor = "" if entity is None else resolution.actor_of.get((article.id, entity), "")
    return Claim(
        id=identifier,
        article_id=article.id,
        start=attribution.content[0][0],
        end=attribution.content[-1][1],
        content=_joined(article.text, attribution.content),
        content_spans=attribution.content,
        source_text=_joined(article.text, attribution.source),
        source_spans=attribution.source,
        cue=_joined(article.text, attribution.cue),
        cue_spans=attribution.cue,
        quote=attribution.quote_type,
        actor_id=actor,
        source_kind=attribution.source_kind,
        descriptor=attribution.descriptor,
        channel=tuple(relay.name for relay in attribution.channel),
        certainty=attribution.certainty,
        polarity=attribution.polarity,
        triggers=attribution.triggers,
        outlet=article.outlet,
        reported_at=annotation.dct.value,
        parent_id=parent_id,
        mentioned=_mentioned(attribution.content, mentions),
    )


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _mentioned(spans: Sequence[Span], mentions: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}  # ordered and unique
    for start, end in spans:
        first = bisect_left(mentions, (start, -1, ""))
        for mention_start, mention_end, actor in mentions[first:]:
            if mention_start >= end:
                break
            if mention_end <= end:
                found[actor] = None
    return tuple(found)
