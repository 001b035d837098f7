"""The frames of the claims that take part, each made once.

In: what is heard in each article, annotations, actors. Out: Framed claims in order of report. A
frame is kept, with its number, as long as its claim, the article's annotation and the names of
the actors in it are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.model import Actor, Annotation, Claim
from analysis.resolve.about_claims import is_about_a_claim, only_wishes
from analysis.resolve.claim_frames import ClaimFrame, frame_of
from analysis.resolve.heard import FEWEST_STEMS, Heard
from analysis.resolve.ties import Framed
from analysis.resolve.wording import stems

_Key = tuple[object, ...]
_Called = dict[str, tuple[str, str]]  # actor -> name and type


@dataclass(frozen=True, slots=True)
class _One:
    """A claim with its frame and its number."""

    claim: Claim
    key: _Key
    number: int
    frame: ClaimFrame
    enough: bool


@dataclass(frozen=True, slots=True)
class _Article:
    """The framed claims of an article, and what they rest on."""

    heard: Heard
    annotation: Annotation | None
    concerned: frozenset[str]  # actors
    framed: tuple[_One, ...]
    enough: tuple[_One, ...]


class KeptFrames:
    """The frames of each article."""

    def __init__(self) -> None:
        self._articles: dict[str, _Article] = {}
        self._called: _Called = {}
        self._next = 0

    def update(
        self,
        heard: Sequence[Heard],
        annotations: Mapping[str, Annotation],
        actors: Mapping[str, Actor],
    ) -> tuple[list[Claim], Framed]:
        """The claims that say enough, in order of report, and their frames."""
        called: _Called = {a: (actor.name, actor.type) for a, actor in actors.items()}
        renamed = {a for a, _ in called.items() ^ self._called.items()}
        now: dict[str, _Article] = {}
        for one in heard:
            annotation = annotations.get(one.article)
            kept = self._articles.get(one.article)
            same = kept is not None and kept.heard is one and kept.annotation is annotation
            if kept is None or not same or not renamed.isdisjoint(kept.concerned):
                kept = self._framed(one, annotation, actors, called, kept)
            now[one.article] = kept
        self._articles, self._called = now, called
        found = [one for heard_in in heard for one in now[heard_in.article].enough]
        framed = Framed(
            [one.frame for one in found],
            np.array([one.number for one in found], dtype=np.int64),
            [one.claim.article_id for one in found],
        )
        return [one.claim for one in found], framed

    def _framed(
        self,
        heard: Heard,
        annotation: Annotation | None,
        actors: Mapping[str, Actor],
        called: _Called,
        before: _Article | None,
    ) -> _Article:
        still = before if before is not None and before.annotation is annotation else None
        kept = {(one.claim.id, at): one for at, one in _counted(still.framed if still else ())}
        seen: Counter[str] = Counter()
        framed: list[_One] = []
        for claim in heard.claims:
            key = tuple(called.get(actor) for actor in _concerned(claim))
            one = kept.get((claim.id, seen[claim.id]))
            seen[claim.id] += 1
            if one is None or one.key != key or one.claim != claim:
                frame = frame_of(claim, annotation, actors)
                one = _One(claim, key, self._next, frame, _says_enough(frame))
                self._next += 1
            framed.append(one)
        return _Article(
            heard,
            annotation,
            frozenset(actor for claim in heard.claims for actor in _concerned(claim)),
            tuple(framed),
            tuple(one for one in framed if one.enough),
        )


def _counted(framed: Sequence[_One]) -> list[tuple[int, _One]]:
    """Each with how many of the same id came before it."""
    seen: Counter[str] = Counter()
    found = []
    for one in framed:
        found.append((seen[one.claim.id], one))
        seen[one.claim.id] += 1
    return found


def _concerned(claim: Claim) -> tuple[str, ...]:
    """The actors whose names a frame of the claim depends on."""
    return tuple(dict.fromkeys((*claim.mentioned, *claim.about, claim.actor_id)))


def _says_enough(frame: ClaimFrame) -> bool:
    """Two content words, the names behind pronouns and who 'denied having left' among them; not
    'it never happened', whatever that is said of, nor what only speaks of a statement or a wish."""
    if is_about_a_claim(frame.said) or only_wishes(frame.said):
        return False
    told = (_ADDRESSES.sub(" ", text) for text in (frame.text, frame.said))
    return any(len({*stems(text)}) >= FEWEST_STEMS for text in told)


_ADDRESSES = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*|[@#]\w+")
