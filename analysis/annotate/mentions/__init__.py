"""Finds who and what an article mentions, and which mentions denote the same.

In: a parsed Doc. Out: the entities of the article, and its mentions, each with its entity, its
kind, and the reason why it was linked. Nothing here guesses across articles.

The stages, each a module: `reading` (the Doc as lists), `names` (what is a name), `kinds` (what a
name denotes, by all the evidence of the text), `phrases` (where its phrase begins and ends),
`descriptions`, `chains` (which names are one), `description_links`, `speakers` and `pronouns`.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from analysis.annotate.mentions.chains import Chains, link_names
from analysis.annotate.mentions.description_links import link_descriptions
from analysis.annotate.mentions.descriptions import descriptions, name_governments
from analysis.annotate.mentions.kinds import decide_types
from analysis.annotate.mentions.name_places import places_within, sites, unnamed_sites
from analysis.annotate.mentions.names import find_names
from analysis.annotate.mentions.phrases import Candidate, name_phrases
from analysis.annotate.mentions.pronouns import link_pronouns
from analysis.annotate.mentions.reading import Reading, read
from analysis.annotate.mentions.speakers import Speakers
from analysis.model import Entity, Mention

__all__ = ["find_mentions"]


def find_mentions(doc: Doc) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of an article and their mentions, both in order of first appearance.

    `Mention.head` is the bare name ('Ingrid Dahl' in 'Transport Minister Ingrid Dahl'), or the
    head noun of a description, or the pronoun.
    """
    reading = read(doc)
    if not len(reading):
        return (), ()
    names = find_names(reading)
    types = decide_types(reading, names)
    phrases = name_phrases(reading, names, types)
    built = [*sites(reading, names), *unnamed_sites(reading, names)]
    phrases += name_phrases(reading, built, ["facility"] * len(built))
    taken = {i for name in names for i in range(name.start, name.end)}
    taken |= {p.root for p in phrases}
    described = descriptions(reading, taken, {p.root: p.type for p in phrases})
    name_governments(reading, described, phrases)
    inside = [(c.start, c.end) for c in described if c.kind == "name"]
    phrases = [p for p in phrases if not _only_modifies(p, inside)]
    lands = places_within(names, types, reading)
    phrases += [c for c in described if c.kind == "name"]
    phrases += name_phrases(reading, lands, ["place"] * len(lands))
    phrases.sort(key=lambda c: (c.start, -c.end))
    described = [c for c in described if c.kind == "nominal"]
    chains = Chains()
    link_names(reading, phrases, chains)
    link_descriptions(reading, described, phrases, chains)
    linked = sorted([*phrases, *described], key=lambda c: (c.start, -c.end))
    pronouns = link_pronouns(reading, linked, chains, Speakers(reading, linked, chains))
    return _result(reading, [*linked, *pronouns], chains)


def _only_modifies(phrase: Candidate, bodies: list[tuple[int, int]]) -> bool:
    """'Harbour' in 'Harbour police' is nothing by itself, 'Kabul' in 'Kabul police' is."""
    return phrase.type not in {"place", "person"} and any(
        start <= phrase.start and phrase.end < end for start, end in bodies
    )


def _result(
    reading: Reading, candidates: list[Candidate], chains: Chains
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    order: dict[int, int] = {}
    mentions: list[Mention] = []
    spans: set[tuple[int, int]] = set()
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        start, end = reading.start[candidate.start], _end(reading, candidate)
        if (start, end) in spans:
            continue
        spans.add((start, end))
        entity = order.setdefault(candidate.chain, len(order))
        mentions.append(
            Mention(
                start=start,
                end=end,
                entity=entity,
                type=chains.type(candidate.chain),
                kind=candidate.kind,
                reason=candidate.reason,
                head=candidate.core,
            )
        )
    return tuple(_entity(reading, chains, chain) for chain in order), tuple(mentions)


def _end(reading: Reading, candidate: Candidate) -> int:
    """The phrase ends with its possessive ("Dahl's"), as in OntoNotes; `head` leaves it out."""
    after = candidate.end
    if candidate.kind != "pronoun" and after < len(reading) and reading.tag[after] == "POS":
        return reading.end[after]
    return reading.end[after - 1]


def _entity(reading: Reading, chains: Chains, chain: int) -> Entity:
    return Entity(
        name=_display_name(reading, chains, chain),
        type=chains.type(chain),
        gender=chains.gender(chain),
        gender_told=chains.gender_told(chain),
        plural=chains.plural(chain),
        roles=tuple(dict.fromkeys(chains.roles(chain))),
    )


def _display_name(reading: Reading, chains: Chains, chain: int) -> str:
    """The fullest name, the commonest of those; for an unnamed entity its first description."""
    text = reading.raw
    named = [m for m in chains.members[chain] if m.name]
    if named:
        forms = Counter(" ".join(text[m.core[0] : m.core[1]].split()) for m in named)
        return max(forms, key=lambda form: (len(form.split()), forms[form], form))
    first = chains.members[chain][0]
    return " ".join(text[reading.start[first.start] : reading.end[first.end - 1]].split())
