"""What changed between two states of a case."""

from dataclasses import replace

import pytest

from analysis.model import Case, Claim, Contradiction, Origin, Proposition
from analysis.resolve.changes import changes


def claim(identifier: str, outlet: str) -> Claim:
    return Claim(
        id=identifier, article_id=f"article of {identifier}", start=0, end=5, content="it sank",
        content_spans=((0, 5),), source_text="", source_spans=(), cue="", cue_spans=(),
        quote="indirect", actor_id="", source_kind="author", descriptor="", channel=(),
        certainty="CT", polarity="+", triggers=(), outlet=outlet, reported_at="2024-05-01",
    )  # fmt: skip


def proposition(identifier: str, confidence: float, *claims: str, **more: object) -> Proposition:
    stands = Proposition(
        id=identifier, statement=f"statement of {identifier}", claim_ids=claims,
        origins=(Origin("o", "someone", True, claims),), origins_min=1, origins_max=1,
        confidence=confidence, ledger=(), standing="single source", admiralty="C3",
    )  # fmt: skip
    return replace(stands, **more)  # type: ignore[arg-type]


def case(*propositions: Proposition, against: tuple[Contradiction, ...] = ()) -> Case:
    ids = [i for p in propositions for i in p.claim_ids]
    return Case(
        claims=tuple(claim(i, f"Outlet {i}") for i in ids),
        propositions=propositions,
        contradictions=against,
    )


BEFORE = case(proposition("p", 0.4, "a"), proposition("q", 0.4, "b"))
CASES = [  # name, the case as it is now, the kinds of change
    ("nothing", BEFORE, []),
    ("a proposition of new claims", case(*BEFORE.propositions, proposition("n", 0.3, "c")),
     ["new"]),
    ("more confidence", case(proposition("p", 0.6, "a", "c"), BEFORE.propositions[1]),
     ["strengthened"]),
    ("less confidence", case(proposition("p", 0.2, "a"), BEFORE.propositions[1]), ["weakened"]),
    ("taken back", case(proposition("p", 0.2, "a", standing="retracted"), BEFORE.propositions[1]),
     ["retracted"]),
    ("renamed by an earlier claim", case(proposition("x", 0.4, "a"), BEFORE.propositions[1]), []),
    ("all its claims rejected", case(BEFORE.propositions[1]), ["gone"]),
    ("contradicted by a claim that came since",
     case(*BEFORE.propositions, proposition("n", 0.3, "c"),
          against=(Contradiction("p", "n", "numbers", "a", "c"),)),
     ["contradicted", "new"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "now", "kinds"), CASES, ids=[name for name, _, _ in CASES])
def test_what_changed(name: str, now: Case, kinds: list[str]) -> None:
    assert [change.kind for change in changes(BEFORE, now)] == kinds


def test_a_change_says_what_moved_and_by_which_claims() -> None:
    now = case(proposition("p", 0.6, "a", "c", origins_min=2, origins_max=2))
    change = next(c for c in changes(BEFORE, now) if c.kind == "strengthened")
    assert change.detail == "confidence 40% → 60%; origins 1 → 2; 1 claim more"
    assert change.claim_ids == ("c",)
