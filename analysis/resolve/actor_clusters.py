"""Which entities of different articles are one, as the machine sees it, and by which rule.

In: Profiles, the named entities of all articles. Out: Clusters. Equal forms are one node; nodes
that `same_name` takes for one are joined (compared in blocks only); a body that one article names
with its country joins the same words without it; a bare surname joins the one full name that fits
it, and stays out where two do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.gazetteer import country_code, demonym_code
from analysis.model import LinkReason
from analysis.resolve.actor_blocking import candidate_pairs
from analysis.resolve.actor_lands import land_of
from analysis.resolve.actor_names import (
    NameForm,
    content_words,
    initials_of,
    is_bare,
    name_form,
    same_name,
    skeleton,
    sound_alike,
)
from analysis.resolve.actor_profiles import Profile
from analysis.resolve.union import Union
from analysis.vocabulary import words

# words for what a thing is, by which it is not told from others
GENERIC = (
    "organization_words",
    "corporate_endings",
    "place_words",
    "facility_words",
    "sites",
    "kind_words",
    "index_words",
    "vessel_words",
    "vehicle_words",
    "governing_nouns",
    "person_nouns",
)
SURE = 4  # consonants by which a surname alone is known in another spelling
LEAST_SHARE = 0.2  # of the mentions of all whom a bare name fits, for surnames to go first
MOST_MISREAD = 2  # times as often as the full name
MANY = frozenset({"ministry", "department", "court", "committee", "hospital", "school", "of"})
LETTERS = 7  # of an acronym
LEAST_BODY = 2  # words a body's name must keep without its country: 'Navy' may be anybody's


@dataclass(frozen=True, slots=True)
class Clusters:
    """For each profile its cluster (-1: a bare surname that fits several people), and why."""

    of_profile: list[int]
    reasons: list[LinkReason]


class _Nodes:
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
    ) -> None:
        self.forms = forms
        self.genders = genders
        self.told = told
        self.offices = offices
        self.ranks = ranks
        self.seen = seen  # a title or a pronoun bears the gender out
        self.located = located
        self.ages = ages
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

    def roots(self, members: Iterable[int]) -> set[int]:
        return {self.find(i) for i in members}


def cluster(profiles: Sequence[Profile]) -> Clusters:
    """The machine clusters of the profiles."""
    known: dict[tuple[NameForm, str, frozenset[str]], int] = {}
    shared = _shared_surnames(profiles)
    of_profile = [known.setdefault(_node_key(p, shared), len(known)) for p in profiles]
    forms = [form for form, _, _ in known]
    genders, told = _genders(profiles, of_profile, len(forms))
    offices = _held([p.offices for p in profiles], of_profile, len(forms))
    ranks = _held([p.ranks for p in profiles], of_profile, len(forms))
    seen, located, ages = _told(profiles, of_profile, len(forms))
    nodes = _Nodes(forms, genders, told, offices, ranks, seen, located, ages)
    for a, b in candidate_pairs(forms):
        reason = same_name(forms[a], forms[b])
        if reason is not None and not nodes.of_two_genders(a, b):
            nodes.join(a, b, reason)
    weight = [0] * len(forms)
    for profile, node in zip(profiles, of_profile, strict=True):
        weight[node] += sum(profile.surfaces.values())
    _join_types(nodes, weight)
    _join_other_names(nodes, profiles, of_profile)
    _join_peoples(nodes)
    _join_with_country(nodes)
    _join_beginnings(nodes)
    _join_ministries(nodes)
    _join_without_rank(nodes)
    _join_last_words(nodes)
    _join_misread_names(nodes)
    _join_misread_surnames(nodes, weight)
    ambiguous = _join_bare_names(nodes, weight)
    reasons = _reasons(nodes, weight)
    return Clusters(
        [-1 if n in ambiguous else nodes.find(n) for n in of_profile],
        [reasons[n] for n in of_profile],
    )


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
            bearers[profile.form.words[-1]].add(profile.form.words[0])
    return {surname for surname, first_names in bearers.items() if len(first_names) > 1}


def _held(
    said: Sequence[frozenset[str]], of_profile: Sequence[int], count: int
) -> list[frozenset[str]]:
    """What the profiles of each node are called: their offices, or their ranks."""
    held: list[frozenset[str]] = [frozenset()] * count
    for words_said, node in zip(said, of_profile, strict=True):
        held[node] |= words_said
    return held


def _told(
    profiles: Sequence[Profile], of_profile: Sequence[int], count: int
) -> tuple[list[bool], list[bool], list[frozenset[str]]]:
    """For each node: whether its gender is borne out, whether it is a place, elder or younger."""
    seen, located = [False] * count, [False] * count
    ages: list[frozenset[str]] = [frozenset()] * count
    for profile, node in zip(profiles, of_profile, strict=True):
        seen[node] |= profile.gender_seen
        located[node] |= profile.located
        ages[node] |= {profile.age} - {""}
    return seen, located, ages


def _genders(
    profiles: Sequence[Profile], of_profile: Sequence[int], count: int
) -> tuple[list[str], list[bool]]:
    """The gender of each node, and whether a name or title tells it: these come first."""
    seen: list[Counter[str]] = [Counter() for _ in range(count)]
    told: list[Counter[str]] = [Counter() for _ in range(count)]
    for profile, node in zip(profiles, of_profile, strict=True):
        if profile.gender in {"f", "m"}:
            (told if profile.gender_told else seen)[node][profile.gender] += 1
    likeliest = [(sure or heard).most_common(1) for sure, heard in zip(told, seen, strict=True)]
    return [found[0][0] if found else "" for found in likeliest], [bool(sure) for sure in told]


def _join_types(nodes: _Nodes, weight: Sequence[int]) -> None:
    """The same words under two families are one actor; a type is easily misread in one article.

    But a person and a place that share one word ('Jordan') stay two, unless nobody of the case
    bears that surname and the place is the one spoken of, or no title stands before the person.
    """
    forms = nodes.forms
    surnames = {f.words[-1] for f in forms if f.family == "person" and not is_bare(f)}
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
        if not persons or not others:
            continue
        called = any(nodes.told[i] or nodes.offices[i] for i in persons)
        seldom = sum(weight[i] for i in persons) < sum(weight[i] for i in others)
        misread = parts[0] not in surnames and (seldom or not called)
        if misread or (len(persons) == 1 and all(forms[i].family == "body" for i in others)):
            for i in persons:
                nodes.join(i, others[0], "exact")


def _join_other_names(
    nodes: _Nodes, profiles: Sequence[Profile], of_profile: Sequence[int]
) -> None:
    """'The Pike' here, 'Ada Berg, alias the Pike' there; 'CFG', and 'Nord Railways (CFG)'.

    What an article says to be another name of a thing is so in the others. Gives up where two
    bear it; but a name in another language shares its letters with the one they stand for.
    """
    called: dict[str, set[int]] = defaultdict(set)
    lettered: dict[str, set[int]] = defaultdict(set)
    for profile, node in zip(profiles, of_profile, strict=True):
        form = nodes.forms[node]
        if len(form.words) < 2:
            continue
        for surface in profile.surfaces:
            said = name_form(surface, profile.type)
            letters = surface.isupper() and len(said.words) == 1 and len(surface) <= LETTERS
            if form.family != "person" and letters:
                lettered[said.words[0]].add(node)
            elif form.family == "person" and not set(said.words) & set(form.words):
                called[" ".join(said.words)].add(node)
    for acronym, bearers in lettered.items():
        spelt = {i for i in bearers if initials_of(nodes.forms[i].words) == acronym}
        if len(nodes.roots(bearers)) > 1 and len(nodes.roots(spelt)) == 1:
            for i in bearers - spelt:
                nodes.join(min(spelt), i, "acronym")
    for i, form in enumerate(nodes.forms):
        bearers = called.get(" ".join(form.words), set()) - {i}
        if form.family != "person" and len(form.words) == 1:
            bearers |= lettered.get(form.words[0], set()) - {i}
        if len(nodes.roots(bearers)) == 1:
            nodes.join(min(bearers), i, "short form")


def _join_peoples(nodes: _Nodes) -> None:
    """'The Tolmenians' speak of Tolmenia, where the case names it.

    Gives up where a person bears the word as a surname.
    """
    places = {f.words[0]: i for i, f in enumerate(nodes.forms) if _is_town(f)}
    of_code = {
        f.words[1].upper(): i
        for i, f in enumerate(nodes.forms)
        if f.family == "place" and f.words[0] == "country"
    }
    surnames = {f.words[-1] for f in nodes.forms if f.family == "person" and not is_bare(f)}
    for i, form in enumerate(nodes.forms):
        if len(form.words) > 1 or not form.words or form.words[0] in surnames:
            continue
        word = form.words[0]
        land = land_of(word.removesuffix("s"), places) or land_of(word, places)
        place = places[land] if land else of_code.get(demonym_code(word))
        if place is not None and nodes.find(place) != nodes.find(i):
            nodes.join(place, i, "demonym")


def _is_town(form: NameForm) -> bool:
    return form.family == "place" and len(form.words) == 1


def _join_with_country(nodes: _Nodes) -> None:
    """'US Justice Department' and 'Justice Department', 'National Bank of Norway' and without.

    Only if the case has that body of one country alone.
    """
    plain = {
        form.words: i
        for i, form in enumerate(nodes.forms)
        if form.family == "body" and len(form.words) >= LEAST_BODY
    }
    known = {form.words for form in nodes.forms if form.family in {"body", "place"}}
    lands = {form.words[0] for form in nodes.forms if form.family == "place"}
    of_country: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, form in enumerate(nodes.forms):
        if form.family == "body":
            for land, rest in _without_country(form.words, known, lands):
                if rest in plain:
                    of_country[plain[rest]][land].append(i)
    for body, countries in of_country.items():
        if len(countries) == 1:
            for i in next(iter(countries.values())):
                nodes.join(i, body, "short form")


def _without_country(
    parts: tuple[str, ...], known: set[tuple[str, ...]], lands: set[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(the country, the rest of the name) for each way to read a country in a body's name."""
    for width in (1, 2):
        first = " ".join(parts[:width])
        own = first if first in lands else land_of(first, lands)
        if code := country_code(first) or demonym_code(first) or own:
            yield code, parts[width:]
    if "of" in parts:
        at = len(parts) - 1 - parts[::-1].index("of")
        land = parts[at + 1 :]
        code = country_code(" ".join(land))
        if code or land in known:
            yield code or " ".join(land), parts[:at]


def _join_beginnings(nodes: _Nodes) -> None:
    """'Blue Fathom' of 'Blue Fathom Salvage', 'Clean Hands' of 'Movement for Clean Hands'.

    What kind of body it is was left off.

    Gives up where two bodies begin so, and where a person bears that name.
    """
    kinds = words("mentions", "organization_words")
    bodies: dict[tuple[str, ...], set[int]] = defaultdict(set)
    taken: set[tuple[str, ...]] = set()
    at = {
        i
        for i, form in enumerate(nodes.forms)
        if form.family == "person" and nodes.located[i] and not nodes.told[i]
    }  # 'at Saint Brannoc' is nobody
    for i, form in enumerate(nodes.forms):
        if i in at:
            continue
        if form.family != "body":
            taken |= {form.words[first:] for first in range(len(form.words))}
            continue
        for end in range(2, len(form.words)):
            if all(word in kinds for word in form.words[end:]):
                bodies[form.words[:end]].add(i)
        if form.words[0] in kinds and form.words[1:2] in {("for",), ("of",)}:
            bodies[form.words[2:]].add(i)
    for i, form in enumerate(nodes.forms):
        body = form.family == "body" or i in at
        longer = bodies.get(form.words, set()) if body else set()
        if len(nodes.roots(longer)) == 1 and form.words not in taken:
            nodes.join(min(longer), i, "short form")


def _join_bare_names(nodes: _Nodes, weight: Sequence[int]) -> set[int]:
    """Joins each bare surname to the one full name that fits; returns those that fit several."""
    forms, genders = nodes.forms, nodes.genders
    full: dict[str, set[int]] = defaultdict(set)
    sounding: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        if form.family == "person" and not is_bare(form):
            full[form.words[-1]].add(i)
            full[form.words[0]].add(i)
            sounding[skeleton(form.words[-1])].add(i)
    _join_bare_alike(nodes)
    ambiguous: set[int] = set()
    for i, form in enumerate(forms):
        if not is_bare(form):
            continue
        name = form.words[-1]
        written = full.get(name, set())
        heard = {
            f
            for f in (() if written else sounding.get(skeleton(name), ()))
            if sound_alike(name, forms[f].words[-1], SURE)
        }
        called_so = written | heard
        fitting = {f for f in called_so if not nodes.of_two_genders(i, f)}
        if not fitting and len(nodes.roots(written)) == 1 and _may_err(nodes, i, written):
            fitting = written
        alike = {f for f in fitting if {genders[i], genders[f]} != {"f", "m"}}
        fitting = alike or fitting  # what pronouns say decides between two, and only then
        last = {f for f in fitting if forms[f].words[-1] == name} | (fitting & heard)
        if sum(weight[f] for f in last) < LEAST_SHARE * sum(weight[f] for f in fitting):
            last = set()  # 'Kim' is the family of Kim Jong Un, whatever 'Little Kim' says
        fitting = last or fitting
        for said in (nodes.offices, nodes.ranks):
            if said[i] and len(nodes.roots(fitting)) > 1:
                fitting = {f for f in fitting if said[f] & said[i]} or fitting
        if form.generation and len(nodes.roots(fitting)) > 1:
            fitting = _of_age(nodes, form.generation, fitting)
        roots = nodes.roots(fitting)
        if len(roots) == 1:
            called: LinkReason = "title + surname" if genders[i] else "short form"
            nodes.join(min(fitting), i, "spelling" if heard else called)
        elif roots:
            ambiguous.add(i)
    return ambiguous


def _may_err(nodes: _Nodes, bare: int, full: Iterable[int]) -> bool:
    """'Mr Vakarua' where the one of that name is a 'Josefa', and nothing but that says 'she'."""
    return nodes.seen[bare] and not any(nodes.seen[f] for f in full)


def _of_age(nodes: _Nodes, age: str, fitting: set[int]) -> set[int]:
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


def _join_ministries(nodes: _Nodes) -> None:
    """'Security Ministry' of 'Ministry of Public Security', where the case has one that fits."""
    ministries = {
        i: content_words(form.words)
        for i, form in enumerate(nodes.forms)
        if form.family == "body" and {"ministry", "department"} & set(form.words)
    }
    for i, said in ministries.items():
        fitting = [j for j, whole in ministries.items() if len(said) > 1 and said < whole]
        if len(nodes.roots(fitting)) == 1:
            nodes.join(fitting[0], i, "short form")


def _join_without_rank(nodes: _Nodes) -> None:
    """'Border Service' of 'State Border Service', 'Third Battalion' of 'Third Foot Battalion'.

    Gives up where the case has two such, and for ministries: 'Foreign Trade' is not 'Trade'.
    """
    ranks = words("mentions", "qualifiers")
    kinds = words("mentions", "organization_words")
    lands = {form.words[0] for form in nodes.forms if form.family == "place"}
    bodies = [i for i, form in enumerate(nodes.forms) if form.family == "body"]
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i in bodies:
        parts = nodes.forms[i].words
        own = parts[-1] in kinds and parts[0] not in kinds and not MANY & set(parts)
        foreign = land_of(parts[0], lands) or parts[0] in lands or demonym_code(parts[0])
        if len(parts) > LEAST_BODY and (parts[0] in ranks or (own and not foreign)):
            longer[parts[1:]].add(i)
        if len(parts) > LEAST_BODY and parts[0] in words("mentions", "ordinals"):
            longer[parts[0], parts[-1]].add(i)
    for i in bodies:
        found = longer.get(nodes.forms[i].words, set())
        if len(nodes.roots(found)) == 1:
            nodes.join(min(found), i, "short form")


def _join_last_words(nodes: _Nodes) -> None:
    """'the Whimbrel' of 'Brisk Whimbrel': the last word of one ship's or body's name.

    Not a word for what it is ('the Bank'), nor one that other names of the case have; but 'the
    Directorate' where the case has one alone.
    """
    generic = frozenset[str]().union(*(words("mentions", key) for key in GENERIC))
    holders: dict[str, set[int]] = defaultdict(set)
    owners: dict[str, set[int]] = defaultdict(set)
    sole: dict[str, set[int]] = defaultdict(set)
    kinds = words("mentions", "telling_kinds")
    for i, form in enumerate(nodes.forms):
        if form.family == "place":
            holders[form.words[-1]].add(i)
        elif len(form.words) > 1:
            for word in form.words:
                holders[word].add(i)
            if form.family in {"body", "vessel"} and form.words[-1] not in generic:
                owners[form.words[-1]].add(i)
            if form.family == "vessel" and form.words[0] not in generic:
                owners[form.words[0]].add(i)
        if form.family == "body" and form.words[-1] in kinds:
            sole[form.words[-1]].add(i)
    for i, form in enumerate(nodes.forms):
        called = nodes.told[i] or nodes.offices[i] or nodes.located[i]
        if len(form.words) != 1 or form.family == "place" or called:
            continue
        found = owners.get(form.words[0], set())
        if form.words[0] in kinds:
            found = sole[form.words[0]] - {i}
            if len(nodes.roots(found)) == 1:
                nodes.join(min(found), i, "short form")
        elif found and len(nodes.roots(holders[form.words[0]])) == 1:
            nodes.join(min(found), i, "short form")


def _join_bare_alike(nodes: _Nodes) -> None:
    """'His wife Sheila' here, 'Sheila' there: one, if there is no Sheila of the other gender."""
    alike: dict[NameForm, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if is_bare(form) and not nodes.offices[i]:
            alike[form].append(i)
    for members in alike.values():
        if not {"f", "m"} <= {nodes.genders[i] for i in members if nodes.told[i]}:
            for i in members[1:]:
                nodes.join(members[0], i, "exact")


def _join_misread_names(nodes: _Nodes) -> None:
    """'Iskan Moukharti', taken for a body in one article, where one 'Iskan Mukharti' lives;
    'Marta Regina', taken for a place, where a ship is the 'Martha Regina'."""
    called: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if form.family in {"person", "vessel"} and len(form.words) > 1:
            called[form.words[0]].append(i)
            called[form.words[-1]].append(i)
    for i, form in enumerate(nodes.forms):
        if form.family not in {"body", "place"} or len(form.words) < 2:
            continue
        if set(form.words) & words("mentions", "organization_words"):
            continue
        known = {*called.get(form.words[0], ()), *called.get(form.words[-1], ())}
        alike = [
            p
            for p in sorted(known)
            if len(nodes.forms[p].words) == len(form.words)
            and same_name(nodes.forms[p], replace(form, family=nodes.forms[p].family))
        ]
        if len(nodes.roots(alike)) == 1:
            nodes.join(alike[0], i, "spelling")


def _join_misread_surnames(nodes: _Nodes, weight: Sequence[int]) -> None:
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
    for i, form in enumerate(forms):
        if form.family not in {"body", "place"}:
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


def _reasons(nodes: _Nodes, weight: Sequence[int]) -> list[LinkReason]:
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
