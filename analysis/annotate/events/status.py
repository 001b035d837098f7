"""Whether an event happened, goes on, is planned, depends on something, or is denied.

In: a predicate of a parsed Doc. Out: its status, polarity and reporting verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.events.begun import begun
from analysis.annotate.events.conditions import (
    LONGEST_CLIMB,
    condition_of,
    conditional,
    going_to,
    infinitive_of_plan,
)
from analysis.annotate.events.negation import negated
from analysis.annotate.events.predicates import (
    in_it,
    is_called_off,
    is_noun,
    name_of,
    on_the_agenda,
    postponed_by,
)
from analysis.annotate.events.taken_back import is_false, taken_back
from analysis.annotate.once import once_a_word
from analysis.annotate.timex.direction import tense
from analysis.event_kinds import kinds_of
from analysis.model import EventStatus
from analysis.vocabulary import words


def status_of(predicate: Token) -> EventStatus:
    """The status as the sentence puts it; the outlet may still quote someone for it."""
    if _denied_by(predicate) or called_false(predicate) or taken_back(predicate):
        return "denied"
    if is_noun(predicate):
        return _status_of_noun(predicate)
    if is_called_off(predicate):
        return "happened"
    if conditional(predicate):
        return "conditional"
    if predicate.dep_ == "xcomp" and predicate.head.lemma_ == "offer":
        modals = {c.lower_ for c in predicate.head.children if c.tag_ == "MD"}
        if modals & words("events", "governing.conditional_modals"):
            return "conditional"  # 'may have offered to step down'
    if (made := _made_to_others(predicate)) is not None:
        return "denied" if negated(made) else "happened"
    negative = negated(predicate) or (going_to(predicate) and negated(predicate.head))
    if condition_of(predicate) is not None:
        return "conditional"
    if postponed_by(predicate) is not None:
        return "planned"  # 'the final was moved to Monday'
    if not negative and _stays_until(predicate):
        return "ongoing"
    pointed = tense(predicate)
    modals = {c.lower_ for c in predicate.children if c.tag_ == "MD"}
    if modals & words("events", "governing.conditional_modals") and pointed == "future":
        if "would" in modals and _reported(predicate):
            return "denied" if negative else "planned"  # 'said it would reopen'
        return "conditional"
    if modals & words("events", "governing.conditional_modals") and pointed == "past":
        return "conditional"  # 'may have lost', 'would have sent'
    if negative and _stayed_away(predicate):
        return "happened"
    if negative and predicate.lemma_ == "survive" and pointed != "future":
        return "happened"  # 'did not survive': died
    if negative and not_until(predicate):
        return "happened" if pointed == "past" else "planned"  # 'will not meet until Monday'
    if pointed == "future" and not _progressive(predicate):
        return "denied" if negative else "planned"
    if infinitive_of_plan(predicate):
        if predicate.dep_ == "xcomp" and negated(predicate.head):
            negative = True  # 'has not offered to resign'
        return "denied" if negative else "planned"
    if negative:
        return "denied"
    if _was_to(predicate) or _was_set(predicate):
        return "planned"
    return "ongoing" if _progressive(predicate) or _lasts(predicate) else "happened"


def _made_to_others(predicate: Token) -> Token | None:
    """'offered' of 'offered to resign': what is told is the offer, and that was made; None for what
    is no offer of the past."""
    over = predicate.head
    if predicate.dep_ != "xcomp" or over.lemma_ != "offer" or tense(over) != "past":
        return None
    return over if any(c.lower_ == "to" and c.dep_ == "aux" for c in predicate.lefts) else None


def foretold(verb: Token) -> bool:
    """Of what a modal makes conditional, what is to come on a stated day all the same: 'the border
    would be reopened on Thursday', 'they may go home on Wednesday'."""
    modals = {c.lower_ for c in verb.children if c.tag_ == "MD"}
    allowed = "may" in modals and bool(kinds_of(name_of(verb)) & words("events", "fitting.allowed"))
    if not (allowed or modals & {"would", "can"}) or tense(verb) != "future" or negated(verb):
        return False
    return not conditional(verb) and condition_of(verb) is None


def _stayed_away(verb: Token) -> bool:
    """'The minister did not appear at the meeting': told by the outlet, it happened that he was
    missing; not 'said that she did not attend', nor 'I did not attend', which deny something."""
    if name_of(verb) not in words("events", "governing.attending") or tense(verb) != "past":
        return False
    if verb.dep_ not in ("ROOT", "conj", "relcl") or _reported(verb):
        return False
    did = any(c.lower_ == "did" and c.dep_ == "aux" for c in verb.lefts)
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    named = who is not None and (who.pos_ in ("NOUN", "PROPN") or who.tag_ == "WP")
    # where he was missing
    where = any(c.dep_ in ("prep", "dobj") and c.i > verb.i for c in verb.rights)
    return did and named and where


def _lasts(verb: Token) -> bool:
    """'The bridge stays shut', 'has been closed since Friday'."""
    name = name_of(verb)
    if begun(verb) is not None and verb.lemma_ in ("continue", "keep", "go"):
        return verb.tag_ in ("VBZ", "VBP")  # 'continues to comb the hills'
    if verb.lemma_ in ("stay", "remain"):
        return name != verb.lemma_ and verb.tag_ != "VBD"
    if name not in words("events", "governing.lasting") | words("events", "governing.lying"):
        return False
    # 'The old bridge stays shut', however parsed
    before = verb.nbor(-1).lower_ if verb.i else ""
    perfect = any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "’s") for c in verb.children
    )
    passive = any(c.dep_ == "auxpass" and c.lower_ in _NOW for c in verb.children)
    if (passive or verb.lower_ in _NOW) and any(c.lower_ == "still" for c in verb.children):
        return True  # 'The tunnel is still closed', 'was still closed' when the report was made
    since = any(c.dep_ == "prep" and c.lower_ == "since" for c in verb.children)
    return before in ("stays", "remains", "stay", "remain") or (perfect and since)


def _stays_until(verb: Token) -> bool:
    """'will stay closed until Thursday', 'is to remain shut till noon': so it is closed now."""
    if verb.lemma_ not in ("stay", "remain") or name_of(verb) == verb.lemma_:
        return False
    if tense(verb) != "future" or any(c.lower_ in ("would", "could", "may") for c in verb.lefts):
        return False
    return any(t.lower_ in ("until", "till") for t in verb.rights) or any(
        inner.lower_ in ("until", "till") for c in verb.rights for inner in c.children
    )


@once_a_word
def not_until(verb: Token) -> bool:
    """'Will not meet until Monday', 'is not going to sit before Monday': it will then, for all
    that is said."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("until", "till", "before"):
            days = [inner for inner in child.children if inner.dep_ == "pobj"]
            if any(day.ent_type_ in ("DATE", "TIME") for day in days):
                return True
    return False


def _status_of_noun(noun: Token) -> EventStatus:
    planned = words("events", "governing.planned_adjectives")
    if negated(noun):
        return "denied"
    if noun.dep_ in ("nsubj", "nsubjpass") and (_goes_on(noun.head) or _has_begun(noun)):
        return "ongoing"
    if (being := in_it(noun)) is not None:
        return "ongoing" if being.tag_ in ("VBZ", "VBP") else "happened"
    if condition_of(noun) is not None:
        return "conditional"
    if any(child.lower_ in planned and child.dep_ == "amod" for child in noun.children):
        return "planned"
    if postponed_by(noun) is not None or _came_to_nothing(noun):
        return "planned"
    if noun.dep_ == "nsubj" and on_the_agenda(noun.head):
        return "planned"  # 'the vote remains on the agenda'
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "due":
        return "planned"  # 'had been due to open talks', where 'open' is taken for an adjective
    verb = noun.head
    if verb.dep_ == "prep" or verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        carries = verb.lemma_.lower() in words("events", "silent.light")
        if carries or noun.dep_ == "dobj":
            inherited = status_of(verb) if verb is not noun else "happened"
            if carries or inherited == "planned":
                return inherited
    return "happened"


def _came_to_nothing(noun: Token) -> bool:
    """'called off Sunday's meeting', 'the visit, set for ten, was replaced by a concert', 'the
    talks foreseen for today will not take place': what was not held had been planned."""
    if noun.dep_ == "nsubj" and _was_to_have(noun.head):
        return True
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or noun.head.pos_ != "VERB":
        return False
    verb = name_of(noun.head)
    moves = verb in words("events", "governing.postponing") or "cancellation" in kinds_of(verb)
    if moves and noun.dep_ != "nsubj":
        return not negated(noun.head)
    setting = words("events", "governing.setting") | words("events", "silent.calling")
    put = [c for c in noun.rights if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")]
    if not any(name_of(c) in setting or c.lemma_.lower() in setting for c in put):
        return False
    dropped = verb in words("events", "governing.dropping") and noun.dep_ != "nsubj"
    return dropped or negated(noun.head)


def _was_to_have(verb: Token) -> bool:
    """'The visit was to have taken place on Monday'."""
    return (
        verb.lemma_ == "be"
        and verb.tag_ == "VBD"
        and any(
            c.dep_ == "xcomp" and {"to", "have"} <= {aux.lower_ for aux in c.lefts}
            for c in verb.rights
        )
    )


def _has_begun(noun: Token) -> bool:
    """'The strike has begun': what lasts goes on from then."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.tag_ != "VBN" or verb.lemma_ not in ("begin", "start"):
        return False
    now = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "’s") for c in verb.children)
    lasts = kinds_of(noun.lemma_.lower()) & words("events", "lasting.kinds")
    return now and bool(lasts) and not negated(verb)


def _goes_on(verb: Token) -> bool:
    """'The search continues', 'is still going on', 'remains in force', 'is observed'; not
    'continued', 'will continue'."""
    present = verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children)
    if verb.lemma_ in ("be", "remain", "stay"):
        being = words("events", "governing.in_being")
        return present and any(
            c.lower_ == "in" and any(inner.lower_ in being for inner in c.children)
            for c in verb.children
        )
    now = any(c.dep_ in ("aux", "auxpass") and c.lower_ in _NOW for c in verb.children)
    if verb.tag_ == "VBN" and verb.lemma_ in words("events", "governing.kept_up"):
        return now and not negated(verb)
    if verb.pos_ != "VERB" or name_of(verb) not in words("events", "governing.going_on"):
        return False
    return present or (verb.tag_ == "VBG" and now)


_NOW = frozenset(("is", "are", "was", "were", "'s", "’s"))


def _denied_by(predicate: Token) -> bool:
    """'denied that he resigned', 'denied resigning', 'dismissed reports of an attack'."""
    node = predicate
    for _ in range(LONGEST_CLIMB):
        head = node.head
        if head == node:
            return False
        if (
            head.lemma_.lower() in words("events", "governing.denying")
            and node.dep_ in ("ccomp", "xcomp", "dobj", "pcomp", "acl", "advcl")
            and not (node.dep_ == "advcl" and _beside_the_denial(node))
            and not (head.lemma_ == "refuse" and node.dep_ == "dobj")
        ):
            return not any(child.dep_ == "neg" for child in head.children)
        if node.dep_ == "conj" and any(c.lower_ == "but" for c in head.children if c.i < node.i):
            return False  # 'denied that he had quit but admitted the error', however parsed
        linked = node.dep_ in ("ccomp", "acl", "pobj", "pcomp", "prep", "conj", "xcomp")
        # 'denied a report that he had quit', however parsed
        linked |= node.dep_ == "relcl" and _of_a_report(node)
        if not linked or (
            head.pos_ == "VERB" and node.dep_ not in ("conj", "xcomp", "prep", "pobj")
        ):
            return False
        if head.pos_ == "VERB" and node.dep_ in ("prep", "pobj"):
            return False
        node = head
    return False


def _beside_the_denial(clause: Token) -> bool:
    """'... denied it, while the union walked out', 'denied it when the police came': a clause of
    its own, and no part of what is denied."""
    return any(
        child.dep_ in ("mark", "advmod")
        and child.lower_ in _BESIDE
        and child.i == clause.left_edge.i
        for child in clause.lefts
    )


_BESIDE = frozenset(("while", "whereas", "as", "when", "after", "before", "although", "though"))


def _of_a_report(clause: Token) -> bool:
    """'a report that he had quit', taken for a relative clause; not 'a report that was printed'."""
    reports = words("events", "governing.reporting_nouns")
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ != "WDT" for c in clause.lefts)
    return own and clause.head.lemma_.lower() in reports


@once_a_word
def called_false(predicate: Token) -> bool:
    """'Reports that he left were false', 'it is not true that he left', 'called them untrue'."""
    clause = predicate
    for _ in range(3):  # 'had been seen and arrested'
        if clause.dep_ != "conj":
            break
        clause = clause.head
    if clause.dep_ not in ("acl", "relcl", "ccomp", "csubj", "advcl", "prep", "pobj"):
        return False
    over = clause.head
    if over.dep_ == "prep":  # 'reports of his departure were false'
        over = over.head
    if over.pos_ in ("NOUN", "PROPN"):
        if over.lemma_.lower() not in words("events", "governing.reporting_nouns"):
            return False
        verdicts = words("events", "governing.denying_adjectives")
        before = over.doc[over.head.i if over.dep_ == "pobj" else over.left_edge.i : over.i]
        if any(token.lower_ in verdicts for token in before):
            return True  # 'dismissed as untrue a report that he had quit', 'false reports that ...'
        if over.dep_ == "dobj" and name_of(over.head) in words("events", "governing.retracting"):
            return True  # 'withdraws its report that the ship had sunk'
        if over.dep_ == "dobj":  # 'called a report that he had left untrue', however parsed
            behind = {token.lower_ for token in predicate.rights}
            return bool(behind & words("events", "governing.denying_adjectives"))
        return over.dep_ in ("nsubj", "nsubjpass") and is_false(over.head)
    return is_false(over)


def _progressive(verb: Token) -> bool:
    if verb.tag_ == "VBN":  # 'was still being searched for'
        forms = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        lasts = kinds_of(name_of(verb)) & words("events", "lasting.going_on")
        return bool(lasts) and "being" in forms and bool(forms & {"was", "were"})
    return verb.tag_ == "VBG" and any(
        child.dep_ in ("aux", "auxpass") and child.lemma_ == "be" for child in verb.children
    )


def _reported(verb: Token) -> bool:
    for _ in range(3):  # 'said that he had not left and would speak'
        if verb.dep_ != "conj":
            break
        verb = verb.head
    said = words("events", "silent.saying") | words("events", "governing.planning")
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in said


def _was_to(verb: Token) -> bool:
    """'was to brief reporters at noon': a plan, as far as the sentence goes."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    return infinitive and verb.dep_ == "xcomp" and verb.head.lemma_ == "be"


def _was_set(verb: Token) -> bool:
    """'which had been set for 14:00': a plan, whatever came of it."""
    if verb.tag_ != "VBN" or name_of(verb) not in words("events", "governing.setting"):
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return passive and any(
        inner.ent_type_ in ("DATE", "TIME") or inner.lemma_[:1].isdigit()
        for child in verb.rights
        if child.lower_ == "for" and child.dep_ == "prep"
        for inner in child.children
    )
