"""A case as pandas frames: one function and one documented schema for each.

In: a Case. Out: frames whose columns are exactly those of the schema, in its order, also when
the case is empty. Times are UTC (`datetime64[us, UTC]`, NaT where unknown); a time without a zone
in the material is read as UTC. Columns of `object` hold tuples of ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.model import Case

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


def articles_frame(case: Case) -> pd.DataFrame:
    """One row an article. Schema: ARTICLES."""
    claims = Counter(claim.article_id for claim in case.claims)
    actors = Counter(article for article, _ in {(m.article_id, m.actor_id) for m in case.mentions})
    rows = [
        (
            article.id,
            article.title or _opening(article.text),
            article.outlet,
            article.author,
            article.url,
            article.wire,
            case.dcts[article.id].value,
            case.dcts[article.id].origin,
            article.language,
            len(article.text),
            claims[article.id],
            actors[article.id],
        )
        for article in case.articles
    ]
    return _frame(rows, ARTICLES)


def claims_frame(case: Case) -> pd.DataFrame:
    """One row a claim. Schema: CLAIMS."""
    names = {actor.id: actor.name for actor in case.actors}
    rows = [
        (
            claim.id,
            claim.article_id,
            claim.start,
            claim.end,
            claim.content,
            claim.source_text or (claim.outlet if claim.source_kind == "author" else ""),
            claim.actor_id,
            names.get(claim.actor_id, ""),
            claim.source_kind,
            " > ".join(claim.channel),
            claim.cue,
            claim.quote,
            claim.certainty,
            claim.polarity,
            claim.outlet,
            claim.reported_at,
            claim.proposition_id,
            claim.confidence,
            claim.mentioned,
        )
        for claim in case.claims
    ]
    return _frame(rows, CLAIMS)


def actors_frame(case: Case) -> pd.DataFrame:
    """One row an actor. Schema: ACTORS."""
    said = Counter(claim.actor_id for claim in case.claims)
    about = Counter(actor for claim in case.claims for actor in claim.mentioned)
    rows = [
        (
            actor.id,
            actor.name,
            actor.type,
            actor.mention_count,
            actor.article_count,
            said[actor.id],
            about[actor.id],
            _commonest((a.text, a.count) for a in actor.aliases if a.text != actor.name),
            _commonest((role.text, 1) for role in actor.roles),
        )
        for actor in case.actors
    ]
    return _frame(rows, ACTORS)


def mentions_frame(case: Case) -> pd.DataFrame:
    """One row a mention of an actor. Schema: MENTIONS."""
    rows = [
        (m.article_id, m.start, m.end, m.actor_id, m.kind, m.reason, m.sentence)
        for m in case.mentions
    ]
    return _frame(rows, MENTIONS)


def propositions_frame(case: Case) -> pd.DataFrame:
    """One row a proposition. Schema: PROPOSITIONS."""
    outlets = {claim.id: claim.outlet or claim.article_id for claim in case.claims}
    against = Counter(side for c in case.contradictions for side in {c.a, c.b})
    rows = [
        (
            p.id,
            p.statement,
            p.standing,
            p.confidence,
            p.origins_min,
            p.origins_max,
            len(p.claim_ids),
            len({outlets.get(claim, "") for claim in p.claim_ids}),
            against[p.id],
            p.admiralty,
            p.robust,
            p.first_reported,
            p.last_reported,
            p.claim_ids,
        )
        for p in case.propositions
    ]
    return _frame(rows, PROPOSITIONS)


def contradictions_frame(case: Case) -> pd.DataFrame:
    """One row a contradiction. Schema: CONTRADICTIONS."""
    statements = {p.id: p.statement for p in case.propositions}
    rows = [
        (c.a, c.b, statements.get(c.a, ""), statements.get(c.b, ""), c.reason, c.claim_a, c.claim_b)
        for c in case.contradictions
    ]
    return _frame(rows, CONTRADICTIONS)


def events_frame(case: Case) -> pd.DataFrame:
    """One row an event. Schema: EVENTS."""
    names = {actor.id: actor.name for actor in case.actors}
    rows = [
        (
            event.id,
            event.description,
            event.start,
            _end_of(event.end),
            event.precision,
            event.status,
            event.guessed,
            event.actor_ids,
            event.places,
            len(event.evidence),
            event.first_reported,
            event.last_reported,
            event.claim_ids,
            next((names[a] for a in event.actor_ids if a in names), "")
            or next(iter(event.places), ""),
            event.kind,
            event.dated_by,
        )
        for event in case.events
    ]
    return _frame(rows, EVENTS)


def _frame(rows: list[tuple[Any, ...]], schema: Schema) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(schema))
    for column, (dtype, _) in schema.items():
        if dtype == TIME:
            frame[column] = utc(frame[column])
    return frame.astype({column: dtype for column, (dtype, _) in schema.items()})


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
