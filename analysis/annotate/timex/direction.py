"""Where the tense of the governing verb points: to the past or to the future of the report.

In: a token of a parsed Doc. Out: 'past', 'future', or '' where the clause says nothing.
'On Monday' in 'will travel on Monday' is the coming one, in 'travelled on Monday' the last.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis.annotate.once import once_a_word, sentence_of
from analysis.annotate.timex.context import Direction
from analysis.vocabulary import table, words

LONGEST_CLIMB = 12  # a parse is no deeper between a date and its verb, unless it is broken


def direction_at(token: Token, first: Token | None = None) -> Direction:
    """The direction at a time expression whose syntactic head is `token`, and its first word."""
    before = _preposition(token)
    if before in words("timex", "direction.past_prepositions"):
        return "past"
    verb = governing_verb(token)
    if _of_a_report(token):
        return "past"  # 'withdraws its report of late Sunday'
    if verb is not None and _proclaimed(token, verb):
        return "future"
    if put_off_by(token) is not None:
        return "near"  # 'Monday's visit has been cancelled': on either side of the report
    if verb is not None and (told := told_before(token, verb)) is not None:
        verb = told
    if verb is not None and (hoped := _hoped_for(verb, token)) is not None:
        verb = hoped
    decider: Token | None = None
    pointed: Direction = ""
    if verb is not None:
        decider, pointed = _decided(verb)
    if verb is not None and _open_condition(verb):
        return "future"
    opens = first if first is not None else token
    if opens.i and opens.nbor(-1).lower_ in ("to", "until", "till"):
        before = opens.nbor(-1).lower_  # 'was moved to Wednesday at nine', whose head is the hour
    if before == "to" and verb is not None and _moves(verb):
        return "future"  # 'was put off to Thursday'
    if before in words("timex", "direction.future_prepositions"):
        return _up_to(before, verb, pointed)
    if before == "for" and token.dep_ == "pobj" and _calls(verb, token.head.head):
        return "future"  # 'called a strike for Friday'
    if verb is not None and _was_due(verb):
        return "past"
    if verb is not None and _is_deadline(verb):
        return "future"  # 'The new deadline is Friday noon'
    if decider is not None and _was_due_then(decider):
        return "near"  # 'was due here on Tuesday'
    if decider is not None and not pointed and _had_been_due(decider):
        return "near"  # 'had been due to fly on Monday': on either side of the report
    if decider is not None and not pointed and _is_to(decider):
        return "future"  # 'is to meet them on Tuesday', wherever the parser hangs the date
    if decider is not None and not pointed and _timetable(decider):
        # with a date beside it the simple present is a timetable's: 'they meet on Monday';
        # but not in 'the move follows Tuesday's declaration'
        return "" if _inside_a_noun(token) else "future"
    return pointed


def _hoped_for(verb: Token, token: Token) -> Token | None:
    """'The envoy still hoped to travel on Tuesday', where the parser hangs the day on the hope:
    the verb of what is hoped for; None for none."""
    if verb.lemma_.lower() not in words("timex", "direction.hoping"):
        return None
    for child in verb.rights:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
        if child.dep_ == "xcomp" and to and child.i < token.i:
            return child
    return None


def put_off_by(token: Token) -> Token | None:
    """Of the day of a happening, the verb by which that is put off or cancelled: '[Monday]'s visit
    has been cancelled', 'called off [Sunday]'s meeting'."""
    noun = token.head
    if token.dep_ not in ("poss", "compound", "nmod") or noun.pos_ != "NOUN":
        return None
    verb = noun.head
    if noun.dep_ not in ("nsubjpass", "dobj") or verb.pos_ != "VERB":
        return None
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), "")
    name = f"{verb.lemma_.lower()} {particle}".strip()
    return verb if name in words("events", "kinds.cancellation") else None


def _of_a_report(token: Token) -> bool:
    reports = words("events", "governing.reporting_nouns") | words("timex", "direction.said")
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "from")
        and token.head.head.lemma_.lower() in reports
    )


def _proclaimed(token: Token, verb: Token) -> bool:
    """'declared Wednesday a day of mourning': the day stands right behind the verb."""
    behind = verb.doc[verb.i + 1 : token.i]
    proclaims = verb.lemma_.lower() in words("timex", "direction.proclaiming")
    return proclaims and not behind and token.dep_ not in ("prep", "pobj")


def _is_deadline(verb: Token) -> bool:
    return (
        verb.lemma_ == "be"
        and verb.tag_ == "VBZ"
        and any(c.dep_ == "nsubj" and c.lemma_.lower() == "deadline" for c in verb.lefts)
    )


def _was_due(verb: Token) -> bool:
    """'The inspection due in March never took place', '... that was due in March was never made':
    the date of what is over."""
    if verb.lower_ != "due" and not any(c.lower_ == "due" for c in verb.children):
        return False
    node = verb
    for _ in range(3):
        if node.dep_ in ("acl", "relcl", "amod", "appos") and node.head.pos_ in ("NOUN", "PROPN"):
            main = node.head.head
            over = main.pos_ in ("VERB", "AUX") and _decided(main)[1] == "past"
            return over and node.head.dep_ in ("nsubj", "nsubjpass") and _never(main)
        node = node.head
    return False


def _was_due_then(verb: Token) -> bool:
    """'He was due here on Tuesday', 'they were expected on Monday': on either side of the
    report."""
    ahead = words("timex", "direction.future_heads")
    if verb.dep_ == "acomp" and verb.lower_ in ahead:
        return verb.head.lemma_ == "be" and verb.head.tag_ == "VBD"
    if verb.lemma_ == "be" and verb.tag_ == "VBD":
        return any(c.dep_ == "acomp" and c.lower_ in ahead for c in verb.children)
    awaited = verb.tag_ == "VBN" and verb.lemma_.lower() in ("expect", "await")
    return awaited and any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)


def _never(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)


def _had_been_due(verb: Token) -> bool:
    head = verb.head
    ahead = words("timex", "direction.future_heads")
    planned = head.lower_ in ahead or head.lemma_.lower() in ahead
    if head.lemma_ == "be" and head.tag_ == "VBD":
        return any(c.lower_ == "to" for c in verb.children)  # 'a trip that was to begin on Monday'
    return any(c.lower_ == "to" for c in verb.children) and planned and _past_perfect(head)


def _up_to(preposition: str, verb: Token | None, pointed: Direction) -> Direction:
    """'by May' looks ahead unless the clause is over: 'had filed reports by Wednesday'."""
    if pointed != "past" or verb is None:
        return "future"
    if preposition in ("until", "till"):
        # 'until Thursday they had not ...' looks back, 'postponed until Thursday' ahead
        return "past" if any(child.dep_ == "neg" for child in verb.children) else "future"
    return "past"


def _open_condition(verb: Token) -> bool:
    """'If they are not freed by Saturday, he will ...': what may still come about."""
    clause = verb
    for _ in range(3):
        if clause.dep_ in ("advcl", "ROOT"):
            break
        clause = clause.head
    should = any(c.lower_ == "should" and c.i == clause.left_edge.i for c in clause.lefts)
    marks = words("events", "governing.if_marks")
    if clause.dep_ != "advcl" or not (
        should or any(c.dep_ == "mark" and c.lower_ in marks for c in clause.lefts)
    ):
        return False
    main = clause.head
    if main.dep_ == "parataxis":
        main = main.head  # 'If it is not withdrawn by Friday, they say, they will close the port'
    elif main.lemma_.lower() in words("events", "silent.saying") and clause.i < main.i:
        # 'If it is still there on Friday, the union says it will close the port'
        main = next((c for c in main.rights if c.dep_ == "ccomp"), main)
    if _decided(main)[1] != "future" and main.lemma_.lower() not in ("threaten", "warn", "vow"):
        return False
    would = any(c.lower_ in ("would", "could", "might") for c in main.children)
    return would or not is_past(clause)


def _moves(verb: Token) -> bool:
    """'Was put off to Thursday', and not 'had moved to Friday Street'."""
    if verb.lemma_.lower() not in words("timex", "direction.moving"):
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    # 'the deadline, put back to noon on Tuesday'
    passive |= verb.tag_ in ("VBN", "VBD") and verb.dep_ == "acl"
    nouns = words("events", "nouns.events")
    return passive or any(c.dep_ == "dobj" and c.lemma_.lower() in nouns for c in verb.children)


def _is_to(verb: Token) -> bool:
    """'is to meet', 'is due in court'."""
    if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP"):
        return False
    ahead = words("timex", "direction.future_heads")
    return any(
        (child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children))
        or (child.dep_ == "acomp" and child.lower_ in ahead)
        for child in verb.children
    )


def _calls(verb: Token | None, over: Token) -> bool:
    """Whether a verb sets a date, and the date hangs on it or on the happening it names."""
    if verb is None or verb.lemma_.lower() not in words("events", "silent.calling"):
        return False
    return over == verb or over.lemma_.lower() in words("events", "nouns.events")


def _inside_a_noun(token: Token) -> bool:
    return token.dep_ in ("poss", "compound", "nmod", "amod")


def _timetable(verb: Token) -> bool:
    # 'Voters in the valley go to the polls on Sunday', tagged as an infinitive
    untagged = verb.tag_ == "VB" and any(c.dep_ == "nsubj" for c in verb.lefts)
    return (
        (untagged or verb.tag_ in ("VBZ", "VBP"))
        and verb.lemma_ not in ("be", "have")
        and not any(child.dep_ == "aux" for child in verb.children)
    )


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, or the adjective that stands in for one ('due Dec. 7')."""
    ahead = words("timex", "direction.future_heads")
    node = token
    for _ in range(LONGEST_CLIMB):
        if node != token and (
            node.pos_ in ("VERB", "AUX") or (node.pos_ == "ADJ" and node.lower_ in ahead)
        ):
            return node
        if node.head == node:
            return node if node.pos_ in ("VERB", "AUX") else None
        node = node.head
    return None


def told_before(token: Token, verb: Token) -> Token | None:
    """'Ruyra will appear before the committee on October 15, its chairman said': not said then,
    however parsed, but what stands before the date; None for what is said then."""
    if verb.i < token.i or verb.lemma_.lower() not in words("events", "silent.saying"):
        return None
    if not any(between.text == "," for between in token.doc[token.i + 1 : verb.i]):
        return None
    before = token.doc[sentence_of(token)[0] : token.i]
    verbs = (t for t in reversed(before) if t.pos_ in ("VERB", "AUX") and t.dep_ not in _ASIDE)
    return next(verbs, None)


_ASIDE = frozenset(("aux", "auxpass", "acl", "relcl", "amod"))


def tense(verb: Token) -> Direction:
    """Where a verb, with its auxiliaries and what governs it, points."""
    return _decided(verb)[1]


def _decided(verb: Token) -> tuple[Token, Direction]:
    """The verb whose form decides, and what it says; '' where none does."""
    node = verb
    for _ in range(LONGEST_CLIMB):
        here = _own_tense(node)
        if here is not None:
            return node, here
        if node.head == node:
            break
        node = said_around(node) or node.head
    return node, ""


def said_around(clause: Token) -> Token | None:
    """'He was driven over the border, he says, crossing at four': the verb of what is said, on
    which a participle behind the inserted words of saying hangs; None for any other."""
    saying = clause.head
    if clause.dep_ not in ("advcl", "conj") or clause.tag_ != "VBG" or clause.i < saying.i:
        return None
    if saying.lemma_.lower() not in words("events", "silent.saying"):
        return None
    said = next((c for c in saying.lefts if c.dep_ == "ccomp"), None)
    between = said is not None and saying.i + 1 < len(saying.doc) and saying.nbor().text == ","
    return said if between else None


@once_a_word
def _own_tense(verb: Token) -> Direction | None:
    """The direction that the verb itself decides, None where its head does."""
    if verb.pos_ not in ("VERB", "AUX"):
        return "future" if verb.lower_ in words("timex", "direction.future_heads") else None
    modals = words("timex", "direction.modals")
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    forms = {c.lower_ for c in auxiliaries}
    perfect = any(c.lemma_ == "have" for c in auxiliaries)
    if forms & modals or verb.lower_ in modals:
        return "past" if perfect else "future"
    if "to" in forms:
        if perfect and verb.head.lemma_ == "be" and verb.head.tag_ == "VBD":
            return ""  # 'was to have begun on Tuesday' lies on either side of the report
        if perfect:
            return "past"  # 'is believed to have fled on Sunday'
        return _tense_of_infinitive(verb)
    if is_past(verb) or perfect or any(c.tag_ == "VBD" for c in auxiliaries):
        if any(c.dep_ == "prt" for c in verb.children):
            return "past"  # 'has set up a fund', and not 'has set a date'
        if verb.lemma_.lower() in words("timex", "direction.announcing"):
            return "future"  # 'planned a rally on Saturday', 'has scheduled talks for Monday'
        ahead = verb.lemma_.lower() in words("timex", "direction.future_heads")
        # 'was expected on Monday' can lie on either side of the report
        return "" if ahead and verb.tag_ == "VBN" else "past"
    if verb.lemma_.lower() in words("timex", "direction.future_heads") and verb.tag_ == "VBN":
        return "future"
    if verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in auxiliaries):
        return "future"
    if verb.tag_ == "VBN" and not auxiliaries:
        return "past" if verb.dep_ in ("acl", "ROOT", "advcl", "relcl") else None
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries:
        return ""
    return None  # an infinitive or participle without a word of its own


def is_past(verb: Token) -> bool:
    """A past tense, also where the tagger took it for a present: 'bells rang on Wednesday'."""
    return verb.tag_ == "VBD" or (verb.tag_ in ("VBP", "VB") and verb.lower_ in _past_forms())


@cache
def _past_forms() -> frozenset[str]:
    """Past tenses that are no present of any verb."""
    return frozenset(table("events")["past_tense"].values())


def _tense_of_infinitive(verb: Token) -> Direction | None:
    head = verb.head
    if head == verb:
        return "future"  # headlines: 'Leaders to meet on Monday'
    ahead = words("timex", "direction.future_heads")
    asked = words("timex", "direction.asking")
    if head.lemma_.lower() in ahead | asked or head.lower_ in ahead:
        return "" if _past_perfect(head) else "future"
    if head.lemma_ == "be":  # 'is to resume on Tuesday'
        return "" if head.tag_ == "VBD" else "future"
    return "future" if head.pos_ in ("NOUN", "PROPN") else None


def _past_perfect(word: Token) -> bool:
    """'had been due to expire': over by the time of the report."""
    node = word if word.pos_ in ("VERB", "AUX") else word.head
    return any(child.lower_ == "had" for child in node.children)


def _preposition(token: Token) -> str:
    """The preposition that governs an expression, also over 'the end of'."""
    node = token
    for _ in range(4):
        if node.dep_ == "pobj" and node.head.lower_ != "of":
            return node.head.lower_
        if node.dep_ in ("ROOT", "pobj") and node.head.lower_ != "of":
            return ""
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return ""
    return ""
