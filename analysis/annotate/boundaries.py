"""Sentences end where paragraphs end, and behind a dateline; the parser is told so beforehand.

In: a tokenised Doc. Out: the same with sentence starts fixed. A headline has no full stop, and
'OSTREVAR, Oct 18 (Interlink) - The founder' is no apposition: left to itself, the parser ties
what a reader keeps apart.
"""

from __future__ import annotations

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

COMPONENT = "paragraph_boundaries"
DATELINE = re.compile(
    r"[^\S\n]*[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z0-9][\w.’'-]*){0,6}(?:[^\S\n]*\([^()\n]{1,30}\))?"
    r"[^\S\n]*(?:[—–]|--?)[^\S\n]+"
    r"|[^\S\n]*[A-Z][\w.,’' -]{1,45}[^\S\n]*\([A-Z][\w .&]{1,25}\)[^\S\n]*(?:[—–:]|--?)[^\S\n]+"
)
_LINE = re.compile(r"^", re.MULTILINE)
# 'at 6 a.m. The first ...': the full stop of the clock time ends the sentence too
_AFTER_CLOCK = re.compile(
    r"\b[ap]\.m\.[^\S\n]+(?=(?:The|A|An|He|She|It|They|We|But|In|On|At|There|This|That|These|Those"
    r"|His|Her|Its|Their|No|Nobody|About|When|After|Before|All|Both|Some|Two|Three)\b)"
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*(?=\S)")


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def fix_sentence_starts(doc: Doc) -> Doc:
    """Mark the first token of each paragraph, and those behind a dateline and 'a.m. The'."""
    text = doc.text
    starts = [found.end() for found in _PARAGRAPH.finditer(text)]
    starts += [found.end() for found in _AFTER_CLOCK.finditer(text)]
    for line in _LINE.finditer(text):
        dateline = DATELINE.match(text, line.start())
        if dateline:
            starts.append(dateline.end())
    if starts and len(doc):
        offsets = doc.to_array(["IDX"])
        for start in starts:
            at = int(np.searchsorted(offsets, start))
            if at < len(doc) and offsets[at] == start:
                doc[at].is_sent_start = True
    return doc
