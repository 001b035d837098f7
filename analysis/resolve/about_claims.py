"""Whether a claim speaks of a statement, and asserts nothing of what the statement says.

In: the content of a claim. Out: yes or no. 'He declined to say if the road was open', 'the company
does not comment on reports of a collision': no answer. 'The figure of 58 million rests on one
former clerk', 'the claim that Lund has fled could not be verified': where a statement comes from
and what it is worth. 'It never happened': whatever that is said of. Not 'the claim that Lund has
fled is false': that denies it.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.resolve.clause_text import UNTRUE
from analysis.vocabulary import table, words

# 'It never happened', 'that was wrong': of something that is told elsewhere
_ANSWERS = re.compile(
    r"(?:it|this|that|these|none of (?:it|this|that)|nothing of the (?:kind|sort))['’]?"
    r"(?: ?(?:has|had|have|did|does|is|was|are|s|were|will|would|never|not|simply|all"
    r"|(?:did|does|is|was|has|had|were)n['’]t)\b)*"
    rf" (?:happen(?:s|ed)?|true|right|{UNTRUE})[.!]?",
    re.IGNORECASE,
)


MOST_BESIDE = 4  # words before a wish, of whom it is for: 'Nathan Berg, our prayers are with you'


def is_about_a_claim(content: str) -> bool:
    """Whether the content neither asserts nor denies anything but only speaks of what is said."""
    return bool(
        _ANSWERS.fullmatch(content) or _no_answer().search(content) or _traced_back().match(content)
    )


def only_wishes(content: str) -> bool:
    """'Our thoughts are with the family of Constable Berg', 'Rest in peace, Ada': said out of
    feeling, and nothing that could be borne out."""
    found = _wishing().search(content)
    beside = len(content[: found.start()].split()) if found else 0
    return found is not None and beside <= MOST_BESIDE


@cache
def _wishing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('origins')['wishes'])})\b", re.IGNORECASE)


@cache
def _no_answer() -> re.Pattern[str]:
    """The main clause of a refusal to speak: 'The ministry would not comment on', before any
    other clause."""
    refusing = "|".join(table("origins")["no_answer"])
    return re.compile(rf"^(?:that )?(?:[^\s,;:]+ ){{1,8}}?(?:{refusing})\b", re.IGNORECASE)


@cache
def _traced_back() -> re.Pattern[str]:
    """'The tabloid figure of 58 million rests on', 'Reports that Lund has fled are unconfirmed'."""
    said = "|".join(sorted(words("origins", "statements_told")))
    standing = "|".join(table("origins")["standing_of_statements"])
    return re.compile(
        r"^(?:that )?(?:(?:the|a|an|this|these|those|all|any|such|its|their) )?(?:[\w’'-]+ ){0,2}?"
        rf"(?:{said}) (?:of|that|about|to the effect that|according to which) "
        rf"[^;:]{{3,120}}? (?:{standing})\b",
        re.IGNORECASE,
    )
