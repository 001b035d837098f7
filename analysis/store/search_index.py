"""The full-text index: FTS5 in SQLite, a tsvector in PostgreSQL.

In: what a person types. Out: statements that create the index, and queries it understands.
"""

from __future__ import annotations

import re

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")

SQLITE_CREATE = (
    """CREATE VIRTUAL TABLE article_index USING fts5(
        title, text, content='articles', content_rowid='number',
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER articles_indexed AFTER INSERT ON articles BEGIN
        INSERT INTO article_index(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
    """CREATE TRIGGER articles_unindexed AFTER DELETE ON articles BEGIN
        INSERT INTO article_index(article_index, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
    END""",
    """CREATE TRIGGER articles_reindexed AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO article_index(article_index, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO article_index(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
)
POSTGRESQL_CREATE = (
    # A tsvector holds at most 1 MB of words: longer texts are indexed by their beginning.
    """CREATE INDEX ix_articles_words ON articles USING gin
        (to_tsvector('simple', left(title || ' ' || text, 250000)))""",
)
SQLITE_SEARCH = """
    SELECT articles.id, bm25(article_index, 4.0, 1.0) AS score
    FROM article_index JOIN articles ON articles.number = article_index.rowid
    WHERE article_index MATCH :query AND articles.case_id = :case_id
      AND articles.superseded_by = ''
    ORDER BY score LIMIT :limit"""
POSTGRESQL_SEARCH = """
    SELECT id, -ts_rank(to_tsvector('simple', left(title || ' ' || text, 250000)),
                        to_tsquery('simple', :query)) AS score
    FROM articles
    WHERE to_tsvector('simple', left(title || ' ' || text, 250000))
          @@ to_tsquery('simple', :query)
      AND case_id = :case_id AND superseded_by = ''
    ORDER BY score LIMIT :limit"""


def terms(typed: str) -> list[list[str]]:
    """The words and "quoted phrases" of a query, each as its list of words. All must occur."""
    found = [_WORD.findall(phrase or word) for phrase, word in _TERM.findall(typed)]
    return [words for words in found if words]


def sqlite_query(typed: str) -> str:
    """The FTS5 query. Every word is quoted, so that no operator can be typed by accident."""
    return " AND ".join(
        '"{}"'.format(" ".join(words)) + ("*" if len(words) == 1 else "") for words in terms(typed)
    )


def postgresql_query(typed: str) -> str:
    """The same for `to_tsquery`: words are letters and digits only, so nothing needs escaping."""
    return " & ".join(
        "(" + " <-> ".join(words) + ")" if len(words) > 1 else f"{words[0]}:*"
        for words in terms(typed)
    )


def pattern(typed: str) -> re.Pattern[str] | None:
    """Finds the typed terms in a text, for highlighting; None when nothing was typed."""
    parts = [
        r"\b" + r"\W+".join(map(re.escape, words)) + ("" if len(words) == 1 else r"\b")
        for words in terms(typed)
    ]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None
