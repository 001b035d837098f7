"""The articles of a case: added once, versioned, searched, with the bytes they came from.

In: Article and original bytes. Out: an Outcome for each; articles as corrected by the analyst.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from analysis.model import Article, Span
from analysis.store import search_index
from analysis.store.addresses import host, url_key
from analysis.store.blobs import analysis_key, text_hash
from analysis.store.connection import Connected, in_portions, now, touch
from analysis.store.metadata import metadata_corrections, with_metadata
from analysis.store.tables import articles, originals

OutcomeKind = Literal["added", "duplicate", "new version"]
_LONGEST_ID = 200
_HITS = 200  # articles a search returns at most
_SPANS = 50  # places marked in one article at most


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article that was handed in."""

    kind: OutcomeKind
    article_id: str  # the one that now stands for it
    earlier_id: str = ""  # for a new version: the version that it replaces


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, and where in its text."""

    article_id: str
    score: float  # smaller is better
    spans: tuple[Span, ...]


class Articles(Connected):
    """The articles of the cases."""

    def add_article(
        self, case_id: str, article: Article, original: bytes | None = None, name: str = ""
    ) -> Outcome:
        """Take one article in, together with its original, in one transaction."""
        return self.add_articles(case_id, [article], original, name)[0]

    def add_articles(
        self, case_id: str, batch: Iterable[Article], original: bytes | None = None, name: str = ""
    ) -> list[Outcome]:
        """Several articles out of one original, in one transaction: all or none."""
        with self.writing() as connection:
            digest = None if original is None else keep_original(connection, original, name)
            return [add(connection, case_id, article, digest) for article in batch]

    def articles(self, case_id: str) -> list[Article]:
        """The current versions, as the analyst corrected their metadata, in order of arrival."""
        with self.reading() as connection:
            rows = connection.execute(
                select(articles)
                .where(articles.c.case_id == case_id, articles.c.superseded_by == "")
                .order_by(articles.c.number)
            ).all()
            decided = metadata_corrections(connection, case_id)
        return [with_metadata(from_row(row), decided) for row in rows]

    def article(self, case_id: str, article_id: str) -> Article | None:
        """One article of any version, as corrected; None when there is none."""
        with self.reading() as connection:
            row = connection.execute(_one(case_id, article_id)).first()
            decided = metadata_corrections(connection, case_id)
        return with_metadata(from_row(row), decided) if row else None

    def texts(self, case_id: str, wanted: Sequence[str]) -> dict[str, str]:
        """The texts of articles of any version by their ids, for those that there are."""
        found: dict[str, str] = {}
        with self.reading() as connection:
            for some in in_portions(wanted):
                query = select(articles.c.id, articles.c.text).where(
                    articles.c.case_id == case_id,
                    articles.c.id.in_(some),
                )
                found.update((row.id, row.text) for row in connection.execute(query))
        return found

    def uncorrected_article(self, case_id: str, article_id: str) -> Article | None:
        """The article as it was taken in, before any correction."""
        with self.reading() as connection:
            row = connection.execute(_one(case_id, article_id)).first()
        return from_row(row) if row else None

    def versions(self, case_id: str, article_id: str) -> list[Article]:
        """The versions that led to this article, oldest first, itself last."""
        chain: list[Article] = []
        with self.reading() as connection:
            row = connection.execute(_one(case_id, article_id)).first()
            while row is not None:
                chain.append(from_row(row))
                row = connection.execute(
                    select(articles).where(
                        articles.c.case_id == case_id, articles.c.superseded_by == row.id
                    )
                ).first()
        return chain[::-1]

    def newest_version(self, case_id: str, article_id: str) -> str:
        """The id of the article that now stands for this one; its own when it is current."""
        with self.reading() as connection:
            while row := connection.execute(_one(case_id, article_id)).first():
                if not row.superseded_by:
                    break
                article_id = row.superseded_by
        return article_id

    def added_times(self, case_id: str) -> dict[str, str]:
        """When each current version was taken in, ISO, by article id."""
        query = select(articles.c.id, articles.c.added_at).where(
            articles.c.case_id == case_id, articles.c.superseded_by == ""
        )
        with self.reading() as connection:
            return {row.id: row.added_at for row in connection.execute(query)}

    def original(self, case_id: str, article_id: str) -> tuple[str, bytes] | None:
        """Name and bytes of what the article was read from, where they were kept."""
        query = (
            select(originals.c.name, originals.c.bytes)
            .join(articles, articles.c.original_hash == originals.c.hash)
            .where(articles.c.case_id == case_id, articles.c.id == article_id)
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        return (row.name, bytes(row.bytes)) if row else None

    def article_count(self, case_id: str) -> int:
        with self.reading() as connection:
            return int(
                connection.execute(
                    select(func.count()).where(
                        articles.c.case_id == case_id, articles.c.superseded_by == ""
                    )
                ).scalar_one()
            )

    def search(self, case_id: str, query: str, limit: int = _HITS) -> list[Hit]:
        """Articles that hold all words and "quoted phrases" of `query`, best first."""
        pattern = search_index.pattern(query)
        if pattern is None:
            return []
        if self.engine.dialect.name == "sqlite":
            statement, typed = search_index.SQLITE_SEARCH, search_index.sqlite_query(query)
        else:
            statement, typed = search_index.POSTGRESQL_SEARCH, search_index.postgresql_query(query)
        with self.reading() as connection:
            found = connection.execute(
                text(statement), {"query": typed, "case_id": case_id, "limit": limit}
            ).all()
            texts = {
                row.id: row.text
                for row in connection.execute(
                    select(articles.c.id, articles.c.text).where(
                        articles.c.case_id == case_id,
                        articles.c.id.in_([row.id for row in found]),
                    )
                )
            }
        return [
            Hit(
                row.id,
                row.score,
                tuple(match.span() for match in islice(pattern.finditer(texts[row.id]), _SPANS)),
            )
            for row in found
        ]


# --- adding ---------------------------------------------------------------------------------


def add(
    connection: Connection,
    case_id: str,
    article: Article,
    original_hash: str | None = None,
    part: int | None = None,
) -> Outcome:
    """Add one article within a transaction of the caller's; its original is kept already.

    `part` is its place in the original: the same place read differently is a new version.
    """
    words = text_hash(article.text)
    same = connection.execute(
        select(articles.c.id, articles.c.outlet, articles.c.url)
        .where(articles.c.case_id == case_id, articles.c.text_hash == words)
        .order_by(articles.c.number)
    ).all()
    for row in same:
        if _same_place(article, row.outlet, row.url):
            return Outcome("duplicate", row.id)
    touch(connection, case_id)
    earlier = _earlier_version(connection, case_id, article) or _earlier_reading(
        connection, case_id, original_hash, part
    )
    article = replace(article, id=_free_id(connection, case_id, article, words))
    connection.execute(
        insert(articles).values(
            **columns(case_id, article, original_hash),
            original_part=part,
            added_at=now(),
            superseded_by="",
        )
    )
    if not earlier:
        return Outcome("added", article.id)
    connection.execute(
        update(articles)
        .where(articles.c.case_id == case_id, articles.c.id == earlier)
        .values(superseded_by=article.id)
    )
    refresh_analysis_key(connection, case_id, earlier)  # it inherits the analyst's metadata
    return Outcome("new version", article.id, earlier)


def keep_original(connection: Connection, original: bytes, name: str) -> str:
    """Store the bytes once; return their hash."""
    digest = hashlib.sha256(original).hexdigest()
    write = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        write(originals)
        .values(hash=digest, name=name, size=len(original), bytes=original, added_at=now())
        .on_conflict_do_nothing()
    )
    return digest


def refresh_analysis_key(connection: Connection, case_id: str, article_id: str) -> None:
    """After a correction of an article's metadata: what its analysis depends on has changed.

    Later versions inherit the correction, and are refreshed with it.
    """
    decided = metadata_corrections(connection, case_id)
    while row := connection.execute(_one(case_id, article_id)).first():
        connection.execute(
            update(articles)
            .where(articles.c.number == row.number)
            .values(analysis_key=analysis_key(with_metadata(from_row(row), decided)))
        )
        article_id = row.superseded_by


def _same_place(article: Article, outlet: str, url: str) -> bool:
    """Equal words are one article unless both say where they stood and it differs.

    Two outlets that print the same wire text are two articles: that they agree word for word
    is a finding of the case (syndication), not a reason to drop one.
    """
    if article.outlet and outlet and article.outlet.casefold() != outlet.casefold():
        return False
    return not (host(article.url) and host(url) and host(article.url) != host(url))


def _earlier_version(connection: Connection, case_id: str, article: Article) -> str:
    """The current article at the same URL, whose words therefore changed; "" when none."""
    key = url_key(article.url)
    if not key:
        return ""
    found = connection.execute(
        select(articles.c.id).where(
            articles.c.case_id == case_id,
            articles.c.url_key == key,
            articles.c.superseded_by == "",
        )
    ).scalar()
    return str(found or "")


def _earlier_reading(
    connection: Connection, case_id: str, original_hash: str | None, part: int | None
) -> str:
    """The current article that was read from the same place of the same bytes; "" when none.

    Its words differ: another version of the program, or other columns of a table, read them.
    """
    if original_hash is None or part is None:
        return ""
    found = connection.execute(
        select(articles.c.id).where(
            articles.c.case_id == case_id,
            articles.c.original_hash == original_hash,
            articles.c.original_part == part,
            articles.c.superseded_by == "",
        )
    ).scalar()
    return str(found or "")


def _free_id(connection: Connection, case_id: str, article: Article, words: str) -> str:
    """The article's own id; a suffix tells it from another text that came under the same id."""
    wanted = article.id or words[:16]
    if len(wanted) > _LONGEST_ID:  # an index entry has a greatest length
        wanted = hashlib.sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    for candidate in (wanted, f"{wanted}-{words[:8]}", f"{wanted}-{analysis_key(article)[:16]}"):
        taken = connection.execute(
            select(articles.c.number).where(
                articles.c.case_id == case_id, articles.c.id == candidate
            )
        ).first()
        if taken is None:
            return candidate
    raise AssertionError("the same article under the same id is a duplicate, found above")


# --- rows -----------------------------------------------------------------------------------


def from_row(row: Row[Any]) -> Article:
    """The article as it was taken in."""
    return Article(
        id=row.id,
        text=row.text,
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        url=row.url,
        published_at=row.published_at,
        date_origin=row.date_origin,
        language=row.language,
        wire=row.wire,
        boilerplate=tuple((start, end) for start, end in msgspec.json.decode(row.boilerplate)),
    )


def columns(case_id: str, article: Article, original_hash: str | None) -> dict[str, Any]:
    """The row of an article, but for when it came and what replaced it."""
    return {
        "case_id": case_id,
        "text_hash": text_hash(article.text),
        "url_key": url_key(article.url),
        "analysis_key": analysis_key(article),
        "original_hash": original_hash,
        "id": storable(article.id),
        "text": storable(article.text),
        "title": storable(article.title),
        "outlet": storable(article.outlet),
        "author": storable(article.author),
        "url": storable(article.url),
        "published_at": article.published_at,
        "date_origin": article.date_origin,
        "language": article.language,
        "wire": storable(article.wire),
        "boilerplate": msgspec.json.encode(article.boilerplate).decode(),
    }


def storable(value: str) -> str:
    """NUL and lone surrogates, which databases refuse, as U+FFFD: same length, so offsets hold."""
    if "\0" in value:
        value = value.replace("\0", "\ufffd")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in value)
    return value


def _one(case_id: str, article_id: str) -> Any:
    return select(articles).where(articles.c.case_id == case_id, articles.c.id == article_id)
