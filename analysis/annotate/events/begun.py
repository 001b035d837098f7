"""The deed behind a verb that says that it begins or goes on.

In: a predicate of a parsed Doc. Out: the verb of the deed, None where it tells a deed itself.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.events.predicates import is_noun

_BEGINNING = frozenset(("begin", "start", "continue", "go", "keep", "resume"))


def begun(verb: Token) -> Token | None:
    """'Police began moving people out', 'went on searching': the deed that is begun or goes on."""
    if is_noun(verb) or verb.lemma_.lower() not in _BEGINNING:
        return None
    particle = verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "on"
    for child in verb.rights:
        if child.dep_ != "xcomp" or child.pos_ != "VERB":
            continue
        if child.tag_ == "VBG":
            return child if verb.lemma_ not in ("go", "keep") or particle else None
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if to and verb.lemma_ in ("begin", "start", "continue"):
            return child
    return None
