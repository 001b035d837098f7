"""Titles and offices before a name: which words they are, and where the name behind them begins.

In: a Reading and a span that begins with a title, or stands behind one. Out: the token of the name.
"""

from __future__ import annotations

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.vocabulary import table, words

NAMING = frozenset({"named", "called", "christened"})
HYPHENS = frozenset({"-", "–", "‑"})
LONGEST_OFFICE = 6  # tokens, hyphens among them
PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ben", "van", "von", "de", "der", "den", "di", "da"}
)


def held_office(reading: Reading, start: int, end: int) -> int:
    """Where the person begins in 'National Assembly Ada Lunde' behind 'Speaker of the'; else 0."""
    of = start - 1 - (reading.lower[start - 1 : start] == ["the"])
    if of < 1 or reading.lower[of] not in {"of", "for"} or not is_title(reading.lower[of - 1]):
        return 0
    kinds = words("mentions", "organization_words") | words("titles", "domains")
    last = max((i for i in range(start, end) if reading.lower[i] in kinds), default=-1)
    rest = range(last + 1, end)
    named = all(reading.capital(i) and reading.text[i][:1].isalpha() for i in rest)
    named &= not all(in_dictionary(reading.lower[i]) for i in rest)  # 'the State Bridge Office'
    return last + 1 if last >= 0 and 0 < len(rest) < 5 and named else 0


def behind_office(reading: Reading, start: int, end: int) -> int:
    """Behind 'Police Commissioner' in 'Police Commissioner Latuvai', an office of two words.

    `start` where there is none, or where a body's name goes on ('Police Chief Council').
    """
    modifiers, kinds = words("titles", "modifiers"), words("mentions", "organization_words")
    if reading.lower[start] not in modifiers or is_title(reading.lower[start]):
        return start
    at = start
    while at < end - 1 and reading.lower[at] in modifiers and not is_title(reading.lower[at]):
        at += 1
    if at == end - 1 or not is_title(reading.lower[at]):
        return start
    while at < end - 1 and is_title(reading.lower[at]):
        at += 1
    rest = range(at, end)
    person = all(reading.capital(i) and reading.text[i].isalpha() for i in rest) and len(rest) < 4
    if not person or is_title(reading.lower[end - 1]) or {*reading.lower[at:end]} & kinds:
        return start
    return at


def compound_offices(reading: Reading) -> dict[int, int]:
    """The offices of several words, 'Editor-in-Chief', 'Sgt. at Arms': the token behind each ->
    its first."""
    found: dict[int, int] = {}
    ends = {office.split()[-1] for office in words("titles", "compounds")}
    for last in range(len(reading)):
        if reading.lower[last] not in ends:
            continue
        said: list[str] = []
        for at in range(last, max(last - LONGEST_OFFICE, -1), -1):
            if reading.sentence[at] != reading.sentence[last]:
                break
            word = reading.lower[at].rstrip(".")
            if word in HYPHENS:
                continue
            said.insert(0, table("titles")["abbreviations"].get(word, word))
            if " ".join(said) in words("titles", "compounds"):
                found[last + 1] = at
                break
    return found


def called_after_title(reading: Reading, title: int) -> bool:
    """Whether the title is a part of the name: 'the frigate Admiral Tovin', 'the Admiral Tovin'.

    A person has no article before a title, nor what the person sails in.
    """
    before = title - 1
    if before < 0 or not reading.capital(title):
        return False
    craft = reading.text[before] in words("mentions", "vessel_words")
    word = reading.lower[title].rstrip(".")
    full = table("titles")["abbreviations"].get(word, word)  # 'the Adm. Tovin'
    namesake = full in words("titles", "namesakes")
    if namesake and is_named(reading, before):
        return True
    article = reading.lower[before] == "the" and title < reading.head[before] <= title + 2
    outer = reading.dep[reading.head[before]] not in {"compound", "nmod", "amod", "poss"}
    return craft or (namesake and article and outer)


def is_named(reading: Reading, before: int) -> bool:
    """Whether a word says that what follows is a name: 'a plane named', 'the name'; not 'she named
    Prince Ole as her heir'."""
    if reading.lower[before] == "name":
        return reading.pos[before] == "NOUN"
    of_thing = noun_type(reading.lemma[reading.head[before]]) != "person"
    return reading.lower[before] in NAMING and reading.dep[before] == "acl" and of_thing


def opens_with_title(reading: Reading, start: int) -> bool:
    """Whether the title before the tagged words belongs to them."""
    before = start - 1
    return before > 0 and is_title(reading.lower[before]) and called_after_title(reading, before)


def only_title(inside: list[str]) -> bool:
    """Whether nothing but a title is left: 'Prime Minister', 'Foreign Ministers'."""
    titles = [is_title(word) or is_title(word.removesuffix("s")) for word in inside]
    modifiers = words("titles", "modifiers")
    return any(titles) and all(
        title or word in modifiers for title, word in zip(titles, inside, strict=True)
    )


def title_at(reading: Reading, i: int) -> bool:
    """Whether a word belongs to a title: also the 'Crown' of 'Crown Prince'."""
    word = reading.lower[i]
    if word in words("titles", "names_too"):
        after = range(i + 1, min(i + 3, len(reading)))
        whole = [reading.capital(k) or reading.text[k] in PARTICLES for k in after]
        return len(whole) == 2 and all(whole)
    crown = word == "crown" and reading.lower[i + 1 : i + 2] in (["prince"], ["princess"])
    return crown or is_title(word)


def is_title(word: str) -> bool:
    bare = word.rstrip(".")
    return any(bare in words("titles", key) for key in ("f", "m", "ranks"))
