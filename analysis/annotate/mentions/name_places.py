"""Names that their place in the text shows: of datelines, of sites, of lands inside other names.

In: a Reading and its Names. Out: further Names.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.name_titles import is_title
from analysis.annotate.mentions.reading import Reading
from analysis.dateline import DATELINE
from analysis.gazetteer import fold, is_demonym, place_kind
from analysis.model import EntityType
from analysis.vocabulary import words

LEAST_OF_SITE = 2  # words with a capital before what a site is


def sites(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """'The Kesh bridge', 'Morro prison': what a name tells apart. Not 'a Grausten hotel'."""
    found = []
    for name in names:
        last, noun = name.end - 1, name.end
        if (
            noun < len(reading)
            and name.title < 0
            and reading.lower[name.start - 1] not in {"a", "an"}
            and reading.text[noun] in words("mentions", "sites")
            and reading.dep[last] in {"compound", "nmod", "amod"}
            and reading.head[last] == noun
            and reading.dep[noun] not in {"compound", "nmod"}
            and not is_demonym(reading.text[last])
        ):
            called = (*name.words, reading.lower[noun])
            found.append(Name(name.start, noun + 1, "FAC", key=" ".join(called), words=called))
    return found


def unnamed_sites(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """'The Doña Lira hydroelectric station', in which nothing was taken for a name.

    What it is, in small letters, behind words with capitals that depend on it; not 'a Lira hotel'.
    """
    taken = {i for name in names for i in range(name.start, name.end)}
    kinds = words("mentions", "sites") | words("mentions", "facility_words")
    found = []
    for noun in range(1, len(reading)):
        if reading.text[noun] not in kinds or reading.pos[noun] != "NOUN":
            continue
        end = noun
        if reading.pos[end - 1] in {"ADJ", "NOUN"} and reading.text[end - 1].islower():
            end -= 1
        start = end
        while start > 0 and _of_site(reading, start - 1, noun) and start - 1 not in taken:
            start -= 1
        opening = start == reading.sentences[reading.sentence[start]][0]
        article = reading.lower[start - 1] if start else ""
        title = all(is_title(reading.lower[i]) for i in range(start, end))
        if (
            end - start < LEAST_OF_SITE
            or title
            or opening
            or article in {"a", "an"}
            or {start - 1, noun} & taken
        ):
            continue
        called = tuple(fold(reading.raw[reading.start[start] : reading.end[noun]]).split())
        found.append(Name(start, noun + 1, "FAC", key=" ".join(called), words=called))
    return found


def _of_site(reading: Reading, i: int, noun: int) -> bool:
    """Whether a word with a capital belongs to the name of a site."""
    word, above = reading.text[i], reading.head[i]
    proper = reading.pos[i] == "PROPN" and word.istitle() and word.isalpha()
    return proper and i < above <= noun and not is_demonym(word)


def places_within(
    names: Sequence[Name], types: Sequence[EntityType], reading: Reading
) -> list[Name]:
    """The place at the end of a body's name: 'Norway' of 'the Bank of Norway'.

    One that is known, or that the text speaks of elsewhere.
    """
    places = {name.key for name, kind in zip(names, types, strict=True) if kind == "place"}
    found = []
    for name, kind in zip(names, types, strict=True):
        if kind not in {"organization", "facility", "group"}:
            continue
        for i in range(name.start + 1, name.end - 1):
            start = i + 2 if reading.lower[i + 1] == "the" else i + 1
            key = fold(reading.raw[reading.start[start] : reading.end[name.end - 1]])
            if reading.lower[i] == "of" and (key in places or place_kind(key)):
                found.append(Name(start, name.end, "GPE", key=key, words=tuple(key.split())))
                break
    return found


def written_at(reading: Reading) -> Name | None:
    """The place in capitals with which a dateline opens, which the tagger seldom sees whole."""
    if DATELINE.match(reading.raw) is None:
        return None
    start = next((i for i in range(len(reading)) if reading.text[i].strip()), 0)
    end = start
    while end < len(reading) and (_in_capitals(reading, end) or _hyphen(reading, end)):
        end += 1
    numbered = reading.lower[end : end + 1] in (["no"], ["no."], ["nr"])  # 'PRESS RELEASE No. 4'
    counted = end < len(reading) and reading.text[end][0].isdigit()
    numbered |= counted and all(in_dictionary(reading.lower[i]) for i in range(start, end))
    return Name(start, end, "GPE") if end > start and not numbered else None


def _in_capitals(reading: Reading, i: int) -> bool:
    return i < len(reading) and reading.text[i].isalpha() and reading.text[i].isupper()


def _hyphen(reading: Reading, i: int) -> bool:
    """The joint of 'PORT-VARN'."""
    close = 0 < i < len(reading) - 1 and reading.end[i - 1] + 1 == reading.start[i + 1]
    return close and reading.text[i] == "-" and _in_capitals(reading, i + 1)
