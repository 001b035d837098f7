"""Finds the names in an article: the tagger's, trimmed and mended, and those it missed.

In: a Reading. Out: Names, each the bare name without article, title or possessive ending, with
the label that the tagger gave to this one occurrence. Types are decided later, for the whole
document (`kinds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import fold, is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

LABELS = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT"})
BLOCKED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "LANGUAGE"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})
PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ben", "van", "von", "de", "der", "den", "di", "da"}
)
# 'SANT ORLA, Belmora, Feb 14 (Norwire News) -' at the beginning of a text
DATELINE = re.compile(
    r"\s*(?P<places>(?=[^\n]{0,30}[A-Z]{3})[A-Z][^()\n–—:]{2,60}?|[A-Z][^()\n–—:.]{2,60}?(?=\s*\())"
    r"\s*(?:\((?P<wire>[^()\n]{2,40})\)\s*)?(?:[-–—]{1,2})\s"
)
JOINERS = frozenset({"of", "and", "&", "the", "for", "de", "la", "-", "al", "bin", "von", "van"})


@dataclass(slots=True)
class Name:
    """An occurrence of a name: tokens [start, end), and the title tokens [title, start)."""

    start: int
    end: int
    label: str
    title: int = -1
    key: str = ""
    words: tuple[str, ...] = ()
    headline: bool = False
    demonym: bool = False
    roles: list[str] = field(default_factory=list)


def find_names(reading: Reading) -> list[Name]:
    """All names, in order, none overlapping another."""
    titled = _headlines(reading)
    found: list[Name] = []
    taken = [False] * len(reading)
    if place := _written_at(reading):
        taken[place.start : place.end] = [True] * (place.end - place.start)
        found.append(place)
    for ent in reading.doc.ents:
        if ent.label_ in BLOCKED and not _misread_date(reading, ent.start, ent.end):
            for i in range(ent.start, ent.end):
                taken[i] = True
        elif ent.label_ in LABELS:
            for piece in _trimmed(reading, ent.start, ent.end, ent.label_):
                if not any(taken[piece.start : piece.end]):
                    _widen(reading, piece, taken)
                    if piece.label == "PERSON":
                        piece.end = _hyphenated(reading, piece.end, taken)
                    else:
                        piece.end = _continued(reading, piece, taken)
                    for i in range(piece.start, piece.end):
                        taken[i] = True
                    found.append(piece)
    for run in _missed(reading, taken):
        found.append(run)
    found.sort(key=lambda n: n.start)
    found = _rejoined(reading, found)
    if not all(titled):
        _restore_first_names(reading, [n for n in found if not titled[reading.sentence[n.start]]])
    alone = {
        fold(reading.raw[reading.start[n.start] : reading.end[n.end - 1]])
        for n in found
        if n.label or reading.dep[n.end - 1] not in {"compound", "nmod", "amod"}
    }
    attested = {
        fold(reading.raw[reading.start[n.start] : reading.end[n.end - 1]])
        for n in found
        if not titled[reading.sentence[n.start]]
    }
    names = []
    for name in found:
        pieces = [t for t in reading.text[name.start : name.end] if t not in POSSESSIVE]
        name.words = tuple(folded for piece in pieces if (folded := fold(piece)))
        name.key = fold(reading.raw[reading.start[name.start] : reading.end[name.end - 1]])
        name.headline = titled[reading.sentence[name.start]]
        if name.headline and not _known_in_headline(name, attested):
            continue
        name.demonym = is_demonym(name.key) and not place_kind(name.key)
        if not name.key or (len(name.words) == 1 and name.key in words("mentions", "not_names")):
            continue
        modifier = name.key in words("titles", "modifiers") and not place_kind(name.key)
        if modifier and name.label != "PERSON" and name.key != "justice":
            continue  # what is left of 'Interior Minister'
        if name.demonym and _adjective(reading, name):
            continue
        if name.label == "NORP" and reading.tag[name.end - 1] == "JJ" and not place_kind(name.key):
            continue  # 'Islamic law' names no actor
        if not name.label and name.key not in alone:
            continue  # a modifier that no sentence treats as a thing of its own
        if _prefixed(reading, name.start) or _opening_noun(reading, name):
            continue
        names.append(name)
    return names


def _rejoined(reading: Reading, found: list[Name]) -> list[Name]:
    """'Islamic State', which the tagger took for an adjective and another name.

    Only where the second part is a capitalised common noun; 'Afghan Parliament' is left to
    `name_governments`, for nations name what is theirs.
    """
    whole: list[Name] = []
    for name in found:
        before = whole[-1] if whole else None
        if (
            before is not None
            and before.end == name.start
            and before.label == "NORP"
            and name.title < 0
            and name.label != "PERSON"
            and not is_demonym(reading.text[before.start])
            and noun_type(reading.lower[name.start]) is not None
        ):
            before.end, before.label = name.end, "ORG"
        else:
            whole.append(name)
    return whole


def _misread_date(reading: Reading, start: int, end: int) -> bool:
    """One proper noun that names no day or month: 'Varhaug' read as a DATE."""
    return (
        end - start == 1
        and reading.pos[start] == "PROPN"
        and reading.text[start].isalpha()
        and reading.lower[start] not in words("mentions", "not_names")
    )


def _known_in_headline(name: Name, attested: set[str]) -> bool:
    """Capitals tell nothing in a headline: the body, the gazetteer or a first name must."""
    if name.key in attested or place_kind(name.key):
        return True
    if any(key.endswith(f" {name.key}") or key.startswith(f"{name.key} ") for key in attested):
        return True
    return name.label == "PERSON" and len(name.words) > 1 and is_first_name(name.words[0])


def _restore_first_names(reading: Reading, names: list[Name]) -> None:
    """'Per Dahl' where 'Per' was read as a preposition: capitals inside a sentence tell.

    At the beginning of a sentence, only if the article has the same pair inside one.
    """
    inside: set[tuple[str, str]] = set()
    waiting: list[Name] = []
    ends = {name.end for name in names}
    for name in names:
        before = name.start - 1
        if name.end - name.start != 1 or name.title >= 0 or before < 0 or before + 1 in ends:
            continue
        word = reading.text[before]
        if not word[:1].isupper() or not word.isalpha() or not is_first_name(word):
            continue
        if _is_title(reading.lower[before]) or reading.pos[before] == "PROPN":
            continue
        waiting.append(name)
        if before != reading.sentences[reading.sentence[before]][0] and not word.isupper():
            inside.add((reading.lower[before], reading.lower[name.start]))
    for name in waiting:
        if (reading.lower[name.start - 1], reading.lower[name.start]) in inside:
            name.start -= 1
            name.label = "PERSON"
            if _is_title(reading.lower[name.start - 1]) and name.start:
                name.title = name.start - 1


def _prefixed(reading: Reading, i: int) -> bool:
    """'pro-Beijing' does not speak of the city as an actor."""
    return (
        i > 1
        and reading.text[i - 1] == "-"
        and reading.end[i - 1] == reading.start[i]
        and reading.end[i - 2] == reading.start[i - 1]
        and not reading.capital(i - 2)
    )


def _opening_noun(reading: Reading, name: Name) -> bool:
    """'Harbour' in 'Harbour pilots said': a common noun that only its place made large."""
    i = name.start
    if name.end - i != 1 or i != reading.sentences[reading.sentence[i]][0]:
        return False
    if reading.dep[i] not in {"compound", "nmod", "amod"} or reading.head[i] <= i:
        return False
    above = reading.head[i]
    return not reading.capital(above) and noun_type(reading.lower[i]) is not None


def _hyphenated(reading: Reading, end: int, taken: list[bool]) -> int:
    """The end of a name with its hyphenated rest: 'Wong Yeung' before '-tat'."""
    while (
        end + 1 < len(reading)
        and reading.text[end] == "-"
        and reading.end[end - 1] == reading.start[end]
        and reading.end[end] == reading.start[end + 1]
        and reading.text[end + 1].isalpha()
        and not taken[end]
        and not taken[end + 1]
        and reading.pos[end + 1] in {"PROPN", "NOUN", "X"}
    ):
        end += 2
    return end


def _continued(reading: Reading, name: Name, taken: list[bool]) -> int:
    """The end of a body's or product's name with its rest: "People's Army", 'A380', 'iOS 5'."""
    end, count = name.end, len(reading)
    if (
        end + 1 < count
        and reading.lower[end] in POSSESSIVE
        and reading.capital(end + 1)
        and reading.lower[end + 1] in words("mentions", "organization_words")
        and not taken[end + 1]
    ):
        return end + 2
    if name.label != "GPE" and end < count and reading.tag[end] == "CD" and not taken[end]:
        follows = reading.pos[end + 1] if end + 1 < count else ""
        if (
            reading.text[end].isdigit()
            and len(reading.text[end]) < 5
            and follows not in {"NOUN", "SYM", "ADJ"}
        ):
            return end + 1
    return end


def _adjective(reading: Reading, name: Name) -> bool:
    """'Afghan' in 'Afghan media' names nobody; 'the Afghans' and 'an American' do."""
    i = name.end - 1
    return reading.tag[i] in {"JJ", "NNP"} or reading.dep[i] in {"amod", "compound", "nmod"}


def _trimmed(reading: Reading, start: int, end: int, label: str) -> Iterator[Name]:
    """The bare name inside a tagged span; nothing when only a title or a headline verb is left."""
    text, lower = reading.text, reading.lower
    verbs = words("mentions", "headline_verbs")
    for i in range(start, end):  # the tagger runs over line breaks and into brackets
        if "\n" in text[i] or text[i] in {"(", ")", "[", "]"}:
            yield from _trimmed(reading, start, i, label)
            yield from _trimmed(reading, i + 1, end, label)
            return
    owned = label == "ORG" and end - start > 2 and lower[start + 1] in {"'s", "’s"}
    if owned and _is_place(reading, start):  # 'Belmora's Prison Service' is the Prison Service
        yield Name(start, start + 1, "GPE")
        yield from _trimmed(reading, start + 2, end, label)
        return
    while end > start and (lower[end - 1] in POSSESSIVE or not text[end - 1][:1].isalnum()):
        end -= 1
    while start < end and (lower[start] in {"the", "a", "an"} or not text[start][:1].isalnum()):
        start += 1
    while end - start > 1 and lower[start] in verbs and reading.pos[start] != "NOUN":
        start += 1
    while end - start > 1 and lower[end - 1] in verbs and reading.pos[end - 1] == "VERB":
        end -= 1
    if label == "PERSON":  # 'James Berg Facebook', 'Getty James Berg': the page, not the man
        while end - start > 1 and lower[end - 1] in words("mentions", "page_words"):
            end -= 1
        while end - start > 1 and lower[start] in words("mentions", "page_words"):
            start += 1
    if start >= end or not any(reading.capital(i) for i in range(start, end)):
        return
    title = start
    if label == "PERSON" or _is_title(lower[start]):
        first = start
        while start < end - 1 and _is_title(lower[start]):
            start += 1
        if start > first and end - start == 1 and label not in {"PERSON"}:
            start = first  # 'King County', 'President Hotel': the title belongs to the name
    if _only_title(lower[start:end]):
        return  # 'Prime Minister' is a description
    if (
        end < len(reading)
        and _is_title(lower[end])
        and all(w in words("titles", "modifiers") for w in lower[start:end])
        and not text[start].isupper()
    ):
        return  # the 'Interior' of 'Interior Minister'
    if end - start == 1 and lower[start] in verbs:
        return
    yield Name(start, end, label, title if title < start else -1)


def _is_place(reading: Reading, i: int) -> bool:
    """Whether a word is a known place, or tagged as one anywhere in the text."""
    word, heading = reading.text[i], DATELINE.match(reading.raw)
    if place_kind(word) or (heading and word in re.split(r"\W+", heading["places"])):
        return True
    tagged = any(ent.label_ == "GPE" and ent.text == word for ent in reading.doc.ents)
    return tagged or re.search(rf"\bin {re.escape(word)}\b", reading.raw) is not None


def _only_title(inside: list[str]) -> bool:
    """Whether nothing but a title is left: 'Prime Minister'."""
    return any(map(_is_title, inside)) and all(
        _is_title(word) or word in words("titles", "modifiers") for word in inside
    )


def _is_title(word: str) -> bool:
    bare = word.rstrip(".")
    return any(bare in words("titles", key) for key in ("f", "m", "ranks"))


def _widen(reading: Reading, name: Name, taken: list[bool]) -> None:
    """Takes in the proper nouns that the tagger cut off: 'Bismillah' without 'Mohammadi'."""
    if name.label != "PERSON":
        return
    while (
        name.end < len(reading)
        and not taken[name.end]
        and reading.pos[name.end] == "PROPN"
        and reading.capital(name.end)
        and not reading.ent[name.end]
        and name.start <= reading.head[name.end] < name.end + 1
    ):
        name.end += 1
    before = name.start - 1
    while (
        before >= 0
        and not taken[before]
        and reading.pos[before] == "PROPN"
        and not reading.ent[before]
        and name.start <= reading.head[before] < name.end
        and is_first_name(reading.text[before])
        and not _is_title(reading.lower[before])
    ):
        name.start = before
        before -= 1


def _missed(reading: Reading, taken: list[bool]) -> Iterator[Name]:
    """Runs of proper nouns that the tagger left unlabelled."""
    i, count = 0, len(reading)
    verbs, never = words("mentions", "headline_verbs"), words("mentions", "not_names")
    while i < count:
        if taken[i] or reading.pos[i] != "PROPN" or not reading.capital(i):
            i += 1
            continue
        start = i
        while i < count and not taken[i] and reading.pos[i] == "PROPN" and reading.capital(i):
            i += 1
            i = _over_particle(reading, i, taken)
        end = i
        while start < end and reading.lower[start] in verbs:
            start += 1
        if end - start == 1 and reading.lower[start] in never:
            continue
        first = start
        while start < end - 1 and _is_title(reading.lower[start]):
            start += 1
        if start >= end or _only_title(reading.lower[start:end]):
            continue
        if sum(len(reading.text[k]) for k in range(start, end)) < 2:
            continue
        run = Name(start, end, "", first if first < start else -1)
        run.end = _continued(reading, run, taken)
        yield run


def _written_at(reading: Reading) -> Name | None:
    """The place in capitals with which a dateline opens, which the tagger seldom sees whole."""
    if DATELINE.match(reading.raw) is None:
        return None
    start = next((i for i in range(len(reading)) if reading.text[i].strip()), 0)
    end = start
    while end < len(reading) and reading.text[end].isalpha() and reading.text[end].isupper():
        end += 1
    return Name(start, end, "GPE") if end > start else None


def _over_particle(reading: Reading, i: int, taken: list[bool]) -> int:
    """Behind the 'al-' of 'Karim al-Tahir', the 'van' of 'Ada van Loo'; `i` where there is none."""
    if i + 1 >= len(reading) or reading.text[i] not in PARTICLES or taken[i]:
        return i
    following = i + 2 if reading.text[i + 1] == "-" and i + 2 < len(reading) else i + 1
    return following if reading.capital(following) and not taken[following] else i


def _headlines(reading: Reading) -> list[bool]:
    """Whether a sentence is set in title case, where capitals tell nothing."""
    result = []
    dateline = DATELINE.match(reading.raw)
    for first, end in reading.sentences:
        if dateline and reading.start[first] < dateline.end():
            result.append(False)
            continue
        long = [
            i for i in range(first, end) if len(reading.text[i]) > 3 and reading.text[i].isalpha()
        ]
        capitals = sum(reading.capital(i) for i in long)
        last = next(
            (reading.text[i] for i in range(end - 1, first, -1) if reading.text[i].strip()), ""
        )
        result.append(
            len(long) >= 4 and capitals >= 0.75 * len(long) and last not in {".", "!", "?"}
        )
    return result
