"""Cases written by hand for tests: the spans stand in the text, so that a reader sees them.

`[Venn]s [said]c [twelve people died]q` is one claim: source, cue, content. A claim's content may
stand alone (the outlet's own statement). `{Elena Varga}` is a name mention of an actor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from analysis.model import (
    Actor,
    ActorMention,
    Alias,
    Article,
    Case,
    Claim,
    Contradiction,
    Contribution,
    CreationTime,
    Event,
    Evidence,
    Origin,
    Proposition,
    Role,
)

MARKED = re.compile(r"\[([^\]]*)\]([scq])|\{([^}]*)\}")


@dataclass(frozen=True)
class Told:
    """One claim of an article in the order of the text: which proposition, whose word."""

    proposition: str
    kind: str = "named official"
    origin: str = ""
    channel: tuple[str, ...] = ()
    certainty: str = "CT"
    descriptor: str = ""


def written_article(
    identifier: str, marked: str, told: list[Told], outlet: str = "", at: str = "", title: str = ""
) -> tuple[Article, list[Claim], list[ActorMention], dict[str, str]]:
    """Strip the marks, keep what they say."""
    text, roles, mentions, actors = "", [], [], {}
    position = 0
    for found in MARKED.finditer(marked):
        text += marked[position : found.start()]
        words = found[1] if found[3] is None else found[3]
        start, end = len(text), len(text) + len(words)
        text += words
        position = found.end()
        if found[3] is None:
            roles.append((found[2], (start, end)))
        else:
            actor = "actor-" + words.casefold().replace(" ", "-")
            actors[actor] = words
            mentions.append(ActorMention(identifier, start, end, actor, "name", "exact", 0))
    text += marked[position:]
    claims, source, cue = [], None, None
    pending = iter(told)
    for role, span in roles:
        if role == "s":
            source = span
        elif role == "c":
            cue = span
        else:
            about = next(pending)
            name = text[source[0] : source[1]] if source else ""
            claims.append(
                Claim(
                    id=f"{identifier}-{len(claims) + 1}",
                    article_id=identifier,
                    start=span[0],
                    end=span[1],
                    content=text[span[0] : span[1]],
                    content_spans=(span,),
                    source_text=name,
                    source_spans=(source,) if source else (),
                    cue=text[cue[0] : cue[1]] if cue else "",
                    cue_spans=(cue,) if cue else (),
                    quote="indirect",
                    actor_id="actor-" + name.casefold().replace(" ", "-") if name else "",
                    source_kind=about.kind,
                    descriptor=about.descriptor,
                    channel=about.channel,
                    certainty=about.certainty,
                    polarity="+",
                    triggers=(),
                    outlet=outlet,
                    reported_at=at,
                    proposition_id=about.proposition,
                    confidence=0.5,
                )
            )
            source = cue = None
            if name and about.kind in {"named official", "named person", "organisation"}:
                actors[claims[-1].actor_id] = name
            else:
                claims[-1] = replace(claims[-1], actor_id="")
    article = Article(
        id=identifier, text=text, title=title, outlet=outlet, published_at=at,
        url=f"https://{identifier}.example/", date_origin="metadata",
    )  # fmt: skip
    return article, claims, mentions, actors


STANDINGS = {
    "toll": "well sourced",
    "cargo": "contested",
    "clean": "contested",
    "gone": "retracted",
}


def written_case() -> Case:
    """Three outlets on a ship: a toll with two origins, a disputed cargo, a withdrawn number."""
    one = written_article(
        "n1",
        "[Dario Venn]s [said]c [At least 12 people were killed in the blast]q. "
        "[A senior port official]s [told]c Meridian Press that "
        "[the Calypso Dawn was carrying ammonium nitrate]q.",
        [
            Told("toll"),
            Told("cargo", "anonymous official", channel=("Meridian Press",),
                 descriptor="senior port official"),
        ],
        "Belisar Post", "2025-03-03T07:15:00+00:00", "Blast in the port",
    )  # fmt: skip
    two = written_article(
        "n2",
        "[Twelve people died in the explosion]q, [Amina Sole]s [said]c. "
        "[The ship was loaded with ammonium nitrate]q, [a port official]s [told]c Meridian Press.",
        [
            Told("toll"),
            Told("cargo", "anonymous official", channel=("Meridian Press",),
                 descriptor="port official"),
        ],
        "Northern Dispatch", "2025-03-03T10:20:00+02:00", "Hospital counts the dead",
    )  # fmt: skip
    two[1][0] = replace(
        two[1][0], source_text="Amina Sole", actor_id="actor-amina-sole",
        source_spans=((38, 48),), cue="said", cue_spans=((49, 53),),
    )  # fmt: skip
    two[1][1] = replace(
        two[1][1], source_text="a port official", source_spans=(_span(two[0], "a port official"),)
    )
    three = written_article(
        "n3",
        "[Lunden Maritime]s [said]c [there was no ammonium nitrate on board]q. "
        "Earlier reports that [Thirty-one people have been killed]q were wrong. {Tereno} waits.",
        [Told("clean", "organisation"), Told("gone", "author")],
        "Channel Six", "2025-03-03T13:30:00+00:00", "Owner rejects cargo claims",
    )  # fmt: skip
    written = [one, two, three]
    claims = [claim for _, found, _, _ in written for claim in found]
    names = {"actor-amina-sole": "Amina Sole"}
    for _, _, _, actors in written:
        names |= actors
    mentions = [m for _, _, found, _ in written for m in found]
    mentions += [
        ActorMention(c.article_id, *c.source_spans[0], c.actor_id, "name", "exact", 0)
        for c in claims
        if c.actor_id
    ]
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.proposition_id].append(claim)
    return Case(
        articles=tuple(article for article, *_ in written),
        dcts={a.id: CreationTime(a.published_at, "metadata") for a, *_ in written},
        sentences={a.id: ((0, len(a.text)),) for a, *_ in written},
        actors=tuple(_actor(key, name, mentions) for key, name in names.items()),
        mentions=tuple(mentions),
        claims=tuple(claims),
        propositions=tuple(_proposition(key, found) for key, found in groups.items()),
        contradictions=(Contradiction("cargo", "clean", "polarity", "n1-2", "n3-1"),),
        events=(
            Event(
                "e1", "An explosion kills twelve people", "2025-03-02T21:40:00+00:00",
                "2025-03-02T21:40:00+00:00", "minute", "happened", (Evidence("n2", 17, 21),),
                first_reported="2025-03-03T07:15:00+00:00",
            ),
        ),
    )  # fmt: skip


def hostile_case() -> Case:
    """The same with texts that try to be formulas, mark-up and commands."""
    case = written_case()
    nasty = "=HYPERLINK(\"http://x\") <script>alert('1')</script> [a](javascript:b) | `c` ]]> \x07"
    article = replace(case.articles[0], text=nasty + case.articles[0].text, title=nasty,
                      outlet="+cmd|' /C calc'!A0", url="javascript:alert(1)")  # fmt: skip
    shift = len(nasty)

    def moved(claim: Claim) -> Claim:
        if claim.article_id != article.id:
            return claim
        return replace(
            claim,
            start=0,
            end=claim.end + shift,
            content=article.text[: claim.end + shift],
            content_spans=((0, claim.end + shift),),
            source_spans=tuple((s + shift, e + shift) for s, e in claim.source_spans),
            cue_spans=tuple((s + shift, e + shift) for s, e in claim.cue_spans),
            outlet=article.outlet,
        )

    return replace(
        case,
        articles=(article, *case.articles[1:]),
        claims=tuple(moved(claim) for claim in case.claims),
        mentions=tuple(
            replace(m, start=m.start + shift, end=m.end + shift) if m.article_id == "n1" else m
            for m in case.mentions
        ),
        actors=(replace(case.actors[0], name="@SUM(1+1) <b>Venn</b>"), *case.actors[1:]),
        propositions=tuple(
            replace(p, statement=nasty) if p.id == "toll" else p for p in case.propositions
        ),
    )


def _proposition(key: str, claims: list[Claim]) -> Proposition:
    by_origin: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        unnamed = claim.descriptor.split()[-1] if claim.descriptor else claim.outlet
        by_origin[claim.actor_id or unnamed].append(claim.id)
    origins = tuple(
        Origin(f"{key}-o{n}", label, label.startswith("actor"), tuple(ids))
        for n, (label, ids) in enumerate(by_origin.items())
    )
    return Proposition(
        key, claims[0].content, tuple(c.id for c in claims), origins, len(origins), len(origins),
        0.8 if key == "toll" else 0.4,
        (Contribution("origins", 0.9, "independent origins", tuple(c.id for c in claims)),),
        STANDINGS[key], "B2", ("a second origin",), True,
        min(c.reported_at for c in claims), max(c.reported_at for c in claims),
    )  # fmt: skip


def _actor(key: str, name: str, mentions: list[ActorMention]) -> Actor:
    own = [m for m in mentions if m.actor_id == key]
    place = Evidence(own[0].article_id, own[0].start, own[0].end)
    kind = {"Lunden Maritime": "organization", "Tereno": "place"}.get(name, "person")
    roles = (Role("interior minister", place, ""),) if name == "Dario Venn" else ()
    return Actor(
        key, name, kind, (Alias(name, "exact", len(own), place),), roles, len(own),
        len({m.article_id for m in own}),
    )  # fmt: skip


def _span(article: Article, words: str) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)
