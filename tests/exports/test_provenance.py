"""Every export says which case, which moment and which filters it was made under."""

import json

from analysis.exports.provenance import Provenance, describe
from analysis.model import Case


def test_people_read_moment_filters_and_size(small_case: Case) -> None:
    made = describe(
        small_case, "Port blast", "2025-03-04T12:00:00+00:00",
        {"outlet": "Belisar Post", "actor": ""}, "2025-03-05T08:00:00+00:00", "abc123",
    )  # fmt: skip
    told = dict(made.lines())
    assert told["Case"] == "Port blast"
    assert told["As of"] == "12:00 UTC on 4 March 2025"
    assert told["Filters"] == "outlet: Belisar Post"
    assert told["Articles"] == "3"
    assert told["Exported"] == "08:00 UTC on 5 March 2025"
    assert told["Made by"] == "Crossbearing abc123"
    assert json.loads(json.dumps(made.as_dict()))["filters"] == {"outlet": "Belisar Post"}


def test_nothing_in_force_is_said_too(small_case: Case) -> None:
    told = dict(describe(small_case).lines())
    assert told["Filters"] == "none"
    assert told["As of"] == "everything up to 13:30 UTC on 3 March 2025"
    assert dict(Provenance().lines())["As of"] == "everything up to now"


def test_the_file_name_says_it() -> None:
    made = Provenance("Port / blast!", "2025-03-04T12:00:00+00:00", (("outlet", "X"),))
    assert made.file_stem("claims") == "port-blast_claims_as-of-20250304T1200_filtered"
    assert Provenance().file_stem("claims") == "claims"
