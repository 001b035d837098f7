"""'Said [that the bank was shut], [that its head had fled] and [that no one was paid]'.

In: content that somebody is said to say. Out: where each further 'that' opens another thing that is
said, however short. Gives up on 'that' before a verb, which goes back to a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.model import EventMention
from analysis.resolve.clause_text import has_verb
from analysis.resolve.wording import content_words

THAT = "that "
_LIST = re.compile(r"(?:[,;]|[,;]?\s+(?:and|but))\s+$")
_NEXT = re.compile(
    r",(?: and| but)? (?=that (?!(?:is|are|was|were|has|have|had|will|would|can|could|may|might|of)"
    r"\b)\w)"
)
_SENTENCE_ENDS = re.compile(r"[.;]\s")


def is_listed(opening: int, before: str, text: str, inside: Sequence[EventMention]) -> bool:
    """Whether a clause opens with a further 'that'. `before` is what stands before it in the
    content, `inside` the verbs of the content."""
    if not text.startswith(THAT, opening) or not _LIST.search(before):
        return False
    return any(
        text[e.clause[0] : e.start].lstrip().startswith(THAT) and e.clause[0] < opening
        for e in inside
    )


def between_thats(start: int, end: int, text: str) -> Iterator[int]:
    """The same where the parse of such a list is lost: a first 'that' or two further ones, with a
    verb on either side of each."""
    first = _SENTENCE_ENDS.search(text, start, end)
    found = [match.end() for match in _NEXT.finditer(text, start, first.start() if first else end)]
    if not text.startswith(THAT, start) and len(found) < 2:
        return
    borders = [start, *found, end]
    parts = [text[a:b] for a, b in pairwise(borders)]
    for cut, (before, after) in zip(found, pairwise(parts), strict=True):
        if has_verb(before) and has_verb(after) and content_words(before):
            yield cut
