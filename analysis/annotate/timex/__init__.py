"""Finds time expressions and gives them TIMEX3 values.

In: a parsed Doc and the creation time (DCT). Out: TimeExpressions in text order.
"""

from __future__ import annotations

from spacy.tokens import Doc

from analysis.annotate.creation_time import written_dates
from analysis.annotate.time_values import interval, precision, to_edtf
from analysis.model import CreationTime, TimeExpression

__all__ = ["find_time_expressions"]


def find_time_expressions(doc: Doc, dct: CreationTime) -> tuple[TimeExpression, ...]:
    """Every time expression of the text, in order, none overlapping another."""
    found = []
    for written in written_dates(doc.text):
        value = written.day.isoformat()
        earliest, latest = interval(value)
        found.append(
            TimeExpression(
                *written.span, "DATE", value, earliest, latest, precision(value), to_edtf(value)
            )
        )
    return tuple(found)
