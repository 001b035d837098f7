"""Which place of a case stands inside another name: 'Varhaug' in 'Varhaug Post', 'Belmoran'.

In: the names of the places of a case with their actors. Out: for a piece of text the spans that
name one of them, and whether by name or by the adjective that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from analysis.gazetteer import country_code, demonym_code, fold
from analysis.model import LinkReason

WORD = re.compile(r"\w+(?:-\w+)*")
WIDEST = 3  # words of a place's name
ADJECTIVE_ENDINGS = ("n", "ian", "an", "ean", "ese", "ish", "i", "er")
LAND_ENDINGS = ("", "a", "ia", "y", "e", "s")
LEAST_STEM = 4  # letters: 'Man' is not of 'Ma'

Inside = tuple[int, int, str, LinkReason]


class Lands:
    """The places of one case by their folded names."""

    def __init__(self, actor_of: Mapping[str, str]) -> None:
        self._actor_of = actor_of
        self._of_code = {
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
        if key in self._actor_of:
            return self._actor_of[key], "exact"
        if " " in key:
            return "", "exact"
        of_land = land_of(key, self._actor_of)
        own = self._actor_of.get(of_land, "") or self._of_code.get(demonym_code(word), "")
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
