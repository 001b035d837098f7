"""Times in words: as fine as they are known."""

import pandas as pd
import pytest

from analysis.figures.time_words import in_words

# (start, end, precision, words)
WORDS = [
    ("2025-06-08T20:20", "2025-06-08T20:20", "minute", "8 Jun 2025, 20:20"),
    ("2025-06-08T16:00", "2025-06-08T21:59", "part of day", "8 Jun 2025, 16:00 to 21:59"),
    ("2025-06-08T22:00", "2025-06-09T03:59", "part of day",
     "8 Jun 2025, 22:00 to 9 Jun 2025, 03:59"),
    ("2025-06-08T00:00", "2025-06-08T23:59:59", "day", "8 Jun 2025"),
    ("2025-06-08T00:00", "2025-06-10T23:59:59", "week", "8 Jun 2025 to 10 Jun 2025"),
    ("1998-04-01T00:00", "1998-04-30T23:59:59", "month", "Apr 1998"),
    ("1931-01-01T00:00", "1931-12-31T23:59:59", "year", "1931"),
    (None, "2025-06-08T23:59:59", "unknown", "by 8 Jun 2025"),
    (None, "2025-06-08T12:00", "unknown", "by 8 Jun 2025, 12:00"),
    ("2025-06-08T16:30", None, "unknown", "from 8 Jun 2025, 16:30 on"),
    (None, None, "unknown", ""),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "precision", "words"), WORDS, ids=[w[3] for w in WORDS])
def test_words(start: str | None, end: str | None, precision: str, words: str) -> None:
    first, last = (pd.Timestamp(x, tz="UTC") if x else pd.NaT for x in (start, end))
    assert in_words(first, last, precision) == words
