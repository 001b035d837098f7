"""Who the source is: its kind, its entity, how an unnamed one is described, and why unnamed.

In: a Found and the article's entities. Out: SourceReading. What the words do not settle is
'anonymous', never a guess at a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from analysis.annotate.attribution.outlets import is_media, is_outlet_name
from analysis.annotate.attribution.sentence_parts import antecedent, child
from analysis.annotate.attribution.spans import Found, TokenIndex, overlap
from analysis.model import Entity, Mention, SourceKind, Span
from analysis.vocabulary import table, words

DETERMINERS = frozenset({"the", "a", "an", "some", "one", "another", "this", "that", "these"})
UNNAMED = ("anonymous", "anonymous official")
REASON_WITHIN = 260  # characters after the source or the cue in which a reason is looked for


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What is known of one source."""

    kind: SourceKind
    entity: int | None = None
    descriptor: str = ""
    reason: Span | None = None


class SourceReader:
    """Reads the sources of one article."""

    def __init__(
        self,
        doc: Doc,
        index: TokenIndex,
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        quoted: Sequence[Span] = (),
    ) -> None:
        self._doc = doc
        self.quoted = quoted
        self._index = index
        self.entities = entities
        self._by_head = {mention.head[0]: mention for mention in mentions}
        self._spans = sorted(mentions, key=lambda m: m.end - m.start)
        self.named = frozenset(m.entity for m in mentions if m.kind == "name")

    def read(self, found: Found) -> SourceReading:
        head = self._index.head(found.source) if found.source else None
        if head is None:
            return SourceReading("anonymous", reason=self._reason(found))
        source = found.source
        if self._is_writer(found, head):
            return SourceReading("author")
        meant = antecedent(head)
        if meant is not None:
            head, source = meant, (_before_clause(meant),)
        tokens = self._index.tokens(source)
        entity = self.entity_of(head, source)
        kind = self._kind(head, tokens, entity)
        owner = child(head, "poss") if head.pos_ == "PROPN" else None
        if kind == "organisation" and owner is not None and is_outlet_name(list(owner.subtree)):
            kind = "named person"  # 'the Courier's Hanna Lind': a name that an outlet owns
        name = self._apposed_name(source) if entity not in self.named else None
        if name is not None:  # 'its speaker, Ludo Farrant'
            entity = name.entity
            kind = self._kind_of_name(name, tokens) if kind in UNNAMED else kind
        elif kind == "anonymous" and (namesake := self._namesake(head)) is not None:
            kind = "named official" if self._has_office(head) else "named person"
            entity = self._covering(namesake) if entity is None else entity
        if found.rule == "transcript" and (labelled := self._labelled(head)) is not None:
            entity, kind = labelled, "named person"
        elif kind == "anonymous" and found.rule == "transcript" and head.pos_ != "NOUN":
            kind = "named person"  # a name in capitals, which the pipeline took for no name
        unnamed = kind in UNNAMED
        return SourceReading(
            kind,
            entity,
            self._descriptor(head, tokens) if unnamed else "",
            self._reason(found) if unnamed else None,
        )

    def _is_writer(self, found: Found, head: Token) -> bool:
        """'I' and 'we' outside all marks are who writes."""
        return (
            head.lower_ in ("i", "we")
            and len(self._index.tokens(found.source)) == 1
            and found.rule != "transcript"
            and not overlap(found.source, self.quoted)
        )

    def _apposed_name(self, source: Sequence[Span]) -> Mention | None:
        """The name that ends a source: 'Lunden Maritime' of 'the owner, Lunden Maritime'."""
        text, (start, end) = self._index.text, source[-1]
        for near in self._spans:
            if near.kind == "name" and near.end == end and near.start > start:
                return near if text[start : near.start].rstrip().endswith(",") else None
        return None

    def _kind_of_name(self, name: Mention, tokens: Sequence[Token]) -> SourceKind:
        if name.type != "person":
            return "organisation"
        offices = words("sources", "officials") | words("sources", "titles")
        return "named official" if any(t.lower_ in offices for t in tokens) else "named person"

    def _namesake(self, head: Token) -> Token | None:
        """The same word where it is clearly a name: of a person, or inside a sentence.

        'Ilves said' of 'Judge Marta Ilves', which the pipeline takes for a plural noun.
        """
        if not head.text[:1].isupper() or any(
            head.lower_ in words("sources", key) for key in ("anonymous", "officials")
        ):
            return None
        singular = head.tag_ in ("NN", "NNP", "JJ")
        for token in self._doc:
            if token.text == head.text and token.i != head.i and token.pos_ == "PROPN":
                inside = singular and not token.is_sent_start and token.ent_type_ != "NORP"
                if token.ent_type_ == "PERSON" or inside:
                    return token
        return None

    def _labelled(self, head: Token) -> int | None:
        """Whom the label of a transcript names: of 'STAVIC:' the person who was introduced as
        'Bojan Stavic' before he first spoke, the last of several."""
        surname = head.text.casefold()
        first = next(token.idx for token in self._doc if token.text == head.text)
        before = [
            near
            for near in self._spans
            if near.kind == "name"
            and near.type == "person"
            and near.end <= first
            and len(words_of := self._index.text[near.start : near.end].casefold().split()) > 1
            and words_of[-1] == surname
        ]
        return max(before, key=lambda near: near.start).entity if before else None

    def _covering(self, token: Token) -> int | None:
        """The entity of the name that holds `token`."""
        return next(
            (
                near.entity
                for near in self._spans
                if near.kind == "name" and near.start <= token.idx < near.end
            ),
            None,
        )

    def _has_office(self, head: Token) -> bool:
        """Some mention of the name stands right behind an office: 'Judge Marta Ilves'."""
        return any(
            near.lower_ in words("sources", "officials")
            for token in self._doc
            if token.text == head.text
            for near in self._doc[max(token.i - 2, 0) : token.i]
        )

    def entity_of(self, head: Token, source: Sequence[Span]) -> int | None:
        mention = self._by_head.get(head.idx)
        if mention is not None:
            return mention.entity
        for start, end in source:
            for near in self._spans:
                if near.start <= head.idx < near.end and start <= near.start and near.end <= end:
                    return near.entity
        return None

    def _kind(self, head: Token, tokens: Sequence[Token], entity: int | None) -> SourceKind:
        known = self.entities[entity] if entity is not None else None
        word = head.lower_
        named = known is not None and (entity in self.named or head.pos_ == "PROPN")
        if head.pos_ == "PRON" and known is None:
            return "anonymous"
        if is_media(head, tokens):
            return "media"
        if head.pos_ == "NOUN" and not named and word in words("sources", "organisations"):
            return "organisation"
        if known is not None and known.type == "person" and (named or known.roles):
            return self.named_kind(head, tokens, known) if named else unnamed_kind(head, tokens)
        if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
            return self.named_kind(head, tokens, known)
        if word in words("sources", "officials") and head.ent_type_ not in ("ORG", "GPE"):
            if _has_name(tokens):
                return self.named_kind(head, tokens, known)
            return unnamed_kind(head, tokens)
        if word in words("sources", "anonymous"):
            return unnamed_kind(head, tokens)
        if word in words("sources", "documents"):
            return "document"
        if known is not None and known.type == "person":
            return "named person" if named else "anonymous"
        if word in words("sources", "organisations") or head.pos_ == "PROPN":
            return "organisation"
        if known is not None and known.type in ("organization", "place", "group"):
            return "organisation"
        if head.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC"):
            return "organisation"
        return "anonymous"

    def named_kind(self, head: Token, tokens: Sequence[Token], known: Entity | None) -> SourceKind:
        around = [*tokens, *_apposed(head)]
        offices = words("sources", "officials") | words("sources", "titles")
        if any(t.lower_ in offices for t in around):
            return "named official"
        if known is not None and any(
            part in offices for role in known.roles for part in role.lower().split()
        ):
            return "named official"
        return "named person"

    def _descriptor(self, head: Token, tokens: Sequence[Token]) -> str:
        """'senior interior ministry official': the noun with what stands before and after it.

        'The official' points back: where exactly one fuller description with that noun stands
        before it in the article, that one is given.
        """
        own = described(head, tokens)
        if head.left_edge.lower_ == "the" and own == head.lower_:
            earlier = {
                described(t, list(t.subtree))
                for t in self._doc[: head.i]
                if t.lower_ == head.lower_ and t.left_edge.i < t.i and t.left_edge.lower_ != "the"
            }
            earlier.discard(own)
            if len(earlier) == 1:
                return earlier.pop()
        return own

    def _reason(self, found: Found) -> Span | None:
        """Why the source is not named, as the text puts it near the source or the cue."""
        places = [*found.source, *found.cue]
        if not places or not _gives_reasons(self._index.text):
            return None
        low = min(start for start, _ in places)
        high = max(end for _, end in places) + REASON_WITHIN
        text = self._index.text
        line_end = text.find("\n", low)
        high = min(high, line_end if line_end >= 0 else len(text))
        spans = [m.span() for pattern in _reasons() if (m := pattern.search(text, low, high))]
        return min(spans, key=lambda span: (span[0], -span[1]), default=None)


def _before_clause(head: Token) -> Span:
    """The noun phrase of `head` without the relative clause behind it."""
    clause = next((part for part in head.rights if part.dep_ == "relcl"), None)
    end = head.right_edge if clause is None else clause.left_edge.nbor(-1)
    return head.left_edge.idx, end.idx + len(end)


def without_reason(text: str, found: Found) -> Found | None:
    """A stated reason for anonymity at the end of a content is the writer's, not the source's.

    None where it is all of the content: 'the official asked not to be named' claims nothing.
    """
    if not _gives_reasons(text):
        return found
    start, end = found.content[-1]
    for pattern in _reasons():
        if found.cue and len(found.content) == 1:
            whole = pattern.search(text, found.cue[0][0], end)
            if whole and whole.start() < found.cue[0][1] and whole.end() > start:
                return None
        for match in pattern.finditer(text, start, end):
            cut = text[start : match.start()].rstrip()
            if match.end() >= end - 1 and cut.endswith(","):
                return replace(found, content=(*found.content[:-1], (start, start + len(cut) - 1)))
    return found


@lru_cache(maxsize=2)
def _gives_reasons(text: str) -> bool:
    """Whether the text gives any reason for not naming a source; most give none."""
    return any(pattern.search(text) for pattern in _reasons())


@cache
def _reasons() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in table("sources")["anonymity"]["patterns"])


def unnamed_kind(head: Token, tokens: Sequence[Token]) -> SourceKind:
    """Of a person without a name: who holds a unique office is as good as named."""
    if head.lower_ in words("sources", "officials"):
        return "named official" if _is_unique(head) else "anonymous official"
    official = any(
        t.lower_ in words("sources", "official_modifiers") for t in tokens if t.i < head.i
    )
    return "anonymous official" if official else "anonymous"


def _has_name(tokens: Sequence[Token]) -> bool:
    return any(t.ent_type_ == "PERSON" for t in tokens)


def _is_unique(head: Token) -> bool:
    """'The prime minister' names one person; 'a minister', 'a former minister' do not."""
    if head.lower_ not in words("sources", "unique_offices"):
        return False
    before = [t.lower_ for t in head.lefts]
    return not any(w in ("a", "an", "another", "one", "some", "former", "senior") for w in before)


def _apposed(head: Token) -> list[Token]:
    """The words of an apposition of `head`, on either side."""
    found: list[Token] = []
    for part in head.children:
        if part.dep_ == "appos":
            found += list(part.subtree)
    if head.dep_ == "appos":
        found += [head.head, *head.head.lefts]
    return found


def described(head: Token, tokens: Sequence[Token]) -> str:
    """Modifiers and noun, and a complement with 'close to', 'in', 'from', 'familiar with'."""
    kept = [
        t for t in tokens
        if (t.i <= head.i and not (t.lower_ in DETERMINERS and t.head.i == head.i))
        or (t.i > head.i and _complement(t, head))
    ]  # fmt: skip
    kept = [t for t in kept if not t.is_space]
    said = "".join(
        (t.text if t.ent_type_ or t.pos_ == "PROPN" else t.lower_)
        + (t.whitespace_ if behind is not None and behind.i == t.i + 1 else " ")
        for t, behind in zip(kept, [*kept[1:], None], strict=False)
    )
    return said.strip(" ,'\"-–(")


def _joins(mark: Token) -> bool:
    """The hyphen of 'mud-bath'."""
    return mark.text in ("-", "–") and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def _complement(token: Token, head: Token) -> bool:
    node = token
    while node.head.i != head.i and node.head.i != node.i:
        node = node.head
    return (
        node.head.i == head.i
        and node.dep_ in ("prep", "amod", "acl")
        and not any(
            t.is_punct and head.i < t.i < token.i and not _joins(t)
            for t in token.doc[head.i : token.i]
        )
    )
