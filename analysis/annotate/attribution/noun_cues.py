"""What a noun or an adjective says of who says what: 'the claim that', 'is convinced that'.

In: a noun or an adjective that is a cue word. Out: Found, at most one. Which of them takes which
content stands in `data/cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.annotate.attribution.sentence_parts import child, governed, is_passive, source_head
from analysis.annotate.attribution.spans import Found, subtree, token_span
from analysis.annotate.attribution.words import cue_words, lemma
from analysis.model import Span
from analysis.vocabulary import words

CLAUSE_AS_SUBJECT = "clause as the subject of a cue noun"
ADJECTIVE_FRAMES = {"ccomp": "adjectives.clause", "xcomp": "adjectives.infinitive"}


def noun(token: Token) -> Iterator[Found]:
    """'The claim that ...', 'fears that ...', 'his promise to leave', 'criticism of ...', 'that ...
    is the claim of'."""
    name = lemma(token)
    if (told := _clause_as_subject(token)) is not None and name in cue_words("nouns.clause"):
        owner = child(token, "poss") or _complement(token, "of", "by")
        if owner is not None:
            cue: tuple[Span, ...] = (token_span(token),)
            yield governed(token, owner, [subtree(told)], CLAUSE_AS_SUBJECT, cue)
            return
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
    cue = (token_span(token),)
    governor = token.head
    if token.dep_ == "dobj" and lemma(governor) in words("certainty", "cues.denying"):
        cue = (token_span(governor), *cue)  # 'she dismissed reports that': it is she who denies
    yield governed(token, _owner(token), [subtree(content)], "content of a cue noun", cue)


def _noun_preposition(word: str) -> frozenset[str]:
    return cue_words(f"nouns.{word}") if word in ("of", "for", "to", "about") else frozenset()


def _owner(token: Token) -> Token | None:
    """Whose claim it is: 'Shaheen's claim', 'the claim by Shaheen', 'Shaheen made the claim'."""
    owner = child(token, "poss")
    if owner is not None:
        return owner
    if (of := _complement(token, "by", "from", "among")) is not None:
        return of
    governor = token.head
    if token.dep_ in ("dobj", "attr") and governor.pos_ == "VERB" and not is_passive(governor):
        return source_head(governor)
    return None


def _complement(token: Token, *prepositions: str) -> Token | None:
    """'the union' of 'the claim of the union'."""
    for part in token.rights:
        if part.dep_ == "prep" and part.lower_ in prepositions:
            return child(part, "pobj")
    return None


def _clause_as_subject(token: Token) -> Token | None:
    """The verb of '[That the road is open] is the claim of the union'."""
    governor = token.head
    if token.dep_ != "attr" or governor.lemma_ != "be":
        return None
    told = child(governor, "csubj", "nsubj")
    return (
        told
        if told is not None and told.left_edge.text == "That" and told.pos_ in ("VERB", "AUX")
        else None
    )


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
        yield governed(token, source, [subtree(content)], "content of a cue adjective")
        return


def _adjective_content(name: str, part: Token) -> Token | None:
    if part.dep_ in ADJECTIVE_FRAMES:
        return part if name in cue_words(ADJECTIVE_FRAMES[part.dep_]) else None
    if part.dep_ == "prep" and part.lower_ in ("about", "of"):
        return (
            child(part, "pobj", "pcomp") if name in cue_words(f"adjectives.{part.lower_}") else None
        )
    return None
