"""How surely a content is put forward, and whether it is affirmed or denied.

In: a Doc, the spans of a content, the spans of its cue. Out: Commitment (FactBank's CT, PR,
PS, U with + or -, Sauri and Pustejovsky 2009) with the words that decided it. And for one
predicate: a factuality score from -3 to 3, the author's commitment (UW scale, Lee et al. 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.annotate.factuality import score
from analysis.annotate.lemmas import lemma
from analysis.model import Certainty, Polarity, Span
from analysis.vocabulary import words

LEVELS: tuple[Certainty, ...] = ("CT", "PR", "PS", "U")
NEGATING = frozenset({"neg", "det", "advmod", "preconj"})
NOBODY = frozenset({"nobody", "nothing", "none"})
HEARSAY = 2  # the level of what stands under 'if ... to be believed'


@dataclass(frozen=True, slots=True)
class Commitment:
    """How surely, which way, and the words that say so."""

    certainty: Certainty
    polarity: Polarity
    triggers: tuple[Span, ...] = ()


def assess(doc: Doc, content: Sequence[Token], cue: Sequence[Token]) -> Commitment:
    """The commitment to a content: its weakest sign decides, negations flip its polarity."""
    level, negative = 0, False
    triggers: dict[Span, None] = {}

    def weigh(token: Token, found: int) -> None:
        nonlocal level
        if found:
            triggers[_span(token)] = None
            level = max(level, found)

    for token in cue:
        name = lemma(token)
        weigh(token, _level("cues", name))
        weigh(token, _level("words", token.lower_) if token.dep_ in ("advmod", "aux") else 0)
        weigh(token, HEARSAY if token.lower_ == "if" else 0)  # 'if reports are to be believed'
        if name in words("certainty", "cues.denying"):
            negative = not negative
            triggers[_span(token)] = None
    root = _root(content)
    if root is None:
        return Commitment(LEVELS[level], "-" if negative else "+", tuple(sorted(triggers)))
    for token in _governing(root, content):
        word = token.lower_
        if word in NOBODY or (
            word in words("certainty", "words.negative") and token.dep_ in NEGATING
        ):
            negative = not negative
            triggers[_span(token)] = None
        else:
            weigh(token, _level("words", word))
    inside = {t.i for t in content}
    for part in (*root.children, *(p for verb in cue for p in verb.rights)):
        if part.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in part.lefts):
            marker = next(g for g in part.lefts if g.lower_ in ("if", "unless"))
            weigh(marker, 3 if part.i in inside else 1)
    if (
        content
        and content[-1].i + 1 < len(doc)
        and "?" in (content[-1].text, doc[content[-1].i + 1].text)
    ):
        weigh(content[-1], 3)
    return Commitment(LEVELS[level], "-" if negative else "+", tuple(sorted(triggers)))


def factuality(doc: Doc, token: Token) -> float:
    """The author's commitment to the predicate `token` of `doc`, -3 (did not happen) to 3."""
    return score(token)


def _level(kind: str, word: str) -> int:
    if word in words("certainty", f"{kind}.uncommitted"):
        return 3
    if word in words("certainty", f"{kind}.possible"):
        return 2
    return 1 if word in words("certainty", f"{kind}.probable") else 0


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _root(content: Sequence[Token]) -> Token | None:
    """The main predicate of the content: its verb that hangs outside, the first if several."""
    inside = {t.i for t in content}
    heads = [t for t in content if t.head.i not in inside or t.head.i == t.i]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    if verbs:
        return verbs[0]
    return next((t for t in heads if not t.is_punct), None)


def _governing(root: Token, content: Sequence[Token]) -> list[Token]:
    """The words around the main predicate that bear on its truth: auxiliaries, adverbs,
    negations, a negated subject or object, and the marker that opens its clause."""
    found = [
        c for c in root.children if c.dep_ in ("aux", "neg", "advmod", "mark", "preconj", "acomp")
    ]
    for part in root.children:
        if part.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            found += [g for g in part.children if g.dep_ in ("det", "neg") and g.lower_ == "no"]
            if part.lower_ in NOBODY:
                found.append(part)
    if root.lower_ in words("certainty", "words.probable") and any(
        c.dep_ in ("xcomp", "oprd") for c in root.children
    ):
        found.append(root)  # 'is set to resign', not 'the fire was set on purpose'
    inside = {t.i for t in content}
    return [t for t in found if t.i in inside]
