"""Other names that a text itself gives to a thing: in brackets, or behind 'alias', 'known as'.

In: a Reading and its Candidates. Out: pairs of Candidates that are one, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.phrases import Candidate
from analysis.annotate.mentions.reading import Reading
from analysis.model import LinkReason
from analysis.vocabulary import words

ARTICLES = frozenset({"the", "a", "an"})
FARTHEST = 12  # words between a name and what its bearer is called
ORGANISED = frozenset({"organization", "group", "facility", "other"})

Told = tuple[Candidate, Candidate, LinkReason]


def bracketed(reading: Reading, candidates: Sequence[Candidate]) -> Iterator[Told]:
    """'CEF' of 'the Special Border Command (CEF)', whatever the letters stand for; 'New Voice' of
    'Új Hang (New Voice)'."""
    bodies = {
        c.end: c
        for c in candidates
        if c.type in ORGANISED and c.name is not None and len(c.name.words) > 1
    }
    for letters in candidates:
        named = bodies.get(letters.start - 1)
        if letters.bracketed and named is not None and letters.type not in {"person", "place"}:
            yield named, letters, "acronym"
        elif named is not None and _translates(reading, named, letters):
            yield named, letters, "apposition"


def _translates(reading: Reading, named: Candidate, inside: Candidate) -> bool:
    """Whether a name of several words alone in brackets says another in the language of the text,
    or the other way round."""
    if inside.name is None or named.name is None or inside.type == "person":
        return False
    if reading.text[inside.start - 1] != "(" or reading.text[inside.end : inside.end + 1] != [")"]:
        return False
    several = min(len(inside.name.words), len(named.name.words)) > 1
    here, there = (all(map(in_dictionary, c.name.words)) for c in (named, inside) if c.name)
    return several and here != there


def other_names(reading: Reading, candidates: Sequence[Candidate]) -> Iterator[Told]:
    """'Ada Berg, alias the Pike', 'Ada Berg, the trader they call the Pike': one person.

    The nearest name before in the sentence, and none between.
    """
    for full, other in pairwise(candidates):
        if full.type != "person" or full.name is None or len(full.name.words) < 2:
            continue
        if reading.sentence[full.start] != reading.sentence[other.start]:
            continue
        told = (word.replace(".", "") for word in reading.lower[full.end : other.start])
        between = [word for word in told if word.isalnum()]
        if not between or between[-1] in ARTICLES:
            between = between[:-1]
        said = " ".join(between)
        alias = said in words("mentions", "alias_words")
        calling = reading.text[full.end : full.end + 1] == [","] and any(
            said.endswith(cue) for cue in words("mentions", "calling_words")
        )
        owner = reading.lower[other.end : other.end + 1] and reading.tag[other.end] == "POS"
        body = other.name is not None and other.name.words[-1] in words(
            "mentions", "organization_words"
        )
        if owner or body or "which" in between:
            continue  # 'Ada Berg called the Relief Office's figure too low'
        if alias or (calling and len(between) < FARTHEST):
            yield full, other, "apposition"
