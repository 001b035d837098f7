"""What an article says in its own voice, and what it says against others.

In: a mention of an event, its phrase, the outlet. Out: whether it denies what others may tell; the
phrase with the name of whoever writes 'we'.
"""

from __future__ import annotations

import re

from analysis.event_kinds import kinds_of
from analysis.model import EventMention
from analysis.vocabulary import words

WE_REPORTED = re.compile(
    r"(?i)^[^“\"]*\b(?:we|(?:this|our)(?: live)? (?:(?:news)?paper|site|agency|channel|magazine|"
    r"station|broadcaster|page|service|programme|blog))(?: had| have| also| wrongly)? "
    r"(?:reported|said|stated|wrote|published|told)\b"
)


def denies(mention: EventMention) -> bool:
    """'Nobody has arrested me', 'there was no explosion': no entry of its own, but a word against
    one that others tell."""
    if mention.status != "denied" or mention.lemma in words("events", "silent.undeniable"):
        return False
    deniable = words("events", "weighty.kinds") | words("events", "office.kinds")
    return bool(kinds_of(mention.lemma) & deniable)


def by_name(phrase: str, outlet: str) -> str:
    """'We withdrew the report', told by the name of whoever writes so."""
    told = phrase.split(" ", 2)
    if not outlet or told[0] != "We" or len(told) < 2:
        return phrase
    if not told[1].endswith(("ed", "ew")):
        told[1] += "s"  # 'We withdraw'
    return " ".join([outlet, *told[1:]])
