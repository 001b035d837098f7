"""Attributions that a cue word and the syntax around it show.

In: a Doc. Out: Found, one for each cue word that governs a content. Each rule is a function
of one token that yields nothing where it does not apply (`verb_cues`, `noun_cues`); `RULES` says
which run on which part of speech. The frames (which word takes which content) stand in
`data/cues.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.noun_cues import adjective, noun
from analysis.annotate.attribution.sentence_parts import child, clause_of, line_of, noun_phrase
from analysis.annotate.attribution.spans import (
    Found,
    overlap,
    subtract,
    subtree,
    tidy,
    without_stop,
)
from analysis.annotate.attribution.speakers import phrase_beside
from analysis.annotate.attribution.trailing import between, closing, trailing
from analysis.annotate.attribution.verb_cues import (
    as_said,
    clause,
    if_believed,
    infinitive,
    object_infinitive,
    passive,
    preposition,
    raising,
    verb_object,
)
from analysis.annotate.attribution.words import all_cues, begins_phrase, cue_words, lemma
from analysis.annotate.once import tokens_of_kind

Rule = Callable[[Token], Iterator[Found]]


def find_cued(doc: Doc, text: str) -> list[Found]:
    """Every attribution that a verb, noun, adjective or 'according to' governs."""
    found: list[Found] = []
    for token in tokens_of_kind(doc, (*RULES, "ADP")):
        rules = RULES.get(token.pos_)
        if rules is None or (lemma(token) not in all_cues() and not begins_phrase(token)):
            if token.lower_ == "according":
                found += according_to(token)
            continue
        for rule in rules:
            made = list(rule(token))
            if made:
                found += made
                break  # one reading a word: the rules stand in the order of their certainty
    return [kept for one in found if (kept := _within_line(doc, text, one)) is not None]


def _within_line(doc: Doc, text: str, found: Found) -> Found | None:
    """Tidied and cut to the line of the cue: a parse may run on from a headline."""
    low, high = line_of(text, doc[found.anchor])
    content = tidy(text, [(max(s, low), min(e, high)) for s, e in found.content if s < high])
    content = without_stop(text, tuple((s, e) for s, e in content if s >= low))
    if not content:
        return None
    source = tidy(text, [(max(s, low), e) for s, e in found.source if e > low and e <= high])
    if found.source and not source:  # the parse took the dateline or a headline for the subject
        verb = doc[found.anchor]
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.idx >= low), None)
        beside = noun_phrase(subject) if subject else phrase_beside(doc, verb, before=True)
        if beside is not None and low <= beside[0] and not overlap([beside], content):
            source = tidy(text, [beside])
    return Found(source, found.cue, content, found.rule, found.anchor, found.relay)


def according_to(token: Token) -> Iterator[Found]:
    """'According to X, ...', '..., according to X'. The content is the clause it stands in."""
    to = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if to is None or to.lower_ != "to":
        return
    source = child(to, "pobj", "pcomp")
    if source is None:
        return
    top = token if token.head.i != to.i else to
    while top.head.i != top.i and top.head.dep_ == "prep" and top.head.i == top.i - 1:
        top = top.head
    verb = clause_of(top.head)
    content = child(verb, "ccomp")
    if lemma(verb) in cue_words("verbs.clause") | {"say"} and content is not None:
        first, last = subtree(content)
        apart = any(t.text in (":", ";") for t in token.doc[content.i : verb.i])
        if apart:
            pass  # 'One thing is settled: it was found there, according to X'
        elif first <= token.idx < last or content.i < verb.i:
            verb = content  # 'According to X, it fell, Y reported': the report is Y's
    verb = _second_of_two(token, verb) or verb
    whole = subtree(verb)
    hole = (min(token.idx, subtree(token)[0]), max(noun_phrase(source)[1], to.idx + len(to)))
    cue = ((token.idx, to.idx + len(to)),)
    yield Found(
        source=(noun_phrase(source),),
        cue=cue,
        content=tuple(subtract(whole, [hole])),
        rule="according to",
        anchor=token.i,
    )


def _second_of_two(token: Token, verb: Token) -> Token | None:
    """'She praised him in the morning and, [according to] the Mail, [dismissed] him at night':
    the Mail's is only what follows the 'and'."""
    if token.i < 2 or token.nbor(-1).text != "," or token.nbor(-2).dep_ != "cc":
        return None
    second = child(verb, "conj")
    return second if second is not None and second.i > token.i else None


RULES: dict[str, tuple[Rule, ...]] = {
    "VERB": (
        if_believed, between, trailing,
        passive, raising, clause, object_infinitive, infinitive, verb_object, preposition, as_said,
    ),
    "NOUN": (closing, noun),
    "ADJ": (adjective,),
}  # fmt: skip
