"""Both selectors of every target point at the words of the claim."""

import json

from analysis.exports.provenance import Provenance, describe
from analysis.exports.web_annotation import to_web_annotation
from analysis.model import Case


def annotations(case: Case) -> list[dict]:
    document = json.loads(to_web_annotation(case, describe(case)))
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    assert document["total"] == len(document["first"]["items"])
    return document["first"]["items"]


def test_selectors_point_at_the_claim(small_case: Case, nasty_case: Case) -> None:
    for case in (small_case, nasty_case):
        claims = {claim.id: claim for claim in case.claims}
        texts = {article.id: article.text for article in case.articles}
        items = annotations(case)
        assert len(items) == len(case.claims)
        for item in items:
            claim = claims[item["id"].rsplit(":", 1)[1]]
            text = texts[claim.article_id]
            assert len(item["target"]) == len(claim.content_spans)
            for target in item["target"]:
                position, quoted = target["selector"]
                assert text[position["start"] : position["end"]] == quoted["exact"]
                around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
                assert around in text


def test_the_body_says_who_and_how_it_stands(small_case: Case) -> None:
    item = annotations(small_case)[1]
    assert item["body"][0]["value"].startswith(
        "Claim by A senior port official (anonymous official, via Meridian Press)."
        " Standing: contested."
    )
    assert {body["value"] for body in item["body"][1:]} >= {"indirect", "CT+", "contested"}


def test_the_collection_says_what_was_in_force(small_case: Case) -> None:
    made = describe(small_case, "Port", filters={"actor": "Venn"})
    assert "Filters: actor: Venn" in json.loads(to_web_annotation(small_case, made))["label"]
    assert json.loads(to_web_annotation(Case(), Provenance()))["total"] == 0
