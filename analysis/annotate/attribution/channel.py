"""The way a claim took: which outlets and wires stand between its source and this article.

In: a Found and the words around its cue. Out: Relays from the origin outwards. Reads 'told
Reuters', 'in an interview with', 'citing', a tweet's poster; a wire in the dateline comes
last. What an enclosing attribution adds ('..., Afghan media reported') is added by `nesting`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.outlets import display_name, is_media, is_outlet_name
from analysis.annotate.attribution.sentence_parts import child, is_passive
from analysis.annotate.attribution.spans import Found, TokenIndex
from analysis.annotate.attribution.words import lemma
from analysis.model import Relay
from analysis.vocabulary import words

DATELINE = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[A-Z][\w.'’/ ,-]{1,50}?)?[^\S\n]*"
    r"\(([A-Z][\w .&/-]{1,30})\)[^\S\n]*(?:[-–—:]|--)"
)
# Behind a place in capitals any name in brackets is a wire's: 'VESK, May 4 (Norwire) -'.
ANY_WIRE = re.compile(
    r"(?:^|\n)[^\S\n]*[A-Z][A-Z'’-]{2,}[\w.'’/ ,-]{0,40}[^\S\n]"
    r"\(([A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+){0,2})\)[^\S\n]*(?:[-–—:]|--|\.[^\S\n])"
)
LINKS = frozenset({"to", "with", "on", "in", "by", "via", "through", "from", "for", "at"})
TOLD = frozenset({"tell", "inform"})
CITING = frozenset({"cite", "quote"})
DATELINE_WITHIN = 400  # characters from the start of the text


def dateline_wire(text: str) -> Relay | None:
    """The wire of 'KABUL (AP) -' near the start of the text."""
    head = text[:DATELINE_WITHIN]
    match = DATELINE.search(head)
    if match is not None:
        name = match.group(1).strip()
        if name.lower() in words("outlets", "wires") or _newsy(name):
            return Relay(name, match.span(1))
    match = ANY_WIRE.search(head)
    if match is None or match.group(1).lower() in words("outlets", "no_wires"):
        return None
    return Relay(match.group(1), match.span(1))


def _newsy(name: str) -> bool:
    return bool(set(name.lower().split()) & words("outlets", "name_nouns"))


def relays_of(index: TokenIndex, found: Found) -> list[Relay]:
    """The stations named beside the cue, in the order of the words."""
    relays = [Relay(index.text[s:e], (s, e)) for s, e in found.relay]
    if found.anchor >= 0:
        taken = (*found.source, *found.content)
        for token in _stations(index.doc[found.anchor]):
            name, span = display_name(token)
            if any(s < span[1] and span[0] < e for s, e in taken):
                continue
            if all(relay.name != name for relay in relays):
                relays.append(Relay(name, span))
    return relays


def _stations(cue: Token) -> Iterator[Token]:
    """Noun heads governed by the cue's clause that name an outlet."""
    if lemma(cue) in TOLD:
        for part in cue.children:
            if part.dep_ in ("dobj", "dative", "iobj") and _is_told_outlet(part):
                yield _owner(part)
    for node in _clause_nodes(cue):
        for part in node.children:
            if part.dep_ == "prep" and part.lower_ in LINKS:
                for inner in part.children:
                    if inner.dep_ == "pobj":
                        yield from _outlets_in(inner)
            elif part.dep_ in ("advcl", "acl", "prep") and lemma(part) in CITING | {"accord"}:
                cited = child(part, "dobj", "pobj")
                if cited is not None and is_media(cited, list(cited.subtree)):
                    yield cited


def _clause_nodes(cue: Token) -> Iterator[Token]:
    """The cue and the participles that hang on it ('speaking to Radio Vesk')."""
    yield cue
    for part in cue.children:
        if part.dep_ in ("advcl", "prep", "acl") and part.pos_ == "VERB":
            yield part


def _outlets_in(head: Token) -> Iterator[Token]:
    """`head` if it is an outlet, or the outlet in 'an interview with X', 'a post on X'."""
    if is_outlet_name([t for t in head.subtree if t.head.i == head.i or t.i == head.i]):
        yield head
        return
    owner = child(head, "poss", "compound")
    if owner is not None and is_outlet_name(list(owner.subtree)):
        yield owner
    for part in head.children:
        if part.dep_ == "prep" and part.lower_ in LINKS:
            for inner in part.children:
                if inner.dep_ == "pobj" and is_outlet_name(
                    [t for t in inner.subtree if t.head.i == inner.i or t.i == inner.i]
                ):
                    yield inner


def _is_told_outlet(head: Token) -> bool:
    """Whoever is told and is no person, no body that sits: a named thing, hence an outlet."""
    near = [t for t in head.subtree if t.head.i == head.i or t.i == head.i]
    if is_outlet_name(near):
        return True
    owner = child(head, "poss")
    if owner is not None:
        return is_outlet_name(list(owner.subtree))
    if head.pos_ != "PROPN" or head.ent_type_ in ("PERSON", "NORP", "DATE"):
        return False
    return not any(t.lower_ in words("outlets", "not_outlets") for t in near) and (
        head.ent_type_ in ("ORG", "WORK_OF_ART", "PRODUCT") or not head.ent_type_
    )


def _owner(head: Token) -> Token:
    """'CNN' of "told CNN's Jane Doe"."""
    owner = child(head, "poss")
    return owner if owner is not None and is_outlet_name(list(owner.subtree)) else head


def quoted_as_saying(doc: Doc) -> Iterator[tuple[Token, Token, Token]]:
    """(relay, speaker, verb) of 'Reuters quoted the official as saying'; active or passive."""
    for verb in doc:
        if verb.pos_ != "VERB" or lemma(verb) not in CITING:
            continue
        saying = next(
            (
                inner
                for part in verb.rights
                if part.dep_ == "prep" and part.lower_ == "as"
                for inner in part.children
                if inner.dep_ == "pcomp"
            ),
            None,
        )
        if saying is None:
            continue
        if is_passive(verb):
            speaker, agent = child(verb, "nsubjpass"), child(verb, "agent")
            relay = child(agent, "pobj") if agent is not None else None
        else:
            speaker, relay = child(verb, "dobj"), child(verb, "nsubj")
        if speaker is not None and relay is not None:
            yield relay, speaker, saying
