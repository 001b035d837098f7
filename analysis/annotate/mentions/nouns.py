"""What a common noun denotes. In: a lemma. Out: the type of actor it describes, or None."""

from __future__ import annotations

from functools import lru_cache

from analysis.annotate.language import dictionary
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_first_name
from analysis.model import EntityType
from analysis.vocabulary import words

AGENTS = ("er", "or", "ee", "ess", "lady", "hand", "maid", "mate", "boy", "girl")


@lru_cache(maxsize=16_384)
def noun_type(lemma: str) -> EntityType | None:
    """What a common noun denotes, None when it denotes no actor."""
    if lemma in words("mentions", "person_nouns"):
        return "person"
    if lemma in words("mentions", "organization_nouns"):
        return "organization"
    if lemma in words("mentions", "vessel_words"):
        return "vessel"
    if lemma in words("mentions", "vehicle_words"):
        return "vehicle"
    if lemma in words("mentions", "place_nouns"):
        return "place"
    if lemma in words("mentions", "thing_nouns"):
        return "other"
    if len(lemma) > 5 and lemma.endswith(("man", "woman", "ist", "eer")):
        return "person"
    return None


def kind_noun(reading: Reading, end: int, root: int) -> int:
    """The 'index' of 'the FTSE 100 share index', for a name that ends at `end`; -1 for none.

    A noun that says what the thing of that name is. `root` is the name's own head word.
    """
    noun = reading.head[root]
    if noun < end or reading.dep[root] not in {"compound", "nmod", "amod", "nummod"}:
        return -1
    kinds = words("mentions", "kind_words")
    while reading.lemma[noun] not in kinds and reading.head[noun] > noun:
        if reading.dep[noun] != "compound":  # the 'stock' of 'the Nikkei stock index'
            return -1
        noun = reading.head[noun]
    between = {reading.pos[i] for i in range(end, noun + 1)}
    named = reading.lemma[noun] in kinds and between <= {"NOUN", "ADJ", "NUM"}
    return noun if named else -1


def opens_with_noun(reading: Reading, start: int, end: int) -> bool:
    """Whether the first of three words says what the bearer of the others is: 'Landlady Ada Berg'.

    Gives up where it may be a first name, or is no word for a person.
    """
    word = reading.lower[start]
    if end - start < 3 or not reading.capital(start + 1):
        return False
    if word in words("mentions", "person_nouns"):
        return not is_first_name(word)
    person = noun_type(word) == "person" or word.endswith(AGENTS)
    return person and not is_first_name(word) and word in dictionary()["noun"]


def is_body_behind(reading: Reading, start: int, end: int) -> bool:
    """Whether the word behind a name says that it is a body's: 'the Clear Dawn party'."""
    return (
        end < len(reading)
        and reading.lower[start - 1] == "the"
        and reading.text[end] in words("mentions", "named_bodies")
        and reading.dep[end - 1] in {"compound", "nmod"}
        and reading.head[end - 1] == end
    )
