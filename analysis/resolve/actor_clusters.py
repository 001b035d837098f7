"""Which entities of different articles are one, as the machine sees it, and by which rule.

In: Profiles, the named entities of all articles. Out: Clusters. Equal forms are one node; nodes
that `same_name` takes for one are joined (compared in blocks only); a body that one article names
with its country joins the same words without it; a bare surname joins the one full name that fits
it, and stays out where two do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.model import LinkReason
from analysis.resolve.actor_blocking import candidate_pairs
from analysis.resolve.actor_bodies import (
    join_beginnings,
    join_ministries,
    join_other_names,
    join_peoples,
    join_sites,
    join_types,
    join_with_country,
    join_without_rank,
)
from analysis.resolve.actor_generations import join_generations
from analysis.resolve.actor_korean import korean_key
from analysis.resolve.actor_misread import (
    join_misread_names,
    join_numbered,
    join_said_before,
    join_tails,
)
from analysis.resolve.actor_names import NameForm, is_bare, same_name
from analysis.resolve.actor_nodes import Nodes, nodes_of
from analysis.resolve.actor_profiles import Profile, outlets_as_bodies
from analysis.resolve.actor_romanised import called_after, turned_round
from analysis.resolve.actor_short_bodies import (
    join_endings,
    join_first_words,
    join_last_words,
    join_without_kind,
)
from analysis.resolve.actor_spellings import SURE, skeleton, sound_alike, sounds
from analysis.vocabulary import words

LEAST_SHARE = 0.2  # of the mentions of all whom a bare name fits, for surnames to go first
SURNAMES = 2  # of one person at most
MOST_MISREAD = 2  # times as often as the full name


@dataclass(frozen=True, slots=True)
class Clusters:
    """For each profile its cluster (-1: a bare surname that fits several people), and why."""

    of_profile: list[int]
    reasons: list[LinkReason]


def cluster(profiles: Sequence[Profile]) -> Clusters:
    """The machine clusters of the profiles."""
    profiles = outlets_as_bodies(profiles)
    nodes, of_profile = nodes_of(profiles)
    forms = nodes.forms
    initials: dict[int, set[int]] = defaultdict(set)
    for a, b in candidate_pairs(forms):
        reason = same_name(forms[a], forms[b])
        if reason is None or (nodes.of_two_genders(a, b) and not korean_key(forms[a].words)):
            continue  # what stands first in a Korean name is the surname, and tells no gender
        if turned_round(forms[a].words, forms[b].words) and nodes.of_one_article(a, b):
            continue  # 'Tadesse Bekele' and 'Bekele Tadesse', who meet
        if reason == "initials":
            short, full = (a, b) if len(forms[a].words[0]) == 1 else (b, a)
            initials[short].add(full)
        else:
            nodes.join(a, b, reason)
    for short, fitting in initials.items():
        if len(nodes.roots(fitting)) == 1:  # 'K. Berg' where both a Karl and a Kai live is neither
            nodes.join(min(fitting), short, "initials")
    join_generations(nodes)
    weight = [0] * len(forms)
    for profile, node in zip(profiles, of_profile, strict=True):
        weight[node] += sum(profile.surfaces.values())
    join_types(nodes, weight)
    join_other_names(nodes, profiles, of_profile)
    join_peoples(nodes)
    join_with_country(nodes)
    join_beginnings(nodes)
    join_ministries(nodes)
    join_without_rank(nodes)
    join_sites(nodes)
    join_endings(nodes)
    join_without_kind(nodes)
    join_first_words(
        nodes,
        {n for p, n in zip(profiles, of_profile, strict=True) if p.type == "organization"},
    )
    join_last_words(nodes)
    _join_titled_alike(nodes)
    join_misread_names(nodes)
    join_numbered(nodes)
    join_said_before(nodes)
    join_tails(nodes, nodes.genders)
    _join_misread_surnames(nodes, weight)
    ambiguous = _join_bare_names(nodes, weight)
    reasons = _reasons(nodes, weight)
    return Clusters(
        [-1 if n in ambiguous else nodes.find(n) for n in of_profile],
        [reasons[n] for n in of_profile],
    )


def _join_bare_names(nodes: Nodes, weight: Sequence[int]) -> set[int]:
    """Joins each bare surname to the one full name that fits; returns those that fit several."""
    forms, genders = nodes.forms, nodes.genders
    full: dict[str, set[int]] = defaultdict(set)
    sounding: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        if form.family == "person" and not is_bare(form):
            full[called_after(form.words)].add(i)
            full[form.words[0]].add(i)
            if len(form.words) > SURNAMES:  # whom 'Coombe-Hartley' is short for
                full[" ".join(form.words[-2:])].add(i)
                full[" ".join(form.words[:2])].add(i)
            sounding[skeleton(form.words[-1])].add(i)
    _join_bare_alike(
        nodes, {name for name, bearers in full.items() if len(nodes.roots(bearers)) > 1}
    )
    whole = {nodes.find(f) for bearers in full.values() for f in bearers}
    ambiguous: set[int] = set()
    towns = {nodes.find(p) for p, f in enumerate(forms) if f.family == "place" and nodes.located[p]}
    of_towns = {i for i in range(len(forms)) if nodes.find(i) in towns and not nodes.told[i]}
    for i, form in enumerate(forms):
        if not is_bare(form) or i in of_towns:
            continue
        name = called_after(form.words)
        written = full.get(name, set())
        heard = {
            f
            for f in (() if written else sounding.get(skeleton(name), ()))
            if sound_alike(name, forms[f].words[-1], SURE) or _titled_alike(nodes, i, f)
        }
        called_so = written | heard
        called_so = {f for f in called_so if not nodes.told_apart(i, f)}
        fitting = {f for f in called_so if not nodes.of_two_genders(i, f)}
        if not fitting and len(nodes.roots(written)) == 1 and _may_err(nodes, i, written):
            fitting = written & called_so
        if not nodes.told[i]:  # 'General Berg' is a general, whatever a pronoun says
            fitting = _called_so_too(nodes, i, fitting)
        alike = {f for f in fitting if {genders[i], genders[f]} != {"f", "m"}}
        fitting = alike or fitting  # what pronouns say decides between two, and only then
        if nodes.told[i] and len(nodes.roots(fitting)) > 1:  # 'Mrs Berg', 'Ada Berg', 'Lo Berg'
            fitting = {f for f in fitting if genders[f] == genders[i]} or fitting
        last = {f for f in fitting if called_after(forms[f].words) == name} | (fitting & heard)
        if sum(weight[f] for f in last) < LEAST_SHARE * sum(weight[f] for f in fitting):
            last = set()  # 'Kim' is the family of Kim Jong Un, whatever 'Little Kim' says
        fitting = last or fitting
        fitting = _called_so_too(nodes, i, fitting)
        if form.generation and len(nodes.roots(fitting)) > 1:
            fitting = _of_age(nodes, form.generation, fitting)
        roots = nodes.roots(fitting)
        if len(roots) == 1 and nodes.find(i) in whole - roots:
            ambiguous.add(i)  # a 'Berg' that is Carl's already, and Ada's by another word
        elif len(roots) == 1:
            called: LinkReason = "title + surname" if genders[i] else "short form"
            nodes.join(min(fitting), i, "spelling" if heard else called)
            whole.add(nodes.find(i))
        elif roots:
            ambiguous.add(i)
    return ambiguous


def _titled_alike(nodes: Nodes, bare: int, full: int) -> bool:
    """'Colonel Salai' and 'Colonel Imre Szalay': one sound, and a title that not everybody has."""
    title = (nodes.offices[bare] & nodes.offices[full]) | (nodes.ranks[bare] & nodes.ranks[full])
    word, other = nodes.forms[bare].words[-1], nodes.forms[full].words[-1]
    return bool(title - words("titles", "vague")) and sounds(word) == sounds(other)


def _called_so_too(nodes: Nodes, bare: int, fitting: set[int]) -> set[int]:
    """Of several who bear a name those who are called what the bare one is; all where none is."""
    for said in (nodes.offices, nodes.ranks):
        if said[bare] and len(nodes.roots(fitting)) > 1:
            fitting = {f for f in fitting if said[f] & said[bare]} or fitting
    return fitting


def _may_err(nodes: Nodes, bare: int, full: Iterable[int]) -> bool:
    """'Mr Vakarua' where the one of that name is a 'Josefa', and nothing but that says 'she'."""
    return nodes.seen[bare] and not any(nodes.seen[f] for f in full)


def _of_age(nodes: Nodes, age: str, fitting: set[int]) -> set[int]:
    """Of several who bear a name the one of that age; all of them where nobody can say."""
    other = {"elder": "younger", "younger": "elder"}.get(age, "")
    if not other:
        return fitting
    ages: dict[int, set[str]] = defaultdict(set)
    for f in fitting:
        ages[nodes.find(f)] |= nodes.ages[f]
    sure = {root for root, told in ages.items() if told == {age}}
    left = sure or {root for root, told in ages.items() if other not in told}
    return {f for f in fitting if nodes.find(f) in left} if len(left) == 1 else fitting


def _join_bare_alike(nodes: Nodes, shared: Collection[str]) -> None:
    """'His wife Sheila' here, 'Sheila' there: one, if there is no Sheila of the other gender.

    Where two bear the name, what a title says is left to it: 'Minister Berg' need not be 'Berg'.
    """
    alike: dict[NameForm, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        titled = nodes.offices[i] or (nodes.ranks[i] and form.words[-1] in shared)
        if is_bare(form) and not titled:
            alike[form].append(i)
    for members in alike.values():
        if not {"f", "m"} <= {nodes.genders[i] for i in members if nodes.told[i]}:
            for i in members[1:]:
                nodes.join(members[0], i, "exact")


def _join_titled_alike(nodes: Nodes) -> None:
    """'Princess Sorane', 'Princess Sorrane': a name of one word that sounds the same, and a title.

    Gives up where a full name has the word.
    """
    full = {
        word for f in nodes.forms if f.family == "person" and not is_bare(f) for word in f.words
    }
    heard: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if is_bare(form) and len(form.words) == 1 and form.words[0] not in full:
            heard[sounds(form.words[0])].append(i)
        elif is_bare(form) and form.words[-1] not in full:  # 'Abu Dharr', 'Abu Dhar'
            heard[" ".join(map(sounds, form.words))].append(i)
    for members in heard.values():
        for a, b in combinations(members, 2):
            if len(nodes.forms[a].words) > 1:
                nodes.join(a, b, "spelling")
                continue
            title = (nodes.offices[a] & nodes.offices[b]) | (nodes.ranks[a] & nodes.ranks[b])
            if title - words("titles", "vague") and not nodes.of_two_genders(a, b):
                nodes.join(a, b, "spelling")


def _join_misread_surnames(nodes: Nodes, weight: Sequence[int]) -> None:
    """'Okonkwo-Reid', taken for a body or a place in one article, where one person is called so.

    Gives up where a body or place of the case has the word in its name ('Lunden Maritime'), where
    two persons bear it, and where the bare word is named much more often than the person.
    """
    forms = nodes.forms
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    bodies: set[str] = set()
    for i, form in enumerate(forms):
        if form.family == "person" and not is_bare(form):
            for first in range(1, len(form.words)):
                bearers[form.words[first:]].add(i)
            bearers[form.words[:1]].add(i)
    for form in forms:
        if form.family != "person" and len(form.words) > 1 and form.words not in bearers:
            bodies |= set(form.words)
    spelt = Counter(nodes.find(i) for i in range(len(forms)))
    sounding: dict[str, set[int]] = defaultdict(set)
    for parts, found in bearers.items():
        if len(parts) == 1:
            sounding[skeleton(parts[0])] |= found
    placed = {f.words for i, f in enumerate(forms) if f.family == "place" and nodes.located[i]}
    for i, form in enumerate(forms):
        if form.family not in {"body", "place"} or nodes.firms[i] or form.words in placed:
            continue
        found = bearers.get(form.words, set())
        if not found and len(form.words) == 1:
            heard = sounding.get(skeleton(form.words[0]), ())
            found = {f for f in heard if sound_alike(form.words[0], forms[f].words[-1], SURE)}
        if not found:
            continue
        if form.family == "place" and spelt[nodes.find(i)] > 1:
            continue  # 'Sabrodny' is also 'Zabrodny', of whom there may be two
        if set(form.words) & bodies or (form.family == "place" and nodes.located[i]):
            continue
        known = sum(weight[f] for f in found)
        most = MOST_MISREAD * known if form.family == "body" else known
        if len(nodes.roots(found)) == 1 and weight[i] <= most:
            nodes.join(min(found), i, "short form")


def _reasons(nodes: Nodes, weight: Sequence[int]) -> list[LinkReason]:
    """Why each node belongs to its cluster: the rule between it and the cluster's chief form.

    The chief form is the commonest of the complete ones; where no rule holds between the two
    directly, the rule that joined the node to some other form of the cluster.
    """

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
