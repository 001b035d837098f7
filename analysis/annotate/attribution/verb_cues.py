"""What a verb says of who says what: its frames, each a rule.

In: a verb that is a cue word. Out: Found, at most one a rule. Which verb takes which frame stands
in `data/cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.annotate.attribution.sentence_parts import (
    child,
    clause_content,
    cue_span,
    governed,
    is_passive,
    noun_phrase,
    source_head,
)
from analysis.annotate.attribution.spans import Found, subtract, subtree, token_span
from analysis.annotate.attribution.words import cue_words, lemma

CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "ADP"})


def clause(verb: Token) -> Iterator[Found]:
    """'The minister said (that) the bridge was open', in either order, cue in the middle."""
    name = lemma(verb)
    if name not in cue_words("verbs.clause") and name not in cue_words("verbs.clause_if_source"):
        return
    contents = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" and c.pos_ in CLAUSE_HEADS and not _ends_before(c, verb)
    ]
    if not contents or (is_passive(verb) and name != "tell"):
        return
    source = source_head(verb)
    if source is None and name in cue_words("verbs.clause_if_source"):
        return
    inner = _turned_round(verb, contents[0])
    spans = [span for c in contents for span in clause_content(c, verb)]
    subject = _subject_as_object(verb, contents[0])
    if subject is not None:
        spans[0] = (subtree(subject)[0], spans[0][1])
    if inner is not None:
        spans = [subtree(inner)]
    spans += [subtree(c) for c in verb.lefts if c.dep_ == "parataxis" and c.i > contents[0].i]
    if inner is None and verb.dep_ == "ccomp" and _turned_round(verb.head, verb) is not None:
        told = verb.head
        spans = [
            *clause_content(contents[0], verb),
            (subtree(contents[0])[0], told.idx + len(told)),
        ]
    yield governed(verb, source, spans, "clause of a cue verb")


def _ends_before(content: Token, verb: Token) -> bool:
    """'[The counts differ]: the ministry says nine', '[it fell]; we have not confirmed it': what
    stands before such a mark is a sentence of its own, whatever the parse hangs it on."""
    last = content.right_edge
    return last.i + 1 < verb.i and last.nbor().text in (";", ":")


def _turned_round(verb: Token, content: Token) -> Token | None:
    """'It fell, an engineer said, the Tribune reported': the parse gives the engineer the
    Tribune's report for content; what he said is the content that stands before both."""
    if content.i < verb.i or lemma(content) not in cue_words("verbs.clause") | {"say"}:
        return None
    inner = child(content, "ccomp")
    return inner if inner is not None and inner.i < verb.i else None


def _subject_as_object(verb: Token, content: Token) -> Token | None:
    """'She assured the town was safe': the parse takes the clause's subject for an object."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for c in content.lefts):
        return None
    target = child(verb, "dobj")
    if target is None or target.right_edge.i + 1 != content.left_edge.i:
        return None
    return target if content.pos_ in ("AUX", "VERB") and content.tag_ != "VB" else None


def if_believed(verb: Token) -> Iterator[Found]:
    """'If reports are to be believed, the king has left.'"""
    if lemma(verb) not in ("believe", "trust", "credit") or verb.dep_ == "ROOT":
        return
    clause_verb = verb if verb.dep_ == "advcl" else verb.head
    subject = child(clause_verb, "nsubjpass", "nsubj") or child(verb, "nsubjpass")
    marked = [c for c in (*clause_verb.lefts, *verb.lefts) if c.lower_ == "if"]
    main = clause_verb.head
    if clause_verb.dep_ != "advcl" or not marked or subject is None or main.i == clause_verb.i:
        return
    spans = subtract(subtree(main), [subtree(clause_verb)])
    yield Found(
        source=(noun_phrase(subject),),
        cue=(token_span(marked[0]), (clause_verb.idx, verb.idx + len(verb))),
        content=tuple(spans),
        rule="if believed",
        anchor=verb.i,
    )


def as_said(verb: Token) -> Iterator[Found]:
    """'As the mayor said, the road is closed'; 'the road, the mayor said, is closed'."""
    if lemma(verb) not in cue_words("verbs.clause") and lemma(verb) != "say":
        return
    head = verb.head
    if head.i == verb.i or head.pos_ not in ("VERB", "AUX") or child(verb, "ccomp", "dobj"):
        return
    marked = any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children)
    aside = _stands_aside(verb) and child(verb, "xcomp") is None  # 'X, said to have left, is'
    source = source_head(verb) if child(verb, "nsubj", "agent") is not None else None
    if (marked and verb.dep_ == "advcl") or (aside and source is not None):
        reported = child(head, "ccomp")
        if reported is not None and reported.i < verb.i < head.i:
            spans = [subtree(reported)]  # 'It fell, an engineer said, the Tribune reported'
        else:
            start, end = subtree(head)
            spans = subtract((_behind_semicolon(verb, start), end), [_aside_of(verb)])
        yield governed(verb, source, spans, "aside of a cue verb")


def _behind_semicolon(verb: Token, start: int) -> int:
    """Where the part of the sentence begins in which the aside stands."""
    before = (t for t in verb.doc[verb.sent.start : verb.i] if t.text == ";")
    return max((mark.idx + 1 for mark in before if mark.idx >= start), default=start)


def _stands_aside(verb: Token) -> bool:
    """Beside its sentence; or taken for its subject, though it stands between commas: 'Among the
    dead, the police said, is the driver'."""
    if verb.dep_ != "csubj":
        return verb.dep_ == "parataxis"
    subject = child(verb, "nsubj")
    if subject is None or verb.i + 1 >= len(verb.doc) or subject.left_edge.i == 0:
        return False
    return verb.nbor().text == "," and subject.left_edge.nbor(-1).text == ","


def _aside_of(verb: Token) -> tuple[int, int]:
    """Where the aside stands. What the parse hangs on it before the comma that opens it belongs
    to the sentence: '[Among the dead], the police said, is the driver'."""
    start, end = subtree(verb)
    subject = child(verb, "nsubj")
    if subject is None or subject.left_edge.i == 0:
        return start, end
    first = subject.left_edge
    return (first.idx if first.nbor(-1).text == "," and first.i < verb.i else start), end


def infinitive(verb: Token) -> Iterator[Found]:
    """'The union vowed to strike'."""
    if lemma(verb) not in cue_words("verbs.infinitive") or is_passive(verb):
        return
    content = _infinitive_child(verb)
    source = source_head(verb)
    if content is None or source is None or source.i > verb.i:
        return
    if any(c.dep_ == "dobj" for c in verb.children):
        return
    yield governed(verb, source, [subtree(content)], "infinitive of a cue verb")


def object_infinitive(verb: Token) -> Iterator[Found]:
    """'The police ordered them to leave'."""
    if lemma(verb) not in cue_words("verbs.object_infinitive") or is_passive(verb):
        return
    content = next(
        (
            c for c in verb.children
            if c.dep_ in ("ccomp", "xcomp") and any(g.lower_ == "to" for g in c.lefts)
        ),
        None,
    )  # fmt: skip
    source = source_head(verb)
    if content is None or source is None:
        return
    spans = [subtree(content)]
    target = child(verb, "dobj")
    if target is not None and target.i < content.i:
        spans = [(subtree(target)[0], spans[0][1])]
    yield governed(verb, source, spans, "object and infinitive of a cue verb")


def raising(verb: Token) -> Iterator[Found]:
    """'The talks appear to have failed': an impression nobody owns."""
    if lemma(verb) not in cue_words("verbs.raising"):
        return
    content = child(verb, "xcomp", "ccomp", "oprd", "acomp")
    subject = child(verb, "nsubj")
    if content is None:
        return
    spans = [subtree(content)]
    if subject is not None and subject.lower_ not in ("it", "there"):
        spans.append(subtree(subject))
    yield governed(verb, None, spans, "impression")


def passive(verb: Token) -> Iterator[Found]:
    """'He is believed to have left', 'it was reported that', 'the plan was criticised'."""
    if not is_passive(verb):
        return
    name = lemma(verb)
    subject = child(verb, "nsubjpass")
    agent = child(verb, "agent")
    source = child(agent, "pobj") if agent is not None else None
    content = _infinitive_child(verb)
    if name in cue_words("passive.infinitive") and content is not None:
        spans = [subtree(content)]
        if subject is not None and subject.lower_ not in ("it", "who", "which", "that"):
            spans.append(subtree(subject))
        yield governed(verb, source, spans, "passive with infinitive")
        return
    clause_child = child(verb, "ccomp")
    if name in cue_words("passive.clause") and clause_child is not None:
        yield governed(verb, source, clause_content(clause_child, verb), "passive with clause")
        return
    if name in cue_words("passive.subject") and subject is not None and source is not None:
        yield governed(verb, source, [subtree(subject)], "passive subject")


def verb_object(verb: Token) -> Iterator[Found]:
    """'The party condemned the raid', 'called it a farce', 'described it as a failure'."""
    name = lemma(verb)
    if is_passive(verb):
        return
    target = child(verb, "dobj")
    predicate = child(verb, "oprd", "ccomp", "xcomp")
    source = source_head(verb)
    if source is None:
        return
    if name in cue_words("verbs.object_predicate") and predicate is not None:
        start = min(subtree(predicate)[0], subtree(target)[0] if target else 1 << 60)
        yield governed(verb, source, [(start, subtree(predicate)[1])], "object and predicate")
        return
    if target is None or target.i < verb.i:
        return
    as_phrase = _preposition(verb, "as")
    if name in cue_words("verbs.object_as") and as_phrase is not None:
        span = (subtree(target)[0], max(subtree(target)[1], subtree(as_phrase)[1]))
        yield governed(verb, source, [span], "object and 'as'")
        return
    if name in cue_words("verbs.object"):
        end, reason = subtree(target)[1], False
        for part in verb.rights:
            if part.dep_ == "prep" and part.i > target.i:
                reason = reason or part.lower_ in ("for", "of", "as")
                end = max(end, subtree(part)[1]) if reason else end
        yield governed(verb, source, [(subtree(target)[0], end)], "object of a cue verb")


def preposition(verb: Token) -> Iterator[Found]:
    """'She spoke of an attack', 'called for calm'."""
    name = lemma(verb)
    for part in verb.rights:
        if part.dep_ != "prep" or name not in _by_preposition(part.lower_):
            continue
        source = source_head(verb)
        inner = child(part, "pobj", "pcomp")
        if source is None or inner is None:
            return
        cue = cue_span(verb)
        if part.i == verb.i + 1:
            cue = ((cue[0][0], part.idx + len(part)),)
        yield governed(verb, source, [subtree(inner)], "preposition of a cue verb", cue)
        return


def _by_preposition(word: str) -> frozenset[str]:
    prepositions = ("about", "against", "at", "for", "of", "on", "to", "with", "over")
    return cue_words(f"prepositions.{word}") if word in prepositions else frozenset()


def _infinitive_child(verb: Token) -> Token | None:
    return next(
        (c for c in verb.rights if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts)),
        None,
    )


def _preposition(verb: Token, word: str) -> Token | None:
    return next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == word), None)
