"""Compares the names of two bodies: organisations, groups, facilities and things.

In: names as folded words. Out: the reason for taking them as one, or None; the words of a name that
tell, its initials, the name without what kind of body it is.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from analysis.gazetteer import country_code, demonym_code
from analysis.model import LinkReason
from analysis.resolve.actor_spellings import same_first_name, skeleton, sound_alike, sounds
from analysis.vocabulary import words

SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "s", "&", "und", "og", "och", "et"}
)
# small words of other languages, of which the letters of a name take no notice
ABROAD = SMALL | {
    "do", "da", "dos", "das", "del", "los", "las", "el", "y", "e", "i", "por", "para", "du", "des",
    "les", "pour", "di", "della", "degli", "dei", "per", "der", "die", "fur", "von",
    "van", "voor", "het", "ve", "za", "na", "dla", "al",
}  # fmt: skip
ARTICLES_ABROAD = frozenset({"al", "el"})
RARE = 4  # consonants of a word that no other word shares in this order, or hardly
SHORTEST = 6  # letters of a word in which one slip is no other word


def same_body(a: tuple[str, ...], b: tuple[str, ...]) -> LinkReason | None:
    """Why two names of bodies are one; None where no rule says so."""
    if len(a) == len(b) and all(x == y or same_first_name(x, y) for x, y in zip(a, b, strict=True)):
        return "spelling"  # 'Martyr Yousef Battalion', 'Martyr Yusuf Battalion'
    if content_words(a) == content_words(b) and len(content_words(a)) > 1:
        return "spelling"
    if (initials_of(a) and b == (initials_of(a),)) or (initials_of(b) and a == (initials_of(b),)):
        return "acronym"
    (bare_a, number), (bare_b, other) = unnumbered(a), unnumbered(b)
    if number and number == other and same_body(bare_a, bare_b):
        return "acronym"  # 'S&P 500' and "Standard & Poor's 500"
    if _romanised_alike(a, b):
        return "spelling"
    told = [tuple(sounds(w) for w in parts if w not in SMALL) for parts in (a, b)]
    if told[0] == told[1] and sum(map(len, told[0])) > 7:
        return "spelling"  # 'Brueckner und Soehne', 'Brückner & Söhne'
    if without_kind(a) == without_kind(b):
        return "short form"
    return "spelling" if slip(a, b) else None


def _romanised_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Al Qaeda' and 'al-Qaida', 'Hezbollah' and 'Hizbullah': names out of an alphabet that writes
    no short vowels, by its article or by what nobody would take for another word."""
    if len(a) != len(b) or not all(
        sound_alike(x, y, 2) or x == y for x, y in zip(a, b, strict=True)
    ):
        return False
    article = len(a) > 1 and a[0] in ARTICLES_ABROAD and b[0] in ARTICLES_ABROAD
    return article or (len(a) == 1 and len(skeleton(a[0])) >= RARE)


@lru_cache(maxsize=65_536)
def content_words(parts: tuple[str, ...]) -> frozenset[str]:
    """'Ministry of the Interior' and 'interior ministry' hold the same words.

    So do 'government of Afghanistan' and 'Afghan government'.
    """
    return frozenset(
        demonym_code(w) or country_code(w) or w.rstrip("s") if len(w) > 3 else w
        for w in parts
        if w not in SMALL
    )


@lru_cache(maxsize=65_536)
def _initials(parts: tuple[str, ...]) -> str:
    return "".join(w[0] for w in parts if w not in SMALL)


def initials_of(parts: tuple[str, ...]) -> str:
    """'nds' of 'national directorate of security'; "" for fewer than two words."""
    letters = _initials(parts)
    return letters if len(letters) > 1 else ""


def initials_abroad(parts: tuple[str, ...]) -> str:
    """'mab' of 'movimento dos atingidos por barragens'."""
    return "".join(w[0] for w in parts if w not in ABROAD)


@lru_cache(maxsize=65_536)
def unnumbered(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words before the number with which a name ends, 's&p' as 'sp', and the number."""
    if len(parts) < 2 or not parts[-1].isdigit():
        return parts, ""
    return tuple(w.replace("&", "") for w in parts[:-1] if w != "&"), parts[-1]


@lru_cache(maxsize=65_536)
def without_kind(parts: tuple[str, ...]) -> tuple[str, ...]:
    """'dow jones' of 'dow jones industrial average': what it is may be left off.

    So may the 'operation' of 'operation iron broom'.
    """
    if len(parts) > 2 and parts[0] in words("mentions", "kind_beginnings"):
        return without_kind(parts[1:])
    for ending in sorted(words("mentions", "kind_endings"), key=len, reverse=True):
        last = tuple(ending.split())
        if len(parts) > len(last) and parts[-len(last) :] == last:
            return without_kind(parts[: -len(last)])
    return parts


def slip(a: tuple[str, ...], b: tuple[str, ...], least: int = SHORTEST) -> bool:
    """The same words but for one slip in a word of so many letters, never in a number."""
    if len(a) != len(b):
        joined_a, joined_b = "".join(a), "".join(b)
        return joined_a == joined_b and len(joined_a) > 5
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if any(c.isdigit() for c in x + y) or min(len(x), len(y)) < least or x[0] != y[0]:
        return False
    if demonym_code(x) or demonym_code(y) or (x.rstrip("s") == y.rstrip("s") and len(a) == 1):
        return False
    return DamerauLevenshtein.distance(x, y, score_cutoff=2) <= 1
