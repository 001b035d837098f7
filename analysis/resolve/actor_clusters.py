"""Which entities of different articles are one, as the machine sees it, and by which rule.

In: Profiles, the named entities of all articles. Out: Clusters. Equal forms are one node; nodes
that `same_name` takes for one are joined (compared in blocks only); a body that one article names
with its country joins the same words without it; a bare surname joins the one full name that fits
it, and stays out where two do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.gazetteer import country_code, demonym_code
from analysis.model import EntityType, LinkReason
from analysis.resolve.actor_blocking import candidate_pairs
from analysis.resolve.actor_names import NameForm, same_name

LEAST_BODY = 2  # words a body's name must keep without its country: 'Navy' may be anybody's


@dataclass(slots=True)
class Profile:
    """One named entity of one article."""

    article_id: str
    entity: int
    type: EntityType
    gender: str
    form: NameForm
    surfaces: Counter[str]


@dataclass(frozen=True, slots=True)
class Clusters:
    """For each profile its cluster (-1: a bare surname that fits several people), and why."""

    of_profile: list[int]
    reasons: list[LinkReason]


class _Nodes:
    """The distinct forms, which of them are joined, and the rule that joined each."""

    def __init__(self, forms: Sequence[NameForm], genders: Sequence[str]) -> None:
        self.forms = forms
        self.genders = genders
        self.parent = list(range(len(forms)))
        self.why: list[tuple[int, int, LinkReason]] = []

    def find(self, i: int) -> int:
        parent = self.parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, a: int, b: int, reason: LinkReason) -> None:
        self.why.append((a, b, reason))
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)

    def roots(self, members: Iterable[int]) -> set[int]:
        return {self.find(i) for i in members}


def cluster(profiles: Sequence[Profile]) -> Clusters:
    """The machine clusters of the profiles."""
    known: dict[tuple[NameForm, str], int] = {}
    of_profile = [known.setdefault(_node_key(p), len(known)) for p in profiles]
    forms = [form for form, _ in known]
    nodes = _Nodes(forms, _genders(profiles, of_profile, len(forms)))
    for a, b in candidate_pairs(forms):
        reason = same_name(forms[a], forms[b])
        if reason is not None and {nodes.genders[a], nodes.genders[b]} != {"f", "m"}:
            nodes.join(a, b, reason)
    _join_types(nodes)
    _join_with_country(nodes)
    ambiguous = _join_bare_names(nodes)
    reasons = _reasons(nodes, profiles, of_profile)
    return Clusters(
        [-1 if n in ambiguous else nodes.find(n) for n in of_profile],
        [reasons[n] for n in of_profile],
    )


def _node_key(profile: Profile) -> tuple[NameForm, str]:
    """Equal forms are one node; but 'Ms Dahl' and 'Mr Dahl' are two."""
    bare = profile.form.family == "person" and len(profile.form.words) == 1
    return profile.form, profile.gender if bare and profile.gender in {"f", "m"} else ""


def _genders(profiles: Sequence[Profile], of_profile: Sequence[int], count: int) -> list[str]:
    seen: list[Counter[str]] = [Counter() for _ in range(count)]
    for profile, node in zip(profiles, of_profile, strict=True):
        if profile.gender in {"f", "m"}:
            seen[node][profile.gender] += 1
    return [c.most_common(1)[0][0] if c else "" for c in seen]


def _join_types(nodes: _Nodes) -> None:
    """The same words under two families are one actor; a type is easily misread in one article.

    But a person and a place that share one word ('Jordan') stay two.
    """
    forms = nodes.forms
    by_words: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        by_words[form.words, form.generation].append(i)
    for (parts, _), members in by_words.items():
        if len(members) < 2 or len(nodes.roots(members)) < 2:
            continue
        if len(parts) > 1:
            for i in members[1:]:
                nodes.join(members[0], i, "exact")
            continue
        persons = [i for i in members if forms[i].family == "person"]
        others = [i for i in members if forms[i].family != "person"]
        for i in others[1:]:
            nodes.join(others[0], i, "exact")
        if len(persons) == 1 and others and all(forms[i].family == "body" for i in others):
            nodes.join(persons[0], others[0], "exact")


def _join_with_country(nodes: _Nodes) -> None:
    """'US Justice Department' and 'Justice Department', if the case has that of one country."""
    plain = {
        form.words: i
        for i, form in enumerate(nodes.forms)
        if form.family == "body" and len(form.words) >= LEAST_BODY
    }
    of_country: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, form in enumerate(nodes.forms):
        if form.family != "body":
            continue
        for width in (1, 2):
            first = " ".join(form.words[:width])
            code = country_code(first) or demonym_code(first)
            rest = plain.get(form.words[width:])
            if code and rest is not None:
                of_country[rest][code].append(i)
    for rest, countries in of_country.items():
        if len(countries) == 1:
            for i in next(iter(countries.values())):
                nodes.join(i, rest, "short form")


def _join_bare_names(nodes: _Nodes) -> set[int]:
    """Joins each bare surname to the one full name that fits; returns those that fit several."""
    forms, genders = nodes.forms, nodes.genders
    full: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        if form.family == "person" and len(form.words) > 1:
            full[form.words[-1]].add(i)
            full[form.words[0]].add(i)
    ambiguous: set[int] = set()
    for i, form in enumerate(forms):
        if form.family != "person" or len(form.words) != 1:
            continue
        fitting = {
            f for f in full.get(form.words[0], set()) if {genders[i], genders[f]} != {"f", "m"}
        }
        last = {f for f in fitting if forms[f].words[-1] == form.words[0]}
        roots = nodes.roots(last or fitting)
        if len(roots) == 1:
            nodes.join(min(last or fitting), i, "title + surname" if genders[i] else "short form")
        elif roots:
            ambiguous.add(i)
    return ambiguous


def _reasons(
    nodes: _Nodes, profiles: Sequence[Profile], of_profile: Sequence[int]
) -> list[LinkReason]:
    """Why each node belongs to its cluster: the rule between it and the cluster's chief form.

    The chief form is the commonest of the complete ones; where no rule holds between the two
    directly, the rule that joined the node to some other form of the cluster.
    """
    weight = [0] * len(nodes.forms)
    for profile, node in zip(profiles, of_profile, strict=True):
        weight[node] += sum(profile.surfaces.values())

    def rank(i: int) -> tuple[bool, int, int]:
        return (len(nodes.forms[i].words) > 1, weight[i], -i)

    chief: dict[int, int] = {}
    for i in range(len(nodes.forms)):
        root = nodes.find(i)
        if root not in chief or rank(i) > rank(chief[root]):
            chief[root] = i
    direct: dict[int, LinkReason] = {}
    other: dict[int, LinkReason] = {}
    for a, b, reason in nodes.why:
        for here, there in ((a, b), (b, a)):
            if there == chief[nodes.find(here)]:
                direct.setdefault(here, reason)
            other.setdefault(here, reason)
    return [
        "exact" if i == chief[nodes.find(i)] else direct.get(i, other.get(i, "exact"))
        for i in range(len(nodes.forms))
    ]
