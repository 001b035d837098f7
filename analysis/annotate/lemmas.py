"""Lemmas without the known mistakes of the small English model. In: a token. Out: its lemma."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis.vocabulary import table


@cache
def _repairs() -> dict[str, str]:
    return dict(table("cues")["lemma"])


def lemma(token: Token) -> str:
    """The lemma in lower case: 'hope' of 'hoped', which the model takes for 'hop'."""
    found = token.lemma_.lower()
    return _repairs().get(found, found)
