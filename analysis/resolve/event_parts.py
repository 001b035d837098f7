"""Who and what takes part in an event of one article, as actors of the case and as nouns.

In: a mention of an event, its article with its annotation, the actors of the case. Out: Parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.event_kinds import kind_table
from analysis.model import Actor, Annotation, Article, EventMention, Participant, Span
from analysis.resolve.event_nouns import NO_THING, class_of, head_noun

HUMAN = frozenset(("he", "him", "she", "her", "his"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the participants of one article are looked up in."""

    article: Article
    annotation: Annotation
    actor_of: Mapping[tuple[str, int], str]  # (article, entity) -> actor
    actors: Mapping[str, Actor]
    heads: Mapping[int, Span]  # start of a mention -> its head word

    def actor(self, participant: Participant) -> str:
        """The actor that a participant is, "" for none."""
        if participant.entity is None:
            return ""
        return self.actor_of.get((self.article.id, participant.entity), "")

    def said(self, participant: Participant) -> str:
        return self.article.text[participant.start : participant.end]


@dataclass(slots=True)
class Parts:
    """Actors by what they do, and the nouns for what is no actor."""

    agents: set[str] = field(default_factory=set)
    patients: set[str] = field(default_factory=set)
    everyone: set[str] = field(default_factory=set)  # all actors but places
    things: set[str] = field(default_factory=set)
    undergoing: set[str] = field(default_factory=set)  # the things that it happens to
    titles: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # of places


def parts_of(mention: EventMention, known: Known) -> Parts:
    parts = Parts()
    for participant in mention.participants:
        said, noun = known.said(participant), _noun(participant, known)
        actor = known.actor(participant)
        found = known.actors.get(actor)
        if found and found.type == "place" and said.lower() in HUMAN:
            actor, found = "", None  # 'had him landing there': whoever it is, he is no country
        if found and found.type == "place" and noun in kind_table() and said.islower():
            parts.things.add(noun)  # 'the talks', known by where they are held
        elif participant.role in ("place", "destination") or (found and found.type == "place"):
            if noun in kind_table() and found is None:
                continue  # 'died in the fighting', 'resigned over the disaster'
            parts.places.add(actor or noun)
            if actor and participant.role in ("agent", "patient"):
                parts.things.add(actor)  # 'the mine will reopen'
            if found or said[:1].isupper():
                parts.names.append(found.name if found else said)
        elif actor:
            parts.everyone.add(actor)
            before = head_noun(_word_before(known.article.text, participant.start))
            parts.titles |= {noun, before} - NO_THING
            if participant.role == "agent":
                parts.agents.add(actor)
            elif participant.role == "patient":
                parts.patients.add(actor)
        elif noun and noun not in NO_THING and not _part_of_verb(noun, mention.lemma):
            parts.things.add(noun)
            parts.undergoing |= {noun} if participant.role == "patient" else set()
    return parts


def _noun(participant: Participant, known: Known) -> str:
    """The noun for a participant: 'recorder' of 'the black box', of 'he' the one it stands for."""
    head = _head(known, participant)
    noun = head_noun(head)
    if " " not in head:  # 'the black box' is no box
        before = _word_before(known.article.text, participant.start)
        noun = class_of(f"{before} {noun}") or noun
    if noun in NO_THING and participant.entity is not None:
        noun = head_noun(known.annotation.entities[participant.entity].name)
    return noun


def _head(known: Known, participant: Participant) -> str:
    """The words of a participant, of a long one its head: 'hostages' of 'hostages held by ...'."""
    head = known.heads.get(participant.start)
    text = known.article.text
    inside = head is not None and participant.start <= head[0] and head[1] <= participant.end
    if head is not None and inside and not text.startswith(" of ", head[1]):
        return text[head[0] : head[1]]  # not of 'four of the sailors'
    return known.said(participant)


def _word_before(text: str, start: int) -> str:
    """'ferry' of 'the ferry Stella Maris': what sort of thing the name is of."""
    before = text[max(0, start - 30) : start]
    word = before.rstrip().rsplit(" ", 1)[-1]
    return word if before.endswith(" ") and word.isalpha() and word.islower() else ""


def _part_of_verb(noun: str, lemma: str) -> bool:
    """'lives' of 'lost their lives'."""
    return lemma == "lose life" and noun in ("life", "live")
