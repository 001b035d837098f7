"""What only sounds as if two claims excluded each other.

In: a Pair (`likeness`). Out: yes or no, by one rule after the other; each says in an example what
it is about. `exclusions` asks these before it finds a contradiction: the rules of NEVER whatever
the reason, those of DENIALS where one says so and the other says not, those of WORDINGS where no
rule finds a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.clause_text import has_verb
from analysis.resolve.in_turn import in_turn
from analysis.resolve.likeness import Pair, judgement, opposed
from analysis.resolve.numbers import Quantity
from analysis.resolve.predication import is_happening, predicates
from analysis.resolve.wording import stem, tokens
from analysis.vocabulary import words

# 'If she cannot run', 'Were he to die', 'Should it rain': nobody says that it is so
_SUPPOSED = re.compile(
    r"(?:even |only )?(?:if|unless|supposing|assuming|in the event|in case)\s"
    r"|(?:were|should|had) (?:he|she|it|they|we|the|an?|any|such|this|that|his|her|their|its|"
    r"(?-i:[A-Z]\w+))\s"
    r".*\bwould\b"
    r"|.*,? (?:only if|unless)\s",
    re.IGNORECASE,
)
# 'whether he was well', 'where the ship had gone': what is not known
_ASKED = re.compile(
    r"(?:whether|where|why|how|whom|(?:in|on|by|to|for) (?:whose|which|whom))\s"
    r"|(?:what|which) (?:\w+ )?(?:he|she|it|they|the|his|her|their)\s",
    re.IGNORECASE,
)
# 'was due to sail at noon', 'should have landed': it may not have come to that
_MISSED = re.compile(
    r"\b(?:should have|(?:was|were) to have|"
    r"(?:was|were|been) (?:due|expected|supposed|scheduled|meant) to)\b"
)
# 'nobody else died': one did
_ELSE = re.compile(r"\b(?:no one|nobody|no-one|nothing|none) (?:else|other)\b|\bno other\b", re.I)
# 'hopes to resume work': it has stopped, as the other says
_AGAIN = re.compile(r"\b(?:resum|restart|reopen|reinstat|restor|recommenc)\w*", re.IGNORECASE)
# 'asked why a warning was ignored', 'wanted to know whether she was well'
_ASKING = re.compile(
    r"[^.;:]{0,80}?\b(?:(?:wish|want|like|demand|ask|need)\w* to know|ask(?:s|ed|ing)?|"
    r"wonder(?:s|ed|ing)?|inquire[sd]?|enquire[sd]?) (?:whether|why|how|where|when|if|what|who)\b",
    re.IGNORECASE,
)
# 'the other three have not been found': of those whom the other claim does not mean
_REST = re.compile(
    r"(?:(?:and|but|nor|neither) (?:\w+ )?)?(?:the|his|her|its|their) (?:others?|remaining|rest)\b",
    re.IGNORECASE,
)
# 'The cause was not known', 'it is unclear who fired', 'we do not know what this is'
_SETTLED = r"(?:known|clear|certain|established|determined|ascertained)"
_UNKNOWN = re.compile(
    r"\b(?:is|are|was|were|remain(?:s|ed)?)(?: (?:still|yet|as yet|immediately|at first))*"
    r" (?:unknown|unclear|uncertain)\b"
    r"|\b(?:is|are|was|were|has|have|had)(?: not|n['’]t)"
    rf"(?: (?:yet|immediately|as yet|at once|publicly|been))* {_SETTLED}\b(?! to\b)"
    rf"|\b(?:has|have|had|remains?|is|are) (?:yet )?to be {_SETTLED}\b"
    r"|\b(?:(?:do|does|did)(?: not|n['’]t)(?: yet)?|nobody|no one) (?:yet )?know[sn]?"
    r"(?: yet)?(?: (?:what|who|whom|where|how|why|when|which|whether|if)\b|[.,]?$)",
    re.IGNORECASE,
)
FEW = 6  # words, up to which one sees that there is no verb


def supposed(pair: Pair) -> bool:
    """'If the king dies, his son will reign' does not say that he dies."""
    return any(_SUPPOSED.match(frame.said) for frame in (pair.a, pair.b))


def asked(pair: Pair) -> bool:
    """'Where the president had gone', 'asked where he was' are no answers."""
    return any(_ASKED.match(f.said) or _ASKING.match(f.said) for f in (pair.a, pair.b))


def unknown(pair: Pair) -> bool:
    """'The cause is not known', 'a spark was the cause': who does not know excludes nothing."""
    return _is_unknown(pair.a) or _is_unknown(pair.b)


def _is_unknown(frame: ClaimFrame) -> bool:
    return bool(_UNKNOWN.search(frame.said))


# --- where one says so, and the other says not -----------------------------------------------


def _both_deny(pair: Pair) -> bool:
    """'Has not resigned', 'has written no letter'."""
    return pair.a.denies and pair.b.denies and opposed(pair.a, pair.b) is None


def _another(pair: Pair) -> bool:
    """'A man died', 'nobody else died'; 'four were caught', 'the other three were not'."""
    rest = [bool(_REST.match(frame.said)) for frame in (pair.a, pair.b)]
    return rest[0] != rest[1] or any(_ELSE.search(frame.said) for frame in (pair.a, pair.b))


def _did_not_come_to_it(pair: Pair) -> bool:
    """'The plane should have landed at ten', 'no plane landed'."""
    denial, other = _sides(pair)
    return bool(_MISSED.search(other.said)) and not _MISSED.search(denial.said)


def _says_nothing(pair: Pair) -> bool:
    """'Tomorrow's trip to Sant', 'the signed paper': without a verb, and no happening that the
    other denies."""
    denial, other = _sides(pair)
    if is_thing(other):
        return True
    told = tokens(other.said)
    if len(told) > FEW or has_verb(other.said):
        return False
    return not denial.predicates & predicates(other.said)


def is_thing(frame: ClaimFrame) -> bool:
    """'Possible causes', 'the signed paper': words for a thing, of which nothing is said; not a
    count, nor a happening."""
    told = tokens(frame.text)
    if not told or len(told) > FEW or frame.quantities or has_verb(frame.text):
        return False
    return not any(is_happening(word) for word in told)


def _of_one_of_many(pair: Pair) -> bool:
    """'Nineteen people were hurt', 'the driver was not hurt'."""
    denial, other = _sides(pair)
    if pair.subject in {"same", "alike"} or any(q.counted == "person" for q in denial.quantities):
        return False
    counted = any(q.counted == "person" and q.state and q.said > 1 for q in other.quantities)
    return counted and bool(denial.subject & denial.actors)


def _of_other_kinds(pair: Pair) -> bool:
    """'Two soldiers were wounded', 'no civilians were hurt'."""
    if pair.a.negated == pair.b.negated:
        return False
    denial, other = _sides(pair)
    spared = {q.who for q in denial.quantities if q.counted == "person" and not q.high}
    hit = {q.who for q in other.quantities if q.counted == "person" and q.high}
    return bool(spared and hit) and "" not in spared | hit and spared.isdisjoint(hit)


def _elsewhere(pair: Pair) -> bool:
    """'Was not aboard', 'is at his desk': of two places one may be where he is."""
    both = pair.a.predicates & pair.b.predicates
    bar = judgement()["bars"]["negation_of_what"]
    return both == {"stay"} and pair.shared < bar and len(pair.a.actors & pair.b.actors) < 2


def _sides(pair: Pair) -> tuple[ClaimFrame, ClaimFrame]:
    """The one that denies, and the other."""
    return (pair.a, pair.b) if pair.a.negated else (pair.b, pair.a)


# --- where the one resigns, the other stays in office ----------------------------------------

# 'accepted the resignation', 'has received her letter of resignation': it is another who resigns
_TAKES_IT = re.compile(
    r"\b(?:accept|receiv|reject|refus|welcom|demand|(?:ask|call)(?:s|ed|ing)? for|"
    r"turn(?:s|ed|ing)? down)\w* (?:[\w'’-]+ ){0,3}resignation\b",
    re.IGNORECASE,
)


def of_anothers_office(pair: Pair) -> bool:
    """'The mayor has not resigned', 'the mayor has accepted the resignation' of another."""
    takes = [bool(_TAKES_IT.search(frame.text)) for frame in (pair.a, pair.b)]
    return takes[0] != takes[1] and pair.subject == "same"


def of_two_offices(pair: Pair) -> bool:
    """'The minister has not resigned', 'the governor has resigned': nobody known to be one."""
    mine, others = (frame.subject & _offices() for frame in (pair.a, pair.b))
    return bool(mine and others) and not mine & others and not pair.a.actors & pair.b.actors


def nothing_in_common(pair: Pair) -> bool:
    """Neither a word nor an actor; and they do not sound alike."""
    if pair.shared or pair.subject in {"same", "alike"} or pair.a.actors & pair.b.actors:
        return False
    return bool(pair.near < judgement()["bars"]["opposite_apart"])


@cache
def _offices() -> frozenset[str]:
    """~stems of the offices that a person holds, those left out that are called by two names."""
    named = words("titles", "of_one") | words("titles", "of_persons")
    return frozenset(f"~{stem(word)}" for word in named - {"premier", "chancellor"})


# --- where no rule finds a reason ------------------------------------------------------------


def only_owned(pair: Pair) -> bool:
    """'Detained Ibrahim Sato', 'Ibrahim Sato's son was not detained'."""
    return bool(pair.a.actors & pair.b.actors) and not pair.a.taking & pair.b.taking


def _says_why_too(pair: Pair) -> bool:
    """'A tank blew up', 'sparks caused the explosion': the one goes on from the other."""
    a, b = pair.a, pair.b
    return (
        a.negated == b.negated
        and bool(a.predicates & b.predicates)
        and bool(a.values("reason")) != bool(b.values("reason"))
    )


def _of_two_doers(pair: Pair) -> bool:
    """'The captain has left for Cyprus', 'the minister has not left': both may be so."""
    a, b = pair.a, pair.b
    return (
        pair.subject == "different" and a.negated != b.negated and bool(a.predicates & b.predicates)
    )


def _two_plans(pair: Pair) -> bool:
    """'Will fly to Geneva on Monday', 'will fly to Cairo on Friday': one may do both."""
    a, b = pair.a, pair.b
    apart = bool(a.latest and b.latest) and (a.latest < b.earliest or b.latest < a.earliest)
    return a.planned and b.planned and apart


def _to_go_on_again(pair: Pair) -> bool:
    """'Work has halted', 'hopes to resume work within days': the plan grants the halt."""
    planned, other = (pair.a, pair.b) if pair.a.planned else (pair.b, pair.a)
    again = bool(_AGAIN.search(planned.said)) and not _AGAIN.search(other.said)
    return pair.a.planned != pair.b.planned and not planned.negated and again


def _of_two_measures(pair: Pair) -> bool:
    """'Held deposits of 9 billion', 'has a shortfall of 2 billion'."""
    return any(x.of_another_thing(y) for x in pair.a.quantities for y in pair.b.quantities)


def _counts_fit(pair: Pair) -> bool:
    """'At least two are dead', 'five are dead': neither count excludes the other."""
    mine, others = pair.a.quantities, pair.b.quantities
    return any(x.agrees(y) for x in mine for y in others)


def _of_two_fates(pair: Pair) -> bool:
    """'Two are dead', 'fourteen came out alive': of two parts of them."""
    mine, others = (
        {q.state for q in frame.quantities if q.state not in ("", "aboard")}
        for frame in (pair.a, pair.b)
    )
    return bool(mine and others) and not mine & others


def left_over(pair: Pair, mine: Quantity, other: Quantity) -> bool:
    """'31 were missing', 'nine are still missing'; '46 were hurt', '31 hurt are in hospital': the
    lower of two counts is of those of whom it is so yet."""
    low, high = (pair.a, pair.b) if mine.said < other.said else (pair.b, pair.a)
    return mine.counted == "person" and _is_yet(low.said) and not _is_yet(high.said)


def _is_yet(said: str) -> bool:
    told = f" {' '.join(tokens(said))} "
    return any(f" {phrase} " in told for phrase in words("stance", "numbers.yet"))


def _some_of_the_hurt(pair: Pair) -> bool:
    """'More than 60 were hurt', 'five are in hospital': some of the hurt are."""
    return any(
        low.counted == high.counted == "person"
        and low.said < high.said
        and not low.state
        and high.state == "injured"
        and bool(_IN_HOSPITAL.search(some.said))
        for some, every in ((pair.a, pair.b), (pair.b, pair.a))
        for low in some.quantities
        for high in every.quantities
    )


_IN_HOSPITAL = re.compile(r"\b(?:in|to) (?:[\w'’-]+ ){0,3}(?:hospitals?|clinics?)\b", re.IGNORECASE)


def _of_other_doers(pair: Pair) -> bool:
    """'The minister has not resigned', 'the governor has'; 'closed the bridge', 'the shop stays
    open': opposites, but not of one person or thing."""
    both = opposed(pair.a, pair.b)
    if both is not None and pair.subject == "different":
        return True
    if both == ("resign", "stay in office"):
        return of_two_offices(pair) or of_anothers_office(pair)
    return both is not None and nothing_in_common(pair)


def _of_a_part(pair: Pair) -> bool:
    """'Nine people are dead', 'two of its own are dead'; 'five of the dead are children', 'four
    of ours are among the trapped': a part of those of whom the other tells."""
    part = [bool(_PART_OF.match(frame.said)) for frame in (pair.a, pair.b)]
    return part[0] != part[1] and not (pair.a.negated or pair.b.negated)


_COUNT = r"(?:at least |only )?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
_HIT = r"the (?:dead|victims|injured|wounded|missing|hurt|killed|survivors|trapped)\b"
_PART_OF = re.compile(
    rf"{_COUNT} of (?:(?:its|their|our) own|ours|theirs|{_HIT})"
    rf"|{_COUNT} (?:\w+ ){{1,3}}(?:is|are|was|were) among {_HIT}",
    re.IGNORECASE,
)


def _some_left_over(pair: Pair) -> bool:
    return any(
        mine.conflicts(other) and left_over(pair, mine, other)
        for mine in pair.a.quantities
        for other in pair.b.quantities
    )


def _keeps_silent(pair: Pair) -> bool:
    """'Had been informed', 'has not commented': silence answers nothing."""
    silence = words("stance", "silence")
    silent = (f.negated and silence.intersection(tokens(f.text)) for f in (pair.a, pair.b))
    return not pair.a.predicates & pair.b.predicates and any(silent)


Rule = Callable[[Pair], bool]

NEVER: tuple[Rule, ...] = (supposed, asked, unknown)
DENIALS: tuple[Rule, ...] = (
    only_owned,
    _both_deny,
    _another,
    _did_not_come_to_it,
    _says_nothing,
    _of_one_of_many,
    _of_other_kinds,
    _elsewhere,
)
WORDINGS: tuple[Rule, ...] = (
    only_owned,
    _both_deny,
    _two_plans,
    _of_two_doers,
    _says_why_too,
    _to_go_on_again,
    _of_two_measures,
    _counts_fit,
    _of_two_fates,
    _some_left_over,
    _some_of_the_hurt,
    _of_other_kinds,
    _of_other_doers,
    _of_a_part,
    _keeps_silent,
    in_turn,
)


def apart(pair: Pair) -> bool:
    """Whether two claims that sound alike are two propositions, although none excludes the other:
    one says so and the other not of something else, or one only supposes it."""
    if bool(_SUPPOSED.match(pair.a.said)) != bool(_SUPPOSED.match(pair.b.said)):
        return True
    if _is_unknown(pair.a) != _is_unknown(pair.b):
        return True
    differ = pair.a.negated != pair.b.negated
    return differ and any(rule(pair) for rule in DENIALS if rule is not _both_deny)
