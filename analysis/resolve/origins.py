"""Collapses the channels of claims to their origins: what independence is counted over.

In: the claims of one proposition and what the case knows of articles and actors. Out: Origins
and how many of them are independent, as an interval. Rules, in this order: one copied text,
one named source, one quotation, one unnamed descriptor through one medium, one who is named here
and described there, a witness and who passes it on, a body and who speaks for it, an outlet that
repeats what its own article attributes, an outlet that cites an outlet of the case. Before all
that, `speakers` finds who says what the attribution left to the outlet. Unnamed sources whose
descriptors fit each other may be one person: that opens the interval. So do outlets that say a
thing on their own word alone; beside sourced ones the time tells whether they rest on them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from analysis.model import Claim, Origin
from analysis.resolve.circular import citation, cited_outlet, rings_within
from analysis.resolve.cited import sentence_around
from analysis.resolve.claim_sources import ANY_MEDIUM, Source, source_of
from analysis.resolve.descriptions import (
    named_elsewhere,
    officials_of_the_lead,
    retold_by_work,
    summed_up,
)
from analysis.resolve.lands import authorities, governments, rulers, state_media
from analysis.resolve.origin_count import count_origins, fits, strongest
from analysis.resolve.passed_on import passed_on
from analysis.resolve.provenance import Provenance, Question, plain
from analysis.resolve.retold import (
    MET,
    officials_of_one,
    people_of_one_body,
    place_of_its_head,
    staff_of_one_body,
    told_as_unnamed,
    told_without_name,
)
from analysis.resolve.speakers import told_by
from analysis.resolve.spoken_for import (
    bodies_called_otherwise,
    heads_and_voices,
    posts_of_one,
    voices_of_none,
    voices_of_one,
)
from analysis.resolve.union import Union
from analysis.resolve.voices import kinds_of_one, voices_by_name
from analysis.resolve.wording import stems, tokens

NO_NAME = "(unnamed)"  # how the label of an origin without a name ends

LONG_WORD = 9  # letters by which a quotation of one word less can be recognised
SHORTEST_QUOTE = 5  # words of a direct quotation that can be recognised elsewhere


@dataclass(frozen=True, slots=True)
class Origins:
    origins: tuple[Origin, ...]
    fewest: int
    most: int
    circular: tuple[tuple[str, ...], ...] = ()


def origins_of(claims: Sequence[Claim], known: Provenance) -> Origins:
    """The origins of claims that assert one proposition."""
    return origins_among([traced(claim, known) for claim in claims], known)


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim with whose word it is, which rests on that claim alone and what the case answers."""

    told: Claim  # by whom the text around it shows
    source: Source
    cites: tuple[str, str] | None  # its outlet and the one that it cites
    asked: frozenset[Question]


def traced(claim: Claim, known: Provenance) -> Traced:
    """What is to be known of a claim before it is put beside others."""
    known = known.listening()
    told = told_by(claim, known)
    source = source_of(told, known)
    return Traced(told, source, citation(claim, known), frozenset(known.asked))


def origins_among(
    every: Sequence[Traced], known: Provenance, sure: Sequence[bool] | None = None
) -> Origins:
    """The origins of traced claims that assert one proposition. `sure` tells of each claim whether
    it surely does; an origin of which none does is found, and not counted (None: all do)."""
    sure = [True] * len(every) if sure is None else sure
    claims, sources = [one.told for one in every], [one.source for one in every]
    joined = Union(len(claims))
    rules = (
        _same_key, _same_quote, _same_descriptor, _retold_source, _same_name,
        _named_behind_its_kind, named_elsewhere, officials_of_the_lead, summed_up, retold_by_work,
        passed_on,
        bodies_called_otherwise, voices_of_one, heads_and_voices, posts_of_one, voices_of_none,
        voices_by_name, kinds_of_one, place_of_its_head, people_of_one_body, told_without_name,
        told_as_unnamed, officials_of_one, rulers, governments, authorities, state_media,
        _own_words_of_a_sourced_article, _cited_outlets,
    )  # fmt: skip
    for rule in rules:
        rule(claims, sources, known, joined)
    parts = joined.parts()
    origins = tuple(
        _origin([claims[i] for i in part], [sources[i] for i in part], any(sure[i] for i in part))
        for part in parts
    )
    asserting = [[(claims[i], sources[i]) for i in part if sure[i]] for part in parts]
    fewest, most = count_origins([part for part in asserting if part], known)
    return Origins(origins, fewest, most, tuple(rings_within(claims, sources, known)))


# --- rules that make two claims one origin ---------------------------------------------------


_Claims = Sequence[Claim]
_Sources = Sequence[Source]


def _join_equal(joined: Union, keys: Sequence[Hashable | None]) -> None:
    first: dict[Hashable, int] = {}
    for position, key in enumerate(keys):
        if key is not None:
            joined.join(first.setdefault(key, position), position)


def _same_key(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """The same named person, body, medium or outlet; an unnamed one in one article or wire."""
    _join_equal(joined, [(s.kind, s.key, s.medium) for s in sources])


def _told_by_its_words(quote: Sequence[str]) -> bool:
    """Whether nobody else is likely to have used the same words: also 'I am cautiously
    optimistic'."""
    if len(quote) == SHORTEST_QUOTE - 1:
        return max(map(len, quote)) >= LONG_WORD
    return len(quote) >= SHORTEST_QUOTE


def _same_quote(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """The same words in quotation marks were said once."""
    quotes = [tokens(c.content) if c.quote == "direct" else [] for c in claims]
    _join_equal(joined, [" ".join(q) if _told_by_its_words(q) else None for q in quotes])


def _same_descriptor(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'the official' is the 'senior ministry official' whom the same medium introduced."""
    for i, a in enumerate(sources):
        for j in range(i):
            b = sources[j]
            if a.kind != "unnamed" or b.kind != "unnamed":
                continue
            alike = _one_medium(a, b) and fits(a.key, b.key)
            if alike or (a.key == b.key and _uncredited(claims[i], claims[j], a, known)):
                joined.join(i, j)


def _uncredited(a: Claim, b: Claim, source: Source, known: Provenance) -> bool:
    """'two Western diplomats said' in the paper that comes out after the agency to which two
    Western diplomats have spoken: somebody told so exactly is not met twice, unless the paper
    says that it met them. Nor are 'union medics', whose number is not told: all of one body."""
    if len(source.key.split()) < LONG_DESCRIPTOR and not staff_of_one_body(a, b):
        return False
    later = max((a, b), key=lambda claim: claim.reported_at or "9")
    return not MET.search(sentence_around(later, known)[1])


LONG_DESCRIPTOR = 3  # telling words


def _one_medium(a: Source, b: Source) -> bool:
    return a.medium == b.medium or ANY_MEDIUM in (a.medium, b.medium)


def _retold_source(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'A high-ranking firefighter', as another outlet calls the one 'senior fire officer' to whom
    the cited medium spoke, and 'a source quoted by the Mail' whoever alone speaks there. Gives up
    where the medium has two."""
    own: dict[str, dict[int, int]] = defaultdict(dict)
    all_there: dict[str, dict[int, int]] = defaultdict(dict)
    retold: list[int] = []
    for i, source in enumerate(sources):
        outlet = plain(known.outlet_of(claims[i]))
        all_there[outlet][joined.find(i)] = i
        if source.kind != "unnamed":
            continue
        if outlet == source.medium:
            own[source.medium][joined.find(i)] = i
        else:
            retold.append(i)
    for i in retold:
        cited = claims[i].channel or _QUOTED_BY.search(claims[i].source_text)
        told = own[sources[i].medium] or (all_there[sources[i].medium] if cited else {})
        if len(told) == 1:
            joined.join(i, *told.values())


_QUOTED_BY = re.compile(r"\b(?:quoted|cited|interviewed) by\b|\bspoke (?:to|with)\b")


def _same_name(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'Ilves' is the 'Judge Marta Ilves' of the same text; 'harbour authorities' are the one
    Harbour Authority that speaks, 'Krag's union' the one union, 'Lunden' the firm whose name
    begins so. Gives up where two would fit."""
    told = [
        frozenset(stems(_OWNER.sub("", source.label) if _is_body(claim) else source.label))
        for claim, source in zip(claims, sources, strict=True)
    ]
    called = [
        mine | frozenset(stems(claim.source_text)) if _is_body(claim) else mine
        for claim, mine in zip(claims, told, strict=True)
    ]  # 'the company, Varn Chemie'
    for i, mine in enumerate(told):
        if sources[i].kind not in {"named", "unnamed"} or not mine:
            continue
        name = sources[i].label if sources[i].label[0].isupper() else claims[i].source_text
        near = {
            joined.find(j): j
            for j, other in enumerate(called)
            if j != i
            and sources[j].kind == "named"
            and mine < other
            and (
                (_is_body(claims[i]) and _is_body(claims[j]))
                or known.text_of(claims[i]) == known.text_of(claims[j])
                or _begins_body(name, sources[j], known)
            )
        }
        if len(near) == 1:
            joined.join(i, *near.values())


def _begins_body(name: str, other: Source, known: Provenance) -> bool:
    """'Lunden', taken for a person's name, of 'Lunden Laboratories', which is none."""
    body = known.actor(other.key)
    if body is None or body.type not in ("organization", "group") or " " in name:
        return False
    return body.name.startswith(f"{name} ") and len(known.called_last(name)) < 2


def _is_body(claim: Claim) -> bool:
    return claim.source_kind == "organisation"


_OWNER = re.compile(r"^(?:[A-Z][\w.-]*(?:['’]s|s['’])|his|her|its|their|our) (?=[a-z])", re.I)


def _named_behind_its_kind(
    claims: _Claims, sources: _Sources, known: Provenance, joined: Union
) -> None:
    """'the utility Tarnlight' is Tarnlight, and 'the coast guard' the coast guard, whatever each
    was taken for."""
    named = {plain(s.label): j for j, s in enumerate(sources) if s.kind == "named"}
    for i, source in enumerate(sources):
        if source.kind != "unnamed":
            continue
        text = claims[i].source_text
        told = _KIND_AND_NAME.fullmatch(text)
        name = told["name"] if told else text if text.lower().startswith("the ") else ""
        if name and (j := named.get(plain(name))) is not None:
            joined.join(i, j)


_KIND_AND_NAME = re.compile(r"(?:[Tt]he |[Aa]n? )(?:[a-z-]+ ){1,3}(?P<name>[A-Z]\S*(?: [A-Z]\S*)*)")


def _own_words_of_a_sourced_article(
    claims: _Claims, sources: _Sources, known: Provenance, joined: Union
) -> None:
    """What an article says in its own voice and attributes elsewhere has the attributed origin."""
    sourced: dict[str, int] = {}
    for position, claim in enumerate(claims):
        if sources[position].kind in {"named", "unnamed"}:
            sourced.setdefault(known.text_of(claim), position)
    for position, claim in enumerate(claims):
        if sources[position].kind in {"own", "medium"}:
            origin = sourced.get(known.text_of(claim))
            if origin is not None:
                joined.join(origin, position)


def _cited_outlets(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """Follow 'citing X' into X's own article in the case."""
    by_outlet: dict[str, int] = {}
    for position, claim in enumerate(claims):
        by_outlet.setdefault(plain(known.outlet_of(claim)), position)
    for position, claim in enumerate(claims):
        cited = cited_outlet(claim, sources[position], known)
        if cited in by_outlet and sources[position].kind == "medium":
            joined.join(by_outlet[cited], position)


# --- counting --------------------------------------------------------------------------------


def _origin(claims: Sequence[Claim], sources: Sequence[Source], sure: bool) -> Origin:
    main = strongest(sources)
    named = Counter(source.label for source in sources if source.kind == "named")
    label = named.most_common(1)[0][0] if named else main.label
    label += f" {NO_NAME}" if main.kind == "unnamed" else ""
    key = f"{main.kind}|{main.key}|{main.medium}"
    return Origin(
        "o" + hashlib.sha256(key.encode()).hexdigest()[:10],
        label,
        main.kind == "named",
        tuple(claim.id for claim in claims),
        sure,
    )
