"""What only sounds as if two claims excluded each other.

In: a Pair (`likeness`). Out: yes or no, by one rule after the other; each says in an example what
it is about. `exclusions` asks these before it finds a contradiction: the rules of NEVER whatever
the reason, those of DENIALS where one says so and the other says not, those of WORDINGS where no
rule finds a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.clause_text import has_verb
from analysis.resolve.likeness import Pair, judgement, opposed
from analysis.resolve.predication import predicates
from analysis.resolve.wording import tokens

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
FEW = 6  # words, up to which one sees that there is no verb


def supposed(pair: Pair) -> bool:
    """'If the king dies, his son will reign' does not say that he dies."""
    return any(_SUPPOSED.match(frame.said) for frame in (pair.a, pair.b))


def asked(pair: Pair) -> bool:
    """'Where the president had gone' is no answer."""
    return any(_ASKED.match(frame.said) for frame in (pair.a, pair.b))


# --- where one says so, and the other says not -----------------------------------------------


def _both_deny(pair: Pair) -> bool:
    """'Has not resigned', 'has written no letter'."""
    return pair.a.denies and pair.b.denies and opposed(pair.a, pair.b) is None


def _another(pair: Pair) -> bool:
    """'A man died', 'nobody else died'."""
    return any(_ELSE.search(frame.said) for frame in (pair.a, pair.b))


def _did_not_come_to_it(pair: Pair) -> bool:
    """'The plane should have landed at ten', 'no plane landed'."""
    denial, other = _sides(pair)
    return bool(_MISSED.search(other.said)) and not _MISSED.search(denial.said)


def _says_nothing(pair: Pair) -> bool:
    """'Tomorrow's trip to Sant': without a verb, and no happening that the other denies."""
    denial, other = _sides(pair)
    told = tokens(other.said)
    if len(told) > FEW or has_verb(other.said):
        return False
    return not denial.predicates & predicates(other.said)


def _of_one_of_many(pair: Pair) -> bool:
    """'Nineteen people were hurt', 'the driver was not hurt'."""
    denial, other = _sides(pair)
    if pair.subject in {"same", "alike"} or any(q.counted == "person" for q in denial.quantities):
        return False
    counted = any(q.counted == "person" and q.state and q.said > 1 for q in other.quantities)
    return counted and bool(denial.subject & denial.actors)


def _elsewhere(pair: Pair) -> bool:
    """'Was not aboard', 'is at his desk': of two places one may be where he is."""
    both = pair.a.predicates & pair.b.predicates
    bar = judgement()["bars"]["negation_of_what"]
    return both == {"stay"} and pair.shared < bar and len(pair.a.actors & pair.b.actors) < 2


def _sides(pair: Pair) -> tuple[ClaimFrame, ClaimFrame]:
    """The one that denies, and the other."""
    return (pair.a, pair.b) if pair.a.negated else (pair.b, pair.a)


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


Rule = Callable[[Pair], bool]

NEVER: tuple[Rule, ...] = (supposed, asked)
DENIALS: tuple[Rule, ...] = (
    only_owned,
    _both_deny,
    _another,
    _did_not_come_to_it,
    _says_nothing,
    _of_one_of_many,
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
)


def apart(pair: Pair) -> bool:
    """Whether two claims that sound alike are two propositions, although none excludes the other:
    one says so and the other not of something else, or one only supposes it."""
    if bool(_SUPPOSED.match(pair.a.said)) != bool(_SUPPOSED.match(pair.b.said)):
        return True
    differ = pair.a.negated != pair.b.negated
    return differ and any(rule(pair) for rule in DENIALS if rule is not _both_deny)
