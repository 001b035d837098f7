"""Whether a predicate is denied by the words around it: 'did not', 'nobody', 'without', 'neither'.

In: a predicate of a parsed Doc. Out: whether it is.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.once import once_a_word

NEGATIVE_DETERMINERS = frozenset(("no", "neither", "nobody", "none", "nothing"))


@once_a_word
def negated(predicate: Token) -> bool:
    """'did not leave', 'nobody left', 'without leaving', 'no explosion', 'was neither arrested nor
    expelled'."""
    for child in predicate.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "not"):
            if child.i > predicate.i and child.nbor(-1).lower_ in ("and", "but"):
                continue  # 'was lost at ten and not, as others say, at nine'
            return True
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
        if (
            child.lower_ in ("nor", "neither")
            and child.dep_ in ("cc", "advmod")
            and (child.i == predicate.left_edge.i)
        ):
            return True  # 'Nor did he leave'
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (
            child.lower_ in NEGATIVE_DETERMINERS
            or any(
                g.lower_ in ("no", "neither") and g.dep_ in ("det", "neg", "preconj")
                for g in child.children
            )
            or _not_one(child)
        ):
            return True
        if child.dep_ == "prep" and any(
            c.dep_ == "pobj" and c.lower_ in ("nothing", "nobody", "none") for c in child.children
        ):
            return True  # 'has resigned from nothing'
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            return True
    head = predicate.head
    if predicate.dep_ == "conj" and any(c.lower_ == "nor" for c in head.children):
        return True
    if _one_of_several(predicate) and negated(head):
        return True
    return predicate.dep_ == "pcomp" and head.lower_ == "without"


def _not_one(noun: Token) -> bool:
    """'not one cent', 'not a single house'; not 'not a few', 'not all'."""
    said = [token.lower_ for token in noun.doc[noun.left_edge.i : noun.i]]
    return said[:2] == ["not", "one"] or said[:3] == ["not", "a", "single"]


def _one_of_several(verb: Token) -> bool:
    """'questioned' and 'approached' of 'has not been arrested, questioned or approached': what a
    'not' before the first of them denies too."""
    if verb.tag_ not in ("VBN", "VB") or verb.tag_ != verb.head.tag_ or verb.head.i > verb.i:
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in verb.lefts):
        return False
    if verb.dep_ == "advcl":  # the second of three, as the parser may hang it
        return any(c.lower_ == "or" and c.dep_ == "cc" for c in verb.rights)
    last = verb
    while (further := next((c for c in last.rights if c.dep_ == "conj"), None)) is not None:
        last = further
    between = verb.doc[verb.head.i : last.i]
    return verb.dep_ == "conj" and any(t.lower_ == "or" for t in between)
