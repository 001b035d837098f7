"""Reads the parts of a clause off the dependency parse: subject, cue words, content.

In: a token. Out: tokens and spans. ClearNLP labels, as spaCy's English pipelines use them.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.attribution.spans import Found, subtract, subtree, token_span
from analysis.annotate.boundaries import DATELINE
from analysis.model import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
CONTROLLED = frozenset({"conj", "xcomp", "advcl", "ccomp", "acomp"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
ASIDE = frozenset({"in", "on", "at", "during", "after", "before", "by", "through", "via"})
STATES = frozenset({"convince", "worry", "concern", "persuade", "alarm", "determine", "satisfy"})
"""Verbs whose passive describes a state of mind: 'is convinced that'."""
DEEPEST = 6  # steps up the tree in search of a subject that a verb does not have itself


def child(token: Token, *labels: str) -> Token | None:
    """The first child of `token` with one of these labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    return verb.lemma_ not in STATES and any(
        c.dep_ in ("auxpass", "nsubjpass") for c in verb.children
    )


def source_head(verb: Token, depth: int = 0) -> Token | None:
    """The word for whoever does what `verb` says; None where the clause does not tell.

    Follows coordination, control and participles upwards. A relative pronoun stands for itself
    ('the envoy, who said'), as any pronoun does: whom it means, `antecedent` tells.
    """
    agent = child(verb, "agent")
    if agent is not None:
        return child(agent, "pobj")
    subject = child(verb, "nsubj") or (child(verb, "nsubjpass") if verb.lemma_ in STATES else None)
    if subject is not None:
        return None if subject.lower_ == "it" and subject.dep_ == "expl" else subject
    if depth >= DEEPEST or is_passive(verb):
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        owner = head.head
        if head.dep_ == "dobj" and owner.pos_ == "VERB":
            return source_head(owner, depth + 1)
        return head
    if verb.dep_ in CONTROLLED and head.pos_ in ("VERB", "AUX", "ADJ") and head.i != verb.i:
        return source_head(head, depth + 1)
    if head.pos_ == "AUX" and verb.pos_ == "ADJ" and head.i != verb.i:
        return source_head(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return source_head(head.head, depth + 1)
    return None


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: 'the envoy' of 'the envoy, who said'."""
    if pronoun.lower_ not in RELATIVE:
        return None
    clause = pronoun
    for _ in range(DEEPEST):
        if clause.dep_ == "relcl":
            return clause.head
        clause = clause.head
    return None


def noun_phrase(head: Token) -> Span:
    """The whole noun phrase, without a relative clause that holds the cue itself."""
    if head.pos_ == "PRON" or head.lower_ in RELATIVE:
        return token_span(head)
    start, end = subtree(head)
    for part in head.rights:  # 'the ministers, in separate letters, said': where, not who
        if part.dep_ == "prep" and part.lower_ in ASIDE and part.i and part.nbor(-1).text == ",":
            return start, part.nbor(-1).idx
    return start, end


def phrase_before(head: Token, verb: Token) -> Span:
    """The noun phrase of `head`, cut before `verb` where the verb hangs inside it."""
    start, end = noun_phrase(head)
    if start <= verb.idx < end:
        inner = verb
        while inner.head.i != head.i and inner.head.i != inner.i:
            inner = inner.head
        left = inner.left_edge.idx
        if left > head.idx:
            end = left
    return start, end


def cue_span(verb: Token) -> tuple[Span, ...]:
    """The verb with auxiliaries, negation and adverbs that touch it."""
    first = last = verb
    parts = {c.i for c in verb.children if c.dep_ in CUE_PARTS and c.n_lefts + c.n_rights == 0}
    while first.i and first.i - 1 in parts:
        first = first.nbor(-1)
    while last.i + 1 < len(verb.doc) and last.i + 1 in parts and last.nbor(1).dep_ == "prt":
        last = last.nbor(1)
    return ((first.idx, last.idx + len(last)),)


def clause_content(content: Token, cue: Token) -> list[Span]:
    """The subtree of `content` without the cue's own words where they stand inside it."""
    span = subtree(content)
    last = content.right_edge
    if last.dep_ == "cc" and last.i > content.i:
        span = (span[0], last.idx)  # 'and' whose other half the parse hung elsewhere
    if not span[0] <= cue.idx < span[1]:
        return [span]
    holes = [token_span(cue)]
    for part in cue.children:
        if part.i != content.i and not part.is_punct and part.dep_ not in ("ccomp", "conj"):
            holes.append(subtree(part))
    inside = [h for h in holes if span[0] <= h[0] and h[1] <= span[1]]
    return subtract(span, [(min(h[0] for h in inside), max(h[1] for h in inside))])


def clause_of(token: Token) -> Token:
    """The verb of the clause that `token` stands in."""
    node = token
    while node.head.i != node.i and not (
        node.pos_ in ("VERB", "AUX") and node.dep_ in ("ROOT", "ccomp", "conj", "relcl", "advcl")
    ):
        node = node.head
    return node


def line_of(text: str, token: Token) -> Span:
    """The line (paragraph) that `token` stands in, as characters, behind a dateline."""
    start = text.rfind("\n", 0, token.idx) + 1
    end = text.find("\n", token.idx)
    dateline = DATELINE.match(text, start)
    if dateline and dateline.end() <= token.idx:
        start = dateline.end()
    return start, len(text) if end < 0 else end


def governed(
    verb: Token, source: Token | None, content: list[Span], rule: str, cue: tuple[Span, ...] = ()
) -> Found:
    """The attribution that a cue word governs: its source as a phrase, and its own words."""
    phrase = (phrase_before(source, verb),) if source is not None else ()
    return Found(
        source=phrase,
        cue=cue or cue_span(verb),
        content=tuple(content),
        rule=rule,
        anchor=verb.i,
    )
