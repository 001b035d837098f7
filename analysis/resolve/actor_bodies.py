"""Joins the names of one body, people or place that share no more than a part of their words.

In: Nodes of a case. Out: the same Nodes, more of them joined: a body told with its country and
without, by the beginning or the last word of its name, a ministry by its part, a people and its
land, one name that was taken for two types.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.annotate.language import in_dictionary
from analysis.gazetteer import country_code, demonym_code, place_kind
from analysis.resolve.actor_body_names import content_words, initials_abroad, initials_of
from analysis.resolve.actor_lands import land_of
from analysis.resolve.actor_names import NameForm, is_bare, name_form
from analysis.resolve.actor_nodes import Nodes
from analysis.resolve.actor_profiles import Profile
from analysis.vocabulary import words

MANY = frozenset({"ministry", "department", "court", "committee", "hospital", "school", "of"})
QUOTED = re.compile(r"[\"“”„'‘](\w[^\"“”‘’']{2,})[\"“”’'](?=\s)")
COMPASS = frozenset(
    {"north", "south", "east", "west", "old", "new", "upper", "lower", "inner", "outer", "main"}
)
LETTERS = 7  # of an acronym
LEAST_BODY = 2  # words a body's name must keep without its country: 'Navy' may be anybody's


def join_types(nodes: Nodes, weight: Sequence[int]) -> None:
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
        founder = parts[0] in surnames and any(nodes.firms[i] for i in others)
        alone = len(persons) == 1 and all(forms[i].family == "body" for i in others)
        # 'Sorane', of whom nothing is said that is said of places
        unplaced = not seldom and not any(
            forms[i].family != "place" or nodes.located[i] or place_kind(parts[0]) for i in others
        )
        if misread or (alone and not founder) or (unplaced and not founder):
            for i in persons:
                nodes.join(i, others[0], "exact")


def join_other_names(nodes: Nodes, profiles: Sequence[Profile], of_profile: Sequence[int]) -> None:
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
            nickname = QUOTED.search(surface) if form.family == "person" else None
            if nickname:  # 'Luis "the Pike" Berg'
                called[" ".join(name_form(nickname[1], "person").words)].add(node)
            letters = surface.isupper() and len(said.words) == 1 and len(surface) <= LETTERS
            if form.family != "person" and letters:
                lettered[said.words[0]].add(node)
            elif _tells_another(form, said):
                called[" ".join(said.words)].add(node)
    for acronym, bearers in lettered.items():
        of_words = (initials_of, initials_abroad)
        spelt = {i for i in bearers for of in of_words if of(nodes.forms[i].words) == acronym}
        if len(nodes.roots(bearers)) > 1 and len(nodes.roots(spelt)) == 1:
            for i in bearers - spelt:
                nodes.join(min(spelt), i, "acronym")
    for i, form in enumerate(nodes.forms):
        bearers = called.get(" ".join(form.words), set()) - {i}
        if form.family != "person" and len(form.words) == 1:
            bearers |= lettered.get(form.words[0], set()) - {i}
        if len(nodes.roots(bearers)) == 1:
            nodes.join(min(bearers), i, "short form")


def _tells_another(form: NameForm, said: NameForm) -> bool:
    """Whether a form of a name is another name: a person's, or a body's of several words."""
    if set(said.words) & set(form.words):
        return False
    return form.family == "person" or (form.family == "body" and len(said.words) > 1)


def join_peoples(nodes: Nodes) -> None:
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


def join_with_country(nodes: Nodes) -> None:
    """'US Justice Department' and 'Justice Department', 'National Bank of Norway' and without.

    Only if the case has that body of one country alone; but 'the Zhamiri embassy' is always 'the
    embassy of Zhamir'.
    """
    plain = {
        form.words: i
        for i, form in enumerate(nodes.forms)
        if form.family == "body" and len(form.words) >= LEAST_BODY
    }
    known = {form.words for form in nodes.forms if form.family in {"body", "place"}}
    lands = {form.words[0] for form in nodes.forms if form.family == "place"}
    of_country: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    told: dict[tuple[str, tuple[str, ...]], int] = {}
    for i, form in enumerate(nodes.forms):
        if form.family == "body":
            for land, rest in _without_country(form.words, known, lands):
                if rest and told.setdefault((land, rest), i) != i:
                    nodes.join(told[land, rest], i, "spelling")
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
    if len(parts) > LEAST_BODY and parts[-1] in lands:  # 'Lake Radio Varn'
        yield parts[-1], parts[:-1]
    if "of" in parts:
        at = len(parts) - 1 - parts[::-1].index("of")
        land = parts[at + 1 :]
        code = country_code(" ".join(land))
        if code or land in known:
            yield code or " ".join(land), parts[:at]


def join_beginnings(nodes: Nodes) -> None:
    """'Blue Fathom' of 'Blue Fathom Salvage', 'Clean Hands' of 'Movement for Clean Hands'.

    What kind of body it is was left off.

    Gives up where two bodies begin so, and where a person bears that name.
    """
    kinds = words("mentions", "organization_words") | words("mentions", "units")
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
        particle = form.words[0] in words("titles", "particles")  # 'al-Rimal' is one word
        for end in range(2 + particle, len(form.words)):
            if all(word in kinds for word in form.words[end:]):
                bodies[form.words[:end]].add(i)
        if form.words[0] in kinds and form.words[1:2] in {("for",), ("of",)}:
            bodies[form.words[2:]].add(i)
    for i, form in enumerate(nodes.forms):
        body = form.family == "body" or i in at
        longer = bodies.get(form.words, set()) if body else set()
        if len(nodes.roots(longer)) == 1 and form.words not in taken:
            nodes.join(min(longer), i, "short form")


def join_ministries(nodes: Nodes) -> None:
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


def join_without_rank(nodes: Nodes) -> None:
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


def join_sites(nodes: Nodes) -> None:
    """'Cape Lyle' where planes land 'at Cape Lyle' and the case has a 'Cape Lyle airport'.

    Gives up where the name is a town's, known or spoken of ('in Lyle'), and where two sites bear
    it.
    """
    kinds = words("mentions", "sites")
    sites: dict[tuple[str, ...], set[int]] = defaultdict(set)
    _join_sites_described(nodes)
    for i, form in enumerate(nodes.forms):
        if form.family in {"body", "place"} and len(form.words) > 1 and form.words[-1] in kinds:
            sites[form.words[:-1]].add(i)
            if form.words[-2] in words("mentions", "organization_words") and len(form.words) > 2:
                sites[form.words[:-2]].add(i)  # 'Sankt Olav University Hospital'
    for i, form in enumerate(nodes.forms):
        found = sites.get(form.words, set())
        town = nodes.inhabited[i] or place_kind(" ".join(form.words))
        if form.family == "place" and len(nodes.roots(found)) == 1 and not town:
            nodes.join(min(found), i, "short form")


def _join_sites_described(nodes: Nodes) -> None:
    """'Doña Lira station' of 'Doña Lira hydroelectric station': what kind of station was left off.

    Not what tells two of one place apart: 'Varn North station', 'Varn Old Bridge'.
    """
    kinds = words("mentions", "sites") | words("mentions", "facility_words")
    apart = words("mentions", "qualifiers") | words("mentions", "ordinals") | COMPASS
    plain: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, form in enumerate(nodes.forms):
        if form.family not in {"body", "place"} or form.words[-1] not in kinds:
            continue
        middle = form.words[-2:-1]
        if len(form.words) > LEAST_BODY and in_dictionary(middle[0]) and not apart & set(middle):
            plain[(*form.words[:-2], form.words[-1])].add(i)
    for i, form in enumerate(nodes.forms):
        longer = plain.get(form.words, set())
        if form.family in {"body", "place"} and len(nodes.roots(longer)) == 1:
            nodes.join(min(longer), i, "short form")
