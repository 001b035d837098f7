"""FollowTheMoney entities: known schemata and properties, references that resolve.

PROPERTIES is what followthemoney 4.x defines for the schemata that are written; where that
library is installed, the entities go through it as well.
"""

import json
import re
from dataclasses import replace

import pytest

from analysis.exports.followthemoney import to_followthemoney
from analysis.exports.provenance import Provenance, describe
from analysis.model import Case

THING = {"name", "alias", "summary", "notes"}
PROPERTIES = {
    "Person": THING | {"position"},
    "Organization": THING,
    "LegalEntity": THING,
    "Vessel": THING,
    "Vehicle": THING,
    "RealEstate": THING,
    "Address": THING | {"full"},
    "Article": THING
    | {"title", "author", "publisher", "sourceUrl", "publishedAt", "language", "bodyText"},
    "Event": THING | {"startDate", "endDate", "location", "involved", "proof"},
    "UnknownLink": {"subject", "object", "role", "summary", "proof"},
}
REFERENCES = {"subject", "object", "proof", "involved"}


def entities(case: Case) -> list[dict]:
    return [json.loads(line) for line in to_followthemoney(case, describe(case)).splitlines()]


@pytest.fixture
def linked_case(small_case: Case) -> Case:
    """Venn speaks of a ship; two actors stand in one sentence."""
    ship = replace(small_case.actors[0], id="ship/1", name="Calypso Dawn", type="vessel")
    claims = [replace(small_case.claims[0], mentioned=("ship/1",)), *small_case.claims[1:]]
    return replace(small_case, actors=(*small_case.actors, ship), claims=tuple(claims))


def test_entities_are_of_known_schemata_and_refer_to_each_other(linked_case: Case) -> None:
    found = entities(linked_case)
    known = {entity["id"] for entity in found}
    assert len(known) == len(found)
    for entity in found:
        assert re.fullmatch(r"[A-Za-z0-9._\-]+", entity["id"])
        assert set(entity["properties"]) <= PROPERTIES[entity["schema"]], entity
        for name in REFERENCES & set(entity["properties"]):
            assert set(entity["properties"][name]) <= known
    assert {e["schema"] for e in found} >= {"Article", "Person", "Vessel", "Event", "UnknownLink"}


def test_who_speaks_about_whom(linked_case: Case) -> None:
    links = [e["properties"] for e in entities(linked_case) if e["schema"] == "UnknownLink"]
    speech = [link for link in links if link["role"] == ["speaks about"]]
    assert speech == [
        {
            "subject": ["actor-actor-dario-venn"],
            "object": ["actor-ship_2f_1"],
            "role": ["speaks about"],
            "summary": ["one claim in one article"],
            "proof": ["article-n1"],
        }
    ]


def test_things_are_part_of_an_event_and_agents_involved(linked_case: Case) -> None:
    event = replace(
        linked_case.events[0],
        start="2025-03-02T23:40+02:00",
        end="2025-03-03",
        actor_ids=("actor-dario-venn", "ship/1"),
    )
    found = entities(replace(linked_case, events=(event,)))
    (told,) = [e["properties"] for e in found if e["schema"] == "Event"]
    assert told["involved"] == ["actor-actor-dario-venn"]  # its range is LegalEntity
    assert told["startDate"] == ["2025-03-02T21:40:00"]  # dates have no zone: UTC
    assert told["endDate"] == ["2025-03-03"]
    parts = [e["properties"] for e in found if e["properties"].get("role") == ["part of"]]
    assert [link["subject"] for link in parts] == [["actor-ship_2f_1"]]
    assert parts[0]["proof"] == told["proof"]


def test_every_article_has_a_name_to_list_it_by(small_case: Case) -> None:
    untitled = replace(small_case.articles[0], title="")
    found = entities(replace(small_case, articles=(untitled, *small_case.articles[1:])))
    assert found[0]["properties"]["title"] == [f"Untitled article {untitled.id}"]


def test_roles_and_what_was_in_force(small_case: Case) -> None:
    found = {e["id"]: e for e in entities(small_case)}
    assert found["actor-actor-dario-venn"]["properties"]["position"] == ["interior minister"]
    assert found["article-n1"]["properties"]["notes"] == [
        "Filters: none. As of: everything up to 13:30 UTC on 3 March 2025."
    ]


def test_hostile_and_empty(nasty_case: Case) -> None:
    article = entities(nasty_case)[0]
    assert article["properties"]["bodyText"] == [nasty_case.articles[0].text]
    assert "sourceUrl" not in article["properties"]
    assert to_followthemoney(Case(), Provenance()) == b""


def test_the_library_itself_accepts_them(linked_case: Case) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in entities(linked_case):
        proxy = model.get_proxy(entity, cleaned=False)
        assert set(proxy.to_dict()["properties"]) == set(entity["properties"])
        for name, values in entity["properties"].items():
            kind = proxy.schema.properties[name].type
            assert kind.name == "text" or [kind.clean(value) for value in values] == values
        proxy.schema.validate(proxy.to_dict())
