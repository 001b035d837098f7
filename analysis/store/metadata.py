"""The analyst's corrections of what an article says about itself (title, outlet, date ...).

In: correction rows. Out: articles as the analyst corrected them. These are the one kind of
correction that the store understands: they decide what an article's analysis depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from analysis.model import Article, Correction
from analysis.store.tables import articles, corrections

METADATA_KIND = "article.metadata"  # payload: article, field, value
CORRECTABLE = frozenset({"title", "outlet", "author", "url", "published_at", "language", "wire"})


def correction(row: Row[Any]) -> Correction:
    """The Correction that a row of the table keeps."""
    payload = msgspec.json.decode(row.payload)
    return Correction(row.id, row.kind, payload, row.author, row.at, row.undone_at)


def metadata_corrections(connection: Connection, case_id: str) -> list[Correction]:
    """The decisions about articles' metadata that still stand, oldest first.

    One about an article that has a newer version counts for that one as well: what the analyst
    knows about the outlet or the date outlives a change of words.
    """
    rows = connection.execute(
        select(corrections)
        .where(
            corrections.c.case_id == case_id,
            corrections.c.kind == METADATA_KIND,
            corrections.c.undone_at == "",
        )
        .order_by(corrections.c.number)
    )
    decided = [correction(row) for row in rows]
    newer = dict(
        connection.execute(
            select(articles.c.id, articles.c.superseded_by).where(
                articles.c.case_id == case_id, articles.c.superseded_by != ""
            )
        )
        .tuples()
        .all()
    )
    return [inherited for made in decided for inherited in _with_heirs(made, newer)]


def _with_heirs(made: Correction, newer: Mapping[str, str]) -> Iterator[Correction]:
    """The correction, and the same for each newer version of its article."""
    yield made
    article = str(made.payload.get("article", ""))
    while article := newer.get(article, ""):
        yield replace(made, payload={**made.payload, "article": article})


def with_metadata(article: Article, decided: Sequence[Correction]) -> Article:
    """The article with the analyst's metadata; a later decision beats an earlier one."""
    changes: dict[str, Any] = {}
    for made in decided:
        field, value = made.payload.get("field"), made.payload.get("value")
        if made.payload.get("article") != article.id or field not in CORRECTABLE:
            continue
        changes[str(field)] = str(value or "")
        if field == "published_at":
            changes["date_origin"] = "analyst" if value else "unknown"
    return replace(article, **changes) if changes else article
