"""What a case knows of where claims come from: which text, which outlet, which actor, which body.

In: articles, actors, syndication groups. Out: a Provenance, which answers questions and notes
which were asked. Whose word a claim is stands in `claim_sources`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.model import Actor, Article, Claim, SyndicationGroup
from analysis.resolve.bodies import body_name, short_forms
from analysis.resolve.releases import body_writing, comments
from analysis.resolve.short_names import NAMING as NAMING
from analysis.resolve.short_names import handles_of, outlet_letters
from analysis.resolve.short_names import plain as plain
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import table, words

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
    bodies: Mapping[str, str] = field(default_factory=dict)  # plain name of one -> actor or ""
    handles: Mapping[str, str] = field(default_factory=dict)  # name in one word -> actor or ""
    people: Mapping[str, str] = field(default_factory=dict)  # the same of persons alone
    surnames: Mapping[str, frozenset[str]] = field(default_factory=dict)  # last name -> persons
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # person -> bodies
    leading: Mapping[str, frozenset[str]] = field(default_factory=dict)  # body -> persons
    called: dict[str, str] = field(default_factory=dict)  # what `outlet_called` has found
    asked: set[Question] = field(default_factory=set)

    def listening(self) -> Provenance:
        """The same, that collects from now on."""
        return replace(self, asked=set())

    def after(self, before: Provenance | None) -> Provenance:
        """The same, with what was found of the names of outlets before, where they are the same."""
        if before is None or before.outlets != self.outlets:
            return self
        return replace(self, called=before.called | self.called)

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
            case "body":
                return self.bodies.get(name)
            case "handle":
                return self.handles.get(name)
            case "person":
                return self.people.get(name)
            case "surname":
                return self.surnames.get(name)
            case "posts":
                return self.posts.get(name)
            case "leading":
                return self.leading.get(name)
            case "posting":
                return self._posting(name)
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

    def text_around(self, claim: Claim) -> str:
        """The text that the claim stands in."""
        self.asked.add(("article", claim.article_id))
        article = self.articles.get(claim.article_id)
        return article.text if article else ""

    def told_in_paragraph(self, claim: Claim) -> str:
        """The paragraph that a claim stands in, where somebody is said to have said something."""
        text = self.text_around(claim)
        start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.end)
        paragraph = text[start : end if end >= 0 else None]
        return paragraph if _SAID.search(paragraph) else ""

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
        if not fitting and len(said) > 2:  # 'NPA', the Nordal Press Agency
            fitting = [
                name for name, whole in self.outlets.items() if _initials(whole).lower() == said
            ]
        if not fitting and (bare := told - words("outlets", "media_kinds")) != told:
            return self._outlet_called(" ".join(word for word in said.split() if word in bare))
        return fitting[0] if len(fitting) == 1 else ""

    def body(self, outlet: str) -> str | None:
        """The actor that an outlet is where it is a body and no paper, "" for one that nobody
        else names; None for papers. `outlet` in plain form."""
        self.asked.add(("body", outlet))
        return self.bodies.get(outlet)

    def behind(self, handle: str) -> str:
        """The one actor whose name a handle is: '@BrunoCarvalo_STA'; "" for none."""
        bare = handle.lstrip("@").casefold()
        for part in (bare.replace("_", ""), *bare.split("_"), _PRESS.sub("", bare)):
            self.asked.add(("handle", part))
            if found := self.handles.get(part):
                return found
        return ""

    def named(self, name: str) -> str:
        """The one actor that has the name; "" for none."""
        key = "".join(name.casefold().split())
        self.asked.add(("handle", key))
        return self.handles.get(key, "")

    def person(self, name: str) -> str:
        """The one person who has the name, whatever else is called so; "" for none."""
        key = "".join(name.casefold().split())
        self.asked.update((("person", key), ("person", f"…{key}")))
        return self.people.get(key, "") or self.people.get(f"…{key}", "")

    def called_last(self, surname: str) -> frozenset[str]:
        """The persons with that last name."""
        key = surname.casefold()
        self.asked.add(("surname", key))
        return self.surnames.get(key, frozenset())

    def speaks_for(self, identifier: str) -> frozenset[str]:
        """The bodies that a person leads or is the spokesperson of: 'Chairman of the Council'."""
        self.asked.add(("posts", identifier))
        return self.posts.get(identifier, frozenset())

    def led_by(self, body: str) -> frozenset[str]:
        """The persons who lead a body or speak for it."""
        self.asked.add(("leading", body))
        return self.leading.get(body, frozenset())

    def posting(self, said: str) -> str:
        """The one account of the case, in plain form, that posts from 'the islands'; ""."""
        key = plain(said)
        self.asked.add(("posting", key))
        return self._posting(key)

    def _posting(self, said: str) -> str:
        told = {*said.split()}
        fitting = [
            key
            for key, name in self.outlets.items()
            if name.startswith("@") and told and told <= {*key.replace("_", " ").split()}
        ]
        return fitting[0] if len(fitting) == 1 else ""

    def named_last(self, label: str) -> str:
        """The one actor whose last name a label of a transcript is: 'RUSIATE'; "" for none."""
        return self.named(label) or self.named(f"… {label}")

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
        """The one actor of the case whose role the text is: 'the prime minister', 'Velan's prime
        minister', of a land whose minister no other land has in the case; or none."""
        role = plain(text)
        role = table("origins")["office_letters"].get(role, role)
        self.asked.add(("role", role))
        holders = self.holders.get(role, frozenset())
        if not holders and (land := _LAND_BEFORE.match(text)):
            office = text[land.end() :].partition(",")[0]
            return self.holder(office) if words("origins", "of_lands") & {*tokens(office)} else ""
        return next(iter(holders)) if len(holders) == 1 else ""


# 'Velan's', 'the Velani'
_LAND_BEFORE = re.compile(
    r"(?:[Tt]he )?(?:(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+['’]s|[A-Z][\w-]+(?:an|i|ese|ish|ic|ene)) "
    r"(?=[a-z])"
)


def _as_source(actor: Actor) -> tuple[object, ...]:
    """What the rules look at of an actor."""
    return (
        actor.name,
        actor.type,
        tuple((role.text, role.evidence.article_id) for role in actor.roles),
        frozenset((alias.text, alias.reason in NAMING) for alias in actor.aliases),
        may_be(actor, "her"),
        may_be(actor, "his"),
    )


def may_be(actor: Actor, whose: str) -> bool:
    """Whether 'her' may be said of somebody, by the pronouns that are used elsewhere
    and by posts like 'spokeswoman'."""
    used = [(alias.text.lower(), alias.count) for alias in actor.aliases]
    women = sum(n for text, n in used if text in _FEMININE or text.endswith("woman"))
    men = sum(n for text, n in used if text in _MASCULINE or text.endswith(_MAN))
    return women >= men if whose == "her" else whose != "his" or men >= women


_MAN = ("spokesman", "chairman", "policeman", "fireman", "businessman")
_FEMININE, _MASCULINE = frozenset({"she", "her", "hers"}), frozenset({"he", "him", "his"})


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
    bodies = {
        plain(article.outlet): name
        for article in articles
        if article.outlet and (name := body_writing(article))
    }
    for actor in actors:
        for role in actor.roles:
            holders[plain(role.text)].add(actor.id)
        for alias in actor.aliases:
            if alias.text.isupper() and " " not in alias.text:
                acronyms[alias.text.lower()] = actor.name.lower()
    handles = handles_of(actors)
    posts = _posts(actors, handles)
    people = [actor for actor in actors if actor.type == "person"]
    surnames: dict[str, set[str]] = defaultdict(set)
    for actor in people:
        surnames[actor.name.casefold().rpartition(" ")[2]].add(actor.id)
    return Provenance(
        {article.id: article for article in articles},
        {actor.id: actor for actor in actors},
        {article: tuple(spans) for article, spans in copied.items()},
        acronyms,
        {role: frozenset(found) for role, found in holders.items()},
        {plain(article.outlet): article.outlet for article in articles if article.outlet},
        _actors_of(bodies, actors) if bodies else {},
        handles,
        handles_of(people),
        {name: frozenset(found) for name, found in surnames.items()},
        posts,
        _turned(posts),
        outlet_letters(articles),
    )


def _turned(posts: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for person, bodies in posts.items():
        for body in bodies:
            found[body].add(person)
    return {body: frozenset(persons) for body, persons in found.items()}


_PRESS = re.compile(r"_*(?:press|news|official|hq|info)_*$")


def _posts(actors: Sequence[Actor], handles: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Of each person the bodies in whose name a post lets them speak."""
    speaking = words("origins", "heads") | words("origins", "spokespeople")
    lesser = words("origins", "lesser")
    places = {actor.id for actor in actors if actor.type == "place"}
    found: dict[str, frozenset[str]] = {}
    for actor in actors:
        if actor.type != "person":
            continue
        bodies: set[str] = set()
        for role in actor.roles:
            told = _POST.fullmatch(role.text)
            post = {*tokens(told["post"])} if told else set()
            if told and post & speaking and not post & lesser:
                bodies.add(handles.get("".join(told["body"].casefold().split()), ""))
        if bodies := bodies - {"", actor.id} - places:
            found[actor.id] = frozenset(bodies)
    return found


_POST = re.compile(r"(?P<post>[^,]+?) (?:of|for) (?:the )?(?P<body>[A-Z].*)")


def _actors_of(bodies: Mapping[str, str], actors: Sequence[Actor]) -> dict[str, str]:
    """Which actor each body is: the one that has its name, its name without its land, or its
    initials: 'Consejo Electoral del Norte' where others write CEN. Without an institute that is
    named nowhere."""
    named: dict[frozenset[str], set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.type != "person":
            for alias in actor.aliases:
                if alias.reason not in NAMING:
                    continue
                named[body_name(alias.text)].add(actor.id)
                if _ACRONYM.fullmatch(alias.text):
                    initials[alias.text].add(actor.id)
    found: dict[str, str] = {}
    for key, outlet in bodies.items():
        called = [named.get(name, set()) for name in short_forms(outlet)]
        called.append(initials.get(_initials(outlet), set()))
        found[key] = next((next(iter(ids)) for ids in called if len(ids) == 1), "")
    return {key: actor for key, actor in found.items() if actor or not comments(bodies[key])}


_ACRONYM = re.compile(r"[A-Z]{3,}")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


_SAID = re.compile(r"\b(?:said|says|told|tells|according to|announced|confirm(?:ed|s))\b")
