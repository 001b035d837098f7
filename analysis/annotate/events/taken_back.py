"""What one sentence tells and the next one takes back or calls untrue.

In: a predicate of a parsed Doc. Out: whether the text goes on to say that it is not so: 'We
reported that he had been arrested. That was wrong.', 'The paper said that he had left. We
withdraw it.', 'He had fled, the site claimed. The ministry called that a lie.' Only what is told
as somebody's report can be taken back so: 'He resigned. It denied this' is left to two reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.annotate.once import once_a_word, sentence_of
from analysis.vocabulary import words

FURTHER = 2  # sentences in which a report is taken back
CLIMB = 4
_POINTING = frozenset(("that", "this", "it", "these", "both"))
_OURS = frozenset(("we", "i"))
_CALLING = frozenset(("call", "label", "brand", "describe", "term", "dismiss", "denounce"))


@once_a_word
def taken_back(predicate: Token) -> bool:
    """Whether the sentences behind that of a reported predicate say that it is not so."""
    saying = _report_over(predicate)
    if saying is None:
        return False
    ours = any(c.lower_ in _OURS and c.dep_ == "nsubj" for c in saying.children)
    end = sentence_of(predicate)[1]
    for step, verdict in enumerate(_verdicts(predicate, end)):
        if step == 0 and _says_untrue(verdict, saying, ours):
            return True
        if _withdraws(verdict):
            return True
    return False


def _report_over(predicate: Token) -> Token | None:
    """The verb of saying whose content a predicate tells; None for no such verb."""
    node = predicate
    for _ in range(CLIMB):
        if node.dep_ != "conj" or node.head.pos_ not in ("VERB", "AUX"):
            break
        node = node.head
    said = words("events", "silent.saying")
    if node.dep_ == "ccomp" and node.head.lemma_.lower() in said:
        return node.head
    over = _under_headline(predicate)
    if over is not None:
        return over
    for child in node.children:  # 'He had fled, the site claimed', as the parser may hang it
        if child.dep_ in ("parataxis", "ccomp") and child.lemma_.lower() in said:
            return child
    return None


def _under_headline(predicate: Token) -> Token | None:
    """'We published an article under the headline "Governor flees"': the verb of publishing."""
    headline = False
    for above in predicate.ancestors:
        headline |= above.lemma_.lower() in ("headline", "heading", "title")
        if headline and above.pos_ == "VERB":
            return above
    return None


def _verdicts(predicate: Token, end: int) -> Iterator[Token]:
    """The first words of the sentences that follow."""
    doc = predicate.doc
    for _ in range(FURTHER):
        if end >= len(doc):
            return
        first = doc[end]
        while first.is_space and first.i + 1 < len(doc):
            first = first.nbor(1)
        yield first
        end = sentence_of(first)[1]


def _says_untrue(first: Token, saying: Token, ours: bool) -> bool:
    """'That was wrong', 'This was not the case', 'The ministry called that untrue', 'The army
    denied it'; not where the same speaker goes on."""
    start, end = sentence_of(first)
    root = first.sent.root
    if not start <= root.i < end:
        return False
    if _not_so(first):
        return True
    if first.lower_ in _POINTING and root.lemma_ == "be" and root.i - first.i <= 2:
        return is_false(root)
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None or root.tag_ == "VB" or any(c.dep_ == "neg" for c in root.children):
        return False
    pointed = [t for t in root.doc[root.i + 1 : min(end, root.i + 4)] if t.lower_ in _POINTING]
    if not pointed:
        return False
    before = next((c for c in saying.children if c.dep_ == "nsubj"), None)
    if before is not None and before.lower_ == subject.lower_ and not ours:
        return False
    if root.lemma_.lower() in ("deny", "reject", "refute") and pointed[0].head == root:
        return pointed[0].dep_ in ("dobj", "obj")
    if root.lemma_.lower() not in _CALLING:
        return False
    verdicts = words("events", "governing.denying_adjectives")
    return any(t.lemma_.lower() in verdicts for t in root.doc[pointed[0].i : end])


def _not_so(first: Token) -> bool:
    """'He has not.', 'She was not, and we regret it.', behind what was told of somebody."""
    told = [token.lower_ for token in first.doc[first.i : first.i + 4]]
    return (
        len(told) == 4
        and told[0] in ("he", "she", "it", "they")
        and told[1] in ("has", "had", "have", "was", "were", "is", "did", "does", "do")
        and told[2] in ("not", "n't", "n’t")
        and told[3] in (".", ",", ";", "!")
    )


def _withdraws(first: Token) -> bool:
    """'We relied on one source, and we withdraw it', 'The paper has retracted the report'."""
    start, end = sentence_of(first)
    for word in first.doc[start:end]:
        if word.lemma_.lower() not in ("withdraw", "retract") or word.pos_ != "VERB":
            continue
        taken = next((c for c in word.children if c.dep_ == "dobj"), None)
        if taken is None:
            continue
        if taken.lemma_.lower() in words("events", "governing.reporting_nouns"):
            return True
        ours = any(c.lower_ in _OURS and c.dep_ == "nsubj" for c in word.children)
        if taken.lower_ in _POINTING and ours:  # 'the cabinet withdrew it': a bill
            return True
    return False


def is_false(verdict: Token) -> bool:
    """Whether a copula, or the complement of 'called', says that something is not so."""
    said = [verdict, *(c for c in verdict.children if c.dep_ in ("acomp", "attr", "oprd", "ccomp"))]
    negative = any(child.dep_ == "neg" for child in verdict.children)
    lemmas = {token.lemma_.lower() for token in said} | {token.lower_ for token in said}
    if lemmas & words("events", "governing.denying_adjectives"):
        return not negative
    return negative and bool(lemmas & words("events", "governing.affirming_adjectives"))
