"""Which words of a text are predicates, and who and what takes part in each.

In: a parsed Doc and the mentions. Out: predicate tokens; Participants with entity indices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from analysis.annotate.once import sentence_of, tokens_of_kind
from analysis.event_kinds import phrasal_names
from analysis.model import Mention, Participant
from analysis.vocabulary import table, words

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
PLACES = frozenset(("in", "at", "near", "outside", "inside", "on", "off", "around", "over",
                    "across", "along", "above", "beneath"))  # fmt: skip
DESTINATIONS = frozenset(("to", "into", "toward", "towards", "onto"))
ORIGINS = frozenset(("from",))
FAR = 6  # tokens behind a verb in which it is said where it was heard
MOTION = frozenset(("leave", "depart", "head", "fly", "sail", "bind", "embark", "travel"))


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


def predicates(doc: Doc) -> Iterator[Token]:
    """Verbs without auxiliaries and modals, the copula as a main verb, and event nouns."""
    nouns = words("events", "nouns.events")
    for token in tokens_of_kind(doc, ("VERB", "AUX", "NOUN")):
        if token.pos_ in ("VERB", "AUX"):
            if token.i and token.tag_ == "VBN" and token.nbor(-1).lower_ == "as":
                continue  # 'would go ahead as planned on 14 June'
            if token.dep_ not in ("aux", "auxpass") and token.tag_ != "MD":
                yield token
        elif token.lemma_.lower() in nouns and not (
            token.i and token.nbor(-1).lower_ in words("events", "nouns.bodily")
        ):
            yield token  # not 'a heart attack'


def is_noun(predicate: Token) -> bool:
    return predicate.pos_ == "NOUN"


def name_of(predicate: Token) -> str:
    """The lemma, with the words that make another verb of it: 'go off', 'run aground'.

    'pulled three men out' is 'pull out' too, where the particle is known to belong to the verb.
    """
    lemma = predicate.lemma_.lower()
    if lemma in _COMPLETED and not is_noun(predicate) and (told := _by_complement(predicate)):
        return told
    phrasal = phrasal_names().get(lemma)
    if phrasal is None or is_noun(predicate):
        return lemma
    behind = predicate.doc[predicate.i + 1 : min(sentence_of(predicate)[1], predicate.i + 5)]
    said = " ".join([lemma, *(token.lower_ for token in behind)]) + " "
    for name in phrasal:
        if said.startswith(f"{name} "):
            return name
    apart = {f"{lemma} {child.lower_}" for child in predicate.children if child.dep_ == "prt"}
    return next(iter(apart & {*phrasal}), lemma)


_COMPLETED = frozenset(
    ("be", "stay", "remain", "give", "leave", "abandon", "call", "ring", "speak", "talk")
)


def _by_complement(verb: Token) -> str:
    """The name that the complement of a verb makes of it: 'is open again', 'remains closed',
    'has given up her post', 'rang his son'; "" for none."""
    lemma = verb.lemma_.lower()
    if lemma in ("speak", "talk"):
        return "speak on air" if _on_air(verb) else ""
    conditions = table("events")["conditions"]
    for child in verb.rights:
        if lemma in ("be", "stay", "remain"):
            if child.dep_ in ("acomp", "oprd"):
                after = verb.doc[child.i + 1].lower_ if child.i + 1 < len(verb.doc) else ""
                told = conditions.get(f"{child.lower_} {after}") or conditions.get(child.lower_)
                return str(told or "")
            continue
        if child.dep_ != "dobj":
            continue
        if lemma in ("call", "ring"):
            more = any(c.dep_ in ("oprd", "ccomp", "xcomp", "attr") for c in verb.children)
            return "phone" if _is_person(child) and not more else ""
        whose = any(c.dep_ == "poss" for c in child.children)
        office = child.lemma_.lower() in words("events", "fitting.offices")
        up = lemma != "give" or any(c.lower_ == "up" for c in verb.children)
        return "leave office" if whose and office and up else ""
    return ""


def _on_air(verb: Token) -> bool:
    """'spoke for two minutes on army radio', 'spoke on television'."""
    aired = words("events", "nouns.aired")
    behind = verb.doc[verb.i + 1 : min(sentence_of(verb)[1], verb.i + FAR)]
    return any(
        inner.dep_ == "pobj" and inner.lemma_.lower() in aired
        for word in behind
        if word.lower_ in ("on", "over")
        for inner in word.children
    )


def _is_person(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ in ("him", "her", "them", "me", "us")
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("PERSON", "ORG", ""):
        return True
    return noun.lemma_.lower() in words("events", "fitting.family")


def is_light(verb: Token) -> bool:
    """A verb that only carries its noun: 'held talks', 'will be carried out'."""
    return verb.pos_ in ("VERB", "AUX") and name_of(verb) in words("events", "silent.light")


def carries_event(verb: Token) -> bool:
    """Whether the subject or object of a verb is a happening by itself."""
    nouns = words("events", "nouns.events")
    return any(
        child.pos_ == "NOUN"
        and child.lemma_.lower() in nouns
        and child.dep_ in ("nsubj", "nsubjpass", "dobj")
        for child in verb.children
    )


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
    elif predicate.dep_ == "dobj" and (moving := postponed_by(predicate)) is not None:
        mover = subject_of(moving)
        if mover is not None:
            add("agent", mover)
    behind = object_behind(predicate)
    if behind is not None:
        add("patient", behind)
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


def _counted(number: Token) -> Token:
    """'sailors' of 'four of the sailors'; any other word as it is."""
    if number.tag_ == "CD":
        for child in number.children:
            if child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), number)
    return number


def said_to_have(verb: Token) -> bool:
    """'is believed to have fled on Sunday'."""
    said = verb.head.lemma_.lower() in words("events", "silent.saying")
    forms = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.dep_ == "xcomp" and said and {"to", "have"} <= forms


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


_TIMES = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                    "yesterday", "today", "tomorrow", "dawn", "dusk", "noon", "midday", "midnight",
                    "night", "morning", "afternoon", "evening", "daybreak", "nightfall", "sunrise",
                    "sunset", "sundown"))  # fmt: skip


def _owner_of_deed(verb: Token) -> Token | None:
    """'accepted her resignation': the one who resigns is she."""
    if verb.lemma_.lower() not in words("events", "silent.accepting"):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.lemma_.lower() in words("events", "silent.own_deeds"):
            return next((c for c in child.children if c.dep_ == "poss"), None)
    return None


def postponed_by(predicate: Token) -> Token | None:
    """The verb that moves a happening to another day: 'put off his visit until Monday', 'the vote
    was moved to Monday'; itself where what it moves is no happening by its noun; else None."""
    verb = predicate
    if is_noun(predicate):
        verb = predicate.head
        if predicate.dep_ not in ("nsubjpass", "dobj"):
            return None
    if verb.pos_ != "VERB" or name_of(verb) not in words("events", "governing.postponing"):
        return None
    if verb is predicate and carries_event(verb):
        return None
    ahead = any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if ahead or (predicate is verb and not passive):
        return None
    return verb if any(_a_new_day(child) for child in verb.children) else None


def moved_before(verb: Token) -> Token | None:
    """'A meeting had been due on Tuesday. It was put off until May 2.': the meeting, of which the
    sentence before tells; None for any other verb."""
    if is_noun(verb) or not any(
        c.lower_ == "it" and c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts
    ):
        return None
    start = sentence_of(verb)[0]
    if not start or postponed_by(verb) is not verb:
        return None
    nouns = words("events", "nouns.events")
    for token in verb.doc[sentence_of(verb.doc[start - 1])[0] : start]:
        carried = token.dep_ in ("nsubj", "nsubjpass", "dobj")
        if carried and token.pos_ == "NOUN" and token.lemma_.lower() in nouns:
            return token
    return None


def _a_new_day(preposition: Token) -> bool:
    """'until Monday', 'to 3 December'."""
    if preposition.dep_ not in ("prep", "agent"):
        return False
    inside = [inner for inner in preposition.children if inner.dep_ == "pobj"]
    if preposition.lower_ in ("until", "till", "to", "for"):
        return any(_dates(inner) for inner in inside)
    # 'by a day to Thursday'
    return any(_a_new_day(further) for inner in inside for further in inner.children)


def has_time_before(verb: Token, other: Token) -> bool:
    """Whether a verb has a date of its own, before what it governs: 'was told at noon to leave'."""
    for child in verb.children:
        if verb.i < child.i < other.i:
            inside = [child, *(child.children if child.dep_ == "prep" else ())]
            if any(_dates(word) for word in inside if word.dep_ in ("pobj", "npadvmod")):
                return True
    return False


def _dates(word: Token) -> bool:
    """'Monday', 'the 17th of June'."""
    numbered = word.text[:1].isdigit() and word.text[-2:] in ("st", "nd", "rd", "th")
    return (
        numbered
        or word.ent_type_ in ("DATE", "TIME")
        or any(inner.ent_type_ == "DATE" for inner in word.subtree)
    )


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
