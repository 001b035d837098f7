"""The places of a case that stand inside other names of an article: 'Varhaug' in 'Varhaug Post'.

In: articles, their annotations, the places and outlets of the case. Out: spans and their actors,
looked for anew only where the case has come to name something otherwise that an article may mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from analysis.gazetteer import fold
from analysis.model import Annotation, Article, Mention
from analysis.resolve.actor_lands import Heard, Inside, Lands, heard_in, named_otherwise
from analysis.vocabulary import words

PARTS = ("upper ", "lower ", "greater ", "inner ", "outer ", "central ")  # of a place


@dataclass(frozen=True, slots=True)
class _Found:
    annotation: Annotation
    heard: Heard
    inside: tuple[Inside, ...]


class KeptPlaces:
    """What the last run found in each article."""

    def __init__(self) -> None:
        self._before: dict[str, _Found] = {}
        self._now: dict[str, _Found] = {}
        self._lands = Lands({})
        self._outlets: Collection[str] = ()
        self._other: Heard | None = None  # None: everything

    def begin(self, lands: Lands, outlets: Collection[str]) -> None:
        """A run begins, with these places and outlets (folded names)."""
        self._before, self._now = self._now, {}
        self._other = named_otherwise(self._lands, lands) if outlets == self._outlets else None
        self._lands, self._outlets = lands, outlets

    def inside(self, article: Article, annotation: Annotation) -> tuple[Inside, ...]:
        """The places inside the other names of one article."""
        known = self._before.get(article.id)
        if known is None or known.annotation is not annotation:
            heard = heard_in(_text(article.text, m) for m in annotation.mentions if _is_name(m))
        elif self._other is not None and not known.heard.meets(self._other):
            self._now[article.id] = known
            return known.inside
        else:
            heard = known.heard
        found = tuple(_places_inside(article.text, annotation, self._lands, self._outlets))
        self._now[article.id] = _Found(annotation, heard, found)
        return found


def _is_name(mention: Mention) -> bool:
    return mention.kind == "name"


def _of_the_place(name: str) -> bool:
    """'The Varhaug valley': what it is stands behind the name in small letters."""
    return name.split()[-1] in words("mentions", "place_words") | words("mentions", "lands_have")


def _text(text: str, mention: Mention) -> str:
    return text[mention.start : mention.head[1]]


def _places_inside(
    text: str, annotation: Annotation, lands: Lands, outlets: Collection[str]
) -> Iterator[Inside]:
    """'Varhaug' in 'Varhaug Post', 'Belmoran' before 'the Belmoran pilot Ada Holt'.

    Not in the own name of a person or of another place, but for 'Upper Varhaug'.
    """
    known = {(m.start, m.end) for m in annotation.mentions} | {
        m.head for m in annotation.mentions if m.kind == "name"
    }
    for mention in annotation.mentions:
        if not _is_name(mention):
            continue
        name = text[slice(*mention.head)]
        part = _of_the_place(name)
        whole = name.lower().startswith(PARTS) or fold(name) in outlets or part
        bare = mention.type == "person" or (mention.type == "place" and not whole)
        first = mention.head[0] if part else mention.start
        last = mention.head[0] if bare else mention.head[1]
        for start, end, actor, reason in lands.within(text[first:last]):
            span = first + start, first + end
            if span not in known:
                known.add(span)
                yield *span, actor, reason
