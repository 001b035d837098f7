"""Words of a claim made comparable without parsing it again.

In: text. Out: word tokens, content-word stems, the text with its typography levelled.
The stemmer is a short suffix stripper in the manner of Porter (1980), steps 1 and a little of
2 to 4: enough to see 'departed' and 'departs' as one word, no more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from analysis.vocabulary import words

WORD = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": " ", "\u00a0": " "}
)
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=65_536)  # a claim is looked at from many sides
def level(text: str) -> str:
    """Lower case, plain quotes and dashes, no accents, single spaces."""
    bare = text.translate(_TYPOGRAPHY)
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", bare)
        bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return " ".join(bare.lower().split())


def tokens(text: str) -> list[str]:
    """Words of the levelled text, possessive endings taken off."""
    return [word.removesuffix("'s").rstrip(".") for word in WORD.findall(level(text))]


def stems(text: str) -> list[str]:
    """Stems of the content words, in order, repeated where the text repeats them."""
    stop = words("stance", "stopwords")
    return [stem(word) for word in tokens(text) if word and word not in stop]


def content_words(text: str) -> int:
    """How many different content words a text has."""
    return len({*stems(text)})


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word. Digits and short words are their own stem."""
    if len(word) <= 3 or word[0].isdigit():
        return word
    word = _plural(word)
    for suffix in ("ingly", "edly", "ing", "ed", "ly"):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3 and _VOWEL.search(base):
            return _mended(base)
    for suffix, kept in _ENDINGS:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 4:
            return base + kept
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


# -ation and -ment nouns stand for what their verb says: 'resignation', 'resigned'.
_ENDINGS = (
    ("ization", "iz"),
    ("ation", ""),
    ("ition", "it"),
    ("ment", ""),
    ("ness", ""),
    ("al", ""),
    ("er", ""),
    ("or", ""),
)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _mended(base: str) -> str:
    """'stopp' -> 'stop', 'leave' and 'leav' alike -> 'leav'."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base.removesuffix("e") if len(base) > 4 else base
