"""Which predicates belong on a timeline: happenings, dated or to come, with participants.

In: a predicate with its status, anchor and participants. Out: yes or no. Sayings, states,
conditions and verbs that only carry a noun ('talks took place') do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.annotate.events.anchor import FINENESS, Anchor
from analysis.annotate.events.begun import begun
from analysis.annotate.events.conditions import condition_of, depends, going_to
from analysis.annotate.events.deeds import (
    claims_money,
    infinitive,
    infinitive_below,
    is_deed,
    on_a_day,
    sorry,
)
from analysis.annotate.events.participants import object_behind
from analysis.annotate.events.predicates import (
    carries_event,
    has_time_before,
    is_light,
    is_noun,
    name_of,
    said_to_have,
    told_at,
)
from analysis.annotate.events.status import called_false
from analysis.annotate.timex.direction import tense
from analysis.event_kinds import happening_words, kinds_of
from analysis.model import EventStatus, Participant
from analysis.vocabulary import words

_ALWAYS = frozenset(("daily", "weekly", "nightly", "monthly", "yearly"))
_MOSTLY = frozenset(
    ("usually", "normally", "often", "typically", "generally", "always", "sometimes")
)
_ANYONE = frozenset(("everyone", "everybody", "anyone", "anybody", "people", "nobody"))
_ASKING = frozenset(("how", "why", "whether", "what", "which"))


def on_timeline(
    token: Token,
    status: EventStatus,
    anchor: Anchor,
    taking_part: Sequence[Participant],
    headline: bool,
) -> bool:
    """Whether a predicate tells something for a timeline."""
    if not (anchor.earliest or anchor.latest):
        return False
    if status == "conditional":
        if condition_of(token) is None and not depends(token):
            return False  # 'may have lost', and not 'if they are not paid, they will walk out'
        status = "planned"
    name = name_of(token)
    if _habitual(token) or (anchor.guessed and status == "planned" and _as_it_should_be(token)):
        return False
    if anchor.precision == "longer":
        return False  # 'since 2009', 'in the 1990s': the background
    if status == "denied" and anchor.guessed and not _deniable(token, name):
        return _rumoured(
            token, name, taking_part
        )  # 'did not answer calls': what did not happen, and nobody said it had
    if status == "denied" and anchor.guessed and tense(token) == "future":
        return bool(kinds_of(name) & words("events", "silent.refusable"))  # 'will not resign'
    if status == "denied" and "death" in kinds_of(name) and _cause(token):
        return False  # 'did not die of illness': who says so denies the cause
    if status == "denied" and _started_by(token.head if is_noun(token) else token):
        return False  # 'reports that the fire was started by a cable': the cause again
    if is_noun(token):
        return _noun_on_timeline(token, status, anchor)
    if token.pos_ == "AUX":
        return _to_be(token, status, anchor, taking_part)
    saying = name in words("events", "silent.saying") or name == "brief the press"
    if (saying or told_at(token) is not None) and not is_deed(
        token, name, status, anchor, taking_part
    ):
        return False
    occasion = token.head
    if token.dep_ in ("acl", "relcl") and told_at(occasion.head.head) == occasion:
        return False  # 'said in a statement issued at noon'
    if _said_of_a_clause(token):
        return False  # 'It is established that contact was lost'
    if _remaining(token):
        return False
    if anchor.guessed and (_lasting(token) or _wished(token) or _before_words(token)):
        return False
    if name == "locate" and any(c.dep_ == "auxpass" for c in token.children):
        return False  # 'is located in the north'
    undergone = name in happening_words() and any(c.dep_ == "auxpass" for c in token.children)
    deed = begun(token)
    kept_up = kinds_of(name_of(deed)) if deed is not None and status == "ongoing" else frozenset()
    if kept_up & words("events", "lasting.going_on"):  # 'continues to search the hills'
        return any(p.role == "agent" for p in taking_part)
    if (
        name in words("events", "silent.states")
        and not undergone
        and not _a_happening(name, token, status, anchor, taking_part)
    ):
        return False
    if carries_event(token) and is_light(token):
        return False
    return not _inside_another(token, name, status, anchor, taking_part, headline) and any(
        p.role in ("agent", "patient") for p in taking_part
    )


def _a_happening(
    name: str,
    token: Token,
    status: EventStatus,
    anchor: Anchor,
    taking_part: Sequence[Participant],
) -> bool:
    """Of a word for a state: 'went to Doha', 'will appear before a judge on Monday'."""
    moves = name in words("events", "silent.states_of_motion")
    if moves and any(p.role == "destination" for p in taking_part):
        return True
    if " " in name and name in happening_words() and on_a_day(anchor):
        return True  # 'a plane came down on Monday'
    if name == "carry" and on_a_day(anchor) and any(c.dep_ == "auxpass" for c in token.children):
        return True  # 'the wounded were carried in at eight'
    if name == "come" and on_a_day(anchor) and any(c.lower_ in _WAYS for c in token.children):
        return any(p.role == "agent" for p in taking_part)  # 'came round the mole at six'
    if name not in words("events", "silent.states_of_a_day") or not on_a_day(anchor):
        return False
    if any(c.dep_ == "xcomp" and said_to_have(c) for c in token.rights):
        return False  # 'appears to have hit the ship' is told by the hit
    if status == "planned" or anchor.precision in FINENESS[:2]:  # 'went back online at 4 p.m.'
        return any(p.role in ("agent", "patient") for p in taking_part)
    named = any(p.role == "agent" and p.entity is not None for p in taking_part)
    if any(c.dep_ == "prep" and c.i == token.i + 1 for c in token.children):
        return named  # 'appeared on television to deny it'
    return named and not any(c.dep_ in ("xcomp", "acomp", "oprd") for c in token.children)


_WAYS = frozenset(("round", "around", "past", "through", "alongside", "ashore", "off", "out"))


def _to_be(
    token: Token, status: EventStatus, anchor: Anchor, taking_part: Sequence[Participant]
) -> bool:
    """'Ferries will be back on Saturday', 'is due in court on Monday': begins on a stated day."""
    lasting = words("events", "governing.lasting") | {"reopen"}
    name = name_of(token)
    now = name in lasting or (name in happening_words() and on_a_day(anchor))
    if now and status in ("happened", "ongoing"):
        # 'the bridge is open again', 'the result was available at noon'
        return any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in token.children)
    if name == "call off":
        return status == "happened"  # 'the ceremony is off'
    came_for = status == "happened" and on_a_day(anchor) and _for_a_happening(token)
    if came_for or (
        status == "happened" and anchor.precision in FINENESS[:3] and not anchor.guessed
    ):
        # 'was in Velin on Thursday for talks'
        # 'was on board at six on Tuesday evening': where somebody was
        there = any(c.dep_ in ("prep", "advmod") and c.i > token.i for c in token.children)
        there &= not any(c.lower_ == "since" for c in token.children)  # 'has been ill since Monday'
        where = any(p.role == "place" for p in taking_part)
        return (
            there and where and any(p.role == "agent" and p.entity is not None for p in taking_part)
        )
    if status != "planned" or not on_a_day(anchor):
        return False
    due = {child.lower_ for child in token.children if child.dep_ == "acomp"}
    ahead = any(child.tag_ == "MD" for child in token.children)
    if not ahead and not due & words("timex", "direction.future_heads"):
        return False
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    named = any(p.role == "agent" and p.entity is not None for p in taking_part)
    return subject is not None and (subject.pos_ in ("NOUN", "PROPN") or named)


def _for_a_happening(verb: Token) -> bool:
    """'was in Velin for talks with the minister'."""
    return any(
        inner.lemma_.lower() in words("events", "nouns.events")
        for child in verb.rights
        if child.lower_ == "for" and child.dep_ == "prep"
        for inner in child.children
        if inner.dep_ == "pobj"
    )


def _inside_another(
    token: Token,
    name: str,
    status: EventStatus,
    anchor: Anchor,
    taking_part: Sequence[Participant],
    headline: bool,
) -> bool:
    """Whether a verb is part of what another one tells, or says how things are."""
    if token.dep_ in ("amod", "compound", "csubj", "pcomp") and object_behind(token) is None:
        return True
    if token.dep_ in ("ccomp", "pcomp", "advcl") and token.left_edge.lower_ in _ASKING:
        return True  # 'asked how many people had been freed'
    known = name in happening_words()
    clause = token.dep_ in ("advcl", "acl", "relcl", "conj")
    if infinitive(token) and anchor.guessed and clause:
        return True  # 'to ask for aid': what for, not what
    planning = words("events", "governing.planning")
    if (name in planning or (name.startswith("go") and token.tag_ == "VBG")) and infinitive_below(
        token
    ):
        # 'agreed to resign' is told once, by what is to come; 'was told at noon to leave' was told
        return not any(_ordered_on_a_day(child) for child in token.children)
    if token.dep_ == "xcomp" and _ordered_on_a_day(token):
        return True
    if token.dep_ == "xcomp" and status == "denied" and (_denies(token.head) or _of_a_plan(token)):
        return False  # 'denied offering his resignation', 'denied that she had offered to resign'
    if token.dep_ == "xcomp" and said_to_have(token):
        return False
    if (
        token.dep_ == "xcomp"
        and token.head.lemma_ == "be"
        and any(c.lower_ == "have" and c.dep_ == "aux" for c in token.children)
    ):
        return True  # 'was to have begun on Tuesday': it did not
    if token.dep_ == "xcomp" and (token.tag_ == "VBG" or not _of_a_plan(token)):
        return True
    if token.dep_ == "acl" and not known:
        return True  # 'an aircraft registered to the family'
    if token.dep_ in ("advcl", "acl") and token.tag_ == "VBG":
        return True  # 'shattering windows': part of what the main verb tells
    now = status not in ("ongoing", "denied") and not sorry(token, name)
    now &= not claims_money(token, name)
    if anchor.guessed and token.tag_ in ("VBZ", "VBP") and not headline and now:
        return True  # how things are, not what happens
    if token.dep_ in ("advcl", "acl", "relcl", "xcomp") and anchor.guessed and status != "planned":
        somebody = any(p.entity is not None for p in taking_part)
        return token.tag_ not in ("VBD", "VBN") or not (known or somebody)
    return False


def _ordered_on_a_day(infinitive: Token) -> bool:
    """'was instructed at 08:00 to return it': the hour is that of the order."""
    order = infinitive.head
    if infinitive.dep_ != "xcomp" or name_of(order) not in words("events", "governing.ordering"):
        return False
    own = has_time_before(infinitive, infinitive.doc[infinitive.right_edge.i])
    return has_time_before(order, infinitive) and not own


def _habitual(verb: Token) -> bool:
    """'He takes it for his heart every morning', 'usually they have gone north': what is always
    so."""
    if any(c.lower_ in _MOSTLY for c in verb.children):
        return True
    return verb.tag_ in ("VBZ", "VBP") and any(
        c.dep_ in ("npadvmod", "advmod")
        and (c.lower_ in _ALWAYS or any(d.lower_ in ("every", "each") for d in c.lefts))
        for c in verb.rights
    )


def _as_it_should_be(verb: Token) -> bool:
    """'They must stop them', 'we expect everyone to enter through our door': a rule, no plan."""
    if any(c.dep_ == "aux" and c.lower_ in ("must", "should", "ought") for c in verb.lefts):
        return True
    whom = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    anyone = whom is not None and whom.lower_ in _ANYONE
    return anyone and verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts)


def _noun_on_timeline(noun: Token, status: EventStatus, anchor: Anchor) -> bool:
    """'talks will be held on Monday': a noun with a date of its own or carried by a light verb."""
    if noun.dep_ in ("compound", "amod", "nmod"):
        return False
    if noun.lower_ in name_of(noun.head).split()[1:]:
        return False  # 'set fire to the stage' is told by the verb
    if status == "denied" and not _deniable(noun, noun.lemma_.lower()):
        return False  # 'an announcement is not due until Monday'
    whose = any(child.dep_ == "poss" for child in noun.children)
    if status == "denied" and whose and noun.head.lower_ == "of":
        return True  # 'denied reports of his death'
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.left_edge == noun:
        return False  # 'resigned in protest'
    bare = not any(child.dep_ in ("det", "poss") for child in noun.children)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and bare and noun.head.head.pos_ == "VERB":
        return False  # 'meets in emergency session' is told by the verb
    if (anchor.timex is not None and not anchor.guessed) or status == "ongoing":
        return True
    head = noun.head
    if head.lemma_ == "have" and infinitive_below(head):
        return False  # 'the inquiry will have to settle the matter'
    if head.tag_ == "VBG" and head.dep_ == "pcomp":
        return False  # 'on suspicion of starting the fire'
    return head.pos_ != "AUX" and is_light(head) and noun.dep_ in ("nsubj", "nsubjpass", "dobj")


_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year", "decade", "time"))


def _lasting(verb: Token) -> bool:
    """'The checks would take about a week', 'spent an hour with them': how long, not what."""
    lasts = verb.lemma_.lower() in ("take", "spend", "last")
    return lasts and any(
        c.dep_ in ("dobj", "npadvmod") and c.lemma_.lower() in _UNITS for c in verb.children
    )


def _remaining(verb: Token) -> bool:
    """'with an hour to go', 'with minutes to spare'."""
    left = verb.lemma_ in ("go", "spare") and infinitive(verb) and verb.i > 1
    return left and verb.nbor(-2).lemma_.lower() in _UNITS


def _said_of_a_clause(verb: Token) -> bool:
    """'It has been shown that the gate was shut': the clause tells it."""
    passive = any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.lefts)
    return passive and any(
        c.dep_ == "ccomp" and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.lefts)
        for c in verb.rights
    )


def _before_words(verb: Token) -> bool:
    """'The minister smiled: "..."': a way of saying."""
    behind = verb.doc[verb.i + 1 : verb.i + 3].text
    return name_of(verb) not in happening_words() and behind[:1] == ":" and behind[-1:] in "\"“'‘"


def _wished(verb: Token) -> bool:
    """'wanted to spare them', 'called on her to resign': somebody's wish, and no date for it."""
    head = verb.head
    wishing = name_of(head) in words("events", "governing.wishing")
    modal = any(child.tag_ == "MD" for child in verb.children)
    forms = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    # 'that she resign', 'that he be freed'
    bare = verb.dep_ == "ccomp" and not modal and forms[-1].tag_ in ("VB", "VBP")
    return wishing and verb.dep_ in ("xcomp", "ccomp", "advcl") and (infinitive(verb) or bare)


def _of_a_plan(verb: Token) -> bool:
    """'agreed to resign', 'is to speak', 'if not, they will have to pay': a plan by its head."""
    head = verb.head.lemma_.lower()
    planning = head == "be" or head in words("events", "governing.planning")
    if head in ("have", "need") and condition_of(verb) is not None:
        planning = True
    return infinitive(verb) and (planning or going_to(verb))


def _deniable(token: Token, name: str) -> bool:
    """What somebody may have said: a known happening, or the offer of one."""
    told = {name} | {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    return bool(told & happening_words()) and name not in words("events", "silent.undeniable")


def _rumoured(token: Token, name: str, taking_part: Sequence[Participant]) -> bool:
    """'Reports that the bus had been swept off the bridge are false': put about, whatever it is."""
    if token.pos_ != "VERB" or not called_false(token):
        return False
    silent = words("events", "silent.saying") | words("events", "silent.states")
    return name not in silent and any(p.role in ("agent", "patient") for p in taking_part)


def _cause(verb: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in verb.children)


def _started_by(verb: Token) -> bool:
    begun = verb.lemma_.lower() in ("start", "cause", "trigger", "spark", "set")
    return begun and any(child.lower_ == "by" for child in verb.children)


def _denies(verb: Token) -> bool:
    return verb.lemma_.lower() in words("events", "governing.denying")
