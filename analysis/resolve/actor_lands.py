"""Which place of a case stands inside another name: 'Varhaug' in 'Varhaug Post', 'Belmoran'.

In: the names of the places of a case with their actors. Out: for a piece of text the spans that
name one of them, and whether by name or by the adjective that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analysis.gazetteer import country_code, demonym_code, fold
from analysis.model import LinkReason

WORD = re.compile(r"\w+(?:-\w+)*")
WIDEST = 3  # words of a place's name
ADJECTIVE_ENDINGS = ("n", "ian", "an", "ean", "ese", "ish", "i", "er")
LAND_ENDINGS = ("", "a", "ia", "y", "e", "s")
LEAST_STEM = 4  # letters: 'Man' is not of 'Ma'

Inside = tuple[int, int, str, LinkReason]


@dataclass(frozen=True, slots=True)
class Heard:
    """How the words begin that may name a place or its people, and of which known countries."""

    beginnings: frozenset[str]  # LEAST_STEM letters, which an adjective shares with its land
    codes: frozenset[str]

    def meets(self, other: Heard) -> bool:
        """Whether a word of the one may name a place of the other."""
        return not (
            self.beginnings.isdisjoint(other.beginnings) and self.codes.isdisjoint(other.codes)
        )


def heard_in(texts: Iterable[str]) -> Heard:
    """What the words of some names may name."""
    tokens = {token for text in texts for token in WORD.findall(text)}
    beginnings = {word[:LEAST_STEM] for token in tokens for word in fold(token).split()}
    return Heard(frozenset(beginnings), frozenset(map(demonym_code, tokens)) - {""})


def named_otherwise(before: Lands, now: Lands) -> Heard:
    """What a name must have to mean another place than before."""
    forms = {form for form, _ in before.actor_of.items() ^ now.actor_of.items()}
    codes = {code for code, _ in before.of_code.items() ^ now.of_code.items()}
    beginnings = {word[:LEAST_STEM] for form in forms for word in form.split()}
    return Heard(frozenset(beginnings), frozenset(codes))


class Lands:
    """The places of one case by their folded names."""

    def __init__(self, actor_of: Mapping[str, str]) -> None:
        self.actor_of = actor_of
        self.of_code = {
            code: actor for name, actor in sorted(actor_of.items()) if (code := country_code(name))
        }
        self._found: dict[str, tuple[Inside, ...]] = {}

    def within(self, text: str) -> tuple[Inside, ...]:
        """The spans of `text` that name a place of the case, those of the whole text left out."""
        if text not in self._found:
            self._found[text] = tuple(self._spans(text))
        return self._found[text]

    def _spans(self, text: str) -> list[Inside]:
        found: list[Inside] = []
        tokens = [w for w in WORD.finditer(text) if w[0].lower() not in {"the", "a", "an"}]
        at = 0
        while at < len(tokens):
            for last in range(min(at + WIDEST, len(tokens)) - 1, at - 1, -1):
                start, end = tokens[at].start(), tokens[last].end()
                actor, reason = self._named(text[start:end])
                if actor and end - start < len(text.strip()):
                    found.append((start, end, actor, reason))
                    at = last
                    break
            at += 1
        return found

    def _named(self, word: str) -> tuple[str, LinkReason]:
        if not word[:1].isupper():
            return "", "exact"
        key = fold(word)
        if key in self.actor_of:
            return self.actor_of[key], "exact"
        if " " in key:
            return "", "exact"
        of_land = land_of(key, self.actor_of)
        own = self.actor_of.get(of_land, "") or self.of_code.get(demonym_code(word), "")
        return own, "demonym"


def land_of(adjective: str, lands: Collection[str]) -> str:
    """The place of the case that 'tolmenian' belongs to; "" where there is none."""
    for ending in ADJECTIVE_ENDINGS:
        stem = adjective.removesuffix(ending)
        if stem != adjective and len(stem) >= LEAST_STEM:
            for last in LAND_ENDINGS:
                if stem + last in lands:
                    return stem + last
    return ""
