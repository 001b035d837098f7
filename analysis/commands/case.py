"""Resolve a whole case: claims, who stands behind them, and where they contradict each other.

IN are files and folders of anything that can be uploaded, and JSON lines of articles. CASE is one
JSON object: articles, actors, mentions, claims, propositions, contradictions, near_duplicates,
happenings, events, edges. What cannot be read is named on stderr and left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.commands.options import add_engine_options, chosen_executor
from analysis.commands.progress import Progress
from analysis.commands.sinks import open_sink
from analysis.commands.sources import files, pieces
from analysis.engine import Failure, annotate_all
from analysis.errors import BadInput, Refused
from analysis.ingest.material import Piece
from analysis.model import Annotation, Article, Case, Claim, Event, Proposition

if TYPE_CHECKING:
    from analysis.resolve.actor_descriptions import LinkedMention


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="IN", help="files or folders")
    parser.add_argument("-o", "--output", required=True, metavar="CASE", help="'-' is stdout")
    parser.add_argument(
        "--as-of", default="", metavar="TIME", help="the case as it was known at this ISO time"
    )
    add_engine_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Read, annotate, resolve, write."""
    files(chosen.inputs)
    progress = Progress("annotated")
    articles = _distinct(pieces(chosen.inputs), progress)
    if not articles:
        raise BadInput("There is no article in what was given.")
    progress.total = len(articles)
    annotations: dict[str, Annotation] = {}
    with chosen_executor(chosen) as executor:
        for annotated in annotate_all(articles, executor):
            if isinstance(annotated, Failure):
                progress.skip(Refused(annotated.article_id, annotated.reason, ""))
            else:
                annotations[annotated.article_id] = annotated
            progress.advance()
    progress.finish()

    from analysis.resolve.actor_descriptions import linked_mentions  # heavy: when it is needed
    from analysis.resolve.actors import resolve_actors
    from analysis.resolve.case import resolve_case

    case = resolve_case(articles, annotations, (), chosen.as_of)
    resolution = resolve_actors(case.articles, annotations)
    with open_sink(chosen.output) as write:
        write(document(case, linked_mentions(case.articles, annotations, resolution)))
    return 0


def _distinct(found: Iterable[Piece], progress: Progress) -> list[Article]:
    """The articles, each once. One id with two texts is an error in the material: both stay."""
    articles: dict[str, Article] = {}
    for piece in found:
        if isinstance(piece, Refused):
            progress.skip(piece)
            continue
        known = articles.get(piece.id)
        if known is None:
            articles[piece.id] = piece
        elif known.text != piece.text:
            other = f"{piece.id}-{len(articles)}"
            articles[other] = replace(piece, id=other)
    return list(articles.values())


def document(case: Case, linked: Iterable[LinkedMention] = ()) -> dict[str, object]:
    """The JSON object, as the README documents it; `linked` are the mentions of all articles."""

    from analysis.frames import mentions_frame  # heavy, with the next: when it is needed
    from analysis.resolve.network import cooccurrence

    edges = cooccurrence(mentions_frame(case), min_count=1)
    mentions: dict[str, list[dict[str, object]]] = {}
    for mention in case.mentions:
        mentions.setdefault(mention.actor_id, []).append(
            {
                "article_id": mention.article_id,
                "start": mention.start,
                "end": mention.end,
                "kind": mention.kind,
            }
        )
    return {
        "articles": [_article(case, article) for article in case.articles],
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "type": actor.type,
                "aliases": [alias.text for alias in actor.aliases],
                "roles": [role.text for role in actor.roles],
                "mentions": mentions.get(actor.id, []),
            }
            for actor in case.actors
        ],
        "mentions": [
            {
                "article_id": mention.article_id,
                "start": mention.start,
                "end": mention.end,
                "entity_id": mention.entity_id,
                "type": mention.type,
                "kind": mention.kind,
            }
            for mention in linked
        ],
        "claims": [_claim(claim) for claim in case.claims],
        "propositions": [_proposition(proposition) for proposition in case.propositions],
        "contradictions": [[found.a, found.b, found.reason] for found in case.contradictions],
        "near_duplicates": [list(group.article_ids) for group in case.syndication],
        "happenings": [list(group) for group in case.happenings],
        "events": [_event(event) for event in case.events],
        "edges": [
            {
                "a": edge["a"],
                "b": edge["b"],
                "count": int(edge["count"]),
                "npmi": round(edge["npmi"], 4),
            }
            for edge in edges.to_dict("records")
        ],
    }


def _article(case: Case, article: Article) -> dict[str, object]:
    dct = case.dcts.get(article.id)
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "published_at": article.published_at,
        "dct": dct.value if dct else "",
        "dct_origin": dct.origin if dct else "unknown",
        "language": article.language,
        "wire": article.wire,
        "text": article.text,
        "boilerplate": article.boilerplate,
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "article_id": claim.article_id,
        "start": claim.start,
        "end": claim.end,
        "content": claim.content,
        "content_spans": claim.content_spans,
        "source_text": claim.source_text,
        "source_spans": claim.source_spans,
        "actor_id": claim.actor_id,
        "source_kind": claim.source_kind,
        "channel": claim.channel,
        "cue": claim.cue,
        "cue_spans": claim.cue_spans,
        "quote": claim.quote,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "proposition_id": claim.proposition_id,
        "confidence": claim.confidence,
    }


def _proposition(proposition: Proposition) -> dict[str, object]:
    return {
        "id": proposition.id,
        "statement": proposition.statement,
        "claim_ids": proposition.claim_ids,
        "origins_min": proposition.origins_min,
        "origins_max": proposition.origins_max,
        "confidence": proposition.confidence,
        "standing": proposition.standing,
        "admiralty": proposition.admiralty,
        "ledger": [
            {
                "name": line.name,
                "value": line.value,
                "detail": line.detail,
                "claim_ids": line.claim_ids,
            }
            for line in proposition.ledger
        ],
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "description": event.description,
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        "status": event.status,
        "evidence": [
            {"article_id": place.article_id, "start": place.start, "end": place.end}
            for place in event.evidence
        ],
    }
