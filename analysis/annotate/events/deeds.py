"""Of the words for sayings, those that are deeds: 'dismissed the minister', 'declared a curfew'.

In: a predicate with its name, status, anchor and participants. Out: yes or no. Who says something
does no more than speak; but a decision that is announced, a warning that is given on a stated
day, a sum that is demanded, a report that is taken back are happenings.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.annotate.events.anchor import FINENESS, WITHIN_A_DAY, Anchor
from analysis.annotate.events.predicates import told_at
from analysis.event_kinds import kinds_of
from analysis.model import EventStatus, Participant
from analysis.vocabulary import words


def is_deed(
    token: Token,
    name: str,
    status: EventStatus,
    anchor: Anchor,
    taking_part: Sequence[Participant],
) -> bool:
    """Of a word for a saying: 'dismissed the minister', 'declared a curfew', 'will decide on
    Friday'."""
    never = name in words("events", "silent.sayings_never")
    if status == "planned" and on_a_day(anchor) and not never and not infinitive_below(token):
        return True
    if name in words("events", "silent.orders") and on_a_day(anchor) and infinitive_below(token):
        return any(child.dep_ in ("dobj", "nsubjpass") for child in token.children)
    passive = any(c.dep_ == "nsubjpass" for c in token.children)
    if name in words("events", "silent.owning_up") and status == "happened" and not passive:
        # 'admitted late on Tuesday that ...', 'apologises to the family': whoever it is of
        below = any(c.dep_ in ("ccomp", "dobj") for c in token.children)
        return (sorry(token, name) or (below and on_a_day(anchor))) and any(
            p.role == "agent" for p in taking_part
        )
    if name in words("events", "silent.undergone") and on_a_day(anchor):
        below = any(child.dep_ in ("ccomp", "xcomp") for child in token.children)
        return not below and any(child.dep_ == "nsubjpass" for child in token.children)
    if name in words("events", "silent.addressed") and status == "happened":
        # 'warned the council on 3 May, in May, that the dam was weak'
        dated = not anchor.guessed and anchor.precision in (*WITHIN_A_DAY, "week", "month")
        return dated and any(c.dep_ in ("dobj", "nsubjpass") for c in token.children)
    if name == "write" and status == "happened" and on_a_day(anchor):
        # 'wrote to the ministry on 3 May that the dam was weak'
        return any(c.lower_ == "to" and c.dep_ == "prep" for c in token.rights)
    if name in words("events", "silent.proclaiming"):
        # 'declared at seven that the town was safe': to all, at that hour
        that = any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
        named = any(p.role == "agent" and p.entity is not None for p in taking_part)
        exact = anchor.precision == FINENESS[0] and not anchor.guessed
        if that and named and exact and status == "happened":
            return True
        if named and status == "happened" and on_a_day(anchor) and _decides(token):
            return True
    if name == "brief the press" or told_at(token) is not None:
        # 'told reporters at noon that ...': that he did, at noon
        return not anchor.guessed and anchor.precision in FINENESS[:3] and status == "happened"
    if name == "speak" and on_a_day(anchor):  # 'spoke by telephone with the envoy on Monday'
        if anchor.precision in FINENESS[:3] and status == "happened":
            # 'spoke for six minutes on Monday morning'
            return any(p.role == "agent" and p.entity is not None for p in taking_part)
        return any(c.dep_ == "prep" and c.lower_ in ("with", "by") for c in token.children)
    things = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass", "oprd")]
    if claims_money(token, name):
        return True  # 'are demanding $18 million'
    if not things or any(child.dep_ == "ccomp" for child in token.children):
        return False
    if any(t.lemma_.lower() in words("events", "governing.reporting_nouns") for t in things):
        return False  # 'dismissed reports that the minister had left'
    if (
        name in words("events", "silent.deciding")
        and on_a_day(anchor)
        and any(t.lemma_.lower() in words("events", "silent.decided") for t in things)
    ):
        return True
    if name in words("events", "silent.deeds_to_people"):
        named = any(t.ent_type_ == "PERSON" for child in things for t in child.subtree)
        return named or any(p.role == "patient" and p.entity is not None for p in taking_part)
    return name in words("events", "silent.deeds")


def _decides(verb: Token) -> bool:
    """'announced on Friday that the garrison would be halved': what is to come, and not when."""
    for said in verb.rights:
        if said.dep_ == "ccomp" and any(c.lower_ in ("would", "will") for c in said.lefts):
            return not any(word.ent_type_ in ("DATE", "TIME") for word in said.subtree)
    return False


def claims_money(verb: Token, name: str) -> bool:
    """'demands $18 million of the operator', 'has asked for 2 billion crowns'."""
    if name not in ("demand", "ask", "ask for"):
        return False
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    for child in verb.rights:
        if child.lower_ == "for" and child.dep_ == "prep":
            things += [inner for inner in child.children if inner.dep_ == "pobj"]
    return any(_of_money(thing) for thing in things)


def sorry(verb: Token, name: str) -> bool:
    """'apologises to the family', 'regrets the error', 'withdraws the report': who writes so does
    so."""
    erring = words("events", "silent.errors")
    back = name == "regret" or name in words("events", "governing.retracting")
    wrong = any(c.dep_ == "dobj" and c.lemma_.lower() in erring for c in verb.rights)
    return "apology" in kinds_of(name) or (back and wrong)


def _of_money(noun: Token) -> bool:
    many = any(t.lower_ in ("thousand", "million", "billion") for t in noun.lefts)
    many |= any(t.lower_ in ("million", "billion") for c in noun.lefts for t in c.subtree)
    return noun.ent_type_ == "MONEY" or many or noun.lemma_.lower() == "ransom"


def on_a_day(anchor: Anchor) -> bool:
    return not anchor.guessed and anchor.precision in WITHIN_A_DAY


def infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def infinitive_below(verb: Token) -> bool:
    return any(child.dep_ == "xcomp" and infinitive(child) for child in verb.children)
