"""Whether the phrase of an event says enough to stand alone on a timeline.

In: a predicate, its phrase, its anchor. Out: yes or no. 'We sent them', 'An announcement', 'Put on
the coffee' do not say who or what.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.events.anchor import Anchor
from analysis.annotate.events.participants import subject_of
from analysis.annotate.events.phrases import KEPT_PREPOSITIONS, PRONOUNS, told_by
from analysis.annotate.events.predicates import is_noun, moves_a_happening, name_of
from analysis.event_kinds import happening_words
from analysis.vocabulary import words


def tellable(token: Token, phrase: str, anchor: Anchor) -> bool:
    """Whether a phrase says enough to stand alone: not 'We sent them', 'An announcement'."""
    told = phrase.lower().split()
    if not told or told[0] in words("events", "silent.nobody"):
        return False
    if told[0] == "it" and name_of(token) in ("happen", "occur"):
        return False  # 'It happened at noon', and what did, is told elsewhere
    if token.tag_ == "VBG" and told[0] == token.lower_:
        return False  # 'throwing flares', and who did, the parse does not say
    if any(c.lower_ == "having" and c.dep_ == "aux" for c in token.lefts):
        return False  # 'permission having been given': part of what another verb tells
    over = told_by(token)
    if not is_noun(over) and over.pos_ != "AUX" and subject_of(over) is None:
        return False  # 'Put on the coffee', 'Was stamped by the council': and who or what, is lost
    if not phrase[:1].isalnum() and phrase[:1] not in "$£€\"'“‘":
        return False  # '. 4 takes blood'
    bare = over.tag_ == "VBG" and not any(c.dep_ in ("aux", "auxpass") for c in over.children)
    if bare and over == token and token.dep_ != "conj":
        return False  # 'one of the crew complaining about the food'
    subject = subject_of(token)
    if subject is not None and _is_doing(subject):
        return False  # 'raising hopes', taken for a subject; not 'A man holding the door left'
    if is_noun(token) and told[0] in KEPT_PREPOSITIONS - {"over", "about", "under"}:
        return False  # 'On the timetable talks'
    if is_noun(token) and told_by(token) == token:
        return len(told) > 2 or (len(told) > 1 and told[0] not in ("a", "an", "no", "any"))
    name = name_of(token)
    ends = told[-1] in (token.text.lower(), name.split()[-1])
    # 'Ghani never left' denies what is told elsewhere
    never = any(c.lower_ == "never" for c in token.children) and told[0] not in PRONOUNS
    telling = name in happening_words() and (never or name not in words("events", "silent.bare"))
    telling |= moves_a_happening(token)  # 'The talks were shifted'
    return telling or not (anchor.guessed and ends)


def _is_doing(subject: Token) -> bool:
    doing = subject.tag_ == "VBG" and subject.pos_ == "VERB"
    return doing and not any(c.dep_ == "nsubj" for c in subject.lefts)
