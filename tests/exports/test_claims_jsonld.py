"""The JSON-LD document: every reference resolves, every quotation is in its article."""

import json
from dataclasses import replace

from analysis.exports.claims_jsonld import to_jsonld
from analysis.exports.provenance import Provenance, describe
from analysis.model import Case


def references(node: object) -> set[str]:
    """The @ids that are referred to (an object that is nothing but an @id)."""
    if isinstance(node, dict):
        if set(node) == {"@id"}:
            return {node["@id"]}
        return set().union(*(references(value) for value in node.values()), set())
    if isinstance(node, list):
        return set().union(*(references(value) for value in node), set())
    return set()


def test_propositions_are_claims_with_their_appearances(small_case: Case) -> None:
    document = json.loads(to_jsonld(small_case, describe(small_case, "Port", as_of="2025-03-04")))
    assert document["@context"] == "https://schema.org"
    nodes = {node["@id"]: node for node in document["@graph"]}
    claim = nodes["urn:crossbearing:proposition:cargo"]
    assert claim["@type"] == "Claim"
    assert [a["@id"][-2:] for a in claim["appearance"]] == ["n1", "n2"]
    assert claim["firstAppearance"]["@id"].endswith("n1")
    assert references(document) <= set(nodes)
    texts = {article.id: article.text for article in small_case.articles}
    for quotation in claim["citation"]:
        start, end = map(int, quotation["position"].removeprefix("char=").split(","))
        text = texts[quotation["isPartOf"]["@id"].rsplit(":", 1)[1]]
        assert text[start:end] == quotation["text"]


def test_the_review_is_a_draft_without_a_verdict(small_case: Case) -> None:
    document = json.loads(to_jsonld(small_case, Provenance()))
    reviews = [node for node in document["@graph"] if node["@type"] == "ClaimReview"]
    assert len(reviews) == len(small_case.propositions)
    for review in reviews:
        assert review["creativeWorkStatus"] == "Draft"
        assert "ratingValue" not in review["reviewRating"]
        assert review["reviewBody"].startswith("As of ")


def test_who_speaks_is_a_person_or_an_organization(small_case: Case) -> None:
    venn = replace(small_case.actors[0], type="place")
    actors = (venn, *small_case.actors[1:])
    document = json.loads(to_jsonld(replace(small_case, actors=actors), Provenance()))
    types = {node["@id"]: node["@type"] for node in document["@graph"]}
    speakers = {
        a["@id"] for n in document["@graph"] for a in n.get("author", ()) if n["@type"] == "Claim"
    }
    assert types[f"urn:crossbearing:actor:{venn.id}"] == ["Place", "Organization"]
    assert all(
        {"Person", "Organization"} & {*types[i], types[i] if isinstance(types[i], str) else ""}
        for i in speakers
    )


def test_filters_and_moment_are_in_it(small_case: Case) -> None:
    made = describe(small_case, "Port", "2025-03-04", {"outlet": "Belisar Post"})
    document = json.loads(to_jsonld(small_case, made))
    noted = {p["name"]: p["value"] for p in document["@graph"][0]["variableMeasured"]}
    assert noted["Filters"] == "outlet: Belisar Post"
    assert noted["As of"] == "4 March 2025"


def test_hostile_text_stays_data(nasty_case: Case) -> None:
    written = to_jsonld(nasty_case, describe(nasty_case, "</script>"))
    assert b"<" not in written
    document = json.loads(written)
    articles = [node for node in document["@graph"] if node["@type"] == "NewsArticle"]
    assert articles[0]["headline"] == nasty_case.articles[0].title
    assert "url" not in articles[0]  # javascript: is no address


def test_an_empty_case_is_a_document_too() -> None:
    assert len(json.loads(to_jsonld(Case(), Provenance()))["@graph"]) == 1
