"""Finds what the outlet itself states: clauses about happenings that no source is given for.

In: a Doc and the attributions already found. Out: Attributions of kind 'author' without source.
Left out: questions, fragments, headlines' labels, opinions without an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from analysis.annotate.attribution.channel import dateline_wire
from analysis.annotate.attribution.edges import behind_stamp, closed
from analysis.annotate.attribution.spans import (
    FINAL,
    TokenIndex,
    length,
    overlap,
    subtract,
    subtree,
    tidy,
    token_span,
)
from analysis.annotate.attribution.words import FINITE
from analysis.annotate.certainty import assess
from analysis.model import Attribution, Entity, Mention, Span

SUBJECTS = ("nsubj", "nsubjpass", "expl")
SHORTEST = 3  # words
SAID_BY_OTHERS = 0.4  # part of a clause in others' words from which it is not the outlet's


def find_statements(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> tuple[Attribution, ...]:
    """One statement for each main clause of the outlet's own."""
    index = TokenIndex(doc)
    taken = [
        span for a in attributions if _says_a_clause(index, a) for span in (*a.content, *a.cue)
    ]
    wire = dateline_wire(index.text)
    result: list[Attribution] = []
    for sentence in doc.sents:
        if index.text[sentence.start_char : sentence.end_char].rstrip().endswith("?"):
            clauses = [*_before_question(sentence.root)]
        else:
            clauses = [(verb, _own_part(verb, taken)) for verb in _main_verbs(sentence.root, taken)]
            clauses += _otherwise(sentence, clauses, taken)
        for verb, part in clauses:
            part = [_behind_line(span, verb, index.text) for span in part]
            content = behind_stamp(index.text, tidy(index.text, part, FINAL))
            content = tuple(closed(index.text, span) for span in content)
            if len(content) != 1 or overlap([token_span(verb)], taken):
                continue
            if overlap(content, taken) > SAID_BY_OTHERS * length(content):
                continue
            tokens = index.tokens(content)
            if "\n" in index.text[slice(*content[0])]:
                continue
            if _words(tokens) < SHORTEST and not _tells_in_two_words(verb, sentence):
                continue
            commitment = assess(doc, tokens, [])
            result.append(
                Attribution(
                    source=(), cue=(), content=content, quote_type="indirect",
                    source_kind="author", channel=(wire,) if wire else (),
                    certainty=commitment.certainty, polarity=commitment.polarity,
                    triggers=commitment.triggers, origin_rule="the outlet's own words",
                )
            )  # fmt: skip
    return tuple(result)


def _otherwise(
    sentence: SpacySpan, clauses: list[tuple[Token, list[Span]]], taken: Sequence[Span]
) -> list[tuple[Token, list[Span]]]:
    """What the parse hides, beside the main clauses that it shows."""
    whole = [(sentence.start_char, sentence.end_char)]
    found: list[tuple[Token, list[Span]]] = []
    if not clauses and (verb := _lost_verb(sentence)):
        found.append((verb, whole))
    for lost in (
        _first_of_two(sentence.root),
        _behind_colon(sentence),
        _what_is_certain(sentence.root),
    ):
        if lost is not None and lost[0] not in [verb for verb, _ in (*clauses, *found)]:
            found.insert(0, lost)
    found += _beside(sentence, taken)
    if not clauses and not found and (verb := _any_finite(sentence, taken)):
        found.append((verb, whole))
    return found


def _before_question(root: Token) -> Iterator[tuple[Token, list[Span]]]:
    """'[The men are hammering on the hull], and what does our minister do?'"""
    asked = next((c for c in root.rights if c.dep_ == "conj"), None)
    subject = next((c for c in root.lefts if c.dep_ in SUBJECTS), None)
    joint = next((c for c in root.rights if c.dep_ == "cc"), None)
    if asked is None or subject is None or joint is None:
        return
    opening = joint.nbor() if joint.i + 1 < len(root.doc) else joint
    turned = opening.tag_[:1] == "W" or opening.pos_ == "AUX"
    first = root.left_edge
    if turned and first.tag_[:1] != "W" and first.pos_ != "AUX" and not _hangs_on_another(root):
        yield root, [(first.idx, joint.idx)]


def _tells_in_two_words(verb: Token, sentence: SpacySpan) -> bool:
    """'He walked.', 'Eleven arrived.': a sentence of a subject and what it did."""
    return (
        verb == sentence.root
        and sentence.text.rstrip()[-1:] in (".", "!")  # not the label 'Port closed'
        and verb.tag_ == "VBD"
        and verb.pos_ == "VERB"
        and any(c.dep_ in SUBJECTS and c.lower_ not in ("i", "we", "you") for c in verb.lefts)
    )


def _behind_line(span: Span, verb: Token, text: str) -> Span:
    """Without a line above that the sentence was taken together with: a heading, a handle."""
    line = text.rfind("\n", span[0], min(verb.idx, span[1])) + 1
    return (max(span[0], line), span[1])


FEWEST = 5  # words of a sentence whose parse is lost
_MARKS = re.compile(r"[\"“”\n]|:(?!\d\d\b)")  # of a heading, or of somebody's words; not of '21:40'
_BOUND = frozenset({"relcl", "advcl", "acl", "csubj"})


def _any_finite(sentence: SpacySpan, taken: Sequence[Span]) -> Token | None:
    """The verb of a sentence that says something although its parse has no subject: 'By order of
    the mayor, Ida Lund, the bridge has been closed.' None where any of it is somebody's word."""
    text = sentence.text.strip()
    if text[-1:] not in (".", "!") or _MARKS.search(text):
        return None
    if _words([*sentence]) < FEWEST or not text[0].isupper():
        return None
    if overlap([(sentence.start_char, sentence.end_char)], taken):
        return None
    return next(
        (
            t
            for t in sentence
            if t.pos_ in ("VERB", "AUX")
            and t.tag_ in FINITE
            and t.i > sentence.start  # 'Thank you all for coming.'
            and (t.head if t.dep_ in ("aux", "auxpass") else t).dep_ not in _BOUND
        ),
        None,
    )


def _main_verbs(root: Token, taken: Sequence[Span]) -> Iterator[Token]:
    """The verb of the sentence; where it says what somebody else says, or tells nothing, those
    that stand beside it: 'The gate was shut, a guard said, [and nobody came out]', '[The bridge
    is gone], so take the ferry'."""
    if _tells_of_something(root) and not overlap([token_span(root)], taken):
        yield root
        return
    for part in root.children:
        beside = part.dep_ in ("conj", "parataxis") or (
            part.dep_ == "ccomp" and (part.i < root.i or _behind_semicolon(part) is not None)
        )
        if beside and _tells_of_something(part) and not _hangs_on_another(part):
            yield part


def _lost_verb(sentence: SpacySpan) -> Token | None:
    """The verb of a sentence that the parse takes for a noun phrase: 'The bank late on Sunday
    [capped] cash withdrawals at 200 crowns', 'At noon on Monday the tug Ida Lund [sank]'. None
    where the sentence has no full stop."""
    root = sentence.root
    if root.pos_ not in ("NOUN", "PROPN", "ADP") or not sentence.text.rstrip().endswith("."):
        return None
    behind = [t for t in sentence if t.i > root.i]
    found = next((t for t in behind if _like_finite(t)), None) if root.pos_ != "ADP" else None
    found = found or next((c for c in root.lefts if _like_finite(c) and _has_measure(c)), None)
    return found or next((t for t in behind if _like_relative(t)), None)


def _has_measure(participle: Token) -> bool:
    """'[an avalanche] hit train 417': the subject, taken for how much."""
    return any(c.dep_ == "npadvmod" and c.i + 1 == participle.i for c in participle.lefts)


def _like_relative(token: Token) -> bool:
    """A past tense with a subject by name, taken for a relative clause without 'that' on what
    stands before the name: '[the tug] [Ida Lund sank]'. A name that restricts nothing has no such
    clause, and the sentence no other verb."""
    if token.dep_ != "relcl" or token.tag_ != "VBD":
        return False
    subject = next((c for c in token.lefts if c.dep_ in SUBJECTS), None)
    return (
        subject is not None
        and subject.pos_ == "PROPN"
        and not any(c.tag_[:1] == "W" or c.lower_ == "that" for c in token.subtree if c.i < token.i)
    )


def _first_of_two(root: Token) -> tuple[Token, list[Span]] | None:
    """'[Some 600 people crowded on to a ferry], and nobody can say where it is': the parse takes
    the first verb for a participle of its subject, which it gives to the second verb or makes the
    head of the sentence."""
    subjects = [c for c in root.lefts if c.dep_ in SUBJECTS]
    first = subjects[0] if len(subjects) == 2 else root
    if first is root:
        second = next((c for c in root.rights if c.dep_ == "conj"), None)
        if root.pos_ not in ("NOUN", "PROPN") or second is None or not _tells_of_something(second):
            return None
    verb = next((c for c in first.rights if _like_finite(c)), None)
    joint = next((c for c in first.rights if c.dep_ == "cc"), None)
    if verb is None or joint is None or joint.i < verb.i:
        return None
    return verb, [(first.left_edge.idx, joint.idx)]


def _like_finite(token: Token) -> bool:
    """A past tense taken for a participle before or behind a noun: '[an avalanche] [hit] train
    417', where the subject is taken for a measure."""
    bare = not any(c.dep_ in ("aux", "auxpass", *SUBJECTS) for c in token.children)
    return bare and token.tag_ in ("VBD", "VBN") and token.dep_ in ("amod", "acl")


def _behind_colon(sentence: SpacySpan) -> tuple[Token, list[Span]] | None:
    """'Position: [the wreck lies north of the cape].', where the parse makes of the clause a part
    of the word before the colon."""
    root = sentence.root
    if root.pos_ not in ("NOUN", "PROPN") or not sentence.text.rstrip().endswith("."):
        return None
    colon = next((c for c in root.rights if c.text == ":"), None)
    if colon is None or any(t.pos_ in ("VERB", "AUX") for t in sentence if t.i < colon.i):
        return None
    verb = next((c for c in root.rights if c.i > colon.i and c.dep_ in _HUNG), None)
    if verb is None or not _tells_of_something(verb) or _hangs_on_another(verb):
        return None
    return verb, [(colon.idx + 1, subtree(verb)[1])]


_HUNG = frozenset({"relcl", "acl", "advcl", "appos", "ccomp", "parataxis"})


_SETTLED = frozenset(
    ["certain", "clear", "known", "established", "sure", "undisputed", "true", "happen", "happened"]
)


def _what_is_certain(root: Token) -> tuple[Token, list[Span]] | None:
    """'What is certain is that [seven people died]', 'What did happen is that ...'."""
    subject = next((c for c in root.lefts if c.dep_ == "csubj"), None)
    told = next((c for c in root.rights if c.dep_ == "ccomp"), None)
    if root.lemma_ != "be" or subject is None or told is None:
        return None
    if subject.left_edge.lower_ != "what" or not _SETTLED & {t.lower_ for t in subject.subtree}:
        return None
    mark = next((c for c in told.lefts if c.lower_ == "that" and c.dep_ == "mark"), None)
    start, end = subtree(told)
    return told, [(mark.idx + len(mark) if mark is not None else start, end)]


_SETTING = frozenset(
    {"after", "although", "as", "because", "since", "though", "when", "while", "whereas"}
)


def _beside(sentence: SpacySpan, taken: Sequence[Span]) -> Iterator[tuple[Token, list[Span]]]:
    """What stands beside others' words in their sentence: 'the minister said, [as divers searched
    four coaches]', 'The contractor, [which fitted the bearings], insists that ...'."""
    first, last = sentence.start_char, sentence.end_char
    if not overlap([(first, last)], taken):
        return
    for verb in sentence:
        if verb.dep_ not in ("advcl", "relcl") or not _is_finite(verb):
            continue
        start, end = subtree(verb)
        if overlap([(start, end)], taken):
            continue
        if verb.dep_ == "relcl":
            before = verb.left_edge.nbor(-1).text if verb.left_edge.i else ""
            relative = verb.left_edge.lower_ in ("who", "which") and before == ","
            if relative and verb.left_edge.dep_ in SUBJECTS and verb.right_edge.i > verb.i + 1:
                yield verb, [(start, end)]
            continue
        mark = verb.left_edge
        if mark.lower_ in _SETTING and mark.head == verb and _has_own_subject(verb, mark):
            yield verb, [(mark.idx + len(mark), end)]


def _is_finite(verb: Token) -> bool:
    helping = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return any(t.tag_ in FINITE for t in (*helping[:1], verb))


def _has_own_subject(verb: Token, mark: Token) -> bool:
    return any(c.dep_ in SUBJECTS and mark.i < c.i < verb.i for c in verb.lefts)


def _behind_semicolon(verb: Token) -> Token | None:
    """Where 'She says that nine died; [the police say four]' goes on: the subject's first word,
    wherever the parse hung the clause before it."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or subject.left_edge.i == 0:
        return None
    first = subject.left_edge
    return first if first.nbor(-1).text == ";" else None


def _hangs_on_another(verb: Token) -> bool:
    """'... and [what we do not know]', '[if it rains]': no sentence of its own."""
    return any(c.dep_ == "mark" or c.tag_[:1] == "W" for c in verb.lefts)


def _words(tokens: Sequence[Token]) -> int:
    return sum(not token.is_punct and not token.is_space for token in tokens)


def _says_a_clause(index: TokenIndex, said: Attribution) -> bool:
    """Not so of 'conceded defeat', 'called a strike': that is what somebody did."""
    if said.quote_type != "indirect":
        return True
    return any(token.pos_ in ("VERB", "AUX") for token in index.tokens(said.content))


def _own_part(verb: Token, taken: Sequence[Span]) -> list[Span]:
    """The clause without those bound to it that hold what somebody else says."""
    others = [
        subtree(part)
        for part in verb.children
        if part.dep_ in ("advcl", "conj", "parataxis") and overlap([subtree(part)], taken)
    ]
    opened = {start for start, _ in others}
    joints = [  # the 'and' before them
        token_span(part)
        for part in verb.children
        if part.dep_ == "cc" and part.i + 1 < len(part.doc) and part.nbor().idx in opened
    ]
    start, end = subtree(verb)
    first = _behind_semicolon(verb) if verb.dep_ in ("ROOT", "ccomp") else None
    if first is not None and (verb.dep_ == "ccomp" or overlap([(start, first.idx)], taken)):
        start = first.idx
    return subtract((start, end), [*others, *joints])


def _tells_of_something(verb: Token) -> bool:
    """It has a subject: then it is a verb, also where it is taken for a noun ('A man shot ...').
    The parse may hang the subject on the auxiliary: '[Five people] are missing'."""
    near = [
        *verb.children,
        *(c for part in verb.lefts if part.dep_ == "aux" for c in part.children),
    ]
    return (
        any(c.dep_ in SUBJECTS and c.i < verb.i for c in near)
        or _is_cleft(verb)
        or (verb.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in near))
        or _lost_subject(verb)
    )


def _is_cleft(verb: Token) -> bool:
    """'What they found was a tractor'; 'what is certain is that ...' tells the clause alone."""
    return any(c.dep_ == "csubj" and c.left_edge.lower_ == "what" for c in verb.lefts) and not any(
        c.dep_ == "ccomp" for c in verb.rights
    )


def _lost_subject(verb: Token) -> bool:
    """'At noon, in failing light, [a helicopter] entered the gorge.': the subject of a past tense
    is taken for one more word for the light; or, '[The crossing] stays closed', for a part of a
    name."""
    if verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ") and verb.pos_ == "VERB":
        nearest = next((c for c in reversed([*verb.lefts]) if c.dep_ != "advmod"), None)
        if nearest is not None and nearest.dep_ == "compound" and nearest.pos_ in ("NOUN", "PROPN"):
            return True
    if verb.tag_ != "VBD" or verb.dep_ != "ROOT" or verb.i == 0:
        return False
    before = [c for c in verb.lefts if not c.is_punct]
    if not before or any(c.dep_ != "prep" for c in before):
        return False
    return any(
        t.dep_ == "appos" and t.right_edge.i == verb.i - 1 and t.left_edge.nbor(-1).text == ","
        for t in before[-1].subtree
    )
