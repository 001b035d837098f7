"""Tells outlets and wires from other names, by the shape of the name first.

In: the tokens of a noun phrase. Out: yes or no, and the name to show.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.model import Span
from analysis.vocabulary import words

ARTICLES = frozenset({"the", "a", "an"})


def is_outlet_name(tokens: Sequence[Token]) -> bool:
    """A proper name of an outlet or a wire: 'Reuters', 'the Northern Courier', 'Radio Vesk'."""
    worded = [t for t in tokens if not t.is_punct and t.lower_ not in ARTICLES]
    names = [t for t in worded if t.text[:1].isupper() and t.lower_ not in ("'s", "’s")]
    if not names:
        return False
    name = " ".join(t.lower_ for t in names)
    if name in words("outlets", "wires") or name in words("outlets", "outlets"):
        return True
    if any(t.lower_ in words("outlets", "not_outlets") for t in names):
        return False
    if sum(t.ent_type_ == "PERSON" for t in names) == len(names) and len(names) > 1:
        return names[-1].lower_ in _nouns() and names[0].lower_ in _nouns()
    first_last = {names[0].lower_, names[-1].lower_}
    nested = words("outlets", "outlets") | words("outlets", "wires")
    return (len(names) > 1 and bool(first_last & _nouns())) or names[0].lower_ in nested


def _nouns() -> frozenset[str]:
    return words("outlets", "name_nouns")


def is_media(head: Token, tokens: Sequence[Token]) -> bool:
    """Outlets by name or by noun: 'Reuters', 'Afghan media', 'a local newspaper', 'reports'."""
    if head.pos_ in ("NOUN", "PROPN", "ADJ"):
        if head.lower_ in words("outlets", "media_nouns"):
            return not any(c.dep_ == "poss" for c in head.children)
        before = [t for t in tokens if t.i < head.i]
        if head.lower_ in ("agency", "agencies", "report", "station", "channel", "network"):
            return any(
                t.lower_ in words("outlets", "media_modifiers") or is_outlet_name([t])
                for t in before
            )
    if head.pos_ == "NOUN" and head.lower_ in words("sources", "anonymous"):
        return False  # 'an NBC source' is a person
    if _called_media(head):
        return True
    return is_outlet_name([t for t in tokens if _in_name(t, head)])


def _called_media(head: Token) -> bool:
    """'The site Vesk Watch', whichever of the two words the parse takes for the head."""
    kinds = words("outlets", "media_kinds")
    if head.pos_ == "PROPN":
        return any(c.dep_ == "compound" and c.lower_ in kinds for c in head.children)
    return head.lower_ in kinds and any(
        c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.children
    )


def _in_name(token: Token, head: Token) -> bool:
    """Whether `token` belongs to the name that ends in `head`, not to what modifies it."""
    if token.i == head.i:
        return True
    node, steps = token, 0
    while node.head.i != head.i and node.head.i != node.i and steps < 5:
        node, steps = node.head, steps + 1
    return node.head.i == head.i and node.dep_ in ("compound", "det", "nmod", "amod", "flat")


def _numbers(name: Token, behind: Token) -> bool:
    if behind.like_num and behind.text[:1].isupper():
        return True
    return behind.text[:1].isdigit() and name.lower_ in words("outlets", "numbered")


def display_name(token: Token) -> tuple[str, Span]:
    """The name that ends in `token`, without its article, and where it stands."""
    parts = [t for t in token.subtree if _in_name(t, token)]
    while parts and parts[0].lower_ in ARTICLES:
        parts = parts[1:]
    if not parts:
        parts = [token]
    while len(parts) > 1 and (parts[-1].is_punct or parts[-1].is_space):
        parts.pop()
    end = parts[-1].i + 1
    if end < len(token.doc) and _numbers(token.doc[end - 1], token.doc[end]):
        end += 1  # 'Channel Six', 'Radio 6PR'
    words_ = token.doc[parts[0].i : end]
    return words_.text, (words_.start_char, words_.end_char)
