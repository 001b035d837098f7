"""A case as pandas frames: one function and one documented schema for each.

In: a Case. Out: frames whose columns are exactly those of the schema, in its order, also when
the case is empty. Times are UTC (`datetime64[us, UTC]`, NaT where unknown); a time without a zone
in the material is read as UTC. Columns of `object` hold tuples of ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, Protocol, runtime_checkable

import pandas as pd

from analysis.model import Article, Case, DateOrigin, Span

Schema = Mapping[str, tuple[str, str]]  # column -> (dtype, meaning)

TIME = "datetime64[us, UTC]"

ARTICLES: Schema = {
    "article_id": ("str", "id of the article"),
    "title": ("str", "headline, or the first words where the material has none"),
    "outlet": ("str", "who published it"),
    "author": ("str", "byline"),
    "url": ("str", "address, as the material states it"),
    "wire": ("str", "agency credited"),
    "published": (TIME, "creation time (DCT)"),
    "date_origin": ("str", "analyst, metadata, text, file or unknown"),
    "language": ("str", "ISO 639-1"),
    "length": ("int64", "characters"),
    "claims": ("int64", "claims found in it, the outlet's own included"),
    "actors": ("int64", "different actors mentioned in it"),
}

CLAIMS: Schema = {
    "claim_id": ("str", "id of the claim"),
    "article_id": ("str", "article it stands in"),
    "start": ("int64", "first character of the content"),
    "end": ("int64", "one past the last character of the content"),
    "content": ("str", "what is said"),
    "source": ("str", "who says it, in the article's words; the outlet for its own statements"),
    "actor_id": ("str", "the source as an actor; empty where unresolved"),
    "actor": ("str", "name of that actor"),
    "source_kind": ("str", "named official ... author"),
    "channel": ("str", "relays in order, joined by ' > '"),
    "cue": ("str", "words of saying"),
    "quote": ("str", "direct, indirect or mixed"),
    "certainty": ("str", "CT, PR, PS or U (FactBank)"),
    "polarity": ("str", "+ or -"),
    "outlet": ("str", "who published it"),
    "reported": (TIME, "creation time of the article"),
    "proposition_id": ("str", "the proposition it asserts"),
    "confidence": ("float64", "of that proposition, 0 to 1"),
    "mentioned": ("object", "ids of the actors in the content"),
}

ACTORS: Schema = {
    "actor_id": ("str", "id of the actor"),
    "name": ("str", "fullest, most frequent name"),
    "type": ("str", "person, organization, place, group, vessel ..."),
    "mentions": ("int64", "mentions in the case, pronouns included"),
    "articles": ("int64", "articles that mention it"),
    "claims": ("int64", "claims of which it is the source"),
    "mentioned_in": ("int64", "claims whose content mentions it"),
    "aliases": ("str", "other surface forms, most frequent first"),
    "roles": ("str", "roles given, most frequent first"),
}

MENTIONS: Schema = {
    "article_id": ("str", "article"),
    "start": ("int64", "first character"),
    "end": ("int64", "one past the last character"),
    "actor_id": ("str", "who is denoted"),
    "kind": ("str", "name, nominal or pronoun"),
    "reason": ("str", "why the mention was linked to the actor"),
    "sentence": ("int64", "index of the sentence in the article"),
}

PROPOSITIONS: Schema = {
    "proposition_id": ("str", "id of the proposition"),
    "statement": ("str", "what its claims assert in common"),
    "standing": ("str", "well sourced ... retracted"),
    "confidence": ("float64", "how well sourced, 0 to 1; never how true"),
    "origins_min": ("int64", "independent origins at the least"),
    "origins_max": ("int64", "independent origins at the most"),
    "claims": ("int64", "claims that assert it"),
    "outlets": ("int64", "outlets that carry it"),
    "contradicted": ("int64", "propositions that contradict it"),
    "admiralty": ("str", "reliability A-F and credibility 1-6"),
    "robust": ("bool", "keeps its standing when every weight moves by 30 %"),
    "first_reported": (TIME, "first claim"),
    "last_reported": (TIME, "last claim"),
    "claim_ids": ("object", "ids of the claims"),
}

CONTRADICTIONS: Schema = {
    "a": ("str", "id of a proposition"),
    "b": ("str", "id of the proposition against it"),
    "statement_a": ("str", "what the first asserts"),
    "statement_b": ("str", "what the second asserts"),
    "reason": ("str", "what they disagree on"),
    "claim_a": ("str", "claim that shows the first side best"),
    "claim_b": ("str", "claim that shows the second side best"),
}

EVENTS: Schema = {
    "event_id": ("str", "id of the event"),
    "description": ("str", "who did what"),
    "start": (TIME, "earliest"),
    "end": (TIME, "latest"),
    "precision": ("str", "minute, hour, part of day, day, week, month, year"),
    "status": ("str", "happened, ongoing, planned, conditional or denied"),
    "guessed": ("bool", "dated from the publication date, not from the text"),
    "actor_ids": ("object", "participants"),
    "places": ("object", "places"),
    "reports": ("int64", "reports of it"),
    "first_reported": (TIME, "first report"),
    "last_reported": (TIME, "last report"),
    "claim_ids": ("object", "claims about it"),
    "lane": ("str", "first actor, else first place, else ''"),
    "kind": ("str", "sort of happening: explosion, resignation; '' for one without a name"),
    "dated_by": ("str", "the words of the text that date it, '' for a guess"),
}


# --- what frames are made of -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text, with what frames tell of the text."""

    id: str
    title: str
    outlet: str
    author: str
    url: str
    published_at: str
    date_origin: DateOrigin
    language: str
    wire: str
    boilerplate: tuple[Span, ...]
    length: int
    opening: str  # the first words, where there is no title


def head_of(article: Article) -> Head:
    return Head(
        article.id,
        article.title,
        article.outlet,
        article.author,
        article.url,
        article.published_at,
        article.date_origin,
        article.language,
        article.wire,
        article.boilerplate,
        len(article.text),
        "" if article.title else _opening(article.text),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of one thing belong to another, for the frames that tell it."""

    claims: dict[str, int]  # of an article
    actors: dict[str, int]  # of an article
    said: dict[str, int]  # claims, of their source
    about: dict[str, int]  # claims, of an actor in their content
    outlets: dict[str, int]  # of a proposition


def counts_of(case: Case) -> Counts:
    if isinstance(case, InParts):
        return case.counts()
    ids, articles, outlets, sources, mentioned = columns_of(
        case.claims, ("id", "article_id", "outlet", "actor_id", "mentioned")
    )
    outlet_of = {
        claim: outlet or article
        for claim, article, outlet in zip(ids, articles, outlets, strict=True)
    }
    seen = set(zip(*columns_of(case.mentions, ("article_id", "actor_id")), strict=True))
    return Counts(
        claims=Counter(articles),
        actors=Counter(article for article, _ in seen),
        said=Counter(sources),
        about=Counter(chain.from_iterable(mentioned)),
        outlets={
            p.id: len({outlet_of.get(claim, "") for claim in p.claim_ids})
            for p in case.propositions
        },
    )


@runtime_checkable
class InParts(Protocol):
    """A case that is not all in memory, and can be asked for columns instead."""

    def counts(self) -> Counts: ...

    def columns(self, part: str, *names: str) -> list[list[Any]]: ...


def columns(case: Case, part: str, *names: str) -> list[list[Any]]:
    """Fields of all things of one part of the case, in its order; `heads` are of its articles."""
    if isinstance(case, InParts):
        return case.columns(part, *names)
    rows = map(head_of, case.articles) if part == "heads" else getattr(case, part)
    return columns_of(rows, names)


def columns_of(rows: Iterable[Any], names: Sequence[str]) -> list[list[Any]]:
    """The named fields of all rows, a list each."""
    rows = list(rows)
    return [list(map(attrgetter(name), rows)) for name in names]


# --- the frames ------------------------------------------------------------------------------


def articles_frame(case: Case) -> pd.DataFrame:
    """One row an article. Schema: ARTICLES."""
    ids, titles, openings, *others = columns(
        case, "heads",
        "id", "title", "opening", "outlet", "author", "url", "wire", "language", "length",
    )  # fmt: skip
    outlets, authors, urls, wires, languages, lengths = others
    counts = counts_of(case)
    return _frame(
        [
            ids,
            [title or opening for title, opening in zip(titles, openings, strict=True)],
            outlets,
            authors,
            urls,
            wires,
            [case.dcts[article].value for article in ids],
            [case.dcts[article].origin for article in ids],
            languages,
            lengths,
            [counts.claims.get(article, 0) for article in ids],
            [counts.actors.get(article, 0) for article in ids],
        ],
        ARTICLES,
    )


def claims_frame(case: Case) -> pd.DataFrame:
    """One row a claim. Schema: CLAIMS."""
    names = dict(zip(*columns(case, "actors", "id", "name"), strict=True))
    found = dict(zip(_OF_CLAIMS, columns(case, "claims", *_OF_CLAIMS), strict=True))
    found["source"] = [
        said or (outlet if kind == "author" else "")
        for said, outlet, kind in zip(
            found["source_text"], found["outlet"], found["source_kind"], strict=True
        )
    ]
    found["actor"] = [names.get(actor, "") for actor in found["actor_id"]]
    found["channel"] = [" > ".join(relays) for relays in found["channel"]]
    found |= {"claim_id": found["id"], "reported": found["reported_at"]}
    return _frame([found[column] for column in CLAIMS], CLAIMS)


_OF_CLAIMS = (
    "id", "article_id", "start", "end", "content", "source_text", "actor_id", "source_kind",
    "channel", "cue", "quote", "certainty", "polarity", "outlet", "reported_at", "proposition_id",
    "confidence", "mentioned",
)  # fmt: skip


def actors_frame(case: Case) -> pd.DataFrame:
    """One row an actor. Schema: ACTORS."""
    ids, names, types, mentions, articles, aliases, roles = columns(
        case, "actors", "id", "name", "type", "mention_count", "article_count", "aliases", "roles"
    )
    counts = counts_of(case)
    return _frame(
        [
            ids,
            names,
            types,
            mentions,
            articles,
            [counts.said.get(actor, 0) for actor in ids],
            [counts.about.get(actor, 0) for actor in ids],
            [
                _commonest((a.text, a.count) for a in of_one if a.text != name)
                for name, of_one in zip(names, aliases, strict=True)
            ],
            [_commonest((role.text, 1) for role in of_one) for of_one in roles],
        ],
        ACTORS,
    )


def mentions_frame(case: Case) -> pd.DataFrame:
    """One row a mention of an actor. Schema: MENTIONS."""
    return _frame(columns(case, "mentions", *MENTIONS), MENTIONS)


def propositions_frame(case: Case) -> pd.DataFrame:
    """One row a proposition. Schema: PROPOSITIONS."""
    against = Counter(side for c in case.contradictions for side in {c.a, c.b})
    names = (
        "id", "statement", "standing", "confidence", "origins_min", "origins_max", "claim_ids",
        "admiralty", "robust", "first_reported", "last_reported",
    )  # fmt: skip
    found = dict(zip(names, columns(case, "propositions", *names), strict=True))
    outlets = counts_of(case).outlets
    found |= {
        "proposition_id": found["id"],
        "claims": [len(claims) for claims in found["claim_ids"]],
        "outlets": [outlets.get(proposition, 0) for proposition in found["id"]],
        "contradicted": [against[proposition] for proposition in found["id"]],
    }
    return _frame([found[column] for column in PROPOSITIONS], PROPOSITIONS)


def contradictions_frame(case: Case) -> pd.DataFrame:
    """One row a contradiction. Schema: CONTRADICTIONS."""
    statements = dict(zip(*columns(case, "propositions", "id", "statement"), strict=True))
    rows = [
        (c.a, c.b, statements.get(c.a, ""), statements.get(c.b, ""), c.reason, c.claim_a, c.claim_b)
        for c in case.contradictions
    ]
    return _frame([list(column) for column in zip(*rows, strict=True)], CONTRADICTIONS)


def events_frame(case: Case) -> pd.DataFrame:
    """One row an event. Schema: EVENTS."""
    name_of = dict(zip(*columns(case, "actors", "id", "name"), strict=True))
    names = (
        "id", "description", "start", "end", "precision", "status", "guessed", "actor_ids",
        "places", "evidence", "first_reported", "last_reported", "claim_ids", "kind", "dated_by",
    )  # fmt: skip
    found = dict(zip(names, columns(case, "events", *names), strict=True))
    found |= {
        "event_id": found["id"],
        "end": [_end_of(end) for end in found["end"]],
        "reports": [len(evidence) for evidence in found["evidence"]],
        "lane": [
            next((name_of[a] for a in actors if a in name_of), "") or next(iter(places), "")
            for actors, places in zip(found["actor_ids"], found["places"], strict=True)
        ],
    }
    return _frame([found[column] for column in EVENTS], EVENTS)


def _frame(found: Sequence[list[Any]], schema: Schema) -> pd.DataFrame:
    """`found` are the columns of the schema, in its order; none at all where there is no row."""
    made: dict[str, pd.Series[Any]] = {}
    for (name, (dtype, _)), values in zip(schema.items(), found or [[]] * len(schema), strict=True):
        made[name] = (
            utc(pd.Series(values, dtype="str")) if dtype == TIME else pd.Series(values, dtype=dtype)
        )
    return pd.DataFrame(made)


def _end_of(value: str) -> str:
    """The last second of a bare date, since [earliest, latest] covers its whole day."""
    return f"{value}T23:59:59" if len(value) == len("2021-08-15") else value


def utc(values: pd.Series[str]) -> pd.Series[Any]:
    """ISO dates and date-times, with or without zone, as UTC; NaT where empty or unreadable."""
    parsed = pd.to_datetime(values, format="ISO8601", utc=True, errors="coerce")
    return parsed.astype("datetime64[us, UTC]")


def _opening(text: str, length: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def _commonest(counted: Iterable[tuple[str, int]], most: int = 8) -> str:
    totals: Counter[str] = Counter()
    for text, count in counted:
        totals[text] += count
    return ", ".join(text for text, _ in totals.most_common(most))
