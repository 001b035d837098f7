"""Tells an event as a person would write it: 'Ashraf Ghani left for Tajikistan'.

In: a predicate of a parsed Doc, its mentions and entities. Out: one short phrase. Names stand
for pronouns, the perfect becomes the past, dates and asides are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from analysis.annotate.events.participants import MentionIndex, doer_of, object_behind, subject_of
from analysis.annotate.events.predicates import (
    in_it,
    is_light,
    is_noun,
    name_of,
    said_to_have,
)
from analysis.annotate.events.status import not_until
from analysis.annotate.once import text_of
from analysis.model import Entity
from analysis.vocabulary import table, words

# the hour of an entry, or a dateline, run into its subject
_ENTRY = re.compile(r"^(?:\d?\d[:.]\d\d (?=\w)|[A-ZÀ-Þ][A-ZÀ-Þ.'’, ]+ [-–—] )")
LONGEST_NOUN_PHRASE = 9  # words
LONGEST_PHRASE = 24
LONGEST_CLIMB = 4  # verbs above one that it is told by
ASIDES = frozenset(
    ("relcl", "appos", "acl", "punct", "advcl", "parataxis", "cc", "conj", "npadvmod")
)
KEPT_PREPOSITIONS = frozenset(("to", "for", "from", "into", "in", "at", "on", "near", "with", "by",
                               "against", "over", "off", "as", "toward", "towards", "through",
                               "outside", "between", "after", "of", "out", "under", "before",
                               "about", "across", "inside", "onto", "around", "upon",
                               "round"))  # fmt: skip

_PARTICIPIAL = frozenset(("acl", "relcl", "advcl"))
CARRIED = frozenset(("nsubj", "nsubjpass", "dobj"))
PARTICLES = frozenset(("down", "up", "out", "off", "away", "back", "over", "in"))
REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
PRONOUNS = frozenset(("i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us",
                      "them", "my", "your", "his", "its", "our", "their"))  # fmt: skip


class Teller:
    """Writes phrases for the predicates of one document."""

    def __init__(self, index: MentionIndex, entities: Sequence[Entity], timed: set[int]) -> None:
        self._index = index
        self._entities = entities
        self._timed = timed  # token indices inside time expressions
        self._subject = ""  # how the subject of the phrase in hand is told

    def tell(self, predicate: Token) -> str:
        """The phrase of one event; the bare word where nothing takes part in it."""
        predicate = told_by(predicate)
        if is_noun(predicate):
            named = self._noun_phrase(predicate, keep_places=True, owned=True)
            doer = doer_of(predicate)
            name = self._noun_phrase(doer) if doer is not None else ""
            if name[:1].isupper() and named.lower().startswith(("a ", "an ", "the ")):
                named = f"{_possessive(name)} {named.split(' ', 1)[1]}"
            return _capital(named)
        subject = subject_of(predicate)
        self._subject = self._noun_phrase(subject, owned=True) if subject is not None else ""
        parts = [_ENTRY.sub("", self._subject)]
        parts += self._verb(predicate)
        parts += self._rest(predicate)
        self._subject = ""
        told = " ".join(part for part in parts if part).split()
        if _speaks(subject) and told[:1] != ["I"]:  # 'I have not offered my resignation'
            told = [self._theirs(subject) if word == "my" else word for word in told]
        return _capital(" ".join(told[:LONGEST_PHRASE]))

    def _theirs(self, speaker: Token | None) -> str:
        mention = self._index.of(speaker) if speaker is not None else None
        known = mention is not None and mention.entity < len(self._entities)
        gender = self._entities[mention.entity].gender if mention is not None and known else ""
        return {"f": "her", "m": "his"}.get(gender, "their")

    def name(self, noun: Token) -> str:
        """The phrase of a happening by its noun alone."""
        return _capital(self._noun_phrase(noun, keep_places=True, owned=True))

    def _verb(self, verb: Token) -> list[str]:
        """The verb with its auxiliaries; 'has left' as 'left', 'have been hurt' as 'were hurt'."""
        behind = verb.nbor(-1) if verb.i else verb
        if behind.pos_ == "NOUN" and behind.lower_ in ("stays", "remains"):
            return [behind.lower_, verb.lower_]  # 'The old bridge stays shut', however parsed
        before = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg")]
        forms = [c.lower_ for c in before]
        after = [c.lower_ for c in verb.rights if c.dep_ == "prt" or _particle(c, verb)]
        if any(c.lemma_ == "have" for c in before) and not any(c.tag_ == "MD" for c in before):
            passive = "been" in forms and verb.tag_ == "VBN"
            negative = [c.lower_ for c in before if c.dep_ == "neg"]
            if passive:
                have = bool({"have", "'ve"} & {*forms}) and "to" not in forms  # not 'to have been'
                plural = have or _is_plural(subject_of(verb))
                return ["were" if plural else "was", *negative, verb.lower_, *after]
            if verb.tag_ == "VBN" and not negative:
                past = str(table("events")["past_tense"].get(verb.lower_, verb.lower_))
                if past == "was" and _is_plural(subject_of(verb)):
                    past = "were"
                return [past, *after]
        active = any(c.dep_ == "dobj" for c in verb.children) or _behind_particle(verb) is not None
        whole = verb.sent.root.pos_ in ("VERB", "AUX")  # 'The ferry left', taken for a noun
        shared = verb.dep_ == "conj" and any(c.dep_ == "auxpass" for c in verb.head.children)
        if verb.tag_ == "VBN" and not before and not active and shared:
            was = next(c.lower_ for c in verb.head.children if c.dep_ == "auxpass")
            if was in ("was", "were", "been"):
                was = "were" if _is_plural(subject_of(verb)) else "was"
            return [was, verb.lower_, *after]
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)
        # 'after a stranger phoned in a threat', taken for a participle, has its own subject
        participle = (verb.tag_ == "VBN" and not (own and verb.dep_ != "relcl")) or (
            verb.tag_ == "VBD" and verb.dep_ == "acl" and not own
        )
        if participle and not before and not active and verb.dep_ in _PARTICIPIAL and whole:
            return ["were" if _is_plural(subject_of(verb)) else "was", verb.lower_, *after]
        if "been" in forms:
            forms = ["has" if form in ("'s", "’s") else form for form in forms]
        if verb.left_edge.lower_ == "nor" and forms:
            forms.insert(1, "not")  # 'Nor did he leave'
        if _speaks(subject_of(verb)):
            forms = [_of_a_third(form) for form in forms]  # 'I have not resigned', by his name
        return [*(_whole(form) for form in forms), verb.lower_, *after]

    def _rest(self, verb: Token) -> list[str]:
        parts = []
        objects = 0
        said: set[str] = set()  # prepositions
        if (behind := object_behind(verb)) is not None:
            return [self._noun_phrase(behind)]
        if (handed := _behind_particle(verb)) is not None:
            parts.append(self._noun_phrase(handed))
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in ("until", "till") and not_until(verb):
                parts.append(child.doc[child.i : child.right_edge.i + 1].text)
                continue  # 'will not meet until Monday'
            if (child.i in self._timed and not _measured(child)) or child.dep_ == "prt":
                continue
            if child.dep_ in ("dobj", "obj", "attr", "oprd"):
                objects += child.lower_ not in REFLEXIVES  # 'declared herself the victor'
                # but 'handed the king her resignation'
                if objects > 1 and child.doc[child.left_edge.i - 1].is_punct:
                    continue  # 'questioned four managers, among them the head of lending'
            if child.dep_ in ("dobj", "obj", "attr", "oprd", "dative"):
                parts.append(self._noun_phrase(child))
            elif child.dep_ == "advmod" and _of_the_verb(child, verb):
                parts.append(child.lower_)  # 'turned the journalists away'
            elif child.dep_ == "acomp":
                parts.append(child.text)
                for inner in child.children:
                    if inner.dep_ == "xcomp":  # 'is due to arrive in Tereno'
                        parts += [*self._verb(inner), *self._rest(inner)]
            elif child.dep_ in ("prep", "agent") and child.lower_ in KEPT_PREPOSITIONS:
                if child.lower_ not in ("by", "with") or child.lower_ not in said:
                    parts.append(self._preposition(child))  # 'with 38 men, not with 41'
                said.add(child.lower_)
            elif child.dep_ == "xcomp" and child.pos_ == "VERB":
                parts += [*self._verb(child), *self._rest(child)]
            elif child.dep_ == "ccomp" and child.pos_ == "VERB" and not objects:
                parts += self._clause(child)
        if not parts and name_of(verb) in words("events", "silent.owning_up"):
            parts += self._owned_up(verb)
        return parts

    def _owned_up(self, verb: Token) -> list[str]:
        """'that two jets were in the air', which the ministry admitted, before or behind it."""
        said = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        told = self._clause(said) if said is not None else []
        if said is None or not told or told[0] == "that":
            return told
        opens = told[0] if said.left_edge.pos_ == "PROPN" else told[0][:1].lower() + told[0][1:]
        return ["that", opens, *told[1:]]

    def _clause(self, verb: Token) -> list[str]:
        """What is ordered or decided: 'that two men be held', 'troops to leave'."""
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return []
        that = ["that"] if any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.lefts) else []
        return [*that, self._noun_phrase(subject), *self._verb(verb), *self._rest(verb)]

    def _preposition(self, preposition: Token) -> str:
        for child in preposition.children:
            if child.i in self._timed:
                return ""
            if child.dep_ == "pobj" and child.lower_ == "order" and child.n_lefts == 0:
                return ""  # 'will travel to Velin in order to ...'
            if child.dep_ == "pobj":
                return f"{preposition.lower_} {self._noun_phrase(child)}"
            if child.dep_ == "prep":
                inner = self._preposition(child)
                return f"{preposition.lower_} {inner}" if inner else ""
        stranded = preposition.i == preposition.head.i + 1 and not any(preposition.children)
        stranded &= preposition.dep_ == "prep"  # not 'by whom they were reached'
        return preposition.lower_ if stranded else ""  # 'was operated on'

    def _noun_phrase(self, head: Token, keep_places: bool = False, owned: bool = False) -> str:
        """A noun phrase without its asides; a pronoun by the name that it stands for."""
        mention = self._index.of(head)
        if mention is not None and mention.entity < len(self._entities):
            entity = self._entities[mention.entity]
            if head.lower_ in REFLEXIVES:
                return head.lower_
            if mention.kind == "pronoun" and head.pos_ == "PRON":
                # an entity that only pronouns name ('we' of a quotation) stays a pronoun
                unknown = entity.name.lower().split(" ")[0] in PRONOUNS
                unknown |= entity.name == self._subject  # 'the clinic was destroyed around them'
                places = entity.type == "place" and head.lower_ in ("they", "them")
                return head.text if unknown or places else _in_a_sentence(entity.name)
            if mention.kind == "name" and entity.type in ("person", "place"):
                # 'Afghanistan President Ashraf Ghani' is told by his name
                return (
                    entity.name
                    if entity.type == "person"
                    else text_of(head.doc)[mention.start : mention.end]
                )
        taken: list[Token] = []
        self._collect(head, taken, depth=0, keep_places=keep_places)
        taken = sorted(set(taken), key=lambda token: token.i)
        words_taken = taken[: LONGEST_NOUN_PHRASE * 2]
        text = "".join(
            (self._owner(token) if owned else token.text_with_ws)
            # 'the men, aged 34, were': nothing stands for what is left out but a space
            + (" " if not token.whitespace_ and token.i + 1 != following.i else "")
            for token, following in zip(words_taken, [*words_taken[1:], head], strict=True)
        ).strip()
        shortened = text.split()[:LONGEST_NOUN_PHRASE]
        return " ".join(shortened).strip(' ,;:-–—"“”')

    def _owner(self, token: Token) -> str:
        """'his private jet' -> 'Anton Halmos's private jet', where 'his' is known."""
        if token.tag_ == "WP$":  # 'the ship, whose arrival is expected at two'
            clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
            return f"{self._noun_phrase(clause.head)}'s " if clause is not None else "whose "
        mention = self._index.of(token) if token.tag_ == "PRP$" else None
        if mention is None or mention.entity >= len(self._entities):
            return token.text_with_ws
        name = self._entities[mention.entity].name
        if name.lower().split(" ")[0] in PRONOUNS or not name[:1].isupper():
            return token.text_with_ws
        return f"{_possessive(name)} "

    def _collect(self, node: Token, taken: list[Token], depth: int, keep_places: bool) -> None:
        taken.append(node)
        for child in node.children:
            beside = child.i in self._timed and node.i not in self._timed
            if beside or child.is_space:
                continue
            names = child.pos_ == "PROPN" and node.pos_ == "PROPN" and depth < 3
            listed = child.pos_ in ("NOUN", "PROPN") and (depth < 1 or node.dep_ == "conj")
            if child.dep_ == "conj" and (names or listed):
                # 'tents, beds and food'; 'the presidents of Velin and Tolm'
                self._collect(child, taken, depth + 1, keep_places)
                between = node.doc[node.i + 1 : child.left_edge.i]
                taken += [c for c in between if c.dep_ == "cc" or c.text == ","]
                continue
            if child.dep_ == "prep":
                keep = child.lower_ == "of" or (keep_places and child.lower_ in KEPT_PREPOSITIONS)
                if not keep or depth > 1 or self._only_time(child):
                    continue
            elif child.dep_ in ASIDES and not _holds_together(child):
                continue
            if child.lower_ == "aged" and child.i > node.i:
                continue
            if child.dep_ in ("det", "predet") and child.tag_ in ("WDT", "WP"):
                continue
            self._collect(child, taken, depth + 1, keep_places)

    def _only_time(self, preposition: Token) -> bool:
        return any(child.i in self._timed for child in preposition.children)


def told_by(predicate: Token) -> Token:
    """The word whose clause tells an event: 'held' of 'talks were held', 'agreed' of 'to go'."""
    node = predicate
    for _ in range(LONGEST_CLIMB):
        head = node.head
        if is_noun(node) and (being := in_it(node)) is not None:
            return being  # 'the ferries are on strike'
        called = node.dep_ == "dobj" and head.lemma_.lower() in words("events", "silent.calling")
        carried = is_noun(node) and node.dep_ in CARRIED and (called or is_light(head))
        planned = not is_noun(node) and node.dep_ == "xcomp" and not said_to_have(node)
        if planned and head.pos_ == "ADJ" and head.dep_ == "acomp":
            head = head.head  # 'is due to arrive'
        if (
            carried
            and head.lemma_ == "be"
            and not any(
                c.dep_ in ("acomp", "attr", "oprd", "prep")
                and (c.lower_ != "in" or _being(c))
                and c.ent_type_ not in ("DATE", "TIME")  # 'the deadline is Friday noon'
                for c in head.rights
            )
        ):
            return node  # 'the last accident was in 1974': the accident
        if head == node or not (carried or planned) or head.pos_ not in ("VERB", "AUX"):
            return node
        node = head
    return node


def _behind_particle(verb: Token) -> Token | None:
    """The object that the parser hung on a particle: 'the minister, Ada Holm, handed in her
    resignation'."""
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == verb.i + 1:
            return next((c for c in child.rights if c.dep_ in ("pobj", "dobj")), None)
    return None


def _being(preposition: Token) -> bool:
    """'will be in force', as against 'was in 1974'."""
    being = words("events", "governing.in_being")
    return any(inner.lower_ in being for inner in preposition.children)


def _of_the_verb(word: Token, verb: Token) -> bool:
    """'fell ill', 'turned the journalists away': what makes another verb of it."""
    if word.lower_ in PARTICLES:
        return word.i > verb.i + 1
    return word.i > verb.i and word.lower_ in name_of(verb).split()[1:]


def _measured(child: Token) -> bool:
    """An object with a time in it: 'a minute of silence', 'an hour with the staff'."""
    if child.dep_ != "dobj":
        return False
    return any(c.lower_ == "of" or c.dep_ in ("det", "nummod") for c in child.children)


def _holds_together(child: Token) -> bool:
    """The marks inside '$5', 'co-pilot', and the measure of 'a 58-year-old baker'."""
    if child.dep_ == "punct":
        return child.text in "-–'’$%"
    hyphened = child.i + 1 < len(child.doc) and child.nbor(1).text == "-"  # 'air-dropped bombs'
    return child.dep_ == "npadvmod" and (child.head.pos_ == "ADJ" or hyphened)


def _is_plural(subject: Token | None) -> bool:
    if subject is None:
        return False
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("those", "these")
    plural |= subject.tag_ == "CD" and subject.lower_ not in ("1", "one")  # 'about 40 were hurt'
    return plural or any(c.dep_ == "conj" for c in subject.children)


def _particle(word: Token, verb: Token) -> bool:
    """'stepped down', where the parser took the particle for an adverb."""
    return word.i == verb.i + 1 and word.dep_ == "advmod" and word.lower_ in PARTICLES


def _whole(form: str) -> str:
    form = form.replace("’", "'")
    return {"'ll": "will", "wo": "will", "n't": "not", "'s": "is", "'re": "are", "ca": "can",
            "'d": "would"}.get(form, form)  # fmt: skip


def _in_a_sentence(name: str) -> str:
    """'the plane' of an entity that is called 'The plane'; 'The Hague' stays."""
    first, _, rest = name.partition(" ")
    described = first in ("The", "A", "An") and rest[:1].islower()
    return f"{first.lower()} {rest}" if described else name


def _speaks(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ == "i"


def _of_a_third(form: str) -> str:
    return {"have": "has", "'ve": "has", "am": "is", "'m": "is", "do": "does"}.get(
        form.replace("’", "'"), form
    )


def _possessive(name: str) -> str:
    """'Ada Holm's', 'James's', but 'the leaders''."""
    last = name.split()[-1]
    return f"{name}'" if last[:1].islower() and last.endswith("s") else f"{name}'s"


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
