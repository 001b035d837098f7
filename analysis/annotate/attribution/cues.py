"""Attributions that a cue word and the syntax around it show.

In: a Doc. Out: Found, one for each cue word that governs a content. Each rule is a function
of one token that yields nothing where it does not apply; `RULES` says which run on which part
of speech. The frames (which word takes which content) stand in `data/cues.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.sentence_parts import (
    child,
    clause_content,
    clause_of,
    cue_span,
    is_passive,
    line_of,
    noun_phrase,
    phrase_before,
    source_head,
)
from analysis.annotate.attribution.spans import (
    Found,
    overlap,
    subtract,
    subtree,
    tidy,
    token_span,
    without_stop,
)
from analysis.annotate.attribution.speakers import phrase_beside
from analysis.annotate.attribution.trailing import trailing
from analysis.annotate.attribution.words import all_cues, cue_words, lemma
from analysis.model import Span
from analysis.vocabulary import words

Rule = Callable[[Token], Iterator[Found]]


def find_cued(doc: Doc, text: str) -> list[Found]:
    """Every attribution that a verb, noun, adjective or 'according to' governs."""
    found: list[Found] = []
    for token in doc:
        rules = RULES.get(token.pos_)
        if rules is None or lemma(token) not in all_cues():
            if token.lower_ == "according":
                found += according_to(token)
            continue
        for rule in rules:
            made = list(rule(token))
            if made:
                found += made
                break  # one reading a word: the rules stand in the order of their certainty
    return [kept for one in found if (kept := _within_line(doc, text, one)) is not None]


def _found(
    verb: Token, source: Token | None, content: list[Span], rule: str, cue: tuple[Span, ...] = ()
) -> Found:
    phrase = (phrase_before(source, verb),) if source is not None else ()
    return Found(
        source=phrase,
        cue=cue or cue_span(verb),
        content=tuple(content),
        rule=rule,
        anchor=verb.i,
    )


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


# --- verbs ---------------------------------------------------------------------------------


def clause(verb: Token) -> Iterator[Found]:
    """'The minister said (that) the bridge was open', in either order, cue in the middle."""
    name = lemma(verb)
    if name not in cue_words("verbs.clause") and name not in cue_words("verbs.clause_if_source"):
        return
    contents = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in CLAUSE_HEADS]
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
    yield _found(verb, source, spans, "clause of a cue verb")


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


CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "ADP"})


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
    aside = verb.dep_ == "parataxis"
    source = source_head(verb) if child(verb, "nsubj", "agent") is not None else None
    if (marked and verb.dep_ == "advcl") or (aside and source is not None):
        reported = child(head, "ccomp")
        if reported is not None and reported.i < verb.i < head.i:
            spans = [subtree(reported)]  # 'It fell, an engineer said, the Tribune reported'
        else:
            spans = subtract(subtree(head), [subtree(verb)])
        yield _found(verb, source, spans, "aside of a cue verb")


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
    yield _found(verb, source, [subtree(content)], "infinitive of a cue verb")


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
    yield _found(verb, source, spans, "object and infinitive of a cue verb")


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
    yield _found(verb, None, spans, "impression")


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
        yield _found(verb, source, spans, "passive with infinitive")
        return
    clause_child = child(verb, "ccomp")
    if name in cue_words("passive.clause") and clause_child is not None:
        yield _found(verb, source, clause_content(clause_child, verb), "passive with clause")
        return
    if name in cue_words("passive.subject") and subject is not None and source is not None:
        yield _found(verb, source, [subtree(subject)], "passive subject")


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
        yield _found(verb, source, [(start, subtree(predicate)[1])], "object and predicate")
        return
    if target is None or target.i < verb.i:
        return
    as_phrase = _preposition(verb, "as")
    if name in cue_words("verbs.object_as") and as_phrase is not None:
        span = (subtree(target)[0], max(subtree(target)[1], subtree(as_phrase)[1]))
        yield _found(verb, source, [span], "object and 'as'")
        return
    if name in cue_words("verbs.object"):
        end, reason = subtree(target)[1], False
        for part in verb.rights:
            if part.dep_ == "prep" and part.i > target.i:
                reason = reason or part.lower_ in ("for", "of", "as")
                end = max(end, subtree(part)[1]) if reason else end
        yield _found(verb, source, [(subtree(target)[0], end)], "object of a cue verb")


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
        yield _found(verb, source, [subtree(inner)], "preposition of a cue verb", cue)
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


# --- nouns and adjectives ------------------------------------------------------------------


def noun(token: Token) -> Iterator[Found]:
    """'The claim that ...', 'fears that ...', 'his promise to leave', 'criticism of ...'."""
    name = lemma(token)
    content: Token | None = None
    for part in token.rights:
        if part.dep_ in ("acl", "ccomp", "relcl"):
            marked = any(g.lower_ in ("that", "whether") and g.dep_ == "mark" for g in part.lefts)
            to = any(g.lower_ == "to" and g.dep_ == "aux" for g in part.lefts)
            if (marked and name in cue_words("nouns.clause")) or (
                to and name in cue_words("nouns.infinitive")
            ):
                content = part
                break
        elif part.dep_ == "prep" and name in _noun_preposition(part.lower_):
            content = child(part, "pobj", "pcomp")
            break
    if content is None:
        return
    cue: tuple[Span, ...] = (token_span(token),)
    governor = token.head
    if token.dep_ == "dobj" and lemma(governor) in words("certainty", "cues.denying"):
        cue = (token_span(governor), *cue)  # 'she dismissed reports that': it is she who denies
    yield _found(token, _owner(token), [subtree(content)], "content of a cue noun", cue)


def _noun_preposition(word: str) -> frozenset[str]:
    return cue_words(f"nouns.{word}") if word in ("of", "for", "to", "about") else frozenset()


def _owner(token: Token) -> Token | None:
    """Whose claim it is: 'Shaheen's claim', 'the claim by Shaheen', 'Shaheen made the claim'."""
    owner = child(token, "poss")
    if owner is not None:
        return owner
    for part in token.rights:
        if part.dep_ == "prep" and part.lower_ in ("by", "from", "among"):
            return child(part, "pobj")
    governor = token.head
    if token.dep_ in ("dobj", "attr") and governor.pos_ == "VERB" and not is_passive(governor):
        return source_head(governor)
    return None


def adjective(token: Token) -> Iterator[Found]:
    """'The envoy is convinced that ...', 'was reluctant to answer'."""
    name = lemma(token)
    governor = token.head
    if token.dep_ not in ("acomp", "oprd", "attr", "ROOT", "amod", "conj", "ccomp"):
        return
    for part in token.rights:
        content = _adjective_content(name, part)
        if content is None:
            continue
        source = source_head(governor) if governor.pos_ in ("AUX", "VERB") else None
        if source is None or source.lower_ == "it":
            return
        yield _found(token, source, [subtree(content)], "content of a cue adjective")
        return


def _adjective_content(name: str, part: Token) -> Token | None:
    if part.dep_ in ADJECTIVE_FRAMES:
        return part if name in cue_words(ADJECTIVE_FRAMES[part.dep_]) else None
    if part.dep_ == "prep" and part.lower_ in ("about", "of"):
        return (
            child(part, "pobj", "pcomp") if name in cue_words(f"adjectives.{part.lower_}") else None
        )
    return None


ADJECTIVE_FRAMES = {"ccomp": "adjectives.clause", "xcomp": "adjectives.infinitive"}


# --- phrases -------------------------------------------------------------------------------


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
        if first <= token.idx < last or content.i < verb.i:
            verb = content  # 'According to X, it fell, Y reported': the report is Y's
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


RULES: dict[str, tuple[Rule, ...]] = {
    "VERB": (
        if_believed, trailing,
        passive, raising, clause, object_infinitive, infinitive, verb_object, preposition, as_said,
    ),
    "NOUN": (noun,),
    "ADJ": (adjective,),
}  # fmt: skip
