"""Where somebody or something is said to be.

In: the text of a claim that names its subject. Out: the names of the places, all that one clause
gives ('in the clinic of St. Anna in Venn' gives both). Gives up, with nothing, where the clause
says anything else than where its subject is. Nobody is in two places at once; but which of two
places lies within the other is not known here, so that two clauses part where they name no place
in common, and exclude each other only where both tell what is so now.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.resolve.wording import level
from analysis.vocabulary import words

_NAME = r"(?>[A-Z][\w.-]*(?:\s+(?:of\s+(?:the\s+)?|al-)?[A-Z][\w-]*)*)"
_BE = r"(?:is|are|was|were|be|been|being|(?<=\w)['’]s)"
_AUXILIARIES = r"(?:(?:has|have|had|will|may|might|must|could) (?:\w+ )?)?"
_WHERE = r"(?:in|at|on|off|near|inside|aboard|outside|alongside)"
# 'at the clinic of St. Anna in the Velan port of Sant', and not 'at Sant's desk'
_PLACES = re.compile(
    rf"\b(?:{_WHERE}|of|under) (?:(?:the|an?|his|her|its|their|our|my) )?(?:[a-z'’-]+ ){{0,3}}?"
    rf"(?P<name>{_NAME})(?!['’]s?\b)"
)
_ENDS = re.compile(
    r"[;:]|[.] [A-Z]|,(?! (?:in|at|on|near|inside) )| (?:after|before|when|while|because|and|but|"
    r"who|which|that|where|since|until|for|from|during|with|among|not) "
)
_NOW = re.compile(r"\b(?:is|are|has been|have been|remains?|hides)\b")


def whereabouts(text: str) -> frozenset[str]:
    """The names of places, levelled; empty where the clause does not say where its subject is."""
    opening = _opening().match(text)
    if opening is None:
        return frozenset()
    rest = text[opening.end() :]
    end = _ENDS.search(rest)
    told = rest[: end.start()] if end else rest
    found = (level(place["name"]).rstrip(".") for place in _PLACES.finditer(told))
    none = words("stance", "whereabouts.no_places")
    return frozenset(name for name in found if name.split()[0] not in none)


def is_there_now(said: str) -> bool:
    """'Is in Sant', 'has been in Sant since'; not 'was in Sant', who may have gone on."""
    return bool(_NOW.search(said))


@cache
def _opening() -> re.Pattern[str]:
    """A clause up to the words that tell the place: subject, verb, state."""
    states = _one_of(words("stance", "whereabouts.states"))
    verbs = _one_of(words("stance", "whereabouts.verbs"))
    return re.compile(
        rf"(?:[\w.'’-]+,? ){{1,14}}?{_AUXILIARIES}(?:{_BE} (?:not )?|{verbs} )"
        rf"(?:(?:{states}|[a-z]+ly) )*(?={_WHERE} )"
    )


def _one_of(phrases: frozenset[str]) -> str:
    """The longest that fits is tried first."""
    found = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(re.escape, found))})"
