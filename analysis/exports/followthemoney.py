"""Actors, articles and links as FollowTheMoney entities, for Aleph and its kin.

In: a Case, a Provenance. Out: bytes, one JSON entity a line ({id, schema, properties}). Actors
become Person, Organization, Vessel, Vehicle, RealEstate, Address or LegalEntity; articles
become Article; who speaks about whom, who is named together, and what a thing or a place has to
do with an event become UnknownLink with its articles as proof. Dates are UTC, as FollowTheMoney
reads them. Schema names and properties: followthemoney 4.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Set
from itertools import combinations

from analysis.annotate import time_values
from analysis.exports.claims_jsonld import web_address
from analysis.exports.provenance import Provenance
from analysis.model import Actor, Article, Case, Event, Evidence
from analysis.resolve.phrases import counted

Properties = dict[str, list[str]]
SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "place": "Address",
    "facility": "RealEstate",
    "vessel": "Vessel",
    "vehicle": "Vehicle",
    "other": "LegalEntity",
}
AGENTS = frozenset({"Person", "Organization", "LegalEntity"})  # who can be involved in an Event
ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def to_followthemoney(case: Case, provenance: Provenance) -> bytes:
    """Articles first, then actors, events and links, so that no line refers ahead."""
    note = f"Filters: {provenance.filter_text()}. As of: {dict(provenance.lines())['As of']}."
    entities = [_article(article, case, note) for article in case.articles]
    entities += [_actor(actor) for actor in case.actors]
    agents = {actor.id for actor in case.actors if _schema(actor) in AGENTS}
    entities += [_event(event, agents) for event in case.events]
    entities += _event_links(case, agents)
    entities += _speech_links(case)
    entities += _company_links(case)
    lines = [json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities]
    return "".join(lines).encode("utf-8", "replace")


def _article(article: Article, case: Case, note: str) -> dict[str, object]:
    published = case.dcts[article.id].value if article.id in case.dcts else article.published_at
    return _entity(
        _key("article", article.id),
        "Article",
        title=[article.title or f"Untitled article {article.id}"],  # what a reader lists it by
        author=[article.author],
        publisher=[article.outlet],
        sourceUrl=[web_address(article.url)],
        publishedAt=[_date(published)],
        language=["eng"] if article.language == "en" else [],
        bodyText=[article.text],
        notes=[note],
    )


def _actor(actor: Actor) -> dict[str, object]:
    schema = _schema(actor)
    roles = list(dict.fromkeys(role.text for role in actor.roles))
    properties: Properties = {
        "name": [actor.name],
        "alias": [a.text for a in actor.aliases if a.text != actor.name],
        "summary": [_tally(actor.mention_count, "mention", actor.article_count)],
    }
    if schema == "Person":
        properties["position"] = roles
    elif roles:
        properties["notes"] = roles
    if schema == "Address":
        properties["full"] = [actor.name]
    return _entity(_key("actor", actor.id), schema, **properties)


def _schema(actor: Actor) -> str:
    return SCHEMATA.get(actor.type, "LegalEntity")


def _event(event: Event, agents: Set[str]) -> dict[str, object]:
    return _entity(
        _key("event", event.id),
        "Event",
        name=[event.description],
        startDate=[_date(event.start)],
        endDate=[_date(event.end)],
        location=list(event.places),
        involved=[_key("actor", actor) for actor in event.actor_ids if actor in agents],
        summary=[f"{event.status}, {counted(len(event.evidence), 'report')}"],
        proof=_articles(event.evidence),
    )


def _event_links(case: Case, agents: Set[str]) -> list[dict[str, object]]:
    """Ships, vehicles and places in an event: `involved` takes none but agents."""
    known = {actor.id for actor in case.actors} - agents
    return [
        _entity(
            _key("link", f"part of-{actor}-{event.id}"),
            "UnknownLink",
            subject=[_key("actor", actor)],
            object=[_key("event", event.id)],
            role=["part of"],
            proof=_articles(event.evidence),
        )
        for event in case.events
        for actor in event.actor_ids
        if actor in known
    ]


def _articles(evidence: Iterable[Evidence]) -> list[str]:
    return [_key("article", i) for i in dict.fromkeys(place.article_id for place in evidence)]


def _speech_links(case: Case) -> list[dict[str, object]]:
    """Source -> the actors in what it says."""
    known = {actor.id for actor in case.actors}
    spoken: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in case.claims:
        if claim.actor_id in known:
            for other in claim.mentioned:
                if other in known and other != claim.actor_id:
                    spoken[claim.actor_id, other].append(claim.article_id)
    return [_link("speaks about", pair, articles, "claim") for pair, articles in spoken.items()]


def _company_links(case: Case) -> list[dict[str, object]]:
    """Actors named in the same sentence."""
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in case.mentions:
        if mention.kind == "name":
            sentences[mention.article_id, mention.sentence].add(mention.actor_id)
    known = {actor.id for actor in case.actors}
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (article, _), actors in sentences.items():
        for pair in combinations(sorted(actors & known), 2):
            together[pair].append(article)
    return [
        _link("named together with", pair, articles, "sentence")
        for pair, articles in together.items()
    ]


def _link(role: str, pair: tuple[str, str], articles: list[str], unit: str) -> dict[str, object]:
    return _entity(
        _key("link", f"{role}-{pair[0]}-{pair[1]}"),
        "UnknownLink",
        subject=[_key("actor", pair[0])],
        object=[_key("actor", pair[1])],
        role=[role],
        summary=[_tally(len(articles), unit, len(set(articles)))],
        proof=[_key("article", article) for article in dict.fromkeys(articles)],
    )


def _tally(n: int, unit: str, articles: int) -> str:
    return f"{counted(n, unit)} in {counted(articles, 'article')}"


def _entity(identifier: str, schema: str, **properties: list[str]) -> dict[str, object]:
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _key(kind: str, identifier: str) -> str:
    """An id that FollowTheMoney accepts: letters, digits, '-', '.', '_'."""
    return f"{kind}-" + re.sub(r"[^A-Za-z0-9.\-]", lambda found: f"_{ord(found[0]):x}_", identifier)


def _date(value: str) -> str:
    """As fine as it is known; a clock time in UTC, without its zone. "" for what is no date."""
    if "T" not in value:
        return value if ISO_DATE.fullmatch(value) else ""
    moment = time_values.instant(value)
    return moment.isoformat()[: len("2021-08-15T16:10:00")] if moment else ""
