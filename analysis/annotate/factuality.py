"""How far the author commits to a predicate having happened: -3 (certainly not) to 3.

In: a token of a parsed Doc. Out: the score, and on request the features that made it. The
features are what Lotan et al. (2013, TruthTeller) and Stanovsky et al. (2017) name: negation,
modals, tense, embedding verbs by signature (factive, implicative, of saying, wanting, ...),
conditionals, questions, adverbs, for the predicate and for what governs it. Their weights
are fitted to median judgements and stand in `data/factuality.toml`; a score is their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import fsum

from spacy.tokens import Token

from analysis.annotate.once import once_a_word, sentence_of
from analysis.vocabulary import table, words

LEVELS = 3  # governors whose own negation and modals are looked at
HIGHEST = 5  # governors looked at for conditionals
SURE = 2.3  # from here on up readers judge without doubt
VERBAL = frozenset({"VERB", "AUX"})
SPEAKERS = frozenset({"i", "we", "you"})
CONDITIONS = frozenset({"if", "unless"})
LATER = frozenset({"when", "once", "until", "before"})
EMBEDDING = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl", "dobj", "conj", "prep"})
HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
BE = frozenset({"is", "are", "am", "was", "were", "be", "been", "'re", "'m", "’re", "’m"})


def score(token: Token) -> float:
    """The sum of the weights of the token's features, within -3 and 3."""
    weights = _weights()
    # fsum: the order of a set differs from run to run, and with it the last digit of a plain sum.
    total = fsum(weights.get(feature, 0.0) for feature in set(features(token)))
    return 3.0 if total >= SURE else max(round(total, 2) + 0.0, -3.0)  # + 0.0: never -0.0


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in table("factuality")["weights"].items()}


@cache
def _signatures() -> dict[str, tuple[str, ...]]:
    """For each embedding word the names of its signatures."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in table("factuality")["signatures"].items():
        for word in members:
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def _modals() -> dict[str, str]:
    return dict(table("factuality")["modals"])


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a word's own dependents say about it."""

    negated: bool
    modal: str
    infinitive: bool
    subject: bool
    names: tuple[str, ...]


@once_a_word
def _signs(token: Token) -> _Signs:
    negated, modal, infinitive = False, "", False
    subject: Token | None = None
    names: list[str] = []
    for part in token.children:
        label, word = part.dep_, part.lower_
        if label == "neg":
            negated = True
        elif label == "aux":
            modal = _modals().get(word, modal)
            infinitive = infinitive or word == "to"
        elif label in ("nsubj", "nsubjpass"):
            subject = part
            negated = negated or word in ("nobody", "none", "nothing") or _has_no(part)
        elif label == "det" and word in ("no", "any", "every"):
            names.append(f"determiner {word}")
            negated = negated or word == "no"
        elif label == "advmod" and word in words("factuality", "adverbs"):
            names.append(f"adverb {word}")
        elif label == "mark" and word in words("factuality", "markers"):
            names.append(f"marker {word}")
        elif label in ("dobj", "attr"):
            negated = negated or _has_no(part)
    if negated:
        names.append("negated")
    if modal:
        names.append(f"modal {modal}")
        if negated:
            names.append(f"negated modal {modal}")
    if infinitive:
        names.append("infinitive")
        if negated:
            names.append("negated infinitive")
    if subject is not None and subject.lower_ in SPEAKERS:
        names.append("subject speaks")
        if modal:
            names.append(f"subject speaks with modal {modal}")
    return _Signs(negated, modal, infinitive, subject is not None, tuple(names))


def _has_no(token: Token) -> bool:
    return any(part.lower_ == "no" for part in token.lefts)


def features(token: Token) -> Iterator[str]:
    """The names of all features of a predicate; those without a weight count nothing."""
    signs = _signs(token)
    yield "any predicate"
    yield f"form {token.tag_}"
    yield f"relation {token.dep_}"
    yield "verb" if token.pos_ in VERBAL else "noun"
    yield from signs.names
    yield from _mood(token, signs)
    yield from _shape(token)
    yield from _governors(token, signs)


def _mood(token: Token, signs: _Signs) -> Iterator[str]:
    """Questions, orders, and conditions that hang on the predicate itself."""
    start, end = sentence_of(token)
    if any(part.text == "?" for part in token.doc[max(start, end - 3) : end]):
        yield "in a question"
        if token.dep_ == "ROOT":
            yield "asked"
    bare = not signs.subject and not signs.modal and not signs.infinitive
    if bare and token.tag_ in ("VB", "VBP"):
        yield "no subject"
        if token.tag_ == "VB" and token.dep_ in ("ROOT", "conj"):
            yield "order"
    for part in token.children:
        if part.dep_ == "advcl":
            if _marked(part, CONDITIONS):
                yield "on a condition"
            if _marked(part, LATER):
                yield "bound to a time"


def _marked(clause: Token, markers: frozenset[str]) -> bool:
    return any(part.lower_ in markers for part in clause.lefts)


def _shape(token: Token) -> Iterator[str]:
    """Tense and aspect of a verb, determiner and lemma of a noun."""
    auxiliaries = {part.lower_ for part in token.children if part.dep_ in ("aux", "auxpass")}
    if token.tag_ == "VBG" and not auxiliaries:
        yield "gerund"
    if auxiliaries & HAVE:
        yield "perfect"
    if auxiliaries & BE:
        yield "with be"
    if token.pos_ in VERBAL:
        return
    yield f"noun {token.lemma_.lower()}"
    for part in token.lefts:
        if part.dep_ == "poss":
            yield "owned"
        elif part.lower_ == "the":
            yield "definite"
        elif part.lower_ in ("a", "an"):
            yield "indefinite"


def _governors(token: Token, signs: _Signs) -> Iterator[str]:
    """What the words above the predicate do to it."""
    node, level = token, 0
    while node.head.i != node.i and level < HIGHEST:
        governor, link = node.head, node.dep_
        if governor.dep_ == "prep" or governor.pos_ == "ADP":
            link = f"prep {governor.lower_}"
            if governor.head.i == governor.i:
                return
            governor = governor.head
        level += 1
        if node.dep_ == "advcl":
            if _marked(node, CONDITIONS):
                yield "in a condition"
                yield f"in a condition, level {min(level, 2)}"
            if _marked(node, LATER):
                yield "in a clause of time"
        if level <= LEVELS:
            above = _signs(governor)
            for name in above.names:
                yield f"governor {level}: {name}"
            if level == 1:
                yield from _direct(governor, link, signs, above)
            elif level == 2:
                yield from _second(governor, node, link)
        node = governor


def _direct(governor: Token, link: str, signs: _Signs, above: _Signs) -> Iterator[str]:
    relation, word = link.split()[0], governor.lemma_.lower()
    yield f"under {link}"
    yield f"{relation} of {word}"
    yield f"governor is {governor.pos_}"
    if governor.pos_ not in VERBAL:
        yield "infinitive of a noun" if signs.infinitive else "under a noun"
    for signature in _signatures().get(word, ()):
        yield f"{relation} of {signature}"
        if signs.infinitive:
            yield f"infinitive of {signature}"
        if above.negated:
            yield f"under negated {signature}"
    if above.negated:
        yield f"negated above {relation}"
    if above.modal:
        yield f"modal {above.modal} above {relation}"
    if above.infinitive:
        yield f"infinitive above {relation}"
    if any(p.dep_ == "advcl" and _marked(p, CONDITIONS) for p in governor.children):
        yield "governor on a condition"


def _second(governor: Token, node: Token, link: str) -> Iterator[str]:
    if node.dep_ in EMBEDDING:
        yield f"second {link.split()[0]}"
    for signature in _signatures().get(governor.lemma_.lower(), ()):
        yield f"second {link.split()[0]} of {signature}"
