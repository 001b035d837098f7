"""Direct, indirect or mixed: how much of a content stands between quotation marks.

In: text and spans. Out: the type, by the shares PolNeAR's own derivation uses.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.attribution.quotations import Quotation
from analysis.annotate.attribution.spans import overlap
from analysis.model import QuoteType, Span

DIRECT, INDIRECT = 0.9, 0.02


def quote_type(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteType:
    """The share of the content's letters inside double marks decides."""
    letters = sum(c.isalnum() for s, e in content for c in text[s:e])
    inside = sum(
        c.isalnum()
        for q in quotations
        if q.double and overlap([q.inner], content)
        for s, e in content
        for c in text[max(s, q.inner[0]) : min(e, q.inner[1])]
    )
    share = inside / letters if letters else 0.0
    if share >= DIRECT:
        return "direct"
    return "indirect" if share <= INDIRECT else "mixed"
