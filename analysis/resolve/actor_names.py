"""Compares the names of two actors: are they forms of one name, and by which rule?

In: NameForms (a name folded to plain words, with its family). Out: the reason for taking them as
one, or None. Every rule gives up where a word contradicts: another first name, another number,
'Jr' against 'Sr'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.gazetteer import country_code, first_name_gender, fold
from analysis.model import EntityType, LinkReason
from analysis.resolve.actor_body_names import SHORTEST, same_body, slip
from analysis.resolve.actor_korean import korean_alike
from analysis.resolve.actor_romanised import comparable, cut_otherwise, turned_round
from analysis.resolve.actor_spellings import (
    SURE,
    heard_alike,
    of_one_alphabet,
    same_word,
    skeleton,
    sound_alike,
)
from analysis.vocabulary import table, words

SHORTEST_OF_SHIPS = 5  # letters of a word of a ship's name in which one slip is no other word
INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\.|[A-Z][a-z])")  # 'P.V. Berg' is 'P. V. Berg'
EXCELLENCY = re.compile(r"^H\.\s?[EMRH]\.\s+(?=\w+\s)")  # 'H.E. Mr Berg'
_DOUBLE = re.compile(r"(?:^|\s)[^\W\d_]{3,}-[^\W\d_]{3,}$")
OWNED = re.compile(r"^.*['’]s?\s")  # "the president's" of "the president's brother"
# people first, then bodies, places, things; a name means one thing within a family
FAMILY: dict[EntityType, str] = {
    "person": "person",
    "organization": "body",
    "group": "body",
    "facility": "body",
    "place": "place",
    "vessel": "vessel",
    "vehicle": "vessel",
    "other": "body",
}


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared: its family, folded words, and the number after it if any."""

    family: str
    words: tuple[str, ...]
    generation: str = ""

    @property
    def key(self) -> str:
        return " ".join((*self.words, self.generation)).strip()


@lru_cache(maxsize=65_536)
def name_form(text: str, kind: EntityType) -> NameForm:
    """The form of `text`, without courtesy titles, articles and 'Inc'."""
    family = FAMILY[kind]
    if family == "person":
        text = INITIALS.sub(". ", EXCELLENCY.sub("", text))
    parts = tuple(fold(text).split())
    if family in {"body", "place"} and len(parts) > 2 and parts[-1].isdigit():
        parts = tuple(part for part in parts if part not in {"no", "nr"})  # 'Tank No. 4'
    generation = ""
    if family == "place" and (code := country_code(text)):
        return NameForm(family, ("country", code.lower()))
    if len(parts) > 2 and parts[1] == "of" and parts[0] in words("mentions", "state_words"):
        parts = parts[2:]  # the Republic of Svarnetia is Svarnetia
    if family == "person":
        if len(parts) > 2 and parts[-1] in words("titles", "generations"):
            generation, parts = _generation(parts[-1]), parts[:-1]
        while len(parts) > 1 + (parts[0] in words("titles", "names_too")) and _courtesy(parts[0]):
            parts = parts[1:]
        noble = words("titles", "within")
        parts = (*parts[:1], *(part for part in parts[1:-1] if part not in noble), *parts[1:][-1:])
        for age in ("elder", "younger"):  # 'Old Berg'
            if len(parts) == 2 and parts[0] in words("titles", age):
                generation, parts = generation or age, parts[1:]
        if len(parts) == 2 and parts[0] in words("titles", "epithets"):
            parts = parts[1:]  # 'Poor Ada'
        particles = words("titles", "particles")
        if _DOUBLE.search(text) and len(parts) > 1 and {*parts[:-2]} <= particles:
            # 'Coombe-Hartley', 'de Coombe-Hartley': one word, as a surname is
            parts = (*parts[:-2], " ".join(parts[-2:]))
    elif family == "vessel":
        parts = (_spelt_out(parts[0]), *parts[1:])  # 'Adm. Tovin'
        while len(parts) > 1 and parts[0] in words("mentions", "vessel_prefixes"):
            parts = parts[1:]
    elif family == "body":
        endings = words("mentions", "corporate_endings")
        while len(parts) > 1 and parts[-1] in endings:
            parts = parts[:-1]
        if len(parts) > 1 and parts[0] in table("titles")["abbreviations"]:
            parts = (_spelt_out(parts[0]), *parts[1:])  # 'Adm. Tovin', a ship
        if parts and re.fullmatch(r"\w*\d\d\ds", parts[-1]):  # 'A380s' are 'A380'
            parts = (*parts[:-1], parts[-1][:-1])
    return NameForm(family, parts, generation)


@cache
def _courtesies() -> frozenset[str]:
    return frozenset(fold(word) for word in words("titles", "f") | words("titles", "m"))


def _courtesy(word: str) -> bool:
    return word in _courtesies()


def _generation(word: str) -> str:
    return {"junior": "jr", "senior": "sr"}.get(word, word)


@lru_cache(maxsize=262_144)
def same_name(a: NameForm, b: NameForm) -> LinkReason | None:
    """Why two forms of one family are one name; None when they are not, or nobody can say."""
    if a.family != b.family:
        return None
    if a.words == b.words and _agree(a.generation, b.generation):
        return "exact"
    if a.generation and b.generation and a.generation != b.generation:
        return None
    if a.family == "person":
        return _same_person(a, b)
    if a.family == "body":
        return same_body(a.words, b.words)
    heard = len(a.words) == len(b.words) and all(
        heard_alike(one, other) or of_one_alphabet(one, other)
        for one, other in zip(a.words, b.words, strict=True)
    )
    if a.family == "place" and _same_abroad(a.words, b.words):
        return "spelling"
    several = len(a.words) > 1 and a.family == "vessel"
    if several and len(a.words) == len(b.words) and _ships_alike(a.words, b.words):
        return "spelling"
    least = SHORTEST_OF_SHIPS if a.family == "vessel" and len(a.words) > 1 else SHORTEST
    return "spelling" if heard or slip(a.words, b.words, least) else None


def _ships_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Ilse Marrant' and 'Ilsa Marant': every word of a ship's name sounds the same."""
    alike = all(x == y or sound_alike(x, y, 2) for x, y in zip(a, b, strict=True))
    return alike and sum(len(skeleton(x)) for x in a) > SURE


def _same_abroad(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Bab el-Wadi' and 'Bab al-Wadi', 'Ras Umran' and 'Ras Omran': all but the vowels."""
    if len(a) != len(b) or len(a) < 2:
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y and {x, y} != {"al", "el"}]
    return len(differing) < 2 and all(sound_alike(x, y, 3) for x, y in differing)


def offices_of(roles: Iterable[str]) -> frozenset[str]:
    """'president' of 'acting President', of those offices that one person holds at a time.

    'vice president' of 'Vice President', who is another.
    """
    found: set[str] = set()
    for role in roles:
        said = set(map(_spelt_out, fold(OWNED.sub("", role)).split()))
        held = said & words("titles", "of_one")
        found |= {f"vice {office}" for office in held} if is_second(role) else held
    return frozenset(found)


def _spelt_out(title: str) -> str:
    """'governor' for 'gov'."""
    return str(table("titles")["abbreviations"].get(title, title))


def ranks_of(roles: Iterable[str]) -> frozenset[str]:
    """'minister' of 'Transport Minister', 'vice governor' of 'Vice Governor'."""
    found: set[str] = set()
    for role in roles:
        last = {word for word in fold(role).split()[-1:] if word in words("titles", "ranks")}
        told = set(map(_spelt_out, last))
        found |= {f"vice {word}" for word in told} if is_second(role) else told
    return frozenset(found)


def is_second(role: str) -> bool:
    """Whether a role is that of a deputy: 'Vice Governor'."""
    return bool(set(fold(role).split()[:-1]) & words("titles", "seconds"))


def is_bare(form: NameForm) -> bool:
    """Whether a person's name is a surname alone, with or without its particle."""
    if form.family != "person":
        return False
    parts = form.words
    return len(parts) == 1 or all(part in words("titles", "particles") for part in parts[:-1])


def _called(first_name: str) -> str:
    """The name that a common short form stands for: 'james' for 'jim'."""
    return str(table("titles")["short_names"].get(first_name, first_name))


def _agree(a: str, b: str) -> bool:
    """'Jr' is not 'Sr'; a name without either may be the one or the other, so it is neither."""
    return a == b


def _without_particles(parts: tuple[str, ...]) -> tuple[str, ...]:
    """'yusuf al hadri' as 'yusuf hadri'."""
    particles = words("titles", "particles")
    return (parts[0], *(part for part in parts[1:-1] if part not in particles), parts[-1])


def _same_person(a: NameForm, b: NameForm) -> LinkReason | None:
    if len(a.words) < 2 or len(b.words) < 2 or a.generation != b.generation:
        return None
    if is_bare(a) or is_bare(b):
        return None  # 'al-Britani': decided by all names together, as 'Britani' is
    if turned_round(a.words, b.words) or cut_otherwise(a.words, b.words):
        return "spelling"
    if korean_alike(a.words, b.words) or _cut_in_two(a.words, b.words):
        return "spelling"
    if without_initials(a.words) == b.words or without_initials(b.words) == a.words:
        return "initials"  # 'K. Venkata Reddy' and 'Venkata Reddy'
    found = _same_words(a.words, b.words)
    joined = comparable(a.words, b.words)
    if found is None and joined != (a.words, b.words):
        return "spelling" if _same_words(*joined) else None
    return found


def _cut_in_two(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'tesfay gebre medhin' and 'tesfaye gebremedhin': a surname that only one cuts in two."""
    short, long = sorted((a, b), key=len)
    if (len(short), len(long)) != (2, 3):
        return False
    return same_word(short[1], long[1] + long[2], surname=True) and same_word(short[0], long[0])


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> LinkReason | None:
    """Why two names of persons, of two words or more each, are one."""
    short, long = sorted((a, b), key=len)
    if len(long) == len(short) + 1 and short == long[:-1]:
        return "short form"  # 'Ana Lemus' and, with her mother's name, 'Ana Lemus Ochoa'
    if not same_word(short[-1], long[-1], surname=True):
        return None
    exact_surname = short[-1] == long[-1]
    if len(short) != len(long):  # 'Yusuf Hadri', 'Yusuf al-Hadri'
        bare = _without_particles(short), _without_particles(long)
        if len(bare[0]) == len(bare[1]):
            short, long = bare
    if short[0] == long[0]:
        if len(short) == 2 or len(short) == len(long) or set(short) <= set(long):
            if not _middle_agrees(short[1:-1], long[1:-1]):
                return None
            return "short form" if exact_surname and len(short) < len(long) else "spelling"
        return None
    if len(short[0]) == 1 or len(long[0]) == 1:  # 'A. Bekhruzov' is 'Arslan Behruzov'
        known = exact_surname or sound_alike(short[-1], long[-1], SURE)
        return "initials" if known and short[0][0] == long[0][0] else None
    if exact_surname and len(short) < len(long) and short[0] in long[1:-1]:
        return "short form"
    if exact_surname and _called(short[0]) == _called(long[0]) and len(short) == 2:
        return "short form"  # 'Jim Berg' and 'James Alan Berg'
    if _genders_differ(short[0], long[0]):
        return None
    as_whole = len(short) == len(long) or (len(short) == 2 and exact_surname)
    return "spelling" if as_whole and same_word(short[0], long[0]) else None


def _middle_agrees(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Middle names: one may lack some or all, an initial may stand for them."""
    left = iter(b)
    if all(part in left for part in a):  # in this order, others between them
        return True
    return all(
        x == y or (x[0] == y[0] and 1 in (len(x), len(y))) or same_word(x, y)
        for x, y in zip(a, b, strict=False)
    )


def without_initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    """'venkata reddy' of 'k venkata reddy': the letters that stand before two whole words."""
    whole = tuple(part for part in parts if len(part) > 1)
    return whole if len(whole) > 1 and parts[-len(whole) :] == whole else parts


def _genders_differ(a: str, b: str) -> bool:
    genders = {first_name_gender(a), first_name_gender(b)}
    return {"f", "m"} <= genders
