"""Annotate articles, one JSON line in, one JSON line out, in order.

IN is JSON lines {id, text, title?, published_at? | dct?, outlet?, url?}, CSV or Parquet with these
columns, compressed or not, or a folder of such files; '-' is standard input. Each line of OUT has
the id and half-open character offsets into its text: attributions (source, cue, content, type,
source_kind, channel, certainty, polarity, actor), mentions, timexes, events. OUT may end in
.jsonl, .jsonl.gz or .parquet. A line that cannot be read is named on stderr and skipped.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from analysis.commands.options import add_engine_options, chosen_executor
from analysis.commands.progress import Progress
from analysis.commands.sinks import done_before, open_sink
from analysis.commands.sources import files, pieces
from analysis.engine import Failure, annotate_all
from analysis.errors import Refused
from analysis.ingest.material import Piece
from analysis.model import Annotation, Article, Attribution


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="IN", help="files or folders of articles")
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help="'-' is stdout")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="keep what OUT (JSON lines) holds of an interrupted run, and go on behind it",
    )
    add_engine_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Stream articles through the engine."""
    files(chosen.inputs)  # a wrong path is told before anything is loaded
    progress = Progress("annotated")
    before = done_before(chosen.output) if chosen.resume else 0
    with (
        open_sink(chosen.output, keep=before) as write,
        chosen_executor(chosen) as executor,
    ):
        articles = _articles(pieces(chosen.inputs), before, progress)
        for annotated in annotate_all(articles, executor):
            if isinstance(annotated, Failure):
                progress.skip(
                    Refused(annotated.article_id, annotated.reason, "Please report this article.")
                )
                write(_empty(annotated.article_id))
            else:
                write(document(annotated))
            progress.advance()
    progress.finish()
    return 0


def document(annotation: Annotation) -> dict[str, object]:
    """One line of the output, as the README documents it."""
    return {
        "id": annotation.article_id,
        "attributions": [_attribution(annotation, a) for a in annotation.attributions],
        "mentions": [
            {"start": m.start, "end": m.end, "entity_id": m.entity, "type": m.type, "kind": m.kind}
            for m in annotation.mentions
        ],
        "timexes": [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
            for t in annotation.timexes
        ],
        "events": [
            {
                "start": e.start,
                "end": e.end,
                "factuality": e.factuality,
                "polarity": e.polarity,
                "status": e.status,
                "earliest": e.earliest,
                "latest": e.latest,
                "precision": e.precision,
                "phrase": e.phrase,
            }
            for e in annotation.events
        ],
    }


def _attribution(annotation: Annotation, found: Attribution) -> dict[str, object]:
    entity = found.source_entity
    return {
        "source": found.source,
        "cue": found.cue,
        "content": found.content,
        "type": found.quote_type,
        "source_kind": found.source_kind,
        "channel": [relay.name for relay in found.channel],
        "certainty": found.certainty,
        "polarity": found.polarity,
        "actor": None if entity is None else annotation.entities[entity].name,
    }


def _empty(article_id: str) -> dict[str, object]:
    return document(Annotation(article_id))


def _articles(found: Iterable[Piece], skip: int, progress: Progress) -> Iterator[Article]:
    """The articles behind the first `skip`; what cannot be read is named."""
    for piece in found:
        if isinstance(piece, Refused):
            progress.skip(piece)
        elif skip:
            skip -= 1
        else:
            yield piece
