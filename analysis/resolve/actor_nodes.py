"""The distinct forms of names in a case: which are joined, and by which rule.

In: Profiles. Out: Nodes, one for each form that is told from the others by its words, and where it
is ambiguous by gender and office; the rules of `actor_clusters` and `actor_bodies` join them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from analysis.model import LinkReason
from analysis.resolve.actor_names import NameForm, is_bare
from analysis.resolve.actor_profiles import Profile
from analysis.resolve.union import Union


class Nodes:
    """The distinct forms, which of them are joined, and the rule that joined each."""

    def __init__(
        self,
        forms: Sequence[NameForm],
        genders: Sequence[str],
        told: Sequence[bool],
        offices: Sequence[frozenset[str]],
        ranks: Sequence[frozenset[str]],
        seen: Sequence[bool],
        located: Sequence[bool],
        ages: Sequence[frozenset[str]],
        definite: Sequence[bool],
        inhabited: Sequence[bool],
        firms: Sequence[bool],
        apart: Iterable[tuple[int, int]] = (),
        articles: Sequence[frozenset[str]] = (),
    ) -> None:
        self.forms = forms
        self.genders = genders
        self.told = told
        self.offices = offices
        self.ranks = ranks
        self.seen = seen  # a title or a pronoun bears the gender out
        self.located = located
        self.ages = ages
        self.definite = definite
        self.inhabited = inhabited
        self.firms = firms
        self._apart = defaultdict[int, set[int]](set)
        for bare, full in apart:
            self._apart[bare].add(full)
        self._articles = articles
        self._joined = Union(len(forms))
        self.why: list[tuple[int, int, LinkReason]] = []

    def find(self, i: int) -> int:
        return self._joined.find(i)

    def join(self, a: int, b: int, reason: LinkReason) -> None:
        self.why.append((a, b, reason))
        self._joined.join(a, b)

    def of_two_genders(self, a: int, b: int) -> bool:
        """'Ms Dahl', 'Mr Dahl'; a pronoun contradicts nobody."""
        both = {self.genders[a], self.genders[b]} == {"f", "m"}
        return both and self.told[a] and self.told[b]

    def of_one_article(self, a: int, b: int) -> bool:
        """Whether an article names both, and took them for two."""
        return bool(self._articles and self._articles[a] & self._articles[b])

    def told_apart(self, bare: int, full: int) -> bool:
        """Whether an article has both a bare name and a full one, of two people."""
        return self.find(full) in self.roots(self._apart.get(bare, ()))

    def roots(self, members: Iterable[int]) -> set[int]:
        return {self.find(i) for i in members}


def nodes_of(profiles: Sequence[Profile]) -> tuple[Nodes, list[int]]:
    """The nodes, none joined as yet, and for each profile its node."""
    known: dict[tuple[NameForm, str, frozenset[str]], int] = {}
    shared = _shared_surnames(profiles)
    of_profile = [known.setdefault(_node_key(p, shared), len(known)) for p in profiles]
    forms = [form for form, _, _ in known]
    genders, told = _genders(profiles, of_profile, len(forms))
    offices = _held([p.offices for p in profiles], of_profile, len(forms))
    ranks = _held([p.ranks for p in profiles], of_profile, len(forms))
    seen, located, ages = _told(profiles, of_profile, len(forms))
    apart = _kept_apart(profiles, of_profile)
    definite = [True] * len(forms)
    inhabited = [False] * len(forms)
    firms = [False] * len(forms)
    for profile, node in zip(profiles, of_profile, strict=True):
        definite[node] &= profile.definite
        inhabited[node] |= profile.inhabited
        firms[node] |= profile.firm
    articles = _held([frozenset({p.article_id}) for p in profiles], of_profile, len(forms))
    return Nodes(
        forms,
        genders,
        told,
        offices,
        ranks,
        seen,
        located,
        ages,
        definite,
        inhabited,
        firms,
        apart,
        articles,
    ), of_profile


def _node_key(profile: Profile, shared: set[str]) -> tuple[NameForm, str, frozenset[str]]:
    """Equal forms are one node; but 'Ms Dahl' and 'Mr Dahl' are two.

    So are 'President Dahl' and 'Dahl', and the Dahl who is 'she', where several people of the
    case bear that surname.
    """
    if not is_bare(profile.form):
        return profile.form, "", frozenset()
    several = profile.form.words[-1] in shared
    telling = len(profile.form.words) == 1 and (profile.gender_told or several)
    gender = profile.gender if telling else ""
    offices = profile.offices | profile.ranks if several else frozenset()
    return profile.form, gender if gender in {"f", "m"} else "", offices


def _shared_surnames(profiles: Sequence[Profile]) -> set[str]:
    """The surnames that stand behind several first names."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        if profile.form.family == "person" and not is_bare(profile.form):
            parts = profile.form.words
            bearers[parts[-1]].add(parts[0])
            bearers[parts[0]].add(parts[-1])  # 'Li Wenqing', 'Li Guoqiang'
    return {surname for surname, others in bearers.items() if len(others) > 1}


def _kept_apart(profiles: Sequence[Profile], of_profile: Sequence[int]) -> set[tuple[int, int]]:
    """Nodes (bare, full) that one article tells apart: it speaks of President Berg, and then
    introduces 'his son, Regent Olaf Berg'."""
    bare: dict[tuple[str, str], list[tuple[Profile, int]]] = defaultdict(list)
    full: dict[tuple[str, str], list[tuple[Profile, int]]] = defaultdict(list)
    for profile, node in zip(profiles, of_profile, strict=True):
        if profile.form.family == "person" and profile.offices | profile.ranks:
            into = bare if is_bare(profile.form) else full
            into[profile.article_id, profile.form.words[-1]].append((profile, node))
    apart: set[tuple[int, int]] = set()
    for called, members in bare.items():
        bearers = full.get(called, [])
        if len(members) == len(bearers) == 1:
            (short, node), (long, other) = members[0], bearers[0]
            same = (short.offices | short.ranks) & (long.offices | long.ranks)
            if not same and short.first < long.first:
                apart.add((node, other))
    return apart


def _held(
    said: Sequence[frozenset[str]], of_profile: Sequence[int], count: int
) -> list[frozenset[str]]:
    """What the profiles of each node are called: their offices, their ranks, where they stand."""
    held: dict[int, set[str]] = defaultdict(set)
    for words_said, node in zip(said, of_profile, strict=True):
        if words_said:
            held[node] |= words_said
    nothing: frozenset[str] = frozenset()
    return [frozenset(held[node]) if node in held else nothing for node in range(count)]


def _told(
    profiles: Sequence[Profile], of_profile: Sequence[int], count: int
) -> tuple[list[bool], list[bool], list[frozenset[str]]]:
    """For each node: whether its gender is borne out, whether it is a place, elder or younger."""
    seen, located = [False] * count, [False] * count
    ages: list[frozenset[str]] = [frozenset()] * count
    for profile, node in zip(profiles, of_profile, strict=True):
        seen[node] |= profile.gender_seen
        located[node] |= profile.located
        if profile.age:
            ages[node] |= {profile.age}
    return seen, located, ages


def _genders(
    profiles: Sequence[Profile], of_profile: Sequence[int], count: int
) -> tuple[list[str], list[bool]]:
    """The gender of each node, and whether a name or title tells it: these come first."""
    seen: dict[int, Counter[str]] = defaultdict(Counter)
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for profile, node in zip(profiles, of_profile, strict=True):
        if profile.gender in {"f", "m"}:
            (told if profile.gender_told else seen)[node][profile.gender] += 1
    likeliest = {node: found.most_common(1)[0][0] for node, found in (*seen.items(), *told.items())}
    return [likeliest.get(node, "") for node in range(count)], [n in told for n in range(count)]
