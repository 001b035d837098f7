"""Who and what takes part in a predicate, and in which role.

In: a predicate and the mentions. Out: Participants with entity indices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from analysis.annotate.events.predicates import is_noun, name_of, postponed_by
from analysis.annotate.once import sentence_of
from analysis.event_kinds import kinds_of
from analysis.model import Mention, Participant
from analysis.vocabulary import words

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
PLACES = frozenset(("in", "at", "near", "outside", "inside", "on", "off", "around", "over",
                    "across", "along", "above", "beneath"))  # fmt: skip
DESTINATIONS = frozenset(("to", "into", "toward", "towards", "onto"))
ORIGINS = frozenset(("from",))
MOTION = frozenset(("leave", "depart", "head", "fly", "sail", "bind", "embark", "travel"))
# 'a round of talks', 'hundreds of families': the noun behind says who or what
_MEASURES = frozenset(("round", "series", "string", "wave", "number", "pair", "couple", "group",
                       "team", "handful", "dozen", "score", "hundred", "thousand", "million",
                       ))  # fmt: skip
_TIMES = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                    "yesterday", "today", "tomorrow", "dawn", "dusk", "noon", "midday", "midnight",
                    "night", "morning", "afternoon", "evening", "daybreak", "nightfall", "sunrise",
                    "sunset", "sundown"))  # fmt: skip


class MentionIndex:
    """Finds the mention that a word heads, or that covers it."""

    def __init__(
        self, mentions: Sequence[Mention], speakers: Mapping[int, int] | None = None
    ) -> None:
        self._speakers = speakers or {}
        self._by_head: dict[int, Mention] = {}
        self._by_end: dict[int, Mention] = {}
        for mention in mentions:
            self._by_head.setdefault(mention.head[0], mention)
            self._by_end.setdefault(mention.end, mention)

    def of(self, token: Token) -> Mention | None:
        """The mention headed by a word, or the one that ends with it ('Port Belisar')."""
        if token.idx in self._speakers:  # 'I' in a quotation is its speaker
            end = token.idx + len(token.text)
            entity = self._speakers[token.idx]
            return Mention(token.idx, end, entity, "person", "pronoun", "pronoun", (token.idx, end))
        return self._by_head.get(token.idx) or self._by_end.get(token.idx + len(token.text))


def subject_of(verb: Token) -> Token | None:
    """The subject, also of a conjunct, of a relative clause and of a controlled infinitive."""
    node = verb
    for _ in range(6):
        # of two subjects in a broken parse ('KABUL: President Ghani fled') the nearer one
        for child in reversed(list(node.lefts)) if node.n_lefts else node.children:
            measure = child.tag_ == "CD" and child.i and child.nbor(-1).dep_ == "pobj"
            if child.dep_ in SUBJECTS and not measure:  # 'a quake of magnitude 6.4 shook the town'
                return _antecedent(child, node)
        for helper in node.lefts:  # 'the bridge is closed', where the parser hangs it on 'is'
            if helper.dep_ in ("aux", "auxpass") and helper.n_lefts:
                for child in helper.lefts:
                    if child.dep_ in SUBJECTS:
                        return _antecedent(child, node)
        if node.pos_ == "ADJ" and node.dep_ in ("prep", "amod", "acl"):
            return _noun_before(node)  # 'a team, due to arrive on Tuesday'
        if node.dep_ in ("relcl", "acl"):
            return node.head if node.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if node.dep_ == "xcomp" and node.head.lemma_.lower() in words(
            "events", "governing.ordering"
        ):
            told = next((c for c in node.head.rights if c.dep_ == "dobj" and c.i < node.i), None)
            if told is not None:
                return told  # 'ordered the envoy to leave'
        if node.dep_ in ("conj", "xcomp", "advcl", "acomp") and node.head != node:
            if node.dep_ == "advcl" and node.tag_ not in ("VBG", "VBN"):
                return None
            node = node.head
            continue
        return None
    return None


def _noun_before(adjective: Token) -> Token | None:
    before = adjective.doc[sentence_of(adjective)[0] : adjective.i]
    return next((t for t in reversed(before) if t.pos_ in ("NOUN", "PROPN")), None)


def _antecedent(subject: Token, verb: Token) -> Token:
    """'who fled' -> what 'who' stands for."""
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    for child in subject.children:
        # 'OSTREVAR, Oct. 18 (Wire) - The founder left': a dateline taken for the subject
        if (
            subject.text.isupper()
            and len(subject.text) > 3
            and subject.i - sentence_of(subject)[0] < 3
        ):
            behind = _after_dateline(subject, verb)
            if behind is not None:
                return behind
        if child.dep_ in ("compound", "nsubj") and subject.lower_ in ("stays", "remains"):
            return child  # 'The old bridge stays shut', the verb taken for a noun
        # 'Kabul: President Ghani fled': a dateline that the parser took for the subject
        if child.dep_ == "appos" and subject.doc[subject.i + 1].text == ":":
            return child
    return subject


def _after_dateline(place: Token, verb: Token) -> Token | None:
    """The first noun phrase between the dash of a dateline and the verb."""
    between = place.doc[place.i + 1 : verb.i]
    dash = next((t.i for t in between if t.text in ("-", "–", "—", "--")), None)
    if dash is None:
        return None
    for token in place.doc[dash + 1 : verb.i]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
    return None


def participants(predicate: Token, index: MentionIndex) -> tuple[Participant, ...]:
    """Agent, patient, recipient and places of one predicate, in text order."""
    found: dict[tuple[int, str], Participant] = {}

    def add(role: str, token: Token) -> None:
        token = token if index.of(token) else _counted(token)
        mention = index.of(token)
        for beside in () if mention else token.children:
            if beside.dep_ == "appos" and (named := index.of(beside)):
                mention = named  # 'the ferry's master, Yussuf Demircan'
        start, end = (
            (mention.start, mention.end) if mention else (token.idx, token.idx + len(token.text))
        )
        found.setdefault(
            (start, role),
            Participant(role, start, end, mention.entity if mention else None),  # type: ignore[arg-type]
        )
        for beside in token.children if token.tag_ == "NNS" else ():
            if beside.dep_ == "appos":  # 'the bodyguards, Elmer Ocaris and Justo Pabón'
                for one in _coordinated(beside):
                    if index.of(one) is not None:
                        add(role, one)

    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in predicate.children)
    if not is_noun(predicate):
        subject = subject_of(predicate)
        owner = _owner_of_deed(predicate)
        if owner is not None and not _same_mention(index.of(owner), subject, index):
            add("agent", owner)
        if subject is not None:
            role = "patient" if passive and _own_subject(predicate, subject) else "agent"
            for token in _coordinated(subject):
                add("recipient" if owner is not None else role, token)
    elif (doer := doer_of(predicate)) is not None:
        add("agent", doer)
    elif (doer := _performer_of(predicate)) is not None:
        for token in _coordinated(doer):
            add("agent", token)
    elif predicate.dep_ == "dobj" and (moving := postponed_by(predicate)) is not None:
        mover = subject_of(moving)
        if mover is not None:
            add("agent", mover)
    if not is_noun(predicate) and (borne := _borne(predicate)) is not None:
        add("patient", borne)
    behind = object_behind(predicate)
    if behind is not None:
        add("patient", behind)
    if (host := _whose_is_put_off(predicate)) is not None:
        add("other", host)
    for child in predicate.children:
        if child.dep_ in OBJECTS:
            for token in _coordinated(child):
                add("patient", token)
        elif child.dep_ == "dative":
            add("recipient", child)
        elif child.dep_ == "poss" and is_noun(predicate) and not _a_time(child):
            add("agent", child)
        elif child.dep_ in ("prep", "agent"):
            role = _role(child, predicate)
            for inner in child.children:
                if role and inner.dep_ == "pobj" and not _a_time(inner):
                    add(role, inner)
    return tuple(sorted(found.values(), key=lambda p: (p.start, p.role)))


def _whose_is_put_off(verb: Token) -> Token | None:
    """'[The envoy]'s visit was called off'."""
    if is_noun(verb) or "cancellation" not in kinds_of(name_of(verb)):
        return None
    for thing in verb.children:
        if thing.dep_ in ("nsubjpass", "dobj"):
            return next((c for c in thing.lefts if c.dep_ == "poss" and not _a_time(c)), None)
    return None


def _borne(verb: Token) -> Token | None:
    """'A plane carrying the envoy landed in Velin': the envoy comes there with it."""
    if not kinds_of(name_of(verb)) & words("events", "moving.kinds"):
        return None
    for subject in verb.lefts:
        for clause in subject.rights if subject.dep_ == "nsubj" else ():
            if clause.dep_ == "acl" and clause.lower_ == "carrying":
                return next((c for c in clause.rights if c.dep_ == "dobj"), None)
    return None


def _counted(number: Token) -> Token:
    """'sailors' of 'four of the sailors', 'talks' of 'a round of talks', 'auditors' of 'a team of
    auditors'; any other word as it is."""
    if number.tag_ == "CD" or number.lemma_.lower() in _MEASURES:
        for child in number.children:
            if child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), number)
    return number


def object_behind(verb: Token) -> Token | None:
    """The object of a verb that the parser took for an adjective of it: 'Selle sacked Defence
    Minister Barry, replacing him ...'."""
    own = any(child.dep_ == "nsubj" for child in verb.lefts)
    if verb.dep_ != "amod" or verb.tag_ != "VBD" or not own:
        return None
    node = verb.head
    while node.dep_ == "compound" and node.head.i > node.i:
        node = node.head
    return node


def _same_mention(mention: Mention | None, subject: Token | None, index: MentionIndex) -> bool:
    """Whether a possessive was taken for the subject: nobody accepts his own resignation."""
    other = index.of(subject) if subject is not None else None
    return mention is not None and other is not None and mention.entity == other.entity


def _a_time(noun: Token) -> bool:
    """'at dawn on Tuesday'."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in _TIMES


def _owner_of_deed(verb: Token) -> Token | None:
    """'accepted her resignation': the one who resigns is she."""
    if verb.lemma_.lower() not in words("events", "silent.accepting"):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.lemma_.lower() in words("events", "silent.own_deeds"):
            return next((c for c in child.children if c.dep_ == "poss"), None)
    return None


def doer_of(noun: Token) -> Token | None:
    """'promised aid during a visit to the town': who visits is who promises."""
    if noun.lemma_.lower() not in words("events", "silent.own_deeds"):
        return None
    owned = any(child.dep_ == "poss" for child in noun.children)
    inside = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in", "on", "at")
    verb = noun.head.head if inside else noun.head
    if owned or verb.pos_ != "VERB" or not (inside or tells_it(noun)):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return None if passive else subject_of(verb)


def _performer_of(noun: Token) -> Token | None:
    """'[The rebels] carried out an attack', '[the envoy] made a trip'."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB":
        return None
    if any(child.dep_ == "poss" for child in noun.children):
        return None  # 'made his trip a success'
    return subject_of(verb) if name_of(verb) in words("events", "silent.doing") else None


def tells_it(noun: Token) -> bool:
    """'told a news conference on Tuesday': the happening is where it was said."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() == "tell"


def _own_subject(predicate: Token, subject: Token) -> bool:
    return subject.head == predicate or predicate.dep_ in ("relcl", "acl", "conj")


def _role(preposition: Token, predicate: Token) -> str:
    word = preposition.lower_
    if word in ("on", "upon", "across") and name_of(predicate).endswith(f" {word}"):
        return "patient"  # 'came upon the boxes', 'opened fire on the crowd'
    if preposition.dep_ == "agent" or (word == "by" and is_noun(predicate)):
        return "agent"
    if word in PLACES:
        return "place"
    if word in DESTINATIONS or (word == "for" and predicate.lemma_.lower() in MOTION):
        return "destination"
    if word in ORIGINS:
        return "origin"
    if word == "of" and is_noun(predicate):
        return "patient"
    return "other" if word in ("with", "against", "between", "through") else ""


def _coordinated(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            yield from _coordinated(child)


def entities_of(found: Sequence[Participant]) -> Mapping[int, str]:
    """Entity index -> role, for those participants that are entities."""
    return {p.entity: p.role for p in found if p.entity is not None}
