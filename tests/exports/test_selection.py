"""A filtered case refers to nothing that was left out, and every format can be written from it."""

from dataclasses import replace

import pytest

from analysis.exports.provenance import describe
from analysis.exports.registry import EXPORTS
from analysis.exports.report import build_report
from analysis.exports.report_markdown import to_markdown
from analysis.exports.selection import self_contained
from analysis.model import Case, ContestedSlot, HedgeLoss, SlotValue, SyndicationGroup


@pytest.fixture
def torn_case(small_case: Case) -> Case:
    """One article and one actor left, everything else still referring to the rest."""
    return replace(
        small_case,
        articles=small_case.articles[:1],
        actors=small_case.actors[:1],
        hedge_losses=(HedgeLoss("cargo", "n1-2", "n2-2"),),
        syndication=(SyndicationGroup(("n1", "n2"), "n1"),),
        contested=(ContestedSlot("s", "people", "dead", (SlotValue("12", ("n2-1",)),)),),
        events=tuple(replace(e, actor_ids=("nobody",)) for e in small_case.events),
    )


def test_nothing_leads_out_of_it(torn_case: Case) -> None:
    case = self_contained(torn_case)
    articles = {article.id for article in case.articles}
    claims = {claim.id for claim in case.claims}
    assert claims == {"n1-1", "n1-2"}
    assert {p.id for p in case.propositions} == {"toll", "cargo"}
    for proposition in case.propositions:
        assert set(proposition.claim_ids) <= claims
        assert all(set(origin.claim_ids) <= claims for origin in proposition.origins)
    assert {claim.actor_id for claim in case.claims} <= {case.actors[0].id, ""}
    assert {m.article_id for m in case.mentions} <= articles
    assert all(e.article_id in articles for event in case.events for e in event.evidence)
    assert case.events[0].actor_ids == ()
    assert (case.contradictions, case.hedge_losses, case.syndication, case.contested) == (
        (), (), (), (),
    )  # fmt: skip


def test_a_whole_case_stays_as_it_is(small_case: Case) -> None:
    assert self_contained(small_case) == small_case


@pytest.mark.parametrize("entry", EXPORTS, ids=lambda entry: entry.key)
def test_every_format_can_be_written_from_it(entry, torn_case: Case) -> None:
    assert entry.write(torn_case, describe(torn_case, "Torn"))


def test_the_report_quotes_only_what_is_left(torn_case: Case) -> None:
    written = to_markdown(build_report(torn_case, describe(torn_case)))
    assert "At least 12 people were killed" in written
    assert "Northern Dispatch" not in written
