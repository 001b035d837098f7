"""What a common noun denotes. In: a lemma. Out: the type of actor it describes, or None."""

from __future__ import annotations

from functools import lru_cache

from analysis.model import EntityType
from analysis.vocabulary import words


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
