"""Finds time expressions and gives them TIMEX3 values.

In: a parsed Doc and the creation time (DCT). Out: TimeExpressions in text order. The stages:
`rules` say what expressions look like, `grammar` finds them, `recognition` which of them are
times, `direction` where the tense points, `readings` what they mean; `reader` goes through them
in order. Reference for values and spans: TimeML 1.2.1.
"""

from __future__ import annotations

from datetime import datetime

from spacy.tokens import Doc

from analysis.annotate.once import text_of
from analysis.annotate.timex.context import opening_context
from analysis.annotate.timex.grammar import find
from analysis.annotate.timex.live_page import entries_of
from analysis.annotate.timex.local_clock import local_offset
from analysis.annotate.timex.on_air import offset_of_live_page, offset_on_air
from analysis.annotate.timex.reader import Reader
from analysis.clock_words import TOP
from analysis.model import CreationTime, TimeExpression

__all__ = ["find_time_expressions", "local_offset"]


def find_time_expressions(
    doc: Doc, dct: CreationTime, title: str = ""
) -> tuple[TimeExpression, ...]:
    """Every time expression of the text, in order, none overlapping another. The `title` may say
    what time it was: 'what we know at half past two'.

    With an unknown creation time relative expressions keep an open value ('XXXX-WXX-1') and no
    bounds, and are marked as guessed; nothing is dated to the present.
    """
    text = text_of(doc)
    found = list(find(text))
    if not found:
        return ()
    created = datetime.fromisoformat(dct.value).date() if dct.value else None
    entries = entries_of(text)
    local = local_offset(text, found, created) or offset_on_air(text, found, dct.value)
    if title and not local:
        title = title[:TOP]
        local = offset_on_air(title, list(find(title)), dct.value)
    if entries.newest and not local:
        local = offset_of_live_page(entries.newest, dct.value)
    context = opening_context(dct.value, local)
    reader = Reader(doc, context, entries, guessed=dct.origin in ("unknown", "file"))
    return tuple(reader.expressions(found))
