"""Where the named entities of each article stand among the actors of a case.

In: the profiles of each article, their machine clusters, the groups after the analyst's
corrections. Out: a Standing for each article, one object as long as it is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.gazetteer import fold
from analysis.model import EntityType, LinkReason
from analysis.resolve.actor_clusters import Clusters
from analysis.resolve.actor_corrections import Group
from analysis.resolve.actor_profiles import Profile

Form = tuple[str, bool]  # the group of one form, "" for none; whether the analyst joined it
# Where an entity stands: the one group of all its forms, or that of each of them.
Place = str | tuple[Form, ...]
Atoms = dict[tuple[int, str], Form]  # by machine cluster and folded form


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The entities of one article, in the order of its profiles. Groups are told by their ids."""

    profiles: Sequence[Profile]
    forms: tuple[tuple[Form, ...], ...]
    homes: tuple[str, ...]  # the group of most of its mentions, "" for none
    reasons: tuple[LinkReason, ...]
    groups: tuple[str, ...]  # all that occur, each once
    votes: tuple[tuple[str, EntityType, int, bool], ...]  # for a type; by a name of several words
    signs: tuple[tuple[str, EntityType, int], ...]
    inside: frozenset[str]  # who is named inside a sentence


@dataclass(slots=True)
class Told:
    """What all articles together tell of each group."""

    types: dict[str, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))
    whole: dict[str, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))
    signs: dict[str, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))
    inside: set[str] = field(default_factory=set)

    @classmethod
    def by(cls, standings: Iterable[Standing]) -> Told:
        told = cls()
        for standing in standings:
            for group, kind, count, several in standing.votes:
                told.types[group][kind] += count
                if several:
                    told.whole[group][kind] += count
            for group, kind, count in standing.signs:
                told.signs[group][kind] += count
            told.inside |= standing.inside
        return told


class KeptStandings:
    """The Standings of the last run."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Standing]] = {}

    def update(
        self,
        named: Mapping[str, Sequence[Profile]],
        clusters: Clusters,
        groups: Sequence[Group],
    ) -> dict[str, Standing]:
        """By article; made anew where an entity stands elsewhere than before."""
        whole, atoms = _groups_of(groups)
        before, self._kept = self._kept, {}
        at = 0
        for article, profiles in named.items():
            numbers = clusters.of_profile[at : at + len(profiles)]
            reasons = tuple(clusters.reasons[at : at + len(profiles)])
            at += len(profiles)
            places: tuple[Place, ...] = tuple(
                whole[number] if number in whole else _apart(profile, number, atoms)
                for profile, number in zip(profiles, numbers, strict=True)
            )
            found = before.get(article)
            if found is None or found[1].profiles is not profiles or found[0] != (places, reasons):
                found = (places, reasons), _standing(profiles, places, reasons)
            self._kept[article] = found
        return {article: standing for article, (_, standing) in self._kept.items()}


def _groups_of(groups: Sequence[Group]) -> tuple[dict[int, str], Atoms]:
    """The groups of clusters that are in one group whole, and of the forms of the others."""
    whole: dict[int, str] = {-1: ""}  # a surname that fits several
    parted = {number for group in groups for number, _ in group.joined}
    for group in groups:
        for number, _ in group.atoms:
            if whole.setdefault(number, group.id) != group.id:
                parted.add(number)
    atoms = {
        atom: (group.id, atom in group.joined)
        for group in groups
        if parted
        for atom in group.atoms
        if atom[0] in parted
    }
    return {number: group for number, group in whole.items() if number not in parted}, atoms


def _apart(profile: Profile, number: int, atoms: Atoms) -> tuple[Form, ...]:
    return tuple(atoms.get((number, fold(text)), ("", False)) for text in profile.surfaces)


def _standing(
    profiles: Sequence[Profile], places: Sequence[Place], reasons: tuple[LinkReason, ...]
) -> Standing:
    forms: list[tuple[Form, ...]] = []
    homes: list[str] = []
    votes: list[tuple[str, EntityType, int, bool]] = []
    signs: list[tuple[str, EntityType, int]] = []
    inside: set[str] = set()
    for profile, place in zip(profiles, places, strict=True):
        own = ((place, False),) * len(profile.surfaces) if isinstance(place, str) else place
        several = len(profile.form.words) > 1
        mentions: Counter[str] = Counter()
        for (group, _), count in zip(own, profile.surfaces.values(), strict=True):
            if group:
                mentions[group] += count
        votes += [(group, profile.type, count, several) for group, count in mentions.items()]
        home = max(mentions, key=lambda group: (mentions[group], group), default="")
        if home:
            signs += [(home, kind, count) for kind, count in profile.signs.items()]
            inside |= set() if profile.opening else {home}
        forms.append(own)
        homes.append(home)
    return Standing(
        profiles,
        tuple(forms),
        tuple(homes),
        reasons,
        tuple(dict.fromkeys(group for own in forms for group, _ in own if group)),
        tuple(votes),
        tuple(signs),
        frozenset(inside),
    )
