"""What may be said of a proposition without saying more than the coverage bears.

In: a Case and one of its propositions. Out: one Sentence, such as 'As of 16:10 UTC on 15 August
2021 three outlets report "Ghani has left for Tajikistan", all tracing to one unnamed senior
interior ministry official relayed by Reuters; no confirmation on record.'
"""

from __future__ import annotations

from analysis.model import Case, Claim, Proposition
from analysis.resolve.phrases import (
    Phrase,
    Sentence,
    actor_names,
    best_told,
    claims_by_id,
    claims_of_origin,
    count,
    counted,
    first_of,
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


def safe_sentence(case: Case, proposition_id: str, as_of: str = "") -> Sentence:
    """The sentence for one proposition; () when the case does not have it.

    `as_of` is the moment the case was cut at; without one it is the newest report's time.
    """
    proposition = next((p for p in case.propositions if p.id == proposition_id), None)
    claims = claims_by_id(case)
    told = first_of(proposition, claims) if proposition else ()
    if proposition is None or not told:
        return ()
    sentence = [
        *_opening(as_of or latest_report(case), told),
        join(" “"),
        quote(best_told(told, proposition.statement)),
        join("”, "),
        *_origins(case, proposition, told),
        *_record(told),
        *_against(case, proposition, claims),
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


def _origins(case: Case, proposition: Proposition, told: tuple[Claim, ...]) -> list[Phrase]:
    """'all tracing to one unnamed official relayed by Reuters'."""
    names, claims = actor_names(case), claims_by_id(case)
    groups = [found for o in proposition.origins if (found := claims_of_origin(o, claims))]
    if not groups:
        return [join("with no origin stated")]
    least, most = proposition.origins_min, proposition.origins_max
    if most <= 1 or len(groups) == 1:
        lead = "all tracing to " if len(told) > 1 else "tracing to "
        largest = max(groups, key=len)
        return [join(lead), *voice(largest, names)]
    if least == most:
        tally = f"tracing to {counted(most, 'independent origin')}: "
    else:
        tally = f"tracing to between {number(least)} and {number(most)} independent origins: "
    listed: list[Phrase] = [count(tally, told)]
    shown = groups[:MOST_NAMED]
    for index, group in enumerate(shown):
        if index:
            last = index == len(shown) - 1 and len(groups) <= MOST_NAMED
            listed.append(join(" and " if last else ", "))
        listed += voice(group, names)
    if len(groups) > MOST_NAMED:
        rest = [claim for group in groups[MOST_NAMED:] for claim in group]
        listed += [join(" and "), count(f"{number(len(groups) - MOST_NAMED)} more", rest)]
    return listed


def _record(told: tuple[Claim, ...]) -> list[Phrase]:
    """Whether anyone says so under a name."""
    return [] if on_record(told) else [join("; no confirmation on record")]


def _against(case: Case, proposition: Proposition, claims: dict[str, Claim]) -> list[Phrase]:
    """'; contradicted by Lunden Maritime'."""
    others = [
        c.b if c.a == proposition.id else c.a
        for c in case.contradictions
        if proposition.id in (c.a, c.b)
    ]
    by_id = {p.id: p for p in case.propositions}
    opposed = [first_of(by_id[other], claims) for other in dict.fromkeys(others) if other in by_id]
    opposed = [group for group in opposed if group]
    if not opposed:
        return []
    names = actor_names(case)
    strongest = max(opposed, key=lambda group: (len(on_record(group)), len(group)))
    phrases = [join("; contradicted by "), source_phrase(strongest, names)]
    if len(opposed) > 1:
        rest = [claim for group in opposed if group is not strongest for claim in group]
        phrases.append(count(f" and in {counted(len(opposed) - 1, 'further account')}", rest))
    return phrases
