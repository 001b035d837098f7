"""Which words of a text are predicates, what each is called, and what it owes to another one.

In: a parsed Doc. Out: predicate tokens. Who takes part in each stands in `participants`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.annotate.once import sentence_of, tokens_of_kind
from analysis.event_kinds import kinds_of, phrasal_names
from analysis.vocabulary import table, words

FAR = 6  # tokens behind a verb in which it is said where it was heard


def predicates(doc: Doc) -> Iterator[Token]:
    """Verbs without auxiliaries and modals, the copula as a main verb, and event nouns."""
    nouns = words("events", "nouns.events")
    for token in tokens_of_kind(doc, ("VERB", "AUX", "NOUN")):
        if token.pos_ in ("VERB", "AUX"):
            if token.i and token.tag_ == "VBN" and token.nbor(-1).lower_ == "as":
                continue  # 'would go ahead as planned on 14 June'
            if token.i and token.lower_ == "writing" and token.nbor(-1).lower_ == "in":
                continue  # 'warned the ministry in writing on 3 May'
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
    if (occasion := told_at(predicate)) is not None:
        document = occasion.lemma_.lower() in words("events", "silent.documents")
        return "publish" if document else "brief the press"
    if is_called_off(predicate):
        return "call off"
    if lemma in _COMPLETED and not is_noun(predicate) and (told := _by_complement(predicate)):
        return told
    phrasal = phrasal_names().get(lemma)
    if phrasal is None or is_noun(predicate):
        return lemma
    behind = predicate.doc[predicate.i + 1 : min(sentence_of(predicate)[1], predicate.i + 5)]
    said = " ".join([lemma, *(token.lower_ for token in behind)]) + " "
    for name in phrasal:
        if said.startswith(f"{name} ") and not _of_noun(name, behind[name.count(" ") - 1]):
            return name
    apart = {f"{lemma} {child.lower_}" for child in predicate.children if child.dep_ == "prt"}
    return next(iter(apart & {*phrasal}), lemma)


_COMPLETED = frozenset(
    (
        "be",
        "stay",
        "remain",
        "give",
        "leave",
        "abandon",
        "lose",
        "call",
        "ring",
        "speak",
        "talk",
        "tell",
        "hold",
        "keep",
        "appear",
        "swear",
    )
)


def _by_complement(verb: Token) -> str:
    """The name that the complement of a verb makes of it: 'is open again', 'remains closed',
    'has given up her post', 'rang his son'; "" for none."""
    lemma = verb.lemma_.lower()
    if lemma in ("speak", "talk"):
        return "speak on air" if _on_air(verb) else ""
    if lemma == "appear":
        before = (c for child in verb.rights if child.lower_ == "before" for c in child.children)
        court = any(c.lemma_.lower() in words("events", "fitting.benches") for c in before)
        return "testify" if court else ""
    if lemma == "swear":
        return "assert" if any(c.dep_ == "ccomp" for c in verb.rights) else ""
    if lemma in ("hold", "keep") and any(c.dep_ == "prt" for c in verb.rights):
        return ""  # 'was held up by an engine failure'
    if lemma == "tell":
        heard = any(
            c.dep_ in ("dobj", "dative") and c.lemma_.lower() in words("events", "silent.press")
            for c in verb.rights
        )
        return "brief the press" if heard else ""
    conditions = table("events")["conditions"]
    for child in (*verb.rights, *verb.lefts) if lemma in ("hold", "keep") else verb.rights:
        if lemma in ("be", "stay", "remain"):
            if lemma == "be" and child.lower_ == "off" and not child.n_rights:
                return "call off" if _of_a_happening(verb) else ""  # 'the ceremony is off'
            if child.dep_ in ("acomp", "oprd"):
                after = verb.doc[child.i + 1].lower_ if child.i + 1 < len(verb.doc) else ""
                told = conditions.get(f"{child.lower_} {after}") or conditions.get(child.lower_)
                return str(told or "")
            continue
        if lemma in ("hold", "keep") and child.dep_ in ("dobj", "nsubjpass"):
            if not _is_craft(child):
                return ""
            grounded = lemma == "hold" or _stays_on_ground(verb)
            return "impound" if grounded else ""
        if child.dep_ != "dobj":
            continue
        if lemma in ("call", "ring"):
            more = any(c.dep_ in ("oprd", "ccomp", "xcomp", "attr") for c in verb.children)
            return "phone" if _is_person(child) and not more else ""
        whose = any(c.dep_ == "poss" for c in child.children)
        if lemma == "lose":
            return "lose life" if whose and child.lemma_.lower() == "life" else ""
        if lemma == "leave" and whose and child.lemma_.lower() in words("events", "fitting.works"):
            return "walk out"  # 'left their workplaces'
        office = child.lemma_.lower() in words("events", "fitting.offices")
        up = lemma != "give" or any(c.lower_ == "up" for c in verb.children)
        return "leave office" if whose and office and up else ""
    return ""


def _is_craft(noun: Token) -> bool:
    """'plane', 'ferry', 'convoy': what may be held back where it is."""
    same = table("events")["same_things"]
    return noun.lemma_.lower() in {*same["aircraft"], *same["vessel"]}


def _stays_on_ground(verb: Token) -> bool:
    """'kept the jet on the ground', 'kept the ferry in port'."""
    return any(
        inner.lemma_.lower() in ("ground", "port", "harbour", "tarmac", "apron")
        for child in verb.rights
        if child.lower_ in ("on", "in")
        for inner in child.children
    )


def _of_noun(name: str, particle: Token) -> bool:
    """'in' of 'fell in a crush', 'off' of 'was led off the train': of the noun, not of the verb."""
    ends = particle.lower_ == "in" or name == "lead off"
    return ends and particle.dep_ == "prep" and any(c.dep_ == "pobj" for c in particle.rights)


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
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return name_of(verb) in words("events", "silent.light") or on_the_agenda(verb)


def on_the_agenda(verb: Token) -> bool:
    """'The vote remains on the agenda for Tuesday'."""
    return verb.lemma_ in ("be", "remain", "stay", "stand") and any(
        inner.lemma_.lower() in words("events", "governing.agendas")
        for child in verb.rights
        if child.lower_ in ("on", "in") and child.dep_ == "prep"
        for inner in child.children
    )


def told_at(verb: Token) -> Token | None:
    """The occasion, held or made public at an hour, at which somebody says something: 'said in a
    statement issued at noon', 'declared at a briefing that was held at ten'; None for none."""
    if is_noun(verb) or verb.lemma_.lower() not in words("events", "silent.saying"):
        return None
    occasions = words("events", "silent.occasions") | words("events", "silent.documents")
    for child in verb.children:
        for noun in child.children if child.lower_ in ("in", "at") else ():
            occasion = noun.lemma_.lower() in occasions
            if occasion and noun.dep_ == "pobj" and made_public(noun) is not None:
                return noun
    return None


def made_public(occasion: Token) -> Token | None:
    """'issued' of 'a statement issued at noon'; None for none."""
    # 'a message to the nation broadcast at noon', where the parser hangs it on the nation
    heard = (c for child in occasion.rights if child.lower_ == "to" for c in child.children)
    for clause in (*occasion.rights, *(c for noun in heard for c in noun.rights)):
        public = clause.lemma_.lower() in words("events", "silent.making_public")
        if public and clause.dep_ in ("acl", "relcl"):
            return clause
    return None


def is_called_off(verb: Token) -> bool:
    """'The visit will not take place', 'the march is not going ahead': it is off, and when it
    should have been, the sentence does not say."""
    if verb.lower_ not in ("take", "go") or verb.i + 1 >= len(verb.doc):
        return False
    if verb.nbor(1).lower_ not in ("place", "ahead") or not _of_a_happening(verb):
        return False
    will = any(child.tag_ == "MD" and child.lower_ in _WILL for child in verb.lefts)
    negative = any(child.dep_ == "neg" for child in verb.lefts)
    behind = verb.doc[verb.i + 2 : verb.right_edge.i + 1]
    limits = ("until", "before", "if", "unless", "at", "in", "as")
    open_day = not any(t.ent_type_ in ("DATE", "TIME") or t.lower_ in limits for t in behind)
    return will and negative and open_day


_WILL = frozenset(("will", "wo", "’ll", "'ll"))


def _of_a_happening(verb: Token) -> bool:
    """Whether its subject is a happening by its noun: 'the ceremony', 'his visit to the town'."""
    nouns = words("events", "nouns.events")
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in nouns for c in verb.lefts)


def carries_event(verb: Token) -> bool:
    """Whether the subject or object of a verb is a happening by itself."""
    nouns = words("events", "nouns.events")
    return any(
        child.pos_ == "NOUN"
        and child.lemma_.lower() in nouns
        and child.dep_ in ("nsubj", "nsubjpass", "dobj")
        for child in verb.children
    )


def in_it(noun: Token) -> Token | None:
    """'The ferries are on strike', 'the capital is under a curfew': the verb that tells it; None
    for any other noun."""
    inside = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "under")
    being = noun.head.head if inside else None
    if being is None or being.lemma_ != "be" or being.tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    lasts = kinds_of(noun.lemma_.lower()) & words("events", "lasting.kinds")
    denied = any(child.dep_ == "neg" for child in being.children)
    return being if lasts and not denied else None


def said_to_have(verb: Token) -> bool:
    """'is believed to have fled on Sunday', 'appears to have fled'."""
    said = verb.head.lemma_.lower() in words("events", "silent.saying") | {"appear", "seem"}
    forms = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.dep_ == "xcomp" and said and {"to", "have"} <= forms


def postponed_by(predicate: Token) -> Token | None:
    """The verb that moves a happening to another day: 'put off his visit until Monday', 'the vote
    was moved to Monday'; itself where what it moves is no happening by its noun; else None."""
    verb = predicate
    if is_noun(predicate):
        verb = predicate.head
        if predicate.dep_ not in ("nsubjpass", "dobj") and not _of_a_headline(predicate):
            return None
    if verb.pos_ != "VERB" or name_of(verb) not in words("events", "governing.postponing"):
        return None
    if verb is predicate and carries_event(verb):
        return None
    ahead = any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)
    # 'the deadline, put back to noon'
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (
        verb.tag_ in ("VBN", "VBD") and verb.dep_ == "acl"
    )
    if ahead or (predicate is verb and not passive):
        return None
    # 'back to 2 March', where 'back' is the verb's
    beside = (c for child in verb.children if child.dep_ == "advmod" for c in child.children)
    return verb if any(_a_new_day(child) for child in (*verb.children, *beside)) else None


def _of_a_headline(noun: Token) -> bool:
    """'Talks pushed back to 2 March, ministry says': of a passive without its 'were'."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.tag_ not in ("VBD", "VBN") or verb.n_lefts > 1:
        return False
    return not any(
        child.dep_ == "dobj" and child.left_edge.nbor(-1).text != "," for child in verb.rights
    )


def moves_a_happening(verb: Token) -> bool:
    """'put off her trip until Monday': the trip is of Monday, the putting off of now."""
    return not is_noun(verb) and any(
        postponed_by(child) == verb for child in verb.children if is_noun(child)
    )


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
    # '27 May', which not every model takes for a date
    of_month = word.lower_ in table("timex")["months"] and any(
        child.dep_ == "nummod" and child.text.isdigit() for child in word.children
    )
    return (
        numbered
        or of_month
        or word.ent_type_ in ("DATE", "TIME")
        or any(inner.ent_type_ == "DATE" for inner in word.subtree)
    )
