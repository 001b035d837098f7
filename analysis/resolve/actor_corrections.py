"""What the analyst may decide about actors, and how those decisions are written down.

In: Actors, as a page shows them. Out: payloads for Correction, and the corrected grouping.

| kind | payload | meaning |
|---|---|---|
| `actor.merge` | keep, keep_forms, drop, drop_forms | one actor, with id and name of `keep` |
| `actor.split` | actor, forms, aliases | the aliases are somebody else |
| `alias.never` | actor, forms, alias | this alias is never this actor |
| `actor.rename` | actor, forms, name | shown under this name |
| `actor.type` | actor, forms, type | of this type |
| `actor.reject` | actor, forms | no actor at all |

`keep`, `drop` and `actor` are ids; the `forms` beside them are the name forms the actor had when
the analyst decided. An id may change when a later article brings a fuller name; forms do not, so
that a correction finds its actor again after re-analysis and after uploads. Where both fail, the
correction has no effect, and `unmatched` says so. A payload may give a name instead of an id.
`was`, `keep_name` and `drop_name` are the names that the analyst saw, for the audit trail alone.
Corrections apply in the order of `at`: the later one wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from analysis.gazetteer import fold
from analysis.model import Actor, Correction, EntityType

Payload = dict[str, str | float | list[str]]

KINDS = frozenset(
    {"actor.merge", "actor.split", "alias.never", "actor.rename", "actor.type", "actor.reject"}
)


def merge(keep: Actor, drop: Actor) -> Payload:
    """Payload of 'actor.merge'."""
    return {
        "keep": keep.id,
        "keep_forms": forms_of(keep),
        "keep_name": keep.name,
        "drop": drop.id,
        "drop_forms": forms_of(drop),
        "drop_name": drop.name,
    }


def split(actor: Actor, aliases: Iterable[str]) -> Payload:
    """Payload of 'actor.split': the aliases (as the card shows them) become another actor."""
    return {**_of(actor), "aliases": [fold(a) for a in aliases]}


def never(actor: Actor, alias: str) -> Payload:
    """Payload of 'alias.never'."""
    return {**_of(actor), "alias": fold(alias)}


def rename(actor: Actor, name: str) -> Payload:
    """Payload of 'actor.rename'."""
    return {**_of(actor), "name": name}


def retype(actor: Actor, kind: EntityType) -> Payload:
    """Payload of 'actor.type'."""
    return {**_of(actor), "type": kind}


def reject(actor: Actor) -> Payload:
    """Payload of 'actor.reject'."""
    return _of(actor)


def _of(actor: Actor) -> Payload:
    return {"actor": actor.id, "forms": forms_of(actor), "was": actor.name}


def forms_of(actor: Actor) -> list[str]:
    """The folded names of an actor: its aliases that are names, the display name first."""
    names = [actor.name, *(a.text for a in actor.aliases if a.reason not in {"pronoun", "role"})]
    return list(dict.fromkeys(form for name in names if (form := fold(name))))


@dataclass(slots=True)
class Group:
    """An actor in the making: which name forms of which machine cluster it holds."""

    id: str
    atoms: set[tuple[int, str]]  # (machine cluster, folded form)
    name: str = ""
    type: EntityType | None = None
    rejected: bool = False
    counts: Counter[str] = field(default_factory=Counter)  # mentions of each form
    own: set[str] = field(default_factory=set)  # forms before any merge: they give the name
    joined: set[tuple[int, str]] = field(default_factory=set)  # atoms that a merge brought


def apply_corrections(
    groups: Sequence[Group], corrections: Sequence[Correction], new_id: Callable[[str], str]
) -> tuple[list[Group], list[Correction]]:
    """The groups as the analyst wants them, and the corrections that met no actor.

    `new_id` gives the id for an actor that a split creates, from its form.
    """
    current = list(groups)
    unmatched = []
    active = [c for c in corrections if c.kind in KINDS and not c.undone_at]
    for correction in sorted(active, key=lambda c: (c.at, c.id)):
        if not _apply(current, correction, new_id):
            unmatched.append(correction)
        current = [group for group in current if group.atoms]
    return current, unmatched


def _apply(groups: list[Group], correction: Correction, new_id: Callable[[str], str]) -> bool:
    payload = correction.payload
    if correction.kind == "actor.merge":
        keep = _find(groups, payload, "keep", "keep_forms")
        drop = _find(groups, payload, "drop", "drop_forms", exclude=keep)
        if keep is None or drop is None:
            return False
        keep.own = keep.own or {form for _, form in keep.atoms}
        keep.joined |= drop.atoms
        keep.atoms |= drop.atoms
        keep.counts += drop.counts
        drop.atoms = set()
        return True
    group = _find(groups, payload, "actor", "forms")
    if group is None:
        return False
    if correction.kind in {"actor.split", "alias.never"}:
        wanted = payload.get("aliases", payload.get("alias", ""))
        aliases = {fold(a) for a in ([wanted] if isinstance(wanted, str) else list(wanted))}  # type: ignore[arg-type]
        leaving = {atom for atom in group.atoms if atom[1] in aliases}
        if not leaving or leaving == group.atoms:
            return False
        group.atoms -= leaving
        forms = sorted({form for _, form in leaving})
        part = Group(id=new_id(forms[0]), atoms=leaving)
        for form in forms:
            part.counts[form] = group.counts.pop(form, 0)
        groups.append(part)
    elif correction.kind == "actor.rename":
        group.name = str(payload.get("name", "")) or group.name
    elif correction.kind == "actor.type":
        group.type = str(payload.get("type", "")) or group.type  # type: ignore[assignment]
    elif correction.kind == "actor.reject":
        group.rejected = True
    return True


def _find(
    groups: Sequence[Group],
    payload: Payload,
    key: str,
    forms_key: str,
    exclude: Group | None = None,
) -> Group | None:
    """The group with that id, else the one that holds most mentions of those forms."""
    wanted = str(payload.get(key, ""))
    for group in groups:
        if group.id == wanted and group is not exclude:
            return group
    given = payload.get(forms_key, [])
    forms = list(given) if isinstance(given, list) else [str(given)]
    forms = forms or ([fold(wanted)] if wanted else [])
    best, best_rank = None, (0, 0)
    for group in groups:
        if group is exclude:
            continue
        held = {form for _, form in group.atoms}
        shared = [form for form in forms if form in held]
        rank = (2 * (forms[0] in held) + len(shared) if shared else 0, sum(group.counts.values()))
        if rank[0] and rank > best_rank:
            best, best_rank = group, rank
    return best
