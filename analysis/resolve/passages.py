"""The part of a text that speaks to a statement: what a stance can be read from.

In: a statement and a text. Out: the sentences of the text that share most with it, in order.
"""

from __future__ import annotations

import re

from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

LEADING = 1  # sentences from the top of a text that are always kept: news says it first
CHOSEN = 2  # sentences kept beside them
LONGEST = 300  # characters kept in all
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’)]*|\n|$)")


def passage(statement: str, text: str) -> str:
    """A short text as it is; of a long one its opening and what bears on the statement.

    A sentence that calls something false or denied counts for more: a long article that
    repeats a rumour says in one sentence that it is none.
    """
    if len(text) <= LONGEST:
        return " ".join(text.split())
    sentences = [" ".join(match[0].split()) for match in _SENTENCE.finditer(text)]
    sentences = [sentence for sentence in sentences if len(sentence) > 20]
    wanted = {*stems(statement)}
    refuting = words("stance", "discredit") | words("stance", "deniers")
    scores: list[tuple[float, int]] = []
    for position, sentence in enumerate(sentences[LEADING:], LEADING):
        shared = len(wanted & {*stems(sentence)})
        if shared:
            cue = 1.5 if {*tokens(sentence)} & refuting else 0.0
            scores.append((shared + cue - 0.02 * position, position))
    kept = [*range(LEADING), *(at for _, at in sorted(scores, reverse=True)[:CHOSEN])]
    found = " ".join(sentences[at] for at in sorted(kept) if at < len(sentences))
    return found[: LONGEST + 200] or " ".join(text[:LONGEST].split())
