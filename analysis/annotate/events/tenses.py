"""What the form of a verb says of when, where no date does.

In: a predicate of a parsed Doc. Out: yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.annotate.events.beside import distance_at
from analysis.annotate.events.predicates import name_of
from analysis.annotate.timex.direction import tense
from analysis.event_kinds import happening_words
from analysis.model import TimeExpression
from analysis.vocabulary import words


def past_perfect(verb: Token) -> bool:
    return any(child.lower_ in ("had", "'d") and child.dep_ == "aux" for child in verb.children)


def reference(verb: Token, timexes: Sequence[TimeExpression]) -> bool:
    """Mentioned for another's sake, and when, the sentence does not say: 'the people kidnapped at
    the station', 'collided before it sank', 'two days after it sank'."""
    if verb.dep_ == "advcl":
        marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ in ("before", "after")]
        return any(c.lower_ == "before" or distance_at(c, timexes) for c in marks)
    main = verb.sent.root.pos_ in ("VERB", "AUX")  # else the parser took the sentence for a noun
    reduced = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")
    return (reduced or _restricting(verb)) and main and name_of(verb) in happening_words()


def _restricting(verb: Token) -> bool:
    """'the director [whom he ousted]', 'the truce [that ended the war]': which one is meant."""
    if verb.dep_ != "relcl" or verb.tag_ != "VBD" or verb.i == verb.left_edge.i:
        return False
    opening = verb.left_edge
    return bool(opening.i) and opening.nbor(-1).text not in (",", "—", "–", "-", "(")


def simple_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children)


def present_perfect(verb: Token) -> bool:
    """'has quit': news of the report, whatever day the story told of before."""
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "’s") for c in verb.children)


def present_passive(verb: Token) -> bool:
    """'The bridge is closed to all traffic': how it has been since it came about."""
    passive = any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    perfect = any(c.dep_ == "aux" for c in verb.children)
    return passive and not perfect and name_of(verb) in words("events", "governing.lasting")


def reported(verb: Token) -> bool:
    """In what a saying in the past says, where the tense is shifted back: 'denied claims that ...
    had fired'."""
    if verb.dep_ == "ccomp":
        lemma = verb.head.lemma_.lower()
        saying, denying = words("events", "silent.saying"), words("events", "governing.denying")
        return lemma in saying or lemma in denying
    nouns = words("events", "governing.reporting_nouns")
    return verb.dep_ in ("acl", "relcl") and verb.head.lemma_.lower() in nouns


def same_tense(verb: Token, other: Token) -> bool:
    here, there = tense(verb), tense(other)
    return here == there or not here or not there
