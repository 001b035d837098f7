"""What kinds of happening a mention tells, seen by who and what takes part in it.

In: a mention of an event, its Parts. Out: kinds of `data/events.toml`, and whether the mention only
names the happening: 'an explosion tore through the ship' is an explosion.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from analysis.event_kinds import kind_table, kinds_of
from analysis.model import EventMention
from analysis.resolve.event_nouns import BEGINNING, CARRYING, fitting_kinds
from analysis.resolve.event_parts import Known, Parts
from analysis.vocabulary import words

Kinds = frozenset[str]

HALF = timedelta(hours=12)
CONVEYANCES = frozenset(("vehicle", "vessel", "other"))  # types of actors
_CARRIED = frozenset(("transfer", "airlift"))
# 'left four people dead', 'left the town without power'
_LEFT_SO = re.compile(
    r"\bleft\b.+\b(?:un\w{3,}ed|dead|injured|wounded|homeless|stranded|open|empty|intact|alone|"
    r"trapped|isolated|missing|behind|(?:in|with|without) \w+)$"
)
_COMING = frozenset(("come", "go", "drive", "get"))
_ORDERED = re.compile(r"\b(?:ordered|told|instructed|asked)\b.* to leave the country\b")
_UPWARDS = re.compile(r"\b(?:up|ashore|aboard|on board|to the surface)\b")
_OUT_OF = re.compile(r"\b(?:out of|from) (?:the|a) (?:\w+ )?(\w+)")


def kinds_told(
    mention: EventMention, bounds: tuple[datetime, datetime], parts: Parts, known: Known
) -> tuple[Kinds, bool]:
    """The kinds, and whether it names the happening. Puts right who does and who undergoes it."""
    kinds = fitting_kinds(
        kinds_of(mention.lemma, mention.phrase),
        mention.lemma,
        parts.everyone,
        parts.undergoing,
        parts.things,
    )
    if mention.lemma.split()[0] == "accept" and "resignation" in kinds:
        # who accepts it is not who resigns
        parts.everyone, parts.agents = parts.everyone - parts.agents, set()
    if mention.lemma == "testify":  # who appears before a bench is who it hears
        parts.agents, parts.patients = set(), parts.patients | parts.agents
    kinds = _of_everyday(mention, kinds, parts)
    kinds = _of_persons(mention, kinds, parts, known)
    kinds = _of_ways(mention, kinds, bounds, parts, known)
    kinds = _of_ships(mention, kinds, parts, known)
    return _of_things(mention, kinds, parts)


def _of_everyday(mention: EventMention, kinds: Kinds, parts: Parts) -> Kinds:
    """Words that mean something graver elsewhere: 'took a room', 'left it unanswered'."""
    sites = words("events", "fitting.sites")
    if mention.lemma == "take" and parts.undergoing and not parts.patients:
        kinds = kinds if parts.undergoing & sites else kinds - {"capture"}
    if mention.lemma == "leave" and _LEFT_SO.search(mention.phrase):
        kinds -= {"departure"}
    return kinds or frozenset((mention.lemma,))


def _of_persons(mention: EventMention, kinds: Kinds, parts: Parts, known: Known) -> Kinds:
    """What befalls persons: nobody is closed, who is taken from home is arrested or kidnapped."""
    actors = known.actors
    beings = all(actors[p].type in ("person", *CONVEYANCES) for p in parts.patients)
    if parts.patients and beings and "closure" in kinds and not parts.undergoing:
        # who is suspended and what ship is stopped, are not closed
        kinds = kinds - {"closure"} or frozenset((mention.lemma,))
    if parts.patients and mention.phrase.endswith((" was taken", " were taken")):
        kinds |= {"kidnapping"}  # and nowhere: 'was taken as he left the town hall'
    moved = any(p.role == "destination" for p in mention.participants)
    at_home = words("events", "nouns.dwellings") & {*re.findall(r"\w+", _behind(mention, known))}
    by_force = bool(parts.agents or at_home)
    taken = _persons(parts.patients, known)
    if taken and by_force and not moved and mention.lemma in ("take from", "take away"):
        kinds = frozenset(("arrest", "kidnapping"))  # 'was taken from his house', not 'the rubble'
    if mention.lemma == "leave the country" and _ORDERED.search(mention.phrase):
        kinds = frozenset(("expulsion",))
    if mention.lemma == "collapse" and _persons(parts.agents, known):
        kinds = frozenset(("illness",))  # no roof
    return kinds


def _of_ways(
    mention: EventMention,
    kinds: Kinds,
    bounds: tuple[datetime, datetime],
    parts: Parts,
    known: Known,
) -> Kinds:
    """Who comes and goes: 'came to Tolm', 'was transferred to Velin', 'he came at four'."""
    # of 'at four' either half of the day
    at_an_hour = not mention.guessed and bounds[1] - bounds[0] in (timedelta(), HALF)
    if mention.lemma in _COMING and parts.agents and _leads_to_a_place(mention, known):
        return kinds | {"travel"}
    if mention.lemma in _CARRIED and _persons(parts.patients, known):
        return kinds | {"arrival"} if _leads_to_a_place(mention, known) else kinds
    if mention.lemma == "come" and at_an_hour and _persons(parts.agents, known):
        return kinds | {"travel"}
    return kinds


def _of_ships(mention: EventMention, kinds: Kinds, parts: Parts, known: Known) -> Kinds:
    """'The tanker struck the ferry', 'ploughed into a reef', 'the wreck was lifted'."""
    crafts = {actor for actor in parts.everyone if known.actors[actor].type in CONVEYANCES}
    struck = parts.patients & crafts or parts.undergoing & {"vessel", "vehicle", "aircraft"}
    striking = mention.lemma in words("events", "fitting.striking")
    if striking and parts.agents & crafts and struck:
        kinds |= {"collision"}
    ships = (parts.things | parts.titles) & {"vessel", "wreck"}
    if ships and mention.lemma in words("events", "fitting.salvaging"):
        kinds |= {"salvage"}
    if ships and striking and _meets_shoals(mention, known):
        kinds = frozenset(("grounding",))
    if mention.lemma in words("events", "fitting.salvaging_from"):
        behind = _behind(mention, known)
        found_below = parts.things & {"wreck", "recorder"} and (
            mention.lemma != "bring" or _UPWARDS.search(behind)
        )
        taken = _persons(parts.patients, known)
        persons = taken or parts.things & words("events", "fitting.persons")
        if found_below or (not persons and _out_of_the_water(behind)):
            kinds |= {"salvage"}
    return kinds


def _of_things(mention: EventMention, kinds: Kinds, parts: Parts) -> tuple[Kinds, bool]:
    """What is told of a thing that is a happening itself: 'the talks were put off', 'an explosion
    tore through the ship'."""
    putting_off = mention.lemma in words("events", "governing.postponing")
    told_of = {thing for thing in parts.things if thing in kind_table() or thing == "deadline"}
    if putting_off and told_of and mention.status == "happened":
        kinds, parts.things = frozenset(("cancellation",)), told_of
    refers = False
    for thing in sorted(parts.things):
        begins = mention.lemma in BEGINNING  # 'an inquiry was opened': no launch
        put_off = putting_off and mention.status == "planned"
        if thing in kind_table() and (begins or put_off or mention.lemma.split()[0] in CARRYING):
            kinds = (kinds - {"launch"} if begins else kinds) | kind_table()[thing]
            refers = True
    return kinds, refers


# --- what is asked of a mention ------------------------------------------------------------


def _behind(mention: EventMention, known: Known) -> str:
    """The clause from the predicate on."""
    return known.article.text[mention.start : mention.clause[1]].lower()


def _persons(actors: set[str], known: Known) -> bool:
    return any(known.actors[actor].type == "person" for actor in actors)


def _leads_to_a_place(mention: EventMention, known: Known) -> bool:
    """Whether somebody goes to what is a place by its name."""
    for participant in mention.participants:
        if participant.role == "destination":
            called = known.actor(participant)
            if called in known.actors and known.actors[called].type == "place":
                return True
    return False


def _meets_shoals(mention: EventMention, known: Known) -> bool:
    """'struck the Sister Rocks', 'ploughed into a reef'."""
    shoals = words("events", "fitting.shoals")
    told = (known.said(participant).lower().split() for participant in mention.participants)
    return any(said[-1] in shoals for said in told if said)


def _out_of_the_water(behind: str) -> bool:
    """'hauled out of the lake', 'lifted from the sea bed'."""
    waters = words("events", "fitting.waters")
    return any(
        match[1] in waters or match[0].split()[-2] in waters for match in _OUT_OF.finditer(behind)
    )
