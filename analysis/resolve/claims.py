"""Turns the attributions and the outlet's own statements of every article into claims.

In: articles, their annotations, the resolved actors, corrections. Out: Claims, in article order.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from analysis.model import (
    Annotation,
    Article,
    Attribution,
    Certainty,
    Claim,
    Correction,
    Polarity,
    Span,
)
from analysis.resolve.actors import ActorResolution
from analysis.resolve.addressee import without_addressee
from analysis.resolve.bodies import OPENING, is_body
from analysis.resolve.clauses import clauses
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

Corrections = Mapping[str, Sequence[Correction]]


def build_claims(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    resolution: ActorResolution,
    corrections: Sequence[Correction] = (),
    kept: KeptClaims | None = None,
) -> tuple[Claim, ...]:
    """One Claim for each clause of each attribution and each statement.

    `Claim.content` reads as one text: the content spans joined by a space. Corrections
    honoured: 'claim.reject' {claim} leaves it out, 'claim.edit' {claim, <field>: value}
    replaces source_text, source_kind, certainty, polarity or actor_id. `kept` has the claims of
    a run before; those of an article are made anew when something that they rest on has changed.
    """
    kept = KeptClaims() if kept is None else kept
    mentions = _mentions_by_article(resolution)
    outlets = frozenset(
        " ".join(tokens(article.outlet))
        for article in articles
        if not is_body(article.outlet, article.text[:OPENING])
    ) - {""}
    rejected, edits = _analyst(corrections)
    kept.begin(outlets)
    claims: list[Claim] = []
    for article in articles:
        annotation = annotations.get(article.id)
        if annotation is None:
            continue
        named = mentions[article.id]
        actors = [
            resolution.actor_of.get((article.id, entity), "")
            for entity in range(len(annotation.entities))
        ]
        rests_on = (article.outlet, tuple(actors), tuple(named))
        found = kept.get(article.id, annotation, rests_on)
        if found is None:
            found = tuple(
                replace(claim, source_kind="media")
                if claim.source_kind != "media" and _names_outlet(claim.source_text, outlets)
                else claim
                for claim in _claims_of(article, annotation, resolution, named)
            )
            kept.put(article.id, annotation, rests_on, found)
        for claim in found:
            if claim.id not in rejected:
                claims.append(replace(claim, **edits[claim.id]) if claim.id in edits else claim)
    return tuple(claims)


class KeptClaims:
    """The claims of each article as the last run made them, before the analyst's corrections."""

    def __init__(self) -> None:
        self._before: dict[str, _Kept] = {}
        self._now: dict[str, _Kept] = {}
        self._outlets: Set[str] = frozenset()
        self._changed: Set[str] = frozenset()  # outlets that came or went

    def begin(self, outlets: Set[str]) -> None:
        """A run begins: what only the run before last used goes."""
        self._before, self._now = self._now, {}
        self._changed, self._outlets = outlets ^ self._outlets, outlets

    def get(
        self, article: str, annotation: Annotation, rests_on: object
    ) -> tuple[Claim, ...] | None:
        """The claims of an article, if they rest on the same things."""
        found = self._before.get(article)
        if found is None or found.annotation is not annotation or found.rests_on != rests_on:
            return None
        if not self._changed.isdisjoint(found.told_as):
            return None
        self._now[article] = found
        return found.claims

    def put(
        self, article: str, annotation: Annotation, rests_on: object, claims: tuple[Claim, ...]
    ) -> None:
        """Keep them for the next run."""
        told_as = frozenset(name for claim in claims for name in _as_outlet(claim.source_text))
        self._now[article] = _Kept(annotation, rests_on, claims, told_as)


@dataclass(frozen=True, slots=True)
class _Kept:
    annotation: Annotation
    rests_on: object
    claims: tuple[Claim, ...]
    told_as: frozenset[str]  # names that would make a source an outlet, were it one of the case


def claim_id(article_id: str, source: Sequence[Span], content: Sequence[Span]) -> str:
    """Stable as long as the article and the spans are: corrections hold on to it."""
    key = f"{article_id}|{list(source)}|{list(content)}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _names_outlet(said: str, outlets: Set[str]) -> bool:
    """Whether a source is an outlet of the case, whatever its name looks like: 'Vesk Lens',
    'the live channel Vesk 24'."""
    return not outlets.isdisjoint(_as_outlet(said))


def _as_outlet(said: str) -> Iterator[str]:
    """The names that an outlet may have whom a source names. Words in small letters before the
    name only describe it."""
    found = said.split()
    while found and found[0][:1].islower():
        yield " ".join(tokens(" ".join(found)))
        found.pop(0)
    if name := " ".join(tokens(" ".join(found))):
        yield name
        yield f"the {name}"


EDITABLE = frozenset({"source_text", "source_kind", "certainty", "polarity", "actor_id"})


def _analyst(
    corrections: Sequence[Correction],
) -> tuple[frozenset[str], dict[str, dict[str, Any]]]:
    rejected: set[str] = set()
    edits: dict[str, dict[str, Any]] = defaultdict(dict)
    for correction in corrections:
        if correction.undone_at:
            continue
        target = str(correction.payload.get("claim", ""))
        if correction.kind == "claim.reject":
            rejected.add(target)
        elif correction.kind == "claim.accept":
            rejected.discard(target)
        elif correction.kind == "claim.edit":
            edits[target] |= {
                name: str(value) for name, value in correction.payload.items() if name in EDITABLE
            }
    return frozenset(rejected), edits


def _mentions_by_article(resolution: ActorResolution) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for mention in resolution.mentions:
        found[mention.article_id].append((mention.start, mention.end, mention.actor_id))
    for spans in found.values():
        spans.sort()
    return found


def _claims_of(
    article: Article,
    annotation: Annotation,
    resolution: ActorResolution,
    mentions: Sequence[tuple[int, int, str]],
) -> Iterable[Claim]:
    pieces = [
        clauses(
            without_addressee(a, article.text),
            article.text,
            annotation.sentences,
            annotation.events,
        )
        for a in (*annotation.attributions, *annotation.statements)
    ]
    known: set[str] = set()
    for index, said in enumerate((*annotation.attributions, *annotation.statements)):
        parent = ""
        if said.parent is not None:
            outer = annotation.attributions[said.parent]
            around = _holding(pieces[said.parent], said)
            parent = claim_id(article.id, outer.source, around)
        for content in pieces[index]:
            piece = replace(said, content=content)
            identifier = claim_id(article.id, said.source, content)
            if identifier in known:  # 'said' and 'told' about the same words: one claim
                continue
            known.add(identifier)
            if _only_points(article.text, content, mentions):
                continue
            claim = _claim(identifier, article, annotation, piece, resolution, mentions, parent)
            yield replace(
                claim,
                about=_about(content, article.id, annotation, resolution),
                polarity=_polarity(article.text, said, content),
                certainty=_certainty(article.text, said, content, annotation.sentences),
            )


def _only_points(
    text: str, content: Sequence[Span], mentions: Sequence[tuple[int, int, str]]
) -> bool:
    """'Radio Skerry says [the same]', 'then quoted [the Flare]': nothing is asserted in the words
    that pronouns are, or a name alone that somebody else is called by."""
    said = [word for start, end in content for word in tokens(text[start:end])]
    own = [word for word in said if word not in words("cues", "contents.pointing")]
    if not own:
        return True
    start, end = content[0]
    named = [(a, b) for a, b, _ in mentions if start <= a and b <= end]
    if len(content) > 1 or len(named) != 1 or '"' in text[start:end] or "“" in text[start:end]:
        return False
    return tokens(text[slice(*named[0])])[-len(own) :] == own and text[named[0][0]].isupper()


def _holding(pieces: Sequence[tuple[Span, ...]], inner: Attribution) -> tuple[Span, ...]:
    """The piece of the outer content in which the inner attribution stands."""
    start = inner.content[0][0]
    return next((p for p in pieces if p[0][0] <= start < p[-1][1]), pieces[0])


def _about(
    content: Sequence[Span], article: str, annotation: Annotation, resolution: ActorResolution
) -> tuple[str, ...]:
    """Who the first predicate is said of, also where its subject stands outside the piece.

    Of '[She left for Malta] and [took the papers along]' the second piece is about her too.
    """
    for event in annotation.events:
        if not any(start <= event.start < end for start, end in content):
            continue
        subjects = [p for p in event.participants if p.role in _SUBJECTS and p.end <= event.start]
        found = (
            resolution.actor_of.get((article, p.entity), "")
            for p in subjects
            if p.entity is not None
        )
        if subjects:
            return tuple(dict.fromkeys(actor for actor in found if actor))
    return ()


_SUBJECTS = ("agent", "patient")


def _polarity(text: str, said: Attribution, content: Sequence[Span]) -> Polarity:
    """A piece is denied by a word of its own, or by the words of saying; not by its neighbour."""
    if _refuses(text, content):
        return "-"
    if said.polarity == "-" and tuple(content) != said.content:
        own = {*tokens(_joined(text, content))} | {*tokens(_joined(text, said.cue))}
        turning = words("stance", "negations") | words("stance", "deniers")
        if not own & turning and not any(word.endswith("n't") for word in own):
            return "+"
    return said.polarity


def _certainty(
    text: str, said: Attribution, content: Sequence[Span], sentences: Sequence[Span]
) -> Certainty:
    """Of a sentence among several that were said: by its own words, not by its neighbour's.

    'I'm guessing. A cyberattack may have set it off.' What the words of saying tell holds for all.
    """
    start, end = content[0][0], content[-1][1]
    whole = any(a <= start < b and end >= said.content[-1][1] - 1 for a, b in sentences)
    if tuple(content) == said.content or (whole and start == said.content[0][0]):
        return said.certainty
    if not any(said.content[0][0] < b < said.content[-1][1] for _, b in sentences):
        return said.certainty
    deciding = [t for t in said.triggers if not _within(t, said.content) or _within(t, content)]
    if said.certainty != "CT" and deciding:
        return said.certainty
    return "PS" if _MAY.search(text, start, end) else "CT"


_MAY = re.compile(r"\b(?:may|might|perhaps|possibly|maybe|could have|could be)\b", re.I)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(a <= span[0] < b for a, b in spans)


def _refuses(text: str, content: Sequence[Span]) -> bool:
    """'dismissed [reports that the captain had left]': told only to be turned down."""
    before = tokens(text[max(0, content[0][0] - 60) : content[0][0]])[-4:]
    opening = tokens(text[content[0][0] : content[0][1]])[:2]
    told = words("stance", "told_reports")
    for at, word in enumerate(before):
        if word in words("stance", "deniers"):
            between = {*before[at + 1 :], *opening}
            return bool(between & told) or before[at + 1 :] in ([], ["that"])
    return False


def _claim(
    identifier: str,
    article: Article,
    annotation: Annotation,
    attribution: Attribution,
    resolution: ActorResolution,
    mentions: Sequence[tuple[int, int, str]],
    parent_id: str = "",
) -> Claim:
    entity = attribution.source_entity
    actor = "" if entity is None else resolution.actor_of.get((article.id, entity), "")
    return Claim(
        id=identifier,
        article_id=article.id,
        start=attribution.content[0][0],
        end=attribution.content[-1][1],
        content=_joined(article.text, attribution.content),
        content_spans=attribution.content,
        source_text=_joined(article.text, attribution.source),
        source_spans=attribution.source,
        cue=_joined(article.text, attribution.cue),
        cue_spans=attribution.cue,
        quote=attribution.quote_type,
        actor_id=actor,
        source_kind=attribution.source_kind,
        descriptor=attribution.descriptor,
        channel=tuple(relay.name for relay in attribution.channel),
        certainty=attribution.certainty,
        polarity=attribution.polarity,
        triggers=attribution.triggers,
        outlet=article.outlet,
        reported_at=annotation.dct.value,
        parent_id=parent_id,
        mentioned=_mentioned(attribution.content, mentions),
    )


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _mentioned(spans: Sequence[Span], mentions: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}  # ordered and unique
    for start, end in spans:
        first = bisect_left(mentions, (start, -1, ""))
        for mention_start, mention_end, actor in mentions[first:]:
            if mention_start >= end:
                break
            if mention_end <= end:
                found[actor] = None
    return tuple(found)
