"""Ways to write one person's name in Latin letters that differ in where its words are cut.

In: the folded words of a person's name. Out: the words joined where newspapers disagree, so that
'Idriss Bel Kaddour' and 'Idriss Belkaddour', 'Abdel Rahman Qassim' and 'Abdulrahman Qassim', 'Kim
Dae-jin' and 'Kim Daejin' can be compared word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.gazetteer import is_first_name
from analysis.vocabulary import words

SERVANT = re.compile(r"abd(?:[aeiou][lrsztnd]?)?")  # 'Abd', 'Abdel', 'Abdul', 'Abdur'
JOINED_SERVANT = re.compile(r"abd[aeiou][lrsztnd](?P<of>\w{4,})")  # 'Abdulrahman'
ARTICLES = frozenset({"al", "el", "ul", "ur", "ar", "as", "er", "ed"})
SONS = frozenset({"bin", "ben", "ibn", "bint", "ould", "oglu"})
FATHER_OF = frozenset({"abu", "abou", "bou", "bu"})  # 'Bu Shiha' is 'Abu Shiha'
PATRONYMIC = frozenset({"bin", "ibn", "bint"})  # before a father's name, which is no surname
SYLLABLES = 3  # words of a name that is written surname first


@lru_cache(maxsize=65_536)
def romanised(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words with 'Abd al-' one with what it serves, and the particles one with the surname."""
    return _surname_joined(_servant_joined(parts)) if len(parts) > 1 else parts


def comparable(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both names so written, and without the father's name where one of them alone tells it."""
    if _has_father(a) != _has_father(b):
        a, b = _without_father(a), _without_father(b)
    if (a[-2] in ARTICLES) != (b[-2] in ARTICLES):
        a, b = _without_article(a), _without_article(b)
    return romanised(a), romanised(b)


def _servant_joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    first, rest = parts[0], parts[1:]
    if len(rest) > 1 and SERVANT.fullmatch(first):
        rest = rest[1:] if rest[0] in ARTICLES else rest
        return (f"abd{rest[0]}", *rest[1:]) if len(rest) > 1 else parts
    if joined := JOINED_SERVANT.fullmatch(first):
        return (f"abd{joined['of']}", *rest)
    return parts


def _has_father(parts: tuple[str, ...]) -> bool:
    return len(parts) > 3 and parts[1] in SONS


def _without_father(parts: tuple[str, ...]) -> tuple[str, ...]:
    """'mohammed al suwaidi' of 'mohammed bin rashid al suwaidi'; not without a surname."""
    return (parts[0], *parts[3:]) if _has_father(parts) else parts


def _without_article(parts: tuple[str, ...]) -> tuple[str, ...]:
    """'abdelkarim mansuri' of 'abdelkarim al mansuri'."""
    return (*parts[:-2], parts[-1]) if len(parts) > 2 and parts[-2] in ARTICLES else parts


def _surname_joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    particles = words("titles", "particles") | words("titles", "prefixes")
    at = len(parts) - 1
    while at > 1 and parts[at - 1] in particles | FATHER_OF:
        at -= 1
    whole = ("abu" if part in FATHER_OF else part for part in parts[at:])
    return (*parts[:at], "".join(whole))


def called_after(parts: tuple[str, ...]) -> str:
    """The surname; of 'faisal bin turki' 'bin turki', for Turki is his father.

    Of 'thornbury of upper calder' the word before the place.
    """
    if "of" in parts[1:]:
        return parts[parts.index("of") - 1]
    patronymic = len(parts) > 1 and parts[-2] in PATRONYMIC
    return " ".join(parts[-2:]) if patronymic else parts[-1]


@lru_cache(maxsize=65_536)
def in_one(parts: tuple[str, ...]) -> str:
    """A short name as one word, without the 'h' that marks a vowel: 'Chou Teh-ming'."""
    return re.sub(r"(?<=[aeou])h(?![aeiou])", "", "".join(parts))


def cut_otherwise(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'kim dae jin' and 'kim daejin', 'chou te ming' and 'chou teh ming': one in all letters."""
    short = 1 < len(a) <= SYLLABLES and 1 < len(b) <= SYLLABLES and len(a) + len(b) > 4
    return short and (a[0] == b[0] or a[-1] == b[-1]) and in_one(a) == in_one(b)


def turned_round(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Ishikawa Haruto' and 'Haruto Ishikawa'; not 'James Thomas' and 'Thomas James'."""
    return len(a) == 2 and a == b[::-1] and not (is_first_name(a[0]) and is_first_name(a[1]))
