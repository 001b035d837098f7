"""Looks words up in `data/cues.toml`. In: tokens. Out: their place in a table."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis.annotate.lemmas import lemma
from analysis.vocabulary import table, words

__all__ = ["FINITE", "all_cues", "cue_words", "is_speech", "lemma", "speech_verbs"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs that have a tense


@cache
def cue_words(key: str) -> frozenset[str]:
    """The words under `key` of the cue table ('verbs.clause')."""
    return words("cues", key)


@cache
def all_cues() -> frozenset[str]:
    """Every verb, noun and adjective of the table: other words need no rule."""
    cues = table("cues")
    sections = ("verbs", "prepositions", "passive", "nouns", "adjectives")
    return frozenset(
        w for section in sections for members in cues[section].values() for w in members
    )


def begins_phrase(token: Token) -> bool:
    """Whether the verb may be the first word of one that means saying: 'let it be known'."""
    return token.pos_ == "VERB" and lemma(token) in _phrase_verbs()


@cache
def _phrase_verbs() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in cue_words("verbs.trailing_phrases"))


@cache
def speech_verbs() -> frozenset[str]:
    """Verbs that can stand beside a quotation."""
    return cue_words("verbs.clause") | cue_words("quotes.verbs") | {"say", "think"}


def is_speech(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and lemma(token) in speech_verbs()
