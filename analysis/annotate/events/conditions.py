"""On what something depends that is to come: 'if they are not paid by noon, they will walk out'.

In: a verb or noun of a parsed Doc. Out: whether it stands in an if-clause, or the verb of the one
that it hangs on.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.events.predicates import is_noun
from analysis.annotate.once import once_a_word
from analysis.annotate.timex.direction import tense
from analysis.vocabulary import words

LONGEST_CLIMB = 8


def conditional(verb: Token) -> bool:
    """In an if-clause, or governed by one that stands in it."""
    marks = words("events", "governing.conditional_marks")
    node = verb
    for _ in range(LONGEST_CLIMB):
        if any(child.dep_ == "mark" and child.lower_ in marks for child in node.children):
            return True
        if node.dep_ == "advcl" and _marked(node):
            return True
        if node.dep_ not in ("conj", "xcomp") or node.head == node:
            return False
        node = node.head
    return False


@once_a_word
def condition_of(predicate: Token) -> int | None:
    """Where the verb of the if-clause stands on which what is to come depends: 'If they are not
    paid by noon, they will walk out', 'pay by Friday or the court will seize the ship'."""
    verb = predicate
    if is_noun(predicate):
        if predicate.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            return None
        verb = predicate.head
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need") and verb.tag_ == "VB":
        verb = verb.head  # 'If it cannot, it will have to declare ...'
    if verb.pos_ not in ("VERB", "AUX") or conditional(verb):
        return None
    threatens = verb.dep_ == "xcomp" and infinitive_of_plan(verb)
    if tense(verb) != "future" and not threatens:
        return None
    # 'If it is not withdrawn, they say, they will close the port'
    aside = [c for c in verb.lefts if c.dep_ == "parataxis"]
    above = [verb.head] if threatens or verb.dep_ == "conj" else _saying(verb)
    for node in (verb, *above, *aside):
        for child in node.children:
            clause = child.dep_ == "advcl" or (child.dep_ == "prep" and _provided(child))
            if clause and _marked(child) and _depends(child, verb):
                return child.i
    if verb.dep_ == "conj" and any(c.tag_ == "MD" for c in verb.children):
        between = [token.lower_ for token in verb.doc[verb.head.i + 1 : verb.i]]
        # its own subject stands behind the 'or'
        if "or" in between[:-2] and tense(verb.head) != "past":
            return verb.head.i
    return None


def depends(verb: Token) -> bool:
    """'If the seats are ruled vacant, the town votes again on Sunday': what is to come on a stated
    day, in the present tense."""
    if is_noun(verb) or tense(verb) == "past" or conditional(verb):
        return False
    return any(c.dep_ == "advcl" and _marked(c) and _depends(c, verb) for c in verb.children)


def _saying(verb: Token) -> list[Token]:
    """'If he is expelled, he has let it be known that he will leave': the words of saying over
    what is to come, before which the condition stands."""
    over: list[Token] = []
    node = verb
    while node.dep_ == "ccomp" and node.head.i < verb.i and len(over) < 2:
        node = node.head
        over.append(node)
    return over


def _marked(clause: Token) -> bool:
    """'if ...', 'unless ...', 'should they not ...'; not 'as if', 'even if', 'whether'."""
    marks = words("events", "governing.if_marks")
    if _provided(clause):
        return True
    for child in clause.lefts:
        if child.dep_ == "mark" and child.lower_ in marks:
            before = child.nbor(-1).lower_ if child.i else ""
            return before not in ("as", "even", "what", "only")
        if child.dep_ in ("aux", "auxpass") and child.lower_ == "should":
            return child.i == clause.left_edge.i  # 'Should he not have woken by noon, ...'
    return False


def _provided(clause: Token) -> bool:
    """'provided' of 'provided (that) they pay by noon', as the parser takes it for a verb."""
    inside = any(c.dep_ in ("pcomp", "ccomp") for c in clause.rights)
    return clause.lower_ in ("provided", "providing") and inside and not clause.n_lefts


def _depends(clause: Token, verb: Token) -> bool:
    """Whether an if-clause is of this verb and not of another one that is joined to it."""
    between = clause.doc[min(clause.i, verb.i) + 1 : max(clause.i, verb.i)]
    return clause.head == verb or not any(t.dep_ == "conj" and t.pos_ == "VERB" for t in between)


def infinitive_of_plan(verb: Token) -> bool:
    if not any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return False
    head = verb.head
    planning = words("events", "governing.planning")
    return head == verb or going_to(verb) or head.lemma_.lower() in planning


def going_to(verb: Token) -> bool:
    """'is not going to sit until Monday'."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "go" and verb.head.tag_ == "VBG"
