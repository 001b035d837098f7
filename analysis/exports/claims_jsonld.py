"""Propositions and their claims as schema.org JSON-LD: Claim, and a ClaimReview to be finished.

In: a Case, a Provenance. Out: bytes of one JSON-LD document. Each proposition is a Claim whose
`appearance` are the articles that carry it; its ClaimReview is a draft without a verdict: the
rating names how well it is sourced, since nothing here knows whether it is true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from urllib.parse import quote as quoted

from analysis.exports.provenance import CAVEAT, PROGRAM, Provenance
from analysis.model import Actor, Article, Case, Claim, Proposition
from analysis.resolve.phrases import claims_by_id, first_of, plain
from analysis.resolve.safe_sentence import safe_sentences

Json = dict[str, object]
SCHEMA_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "place": "Place",
    "facility": "Place",
    "vessel": "Vehicle",
    "vehicle": "Vehicle",
}


def to_jsonld(case: Case, provenance: Provenance) -> bytes:
    """One document: the data set, its articles, actors, claims and reviews."""
    claims = claims_by_id(case)
    graph: list[Json] = [_dataset(provenance)]
    graph += [_article(article, case) for article in case.articles]
    speaking = {claim.actor_id for claim in case.claims}
    graph += [_actor(actor, actor.id in speaking) for actor in case.actors]
    known = {actor.id for actor in case.actors}
    sentences = safe_sentences(case, [p.id for p in case.propositions], provenance.as_of)
    for proposition in case.propositions:
        told = first_of(proposition, claims)
        if told:
            graph.append(_claim(proposition, told, known))
            graph.append(_review(proposition, plain(sentences[proposition.id])))
    document = {"@context": "https://schema.org", "@graph": graph}
    return as_json(document)


def as_json(document: object) -> bytes:
    """UTF-8 JSON that can also stand inside a script element of a page."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").encode("utf-8", "replace")


def iri(kind: str, identifier: str) -> str:
    return f"urn:{PROGRAM.lower()}:{kind}:{quoted(identifier, safe='')}"


def web_address(url: str) -> str:
    """The address when it is one of the web's, else ""."""
    return url if url.startswith(("http://", "https://")) else ""


def _dataset(provenance: Provenance) -> Json:
    return {
        "@type": "Dataset",
        "@id": iri("case", provenance.case_name or "unnamed"),
        "name": provenance.case_name or "Unnamed case",
        "description": f"{CAVEAT} Filters: {provenance.filter_text()}.",
        "temporalCoverage": provenance.as_of or provenance.latest_report or None,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in provenance.lines()
        ],
    }


def _article(article: Article, case: Case) -> Json:
    published = case.dcts[article.id].value if article.id in case.dcts else article.published_at
    return _present(
        {
            "@type": "NewsArticle",
            "@id": iri("article", article.id),
            "headline": article.title,
            "url": web_address(article.url),
            "datePublished": published,
            "inLanguage": article.language,
            "publisher": {"@type": "Organization", "name": article.outlet}
            if article.outlet
            else "",
            "author": {"@type": "Person", "name": article.author} if article.author else "",
        }
    )


def _actor(actor: Actor, speaks: bool) -> Json:
    """What speaks is a Person or an Organization to schema.org: a place speaks as its body."""
    others = [alias.text for alias in actor.aliases if alias.text != actor.name]
    kind = SCHEMA_TYPES.get(actor.type, "Thing")
    agent = kind in ("Person", "Organization")
    return _present(
        {
            "@type": kind if agent or not speaks else [kind, "Organization"],
            "@id": iri("actor", actor.id),
            "name": actor.name,
            "alternateName": others,
        }
    )


def _claim(proposition: Proposition, told: Sequence[Claim], known: Set[str]) -> Json:
    speakers = dict.fromkeys(c.actor_id for c in told if c.actor_id in known)
    about = dict.fromkeys(actor for c in told for actor in c.mentioned if actor in known)
    articles = dict.fromkeys(c.article_id for c in told)
    return _present(
        {
            "@type": "Claim",
            "@id": iri("proposition", proposition.id),
            "text": proposition.statement,
            "firstAppearance": {"@id": iri("article", told[0].article_id)},
            "appearance": [{"@id": iri("article", article)} for article in articles],
            "author": [{"@id": iri("actor", actor)} for actor in speakers],
            "about": [{"@id": iri("actor", actor)} for actor in about],
            "datePublished": told[0].reported_at,
            "citation": [_quotation(claim) for claim in told],
        }
    )


def _quotation(claim: Claim) -> Json:
    """One place that says so, with its offsets."""
    return _present(
        {
            "@type": "Quotation",
            "@id": iri("claim", claim.id),
            "text": claim.content,
            "isPartOf": {"@id": iri("article", claim.article_id)},
            "spokenByCharacter": {"@id": iri("actor", claim.actor_id)} if claim.actor_id else "",
            "creditText": claim.source_text,
            "position": f"char={claim.start},{claim.end}",  # in the article's text, RFC 5147
            "keywords": [
                {
                    "@type": "DefinedTerm",
                    "name": value,
                    "inDefinedTermSet": {"@type": "DefinedTermSet", "name": name},
                }
                for name, value in _terms(claim).items()
                if value
            ],
        }
    )


def _terms(claim: Claim) -> Mapping[str, str]:
    return {
        "source kind": claim.source_kind,
        "channel": " > ".join(claim.channel),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "quote": claim.quote,
    }


def _review(proposition: Proposition, sentence: str) -> Json:
    return _present(
        {
            "@type": "ClaimReview",
            "@id": iri("review", proposition.id),
            "creativeWorkStatus": "Draft",
            "claimReviewed": proposition.statement,
            "itemReviewed": {"@id": iri("proposition", proposition.id)},
            "reviewBody": sentence,
            "reviewRating": {
                "@type": "Rating",
                "alternateName": proposition.standing,
                "reviewAspect": "how well the claim is sourced, not whether it is true",
                "ratingExplanation": _explanation(proposition),
            },
        }
    )


def _explanation(proposition: Proposition) -> str:
    origins = f"{proposition.origins_min}"
    if proposition.origins_max != proposition.origins_min:
        origins += f" to {proposition.origins_max}"
    lines = [f"independent origins: {origins}", f"Admiralty {proposition.admiralty}"]
    lines += [f"{c.name} {c.value:+.2f} ({c.detail})" for c in proposition.ledger]
    return "; ".join(lines)


def _present(node: Json) -> Json:
    """Without the fields that are empty."""
    return {key: value for key, value in node.items() if value not in ("", None, [], ())}
