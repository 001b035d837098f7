"""What a happening does at once: 'Saturday's attack [killed] nine people'.

In: a verb. Out: the noun of a happening that is its subject and whose day is therefore its own.
Gives up on what comes of a happening later ('led to an inquiry', 'prompted calls').
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.events.predicates import is_noun, name_of
from analysis.annotate.timex.direction import tense
from analysis.event_kinds import happening_words, kinds_of
from analysis.vocabulary import words

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def blow_of(verb: Token) -> Token | None:
    """The happening that does it; None for any other subject, and for what is not done at once."""
    if is_noun(verb) or tense(verb) != "past":
        return None
    name = name_of(verb)
    if name not in words("events", "effects.verbs") and kinds_of(name).isdisjoint(
        words("events", "effects.kinds")
    ):
        return None
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return blow_of(verb.head)  # 'killed nine people and [injured] twenty'
    if subject is None or not is_noun(subject) or name_of(subject) not in happening_words():
        return None
    return subject
