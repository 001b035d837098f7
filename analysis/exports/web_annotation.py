"""Claims as W3C Web Annotations (2017 Recommendation), to be laid over the articles elsewhere.

In: a Case, a Provenance. Out: bytes of one AnnotationCollection with one page. Every content
span is a target with a position selector (code points into the article's text) and a quote
selector with its surroundings, so that it still anchors when the page has changed.
"""

from __future__ import annotations

from analysis.exports.claims_jsonld import Json, as_json, iri, web_address
from analysis.exports.provenance import CAVEAT, PROGRAM, Provenance
from analysis.model import Article, Case, Claim, Span

CONTEXT = 32  # characters before and after a quotation


def to_web_annotation(case: Case, provenance: Provenance) -> bytes:
    """One annotation a claim."""
    articles = {article.id: article for article in case.articles}
    standings = {p.id: p.standing for p in case.propositions}
    items = [
        _annotation(claim, articles[claim.article_id], standings.get(claim.proposition_id, ""))
        for claim in case.claims
        if claim.article_id in articles
    ]
    collection = iri("annotations", provenance.case_name or "unnamed")
    page = f"{collection}:1"
    document = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": " · ".join(f"{name}: {value}" for name, value in provenance.lines()),
        "generator": {"type": "Software", "name": PROGRAM},
        "total": len(items),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return as_json(document)


def _annotation(claim: Claim, article: Article, standing: str) -> Json:
    told: list[Json] = [
        {
            "type": "TextualBody",
            "value": _comment(claim, standing),
            "format": "text/plain",
            "language": "en",
            "purpose": "describing",
        }
    ]
    told += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"}
        for tag in (claim.source_kind, claim.quote, claim.certainty + claim.polarity, standing)
        if tag
    ]
    return {
        "id": iri("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": told,
        "target": [_target(article, span) for span in claim.content_spans],
    }


def _target(article: Article, span: Span) -> Json:
    start, end = span
    return {
        "source": web_address(article.url) or iri("article", article.id),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": article.text[start:end],
                "prefix": article.text[max(start - CONTEXT, 0) : start],
                "suffix": article.text[end : end + CONTEXT],
            },
        ],
    }


def _comment(claim: Claim, standing: str) -> str:
    who = claim.source_text or claim.outlet or "the article"
    through = f", via {' > '.join(claim.channel)}" if claim.channel else ""
    about = f" Standing: {standing}. {CAVEAT}" if standing else ""
    return f"Claim by {who} ({claim.source_kind}{through}).{about}"
