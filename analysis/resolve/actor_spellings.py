"""Two spellings of one word of a name: a slip, or one sound in the letters of several languages.

In: folded words. Out: whether they may be one word, and the keys by which such words are found.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from analysis.gazetteer import is_first_name
from analysis.vocabulary import table

SURE = 4  # consonants by which a surname alone is known in another spelling
SHORTEST = 5  # letters of a word by which an alphabet is told
LONG = 6  # letters of a Slavic surname, at least
SLAVIC = (
    "ko", "chuk", "yuk", "iuk", "ych", "ich", "ets", "ov", "ev", "ova", "eva", "iy", "yi", "ii",
    "sky", "skyi", "skij", "ska", "skaya", "in", "yn", "ina", "yna",
)  # fmt: skip
Letters = tuple[tuple[re.Pattern[str], str], ...]
UMLAUT = re.compile(r"(?<![aeiou])([aou])e(?=[^aeiou])")  # 'Mueller' is 'Müller'
# 'Ouedra' in French is 'Wedra', 'Tauhidi' is 'Tawhidi'
DIPHTHONG = re.compile(r"(?<=[ae])u(?=[^aeiou])")
GLIDING = re.compile(r"ou(?=[aei])|(?<![aeiouqg])u(?=[aeo])")


def same_word(a: str, b: str, surname: bool = False) -> bool:
    """One word in two spellings: a slip of one letter, or the same consonants (Mohammad)."""
    if a == b:
        return True
    if same_first_name(a, b):
        return True
    if surname and _of_one_slav(a, b):
        return True
    if of_one_alphabet(a, b) or _hissed_alike(a, b):
        return True
    if a[0] != b[0] and skeleton(a)[:1] != skeleton(b)[:1]:
        return False
    if sound_alike(a, b, 3) or (heard_alike(a, b) and min(len(a), len(b)) > 3):
        return True
    if surname and min(len(a), len(b)) > 5:
        heard = sounds(a), sounds(b)  # 'Mitfjell', 'Midfell'
        if DamerauLevenshtein.distance(*heard, score_cutoff=1) <= 1:
            return True
    distance = DamerauLevenshtein.distance(a, b, score_cutoff=1)
    if distance > 1 or min(len(a), len(b)) < 4:
        return False
    # 'Anna' is no misspelling of 'Anne': both are names in their own right
    return surname or not (is_first_name(a) and is_first_name(b))


def _of_one_slav(a: str, b: str) -> bool:
    """'Hryhorenko' in Kyiv is 'Grigorenko' in Moscow."""
    slavic = all(word.endswith(SLAVIC) and len(word) > LONG for word in (a, b))
    return slavic and sounds(a.replace("h", "g")) == sounds(b.replace("h", "g"))


# What a letter is in one alphabet that has another value in the others: the letters of
# Azerbaijani ('Quliyev', 'Axundov', 'Cafarov'), and the 'j' of those who have no 'y' ('Stojan')
ALPHABETS = (
    ((re.compile(r"q"), "g"), (re.compile(r"x"), "h")),
    ((re.compile(r"q"), "g"), (re.compile(r"x"), "h"), (re.compile(r"c(?![hkz])"), "ch")),
    ((re.compile(r"q"), "g"), (re.compile(r"x"), "h"), (re.compile(r"c(?![hkz])"), "j")),
    ((re.compile(r"(?<![dct])j"), "y"),),
)


def of_one_alphabet(a: str, b: str) -> bool:
    """'Quliyev' at home is 'Guliyev' abroad, and 'Stojan' is 'Stoyan'."""
    if min(len(a), len(b)) < SHORTEST:
        return False
    return any(
        _read_by(rule, one) != one and sound_alike(_read_by(rule, one), other, 3)
        for rule in ALPHABETS
        for one, other in ((a, b), (b, a))
    )


def _read_by(letters: Letters, word: str) -> str:
    for written, heard in letters:
        word = written.sub(heard, word)
    return word


def rough(word: str, gliding: bool = False) -> str:
    """The consonants of a word, one letter for those that alphabets confuse: to find candidates.

    `gliding`: a 'j' is a 'y', which is left out as a vowel.
    """
    plain = word.replace("x", "h").replace("gh", "g").replace("kh", "h")
    plain = plain.replace("j", "y") if gliding else plain
    plain = re.sub(r"[dt][zs]h?|[czjs]h?", "s", plain)
    plain = re.sub(r"[kgqh]", "g", plain.replace("b", "p").replace("d", "t").replace("r", "l"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouwy]", "", plain))


def heard_alike(a: str, b: str) -> bool:
    """One sound in two spellings: also 'Stranica' and 'Stranitsa'."""
    return sounds(a) == sounds(b) or _hissed_alike(a, b)


def _hissed_alike(a: str, b: str) -> bool:
    """In many alphabets that have no 'ts' a 'c' is one: 'Cvetanov', 'Tsvetanov'."""
    if min(len(a), len(b)) < LONG:
        return False
    hissed = [re.sub("t[sz]", "c", word) for word in (a, b)]
    return sounds(hissed[0]) == sounds(hissed[1])


def sound_alike(a: str, b: str, consonants: int) -> bool:
    """Two ways to write one name in Latin letters: 'Zhaksybekov', 'Jaksybekov'.

    At least so many consonants are the same, and few letters differ.
    """
    if len(skeleton(a)) < consonants or skeleton(a) != skeleton(b):
        return False
    heard = sounds(a), sounds(b)
    most = 1 + max(map(len, heard)) // 4
    return DamerauLevenshtein.distance(*heard, score_cutoff=most) <= most


def same_first_name(a: str, b: str) -> bool:
    """'Yousef' and 'Yusuf': two of the ways to write a name of another alphabet."""
    return bool(_variant(a)) and _variant(a) == _variant(b)


def _variant(first_name: str) -> str:
    """The name of which this is one way to write it in Latin letters: 'yusuf' for 'youssef'."""
    return _variants().get(first_name, "")


@cache
def _variants() -> dict[str, str]:
    return {form: forms[0] for forms in table("titles")["spellings"]["names"] for form in forms}


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants that survive transliteration: 'muhammad' and 'mohamed' give 'mhmd'."""
    plain = sounds(word)
    glide = re.match(r"[ij][eaou]", plain)  # 'Yevgeny' and 'Evgeny', 'Jogvan' and 'Yogvan'
    first = plain[1:2] if glide else plain[:1]
    first = "a" if first in "aeiou" else first  # 'Ozdoyan' and 'Azdoian'
    bare = first + re.sub(r"[aeiou]", "", plain[2 if glide else 1 :])
    return re.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=65_536)
def sounds(word: str) -> str:
    """One letter for each sound that several spellings write: 'dzhamal' is 'jamal'."""
    word = re.sub(r"(?<=\w{3})ic$", "ich", word)  # 'Jovanović'
    plain = (
        word.replace("ph", "f")
        .replace("fj", "f")
        .replace("ndr", "nr")  # 'Hendrik' is 'Henrik'
        .replace("sz", "s")  # 'Szakal' in Budapest, 'Szymon' in Warsaw
        .replace("cz", "ch")
        .replace("sj", "sh")
        .replace("tch", "sh")
        .replace("tj", "sh")
        .replace("dzh", "j")
        .replace("dj", "j")
        .replace("zh", "j")
        .replace("kh", "h")
        .replace("sch", "sh")
        .replace("ch", "sh")  # 'Ashkelov' is 'Achkelov' in French
        .replace("sh", "s")
        .replace("dh", "d")
        .replace("th", "t")
        .replace("gh", "g")
        .replace("q", "k")
        .replace("ee", "i")
        .replace("oo", "u")
        .replace("ck", "k")
    )
    plain = plain.replace("c", "k").replace("z", "s").replace("w", "v").replace("y", "i")
    plain = DIPHTHONG.sub("v", GLIDING.sub("v", UMLAUT.sub(r"\1", plain)))
    plain = re.sub(r"(?<=[aeiou])h$", "", plain)  # 'Ahmadzadeh' is 'Ahmadzada'
    return re.sub(r"(.)\1+", r"\1", plain.replace("ou", "u"))
