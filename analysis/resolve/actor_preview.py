"""What a merge of two actors would change, before the analyst makes it.

In: a Case and two actor ids. Out: a MergePreview. Nothing is changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.model import Actor, Case


@dataclass(frozen=True, slots=True)
class MergePreview:
    """The effects of making `drop` one with `keep`."""

    keep: Actor
    drop: Actor
    mentions: int  # that would move to `keep`
    articles: int  # that would newly count for `keep`
    claims: tuple[str, ...]  # whose source would become `keep`
    mentioned_in: tuple[str, ...]  # claims whose content would mention `keep` instead
    edges: tuple[str, ...]  # neighbours by sentence that `keep` would gain
    edge_between: int  # sentences that mention both: this edge would vanish
    propositions: tuple[str, ...]  # whose origins, and so confidence, may change
    origins_joined: tuple[str, ...]  # propositions for which the two count as two origins now
    warnings: tuple[str, ...]  # what speaks against the merge


def preview_merge(case: Case, keep: str, drop: str) -> MergePreview:
    """What would change if `drop` became `keep`. Raises KeyError for an unknown id."""
    actors = {actor.id: actor for actor in case.actors}
    kept, dropped = actors[keep], actors[drop]
    of_drop = [m for m in case.mentions if m.actor_id == drop]
    of_keep = [m for m in case.mentions if m.actor_id == keep]
    places_keep = {(m.article_id, m.sentence) for m in of_keep}
    places_drop = {(m.article_id, m.sentence) for m in of_drop}
    near_keep: set[str] = set()
    near_drop: set[str] = set()
    for m in case.mentions:
        if m.actor_id not in {keep, drop}:
            if (m.article_id, m.sentence) in places_keep:
                near_keep.add(m.actor_id)
            if (m.article_id, m.sentence) in places_drop:
                near_drop.add(m.actor_id)
    claims = tuple(c.id for c in case.claims if c.actor_id == drop)
    touched: dict[str, set[str]] = {}
    for claim in case.claims:
        if claim.actor_id in {keep, drop} and claim.proposition_id:
            touched.setdefault(claim.proposition_id, set()).add(claim.actor_id)
    return MergePreview(
        keep=kept,
        drop=dropped,
        mentions=len(of_drop),
        articles=len({m.article_id for m in of_drop} - {m.article_id for m in of_keep}),
        claims=claims,
        mentioned_in=tuple(c.id for c in case.claims if drop in c.mentioned),
        edges=tuple(sorted(near_drop - near_keep)),
        edge_between=len(places_keep & places_drop),
        propositions=tuple(sorted(p for p, sides in touched.items() if drop in sides)),
        origins_joined=tuple(sorted(p for p, sides in touched.items() if len(sides) == 2)),
        warnings=tuple(_warnings(kept, dropped, len(places_keep & places_drop))),
    )


def _warnings(keep: Actor, drop: Actor, together: int) -> list[str]:
    found = []
    if keep.type != drop.type:
        found.append(f"{keep.name} is a {keep.type}, {drop.name} a {drop.type}.")
    if together:
        where = "sentence mentions" if together == 1 else "sentences mention"
        found.append(f"{together} {where} both, as if they were two.")
    return found
