"""From groups of claims to propositions: each with its origins, what stands against it, and how
surely it stands.

In: the groups, the ties between their frames, where claims come from. Out: an Assembled case. What
was made of a group is kept as long as its claims are the same and the case answers alike whatever
was asked about them; a conflict as long as nothing is judged otherwise between its two groups; a
proposition as long as its group and those against it are the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import compress

from analysis.model import (
    Claim,
    ContestedSlot,
    Contradiction,
    HedgeLoss,
    Proposition,
)
from analysis.resolve.circular import rings_between
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.comparison import Comparison
from analysis.resolve.confidence import Weighed, assess
from analysis.resolve.contested import Conflict, contested_slots, find_conflicts, tempered
from analysis.resolve.hedges import hedge_losses
from analysis.resolve.likeness import judgement
from analysis.resolve.neighbours import Numbers
from analysis.resolve.origins import Origins, Traced, origins_among, traced
from analysis.resolve.propositions import Grouping, Judgements, Members, surely
from analysis.resolve.provenance import Provenance, Question
from analysis.resolve.statements import stands_alone, worded
from analysis.resolve.ties import Changes


@dataclass(frozen=True, slots=True)
class Told:
    """The claims that take part, in order of report, with their frames and numbers."""

    claims: Sequence[Claim]
    frames: Sequence[ClaimFrame]
    numbers: Numbers
    withdrawing: frozenset[str]  # claims told only to be taken back


@dataclass(frozen=True, slots=True)
class Assembled:
    propositions: tuple[Proposition, ...]
    contradictions: tuple[Contradiction, ...]
    contested: tuple[ContestedSlot, ...]
    hedge_losses: tuple[HedgeLoss, ...]
    circular: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """One proposition in the making; none where all its claims are told to be taken back."""

    members: Members
    id: str
    claims: tuple[Claim, ...]
    frames: tuple[ClaimFrame, ...]
    withdrawn: tuple[Claim, ...]
    sure: tuple[bool, ...]  # of each member whether it surely asserts what the others do
    asserting: tuple[Claim, ...]  # those of its claims that surely do: what it is judged by
    origins: Origins
    losses: tuple[HedgeLoss, ...]
    citing: Mapping[int, tuple[str, str]]  # of its claims, by number: the outlet, the one it cites
    statement: str

    def says_the_same(self, other: _Group) -> bool:
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self))


_Between = tuple[_Group, _Group, Conflict, int, int]  # the last two: numbers of the claims
_Weighed = tuple[tuple[_Group, ...], Proposition]


class Assembly:
    """What was made of the groups the last time."""

    def __init__(self) -> None:
        self._groups: dict[Members, _Group] = {}
        self._asked: dict[Members, frozenset[Question]] = {}  # what each rests on
        self._between: list[_Between] = []
        self._propositions: dict[_Group, _Weighed] = {}
        self._traced: dict[int, Traced] = {}  # the claims of all groups, by number
        self._known: Provenance | None = None
        self._ratings: Mapping[str, str] = {}

    def update(
        self,
        told: Told,
        groups: Sequence[Members],
        ties: Judgements,
        changes: Changes,
        known: Provenance,
        ratings: Mapping[str, str],
    ) -> Assembled:
        """Put together what has changed, and take over the rest."""
        position = {number: at for at, number in enumerate(told.numbers.tolist())}
        known = known.after(self._known)
        comparison = Comparison(self._known, known)
        judged = _judged_otherwise(groups, changes)
        every: list[_Group] = []
        for members in groups:
            kept = self._groups.get(members)
            sure = kept.sure if kept and members not in judged else surely(members, ties)
            if kept is None or kept.sure != sure or not comparison.holds(self._asked[members]):
                self._trace(members, told, position, comparison, known)
                kept = self._made(members, sure, told, position, known)
            every.append(kept)
        self._groups = {group.members: group for group in every}
        self._asked = {members: self._asked[members] for members in self._groups}
        if len(self._traced) > len(position):
            self._traced = {n: of for n, of in self._traced.items() if n in position}
        standing = [group for group in every if group.claims]
        found = tempered(self._conflicts(told, standing, position, ties, changes))
        propositions = self._weigh(standing, found, ratings, known)
        citing = {number: pair for group in every for number, pair in group.citing.items()}
        rings = {ring for group in standing for ring in group.origins.circular}
        self._known, self._ratings = known, ratings
        return Assembled(
            propositions=tuple(sorted(propositions, key=lambda p: (-p.confidence, p.id))),
            contradictions=tuple(
                Contradiction(
                    standing[c.a].id,
                    standing[c.b].id,
                    c.reason,
                    told.claims[c.claim_a].id,
                    told.claims[c.claim_b].id,
                )
                for c in found
            ),
            contested=contested_slots(standing, found),
            hedge_losses=tuple(loss for group in standing for loss in group.losses),
            circular=tuple(sorted({*rings, *rings_between(citing, ties, known)})),
        )

    def _trace(
        self,
        members: Members,
        told: Told,
        position: Mapping[int, int],
        comparison: Comparison,
        known: Provenance,
    ) -> None:
        """Of a group that is put together anew, most claims go back to whom they went back to."""
        for number in members:
            kept = self._traced.get(number)
            if kept is None or not comparison.holds(kept.asked):
                self._traced[number] = traced(told.claims[position[number]], known)

    def _made(
        self,
        members: Members,
        sure: tuple[bool, ...],
        told: Told,
        position: Mapping[int, int],
        known: Provenance,
    ) -> _Group:
        """The group put together anew; the one before where it says the same, though the case
        answers something otherwise: then all that was made of it stands."""
        known = known.listening()
        made = _group(members, sure, told, position, known, self._traced)
        self._asked[members] = frozenset(known.asked)
        before = self._groups.get(members)
        return before if before is not None and before.says_the_same(made) else made

    # --- what excludes what -----------------------------------------------------------------------

    def _conflicts(
        self,
        told: Told,
        groups: Sequence[_Group],
        position: Mapping[int, int],
        ties: Judgements,
        changes: Changes,
    ) -> list[Conflict]:
        """The surest first. Looked for anew where a group or a judgement between two is another."""
        place = {group: at for at, group in enumerate(groups)}
        group_of = {n: at for at, group in enumerate(groups) for n in group.members}
        changed = {
            at for group, at in place.items() if changes.anew or group not in self._propositions
        }
        retied = {
            _ordered(group_of[a], group_of[b])
            for a, b in changes.retied
            if a in group_of and b in group_of
        }
        retied = {pair for pair in retied if changed.isdisjoint(pair) and pair[0] != pair[1]}
        still = [
            (place[a], place[b], conflict, position[one], position[other])
            for a, b, conflict, one, other in self._between
            if a in place
            and b in place
            and place[a] not in changed
            and place[b] not in changed
            and _ordered(place[a], place[b]) not in retied
        ]
        pairs = {
            _ordered(position[number], position[other]): judgement
            for at in changed
            for number in groups[at].members
            for other, judgement in ties.get(number, {}).items()
            if group_of.get(other, at) != at
        }
        pairs |= {
            _ordered(position[number], position[other]): judgement
            for at, against in retied
            for number in groups[at].members
            for other, judgement in ties.get(number, {}).items()
            if group_of.get(other) == against
        }
        group_at = {p: group_of[int(told.numbers[p])] for pair in pairs for p in pair}
        withdrawing = {at for at in group_at if told.claims[at].id in told.withdrawing}
        fresh = find_conflicts(
            groups, group_at, Grouping((), dict(sorted(pairs.items()))), withdrawing, told.claims
        )
        found = [
            replace(c, a=a, b=b, claim_a=one, claim_b=other)
            if (c.a, c.b, c.claim_a, c.claim_b) != (a, b, one, other)
            else c
            for a, b, c, one, other in still
        ]
        found = sorted([*found, *fresh], key=lambda c: (-c.strength, c.a, c.b))
        self._between = [
            (
                groups[c.a],
                groups[c.b],
                c,
                int(told.numbers[c.claim_a]),
                int(told.numbers[c.claim_b]),
            )
            for c in found
        ]
        return found

    def _weigh(
        self,
        groups: Sequence[_Group],
        conflicts: Iterable[Conflict],
        ratings: Mapping[str, str],
        known: Provenance,
    ) -> list[Proposition]:
        against: dict[int, list[_Group]] = defaultdict(list)
        sure = judgement()["bars"]["standing"]
        for conflict in (conflict for conflict in conflicts if conflict.strength >= sure):
            against[conflict.a].append(groups[conflict.b])
            against[conflict.b].append(groups[conflict.a])
        kept = self._propositions if ratings == self._ratings else {}
        now: dict[_Group, _Weighed] = {}
        for at, group in enumerate(groups):
            others = tuple(against[at]) if at in against else ()
            before = kept.get(group)
            if before is None or before[0] != others:
                before = (others, _proposition(group, others, ratings))
            now[group] = before
        self._propositions = now
        return [proposition for _, proposition in now.values()]


def _judged_otherwise(groups: Sequence[Members], changes: Changes) -> set[Members]:
    """The groups within which two claims are judged otherwise than before."""
    if changes.anew:
        return set(groups)
    group_of = {number: members for members in groups for number in members}
    return {
        group_of[a] for a, b in changes.retied if a in group_of and group_of[a] is group_of.get(b)
    }


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


# --- one group -----------------------------------------------------------------------------------


def _group(
    members: Members,
    sure: tuple[bool, ...],
    told: Told,
    position: Mapping[int, int],
    known: Provenance,
    origin_of: Mapping[int, Traced],
) -> _Group:
    """What is asked on the way is added to what `known` was asked."""
    known.asked.update(*(origin_of[number].asked for number in members))
    places = [position[number] for number in members]
    standing = [at for at in places if told.claims[at].id not in told.withdrawing]
    claims = tuple(told.claims[at] for at in standing)
    frames = tuple(told.frames[at] for at in standing)
    beside = [
        (origin_of[number], asserts)
        for number, at, asserts in zip(members, places, sure, strict=True)
        if told.claims[at].id not in told.withdrawing
    ]
    identifier = _proposition_id(claims[0]) if claims else ""
    if not any(asserts for _, asserts in beside):
        beside = [(of, True) for of, _ in beside]  # what the others hang on was taken back
    assert_it = [asserts for _, asserts in beside]
    origins = Origins((), 0, 0)
    if claims:
        origins = origins_among([of for of, _ in beside], known, assert_it)
    asserting = tuple(compress(claims, assert_it))
    return _Group(
        members=members,
        id=identifier,
        claims=claims,
        frames=frames,
        withdrawn=tuple(told.claims[at] for at in places if told.claims[at].id in told.withdrawing),
        sure=sure,
        asserting=asserting,
        origins=origins,
        losses=hedge_losses(identifier, asserting, origins.origins),
        citing={n: cites for n in members if (cites := origin_of[n].cites)},
        statement=_statement(asserting, tuple(compress(frames, assert_it)), known)
        if claims
        else "",
    )


def _proposition_id(first: Claim) -> str:
    """Named after its earliest claim: it keeps its name while later articles come in."""
    return "p" + hashlib.sha256(first.id.encode()).hexdigest()[:12]


_HANGING = re.compile(r"(?:\w+ing|with)\s")  # 'killing at least 12 people', cut off its clause


def _statement(claims: Sequence[Claim], frames: Sequence[ClaimFrame], known: Provenance) -> str:
    """The earliest claim that is a clause and names what it is about, worded to stand alone."""
    told = list(zip(claims, frames, strict=True))
    whole = [(claim, frame) for claim, frame in told if not _HANGING.match(claim.content)] or told
    whole = [(claim, frame) for claim, frame in whole if stands_alone(claim.content)] or whole
    whole = [(claim, frame) for claim, frame in whole if not frame.denied_outside] or whole
    named = [(claim, frame) for claim, frame in whole if frame.subject & frame.actors]
    claim, frame = (named or whole)[0]
    names = {a: actor.name for a in frame.subject & frame.actors if (actor := known.actor(a))}
    if stands_alone(claim.content):
        said = worded(claim, frame, names)
        return f"[It is denied:] {said}" if frame.denied_outside else said
    speaker = known.actor(claim.actor_id)
    return worded(claim, frame, names, speaker.name if speaker else claim.source_text)


# --- one proposition -----------------------------------------------------------------------------


def _proposition(
    group: _Group, against: Sequence[_Group], ratings: Mapping[str, str]
) -> Proposition:
    standing_against = [other for other in against if not _taken_back(other)]
    weighed = Weighed(
        claims=group.asserting,
        origins=group.origins,
        against=tuple(claim for other in standing_against for claim in other.asserting),
        against_origins=sum(other.origins.fewest for other in standing_against),
        withdrawn=group.withdrawn,
        withdrawing=_withdrawing(group),
        ratings=ratings,
    )
    assessment = assess(weighed)
    reported = sorted(claim.reported_at for claim in group.claims if claim.reported_at)
    return Proposition(
        id=group.id,
        statement=group.statement,
        claim_ids=tuple(claim.id for claim in group.claims),
        origins=group.origins.origins,
        origins_min=group.origins.fewest,
        origins_max=group.origins.most,
        confidence=assessment.confidence,
        ledger=assessment.ledger,
        standing=assessment.standing,
        admiralty=assessment.admiralty,
        would_raise=assessment.would_raise,
        robust=assessment.robust,
        first_reported=reported[0] if reported else "",
        last_reported=reported[-1] if reported else "",
    )


def _withdrawing(group: _Group) -> int:
    """How many of the proposition's origins came through an outlet that took it back."""
    if not group.withdrawn:
        return 0
    outlets = {claim.outlet for claim in group.withdrawn}
    sources = {claim.actor_id for claim in group.withdrawn if claim.actor_id}
    by_id = {claim.id: claim for claim in group.claims}
    return sum(
        all(by_id[c].outlet in outlets or by_id[c].actor_id in sources for c in origin.claim_ids)
        for origin in group.origins.origins
        if origin.sure
    )


def _taken_back(group: _Group) -> bool:
    return bool(group.withdrawn) and _withdrawing(group) >= group.origins.fewest
