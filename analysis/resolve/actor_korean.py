"""Korean names in Latin letters: each newspaper has its own way to write them.

In: the folded words of two persons' names. Out: whether both are ways to write one: 'Paik Nam-gyu'
and 'Baek Namgyu', 'Choi Eun-kyung' and 'Choe Eun-gyeong'. Siblings of one surname differ in a
syllable of the given name, and stay two.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.vocabulary import table

MOST_WORDS = 3  # a surname and the two syllables of the given name
# a given name: two syllables, each of a few sounds that may end it
_ONE = r"(?:kk|kh|ch|sh|tt|pp|[kgndtrlmbpsjhyw])?y?w?(?:[aeo]?[aeiou]|yeo)(?:ng|[nmlkgpbtr])?h?"
SYLLABLES = re.compile(rf"{_ONE}{_ONE}")
# letters that several systems of romanisation use for one sound
SOUNDS = (
    (r"yeo|you|yo(?=un)", "yu"),
    (r"eo|eu|oo|ou", "u"),
    (r"wu", "u"),
    (r"ae|ai", "e"),
    (r"ee|yi\b", "i"),
    (r"sh(?=i)", "s"),
    (r"j", "ch"),
    (r"g", "k"),
    (r"b", "p"),
    (r"d", "t"),
    (r"r", "l"),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=65_536)
def korean_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names have one Korean surname and sound alike in the given name."""
    one, other = _parts(a), _parts(b)
    if one is None or other is None:
        return False
    return one == other


def korean_key(parts: tuple[str, ...]) -> str:
    """The same for all ways to write one Korean name, "" for what is none."""
    found = _parts(parts)
    return " ".join(found) if found else ""


@lru_cache(maxsize=65_536)
def _parts(parts: tuple[str, ...]) -> tuple[str, str] | None:
    """The surname in the one way and the sounds of the given name; None for no Korean name."""
    if not 1 < len(parts) <= MOST_WORDS:
        return None
    surnames = _surnames()
    if parts[0] in surnames:
        surname, given = parts[0], "".join(parts[1:])
    elif parts[-1] in surnames:
        surname, given = parts[-1], "".join(parts[:-1])
    else:
        return None
    return (surnames[surname], _heard(given)) if SYLLABLES.fullmatch(given) else None


def _heard(given: str) -> str:
    for letters, sound in SOUNDS:
        given = re.sub(letters, sound, given)
    return given


@cache
def _surnames() -> dict[str, str]:
    """Each way to write a surname with the first of its ways."""
    return {way: ways[0] for ways in table("titles")["spellings"]["korean"] for way in ways}
