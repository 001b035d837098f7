"""What stands above and before the prose of an article: its dateline, sentences in title case.

In: a Reading. Out: which of its sentences are headlines.
"""

from __future__ import annotations

from analysis.annotate.mentions.reading import Reading
from analysis.dateline import DATELINE


def headlines(reading: Reading) -> list[bool]:
    """Whether a sentence is set in title case, where capitals tell nothing."""
    result = []
    dateline = DATELINE.match(reading.raw)
    for first, end in reading.sentences:
        if dateline and reading.start[first] < dateline.end():
            result.append(False)
            continue
        long = [
            i for i in range(first, end) if len(reading.text[i]) > 3 and reading.text[i].isalpha()
        ]
        capitals = sum(reading.capital(i) for i in long)
        last = next(
            (reading.text[i] for i in range(end - 1, first, -1) if reading.text[i].strip()), ""
        )
        result.append(
            len(long) >= 4 and capitals >= 0.75 * len(long) and last not in {".", "!", "?"}
        )
    return result
