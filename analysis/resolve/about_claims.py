"""Whether a claim speaks of a statement, and asserts nothing of what the statement says.

In: the content of a claim. Out: yes or no. 'He declined to say if the road was open', 'the company
does not comment on reports of a collision': no answer. 'The figure of 58 million rests on one
former clerk', 'the claim that Lund has fled could not be verified': where a statement comes from
and what it is worth. Not 'the claim that Lund has fled is false': that denies it.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.vocabulary import table, words


def is_about_a_claim(content: str) -> bool:
    """Whether the content neither asserts nor denies anything but only speaks of what is said."""
    return _no_answer().search(content) is not None or _traced_back().match(content) is not None


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
