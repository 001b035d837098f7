"""Whom something is said to is no part of what is said.

In: the content spans of an attribution and the article's text. Out: the spans without the
addressee: 'warned [the owner] [that the roof was unsafe]', '[The bank] was told [that it had to
close]'.
"""

from __future__ import annotations

import re

from analysis.model import Attribution, Span
from analysis.resolve.clause_text import has_verb
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

_THAT = re.compile(r"(?P<whom>[^,;:.\"“”]{2,60}?),? (?=that \w)")


def without_addressee(said: Attribution, text: str) -> tuple[Span, ...]:
    """The content from 'that' on, behind a verb that is said to somebody."""
    cue = {word for start, end in said.cue for word in tokens(text[start:end])}
    if said.quote_type != "indirect" or words("cues", "verbs.told_to").isdisjoint(cue):
        return said.content
    (start, end), *others = said.content
    if others and text.startswith("that ", others[0][0]) and not has_verb(text[start:end]):
        return tuple(others)
    found = _THAT.match(text, start, end)
    if found is None or has_verb(found["whom"]):
        return said.content
    return ((found.end(), end), *others)
