"""Where a claim comes from, as far as it says: its source, its channel, the outlet that printed it.

In: a claim, the articles and actors of the case. Out: a Source. What makes two sources one origin
is decided in `origins`, who cites whom in `circular`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from analysis.model import Actor, Article, Claim, SyndicationGroup
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

UNNAMED = frozenset({"anonymous", "anonymous official"})


Question = tuple[str, str]  # what is looked up, and for which name or id


@dataclass(frozen=True, slots=True)
class Provenance:
    """What `origins_of` looks up: articles, actors, and which text each copy goes back to.

    `asked` collects the questions: as long as the case answers them alike, what was made of the
    answers stands.
    """

    articles: Mapping[str, Article]
    actors: Mapping[str, Actor]
    copied: Mapping[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)  # role -> actors
    outlets: Mapping[str, str] = field(default_factory=dict)  # plain name -> name
    called: dict[str, str] = field(default_factory=dict)  # what `outlet_called` has found
    asked: set[Question] = field(default_factory=set)

    def listening(self) -> Provenance:
        """The same, that collects from now on."""
        return replace(self, asked=set())

    def answer(self, question: Question) -> object:
        """What the case knows, without noting that it was asked."""
        kind, name = question
        match kind:
            case "copied":
                return self.copied.get(name, ())
            case "article":
                article = self.articles.get(name)
                return article and (article.outlet, article.wire)
            case "actor":
                actor = self.actors.get(name)
                return actor and _as_source(actor)
            case "acronym":
                return self.acronyms.get(name)
            case "role":
                return self.holders.get(name)
            case "outlet":
                return self.outlets.get(name)
            case _:
                return self._outlet_called(name)

    def text_of(self, claim: Claim) -> str:
        """The article whose text the claim stands in: the original of a copied passage."""
        self.asked.add(("copied", claim.article_id))
        for start, end, original in self.copied.get(claim.article_id, ()):
            middle = (claim.start + claim.end) // 2
            if start <= middle < end:
                return original
        return claim.article_id

    def outlet_of(self, claim: Claim) -> str:
        article = self._article_of(claim)
        return (article.outlet if article else claim.outlet) or claim.outlet or claim.article_id

    def wire_of(self, claim: Claim) -> str:
        article = self._article_of(claim)
        return article.wire if article else ""

    def _article_of(self, claim: Claim) -> Article | None:
        text = self.text_of(claim)
        self.asked.add(("article", text))
        return self.articles.get(text)

    def actor(self, identifier: str) -> Actor | None:
        self.asked.add(("actor", identifier))
        return self.actors.get(identifier)

    def outlet_called(self, said: str) -> str:
        """The one outlet of the case that 'the daily Vesk Post' or 'the Post' names, plain; ""."""
        self.asked.add(("called", said))
        return self._outlet_called(said)

    def _outlet_called(self, said: str) -> str:
        if said not in self.called:
            self.called[said] = self._one_outlet(said)
        return self.called[said]

    def _one_outlet(self, said: str) -> str:
        told = {*said.split()}
        if said in self.outlets or not told:
            return said if said in self.outlets else ""
        fitting = [name for name in self.outlets if {*name.split()} <= told]
        fitting = fitting or [name for name in self.outlets if told <= {*name.split()}]
        return fitting[0] if len(fitting) == 1 else ""

    def outlet_named(self, name: str) -> str:
        """The outlet with that plain name, as it writes itself; "" for none."""
        self.asked.add(("outlet", name))
        return self.outlets.get(name, "")

    def descriptor(self, text: str) -> str:
        """'a senior NHA official' -> its telling words, acronyms written out, in one order."""
        vague = words("origins", "vague")
        found = tokens(text)
        self.asked.update(("acronym", word) for word in found)
        spelled = " ".join(self.acronyms.get(word, word) for word in found)
        return " ".join(sorted({stem for stem in stems(spelled) if stem not in vague}))

    def holder(self, text: str) -> str:
        """The one actor of the case whose role the text is: 'the prime minister'; or none."""
        role = plain(text)
        self.asked.add(("role", role))
        holders = self.holders.get(role, frozenset())
        return next(iter(holders)) if len(holders) == 1 else ""


def _as_source(actor: Actor) -> tuple[object, ...]:
    """What the rules look at of an actor."""
    return (
        actor.name,
        actor.type,
        tuple(role.text for role in actor.roles),
        tuple(alias.text for alias in actor.aliases),
    )


class Comparison:
    """Which questions the case answers as it did before."""

    def __init__(self, before: Provenance | None, now: Provenance) -> None:
        self._before, self._now = before, now
        self._same: dict[Question, bool] = {}

    def holds(self, asked: Iterable[Question]) -> bool:
        """Whether all of them are answered alike."""
        return all(self._is_same(question) for question in asked)

    def _is_same(self, question: Question) -> bool:
        found = self._same.get(question)
        if found is None:
            found = self._same[question] = self._compare(question)
        return found

    def _compare(self, question: Question) -> bool:
        if self._before is None:
            return False
        if question[0] == "actor":
            one, other = self._before.actors.get(question[1]), self._now.actors.get(question[1])
            if one is other:
                return True
        return self._before.answer(question) == self._now.answer(question)


def provenance(
    articles: Sequence[Article], actors: Sequence[Actor], groups: Sequence[SyndicationGroup]
) -> Provenance:
    """Gather what the rules look up."""
    copied: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for group in groups:
        for passage in group.passages:
            copied[passage.b.article_id].append((passage.b.start, passage.b.end, group.original))
    holders: dict[str, set[str]] = defaultdict(set)
    acronyms: dict[str, str] = {}
    for actor in actors:
        for role in actor.roles:
            holders[plain(role.text)].add(actor.id)
        for alias in actor.aliases:
            if alias.text.isupper() and " " not in alias.text:
                acronyms[alias.text.lower()] = actor.name.lower()
    return Provenance(
        {article.id: article for article in articles},
        {actor.id: actor for actor in actors},
        {article: tuple(spans) for article, spans in copied.items()},
        acronyms,
        {role: frozenset(found) for role, found in holders.items()},
        {plain(article.outlet): article.outlet for article in articles if article.outlet},
    )


@dataclass(frozen=True, slots=True)
class Source:
    kind: str  # 'named', 'unnamed', 'medium', 'own'
    key: str
    label: str
    medium: str = ""  # through which an unnamed source spoke


def source_of(claim: Claim, known: Provenance) -> Source:
    outlet = known.outlet_of(claim)
    stations = [name for name in claim.channel if not _is_short_for(name, outlet)]
    first = stations[0] if stations else ""
    told = _TOLD_TO.search(claim.source_text)  # 'an official quoted by Norwire'
    if told and not first and not _is_short_for(told["medium"], outlet):
        first = told["medium"]
    if claim.source_kind == "author":
        if first:
            return Source("medium", plain(first), first)
        if wire := known.wire_of(claim):
            return Source("medium", plain(wire), wire)
        return Source("own", plain(outlet), outlet)
    if not _identified(claim):
        descriptor = _TOLD_TO.sub("", claim.descriptor or claim.source_text) or first
        descriptor = _UNNAMED_BECAUSE.sub("", descriptor) or descriptor
        medium = first or known.wire_of(claim) or outlet
        if not descriptor:
            return Source("medium", plain(medium), medium)
        if descriptor.lower() in words("origins", "pronouns"):
            return Source("own", plain(outlet), outlet)  # whose word it is cannot be told
        return Source("unnamed", known.descriptor(descriptor), descriptor, plain(medium))
    actor = claim.actor_id or known.holder(claim.source_text)
    found = known.actor(actor)
    label = (found.name if found else "") or claim.source_text
    if claim.source_kind == "media":
        called = known.outlet_called(plain(claim.source_text)) or plain(label)
        return Source("medium", called, known.outlet_named(called) or label)
    return Source("named", actor or plain(label), label)


# 'a worker who did not wish to be identified': that he is unnamed tells nobody apart
_UNNAMED_BECAUSE = re.compile(
    r",? (?:who|speaking|asking|on condition|because|and) .*"
    r"\b(?:named?|names?|identified|identity|anonym\w+|condition)\b.*$"
)
_TOLD_TO = re.compile(
    r",? (?:(?:that |who was )?(?:quoted|cited) by|who (?:spoke|talked) (?:to|with)|speaking to) "
    r"(?P<medium>(?:[Tt]he )?[A-Z]\w*(?: [A-Z0-9]\w*)*).*$"
)


def _is_short_for(name: str, outlet: str) -> bool:
    """'Channel' is 'Channel Six' in the Channel Six article that says so; 'Post' the Post."""
    mine, whole = plain(name).split(), plain(outlet).split()
    return bool(mine) and {*mine} <= {*whole}


def _identified(claim: Claim) -> bool:
    """Whether the source can be told: by name, or as the one body or office so called."""
    if claim.actor_id and claim.source_kind not in UNNAMED:
        return True
    if claim.source_kind in UNNAMED or not claim.source_text:
        return False
    first = claim.source_text.split()[0].lower()
    return first not in words("origins", "indefinite") or claim.source_kind == "media"


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    return " ".join(word for word in tokens(name) if word != "the")
