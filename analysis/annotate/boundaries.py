"""Sentences end where paragraphs and items end, and behind a dateline; the parser is told before.

In: a tokenised Doc. Out: the same with sentence starts fixed. A headline has no full stop, and
'OSTREVAR, Oct 18 (Interlink) - The founder' is no apposition: left to itself, the parser ties
what a reader keeps apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.once import text_of
from analysis.vocabulary import table, words

COMPONENT = "paragraph_boundaries"
DATELINE = re.compile(
    r"[^\S\n]*[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z0-9][\w.’'-]*){0,6}(?:[^\S\n]*\([^()\n]{1,30}\))?"
    r"[^\S\n]*(?:[—–]|--?)[^\S\n]+"
    r"|[^\S\n]*[A-Z][\w.,’' -]{1,45}[^\S\n]*\([A-Z][\w .&]{1,25}\)[^\S\n]*(?:[—–:]|--?)[^\S\n]+"
)
_LINE = re.compile(r"^", re.MULTILINE)
# Words of zones; SHORTEST words before a clock time make a sentence of what it ends
ZONE_WORDS = ("local", "eastern", "central", "mountain", "pacific", "greenwich")
SHORTEST = 3
# 'broke camp at 6 a.m. The first ...': the full stop of the clock time ends the sentence too;
# but not in 'at 6 a.m. Monday', 'at 6 a.m. Kabul time', 'At 6 a.m. Holm spoke'
# 'at 10:15 a.m. local time (0215 GMT)' goes on
_WITHIN = re.compile(r"\b[ap]\.m\.[^\S\n]+(?=[a-z(]|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)? time\b)")
# 'the words of Prime Minister L. Izmirova', 'with A. Holm'
_INITIAL = re.compile(
    r"\b(?P<before>\w+)\.?[^\S\n]+(?:[A-Z]\.[^\S\n]*){1,2}(?<=[^\S\n])(?=(?P<name>[A-Z][\w’'-]+))"
)
_BEFORE_NAMES = frozenset(
    (
        "of",
        "by",
        "with",
        "to",
        "from",
        "for",
        "and",
        "that",
        "against",
        "between",
        "mr",
        "ms",
        "mrs",
    )
)
_SENTENCE = re.compile(r"(?:[.!?]['\"”’]?\s+|\n)")
_OPENERS = frozenset(
    ("at", "on", "by", "around", "shortly", "just", "about", "before", "after", "since", "until",
     "from", "in", "between", "late", "early")
)  # fmt: skip
# '- Tear gas was used.', a line of a list
_ITEM = re.compile(r"(?<=\n)[^\S\n]*(?=(?:[-–—*•·▪]|\d{1,2}[.)])[^\S\n]+\S)")
LISTED = 2  # such lines make a list
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*(?=\S)")


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def fix_sentence_starts(doc: Doc) -> Doc:
    """Mark the first token of each paragraph and item of a list, and those behind a dateline and
    'a.m. The'; none where a surname stands behind its initial."""
    text = text_of(doc)
    starts = [found.end() for found in _PARAGRAPH.finditer(text)]
    items = [found.end() for found in _ITEM.finditer(text)]
    starts += items if len(items) >= LISTED else []
    starts += _after_clocks(text)
    for line in _LINE.finditer(text):
        dateline = DATELINE.match(text, line.start())
        if dateline:
            starts.append(dateline.end())
    inside = [found.end() for found in _WITHIN.finditer(text)] + list(_after_initials(text))
    if (starts or inside) and len(doc):
        offsets = doc.to_array(["IDX"])
        for places, value in ((inside, False), (starts, True)):
            for start in places:
                at = int(np.searchsorted(offsets, start))
                if at < len(doc) and offsets[at] == start:
                    doc[at].is_sent_start = value
    return doc


def _after_clocks(text: str) -> Iterator[int]:
    """Where a sentence begins behind 'a.m.' or 'p.m.'."""
    for found in _after_clock().finditer(text):
        before = _SENTENCE.split(text[max(0, found.start() - 200) : found.start()])[-1].split()
        if len(before) > SHORTEST and before[0].lower() not in _OPENERS:
            yield found.end()


def _after_initials(text: str) -> Iterator[int]:
    """Where a surname stands behind its initial: no sentence begins there."""
    for found in _INITIAL.finditer(text):
        before = found["before"].lower()
        if found["name"].lower() in STOP_WORDS:
            continue  # 'from L.A. The police', 'between A and B. Then'
        if before in _BEFORE_NAMES or before in words("titles", "ranks"):
            yield found.end()


@cache
def _after_clock() -> re.Pattern[str]:
    data = table("timex")
    names = {*data["months"], *data["weekdays"], *data["zones"], *ZONE_WORDS}
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        r"\b[ap]\.m\.[^\S\n]+(?=[\"“‘]?[A-Z][a-z]*\b)(?!(?i:"
        + named
        + r")\b)(?![A-Z][a-z]+ time\b)"
    )
