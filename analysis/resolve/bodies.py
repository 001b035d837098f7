"""Bodies as sources: ministries, agencies, services, and whether an outlet is one.

In: names and phrases. Out: whether an outlet is a body that speaks for itself, the telling words
of a body's name, whether two names can be one body's. 'The interior ministry', 'Interior
Ministry' and 'Ministry of the Interior of Talvoria' are one; 'the city's ambulance service' is
'the Merovin ambulance service'.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.resolve.wording import level, tokens
from analysis.vocabulary import table, words

OPENING = 400  # characters of a text in which it says that it is a communiqué

Name = frozenset[str]

_OWNER = re.compile(
    r"^(?:(?:the )?[\w.-]+(?: [A-Z][\w.-]+)*(?:['’]s|s['’])|his|her|its|their|our) (?=\w)", re.I
)
_PLACED = re.compile(r" (?:in|across|at|from|under|on|near|there|here|who|which|that)\b.*$|[,(].*$")


@lru_cache(maxsize=8192)
def is_body(outlet: str, opening: str) -> bool:
    """Whether what the outlet writes is the word of a body: 'Ministry of Finance of Baldaran'.

    By its name, or where it has no name of the press and its text calls itself a communiqué.
    """
    told = tokens(outlet)
    if not told or press_words(told):
        return False
    if head_of(outlet) in words("origins", "bodies"):
        return not words("origins", "think_tanks") & {*told}
    start = level(opening)
    return level(outlet) in start and _releases().search(start) is not None


def head_of(name: str) -> str:
    """The noun that a name is built on: 'authority' of 'Port Authority of Vindala'."""
    told = tokens(re.split(r" (?:of|for|in) ", name, maxsplit=1)[0])
    return told[-1] if told else ""


def press_words(told: list[str]) -> bool:
    """Whether a name has a word that only outlets have; an agency or a record alone is none."""
    found = words("outlets", "name_nouns").intersection(told)
    return bool(found - words("origins", "bodies") - words("origins", "ambiguous"))


@cache
def _releases() -> re.Pattern[str]:
    return re.compile("|".join(table("origins")["releases"]))


@lru_cache(maxsize=65_536)
def body_name(text: str) -> Name:
    """The telling words of a body's name: no owner, no place behind it, no 'of' and 'the'."""
    bare = _PLACED.sub("", _OWNER.sub("", text.strip()))
    return frozenset(tokens(bare or text)) - words("origins", "joints")


def names_body(text: str) -> bool:
    """Whether the phrase is about a body by its words: 'the coast guard'."""
    return bool(words("origins", "bodies") & body_name(text))


def same_body(a: Name, b: Name) -> bool:
    """One name says no more than the other, and at least what kind of body it is."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    if not within(small, large):
        return False
    return small == large or bool(small & words("origins", "bodies"))


def within(small: Name, large: Name) -> bool:
    """Whether all words of one are among the other's, a land's for its adjective's."""
    return bool(small) and all(any(_alike(word, other) for other in large) for word in small)


def _alike(a: str, b: str) -> bool:
    """The same word, or a land and its adjective: 'Kurvia', 'Kurvian'."""
    if a == b:
        return True
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return len(short) > 4 and long.startswith(short[:-1]) and len(long) - len(short) <= 3


def short_forms(text: str) -> list[Name]:
    """A body's name and what is left of it without its land: 'Ministry of Finance'."""
    found = [body_name(text)]
    if " of " in text:
        shorter = body_name(text.rpartition(" of ")[0])
        if len(shorter) > 1 or shorter & words("origins", "single"):
            found.append(shorter)
    return found


_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


def without_article(said: str) -> str:
    """'ministry' of 'the ministry'."""
    return _ARTICLE.sub("", said)


@cache
def kinds_of_body() -> frozenset[str]:
    """'airline', 'company': what a body may be called."""
    return frozenset(word for kind in table("origins")["kinds_of_body"] for word in kind)
