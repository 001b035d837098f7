"""What may be said of a proposition without saying more than the coverage bears.

In: a Case and one of its propositions. Out: one Sentence, such as 'As of 16:10 UTC on 15 August
2021 three outlets report "Ghani has left for Tajikistan", all tracing to one unnamed senior
interior ministry official relayed by Reuters; no confirmation on record.'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.model import Case, Claim, Proposition
from analysis.resolve.phrases import (
    NUMBERS,
    Phrase,
    Sentence,
    actor_names,
    asserting,
    beside_the_count,
    best_told,
    claims_by_id,
    claims_of_origin,
    count,
    counted,
    counted_origins,
    join,
    latest_report,
    moment,
    number,
    on_record,
    outlets_of,
    quote,
    source_phrase,
    voice,
)

MOST_NAMED = 3  # origins listed by name; the rest are counted


@dataclass(frozen=True, slots=True)
class _Index:
    """The case by id, made once for many sentences."""

    claims: Mapping[str, Claim]
    names: Mapping[str, str]
    propositions: Mapping[str, Proposition]
    against: Mapping[str, list[str]]  # proposition -> propositions that contradict it
    as_of: str


def safe_sentence(case: Case, proposition_id: str, as_of: str = "") -> Sentence:
    """The sentence for one proposition; () when the case does not have it.

    `as_of` is the moment the case was cut at; without one it is the newest report's time.
    """
    return safe_sentences(case, [proposition_id], as_of)[proposition_id]


def safe_sentences(
    case: Case, proposition_ids: Iterable[str], as_of: str = ""
) -> dict[str, Sentence]:
    """The sentences for many propositions, at the cost of reading the case once."""
    against: dict[str, list[str]] = defaultdict(list)
    for dispute in case.contradictions:
        against[dispute.a].append(dispute.b)
        against[dispute.b].append(dispute.a)
    index = _Index(
        claims=claims_by_id(case),
        names=actor_names(case),
        propositions={p.id: p for p in case.propositions},
        against=against,
        as_of=as_of or latest_report(case),
    )
    return {i: _sentence(index.propositions.get(i), index) for i in proposition_ids}


def _sentence(proposition: Proposition | None, index: _Index) -> Sentence:
    told = asserting(proposition, index.claims) if proposition else ()
    if proposition is None or not told:
        return ()
    sentence = [
        *_opening(index.as_of, told),
        join(" “"),
        quote(best_told(told, proposition.statement)),
        join("”, "),
        *_origins(proposition, told, index),
        *_record(told),
        *_against(proposition, index),
    ]
    if proposition.standing == "retracted":
        sentence.append(join("; since withdrawn or corrected"))
    return (*sentence, join("."))


def _opening(as_of: str, told: tuple[Claim, ...]) -> list[Phrase]:
    """'As of 16:10 UTC on 15 August 2021 three outlets report'."""
    outlets = outlets_of(told)
    thing = "outlet" if any(claim.outlet for claim in told) else "article"
    verb = "reports" if len(outlets) == 1 else "report"
    words = f"{counted(len(outlets), thing)} {verb}"
    when = moment(as_of)
    if when:
        return [join(f"As of {when} "), count(words, told)]
    return [count(words[0].upper() + words[1:], told)]


def _origins(proposition: Proposition, told: tuple[Claim, ...], index: _Index) -> list[Phrase]:
    """'all tracing to one unnamed official relayed by Reuters'."""
    uncounted = beside_the_count(proposition, index.claims)
    groups = counted_origins(proposition, index.claims)
    if not groups:
        return [join("with no origin stated")]
    beside = [c for origin in uncounted for c in claims_of_origin(origin, index.claims)]
    return [*_listed(proposition, told, groups, index, bool(beside)), *_own_word(beside)]


def _own_word(claims: Sequence[Claim]) -> list[Phrase]:
    """'; Belisar Post and one more add no source of their own'."""
    outlets = outlets_of(claims)
    if not outlets:
        return []
    more = f" and {number(len(outlets) - 1)} more" if len(outlets) > 1 else ""
    verb = "adds no source of its own" if len(outlets) == 1 else "add no source of their own"
    return [
        join("; "),
        count(f"{claims[0].outlet or 'one article'}{more}", claims),
        join(f" {verb}"),
    ]


def _listed(
    proposition: Proposition,
    told: tuple[Claim, ...],
    groups: list[tuple[Claim, ...]],
    index: _Index,
    some: bool,
) -> list[Phrase]:
    """The counted origins by name; `some` where others say so as well, in their own words."""
    least, most = proposition.origins_min, proposition.origins_max
    if most <= 1 or len(groups) == 1:
        lead = "all tracing to " if len(told) > 1 and not some else "tracing to "
        largest = max(groups, key=len)
        return [join(lead), *voice(largest, index.names)]
    if least == most:
        tally = f"tracing to {counted(most, 'independent origin')}: "
    else:
        few = most <= len(NUMBERS) - 1  # 'between twelve and 14' mixes words and figures
        between = f"{number(least)} and {number(most)}" if few else f"{least:,} and {most:,}"
        tally = f"tracing to between {between} independent origins: "
    listed: list[Phrase] = [count(tally, told)]
    shown = groups[:MOST_NAMED]
    for place, group in enumerate(shown):
        if place:
            last = place == len(shown) - 1 and len(groups) <= MOST_NAMED
            listed.append(join(" and " if last else ", "))
        listed += voice(group, index.names)
    if len(groups) > MOST_NAMED:
        rest = [claim for group in groups[MOST_NAMED:] for claim in group]
        listed += [join(" and "), count(f"{number(len(groups) - MOST_NAMED)} more", rest)]
    return listed


def _record(told: tuple[Claim, ...]) -> list[Phrase]:
    """Whether anyone says so under a name."""
    return [] if on_record(told) else [join("; no confirmation on record")]


def _against(proposition: Proposition, index: _Index) -> list[Phrase]:
    """'; contradicted by Lunden Maritime'."""
    others = dict.fromkeys(index.against.get(proposition.id, ()))
    known = [index.propositions[other] for other in others if other in index.propositions]
    opposed = [asserting(other, index.claims) for other in known]
    opposed = [group for group in opposed if group]
    if not opposed:
        return []
    strongest = max(opposed, key=lambda group: (len(on_record(group)), len(group)))
    phrases = [join("; contradicted by "), source_phrase(strongest, index.names)]
    if len(opposed) > 1:
        rest = [claim for group in opposed if group is not strongest for claim in group]
        phrases.append(count(f" and in {counted(len(opposed) - 1, 'further account')}", rest))
    return phrases
