"""Where the tagger takes a name for a time, or reads one together with it.

In: a Reading and a span tagged as a time. Out: whether it is a name; where the time begins, ends.
"""

from __future__ import annotations

from analysis.annotate.mentions.name_edges import MODEL
from analysis.annotate.mentions.reading import Reading
from analysis.vocabulary import words


def misread_date(reading: Reading, start: int, end: int) -> bool:
    """One proper noun that names no day or month: 'Varhaug' read as a DATE, '20 A380s'."""
    if MODEL.fullmatch(reading.text[end - 1]):
        return True
    return (
        end - start == 1
        and reading.pos[start] == "PROPN"
        and reading.text[start].isalpha()
        and reading.lower[start] not in words("mentions", "not_names")
    )


def start_of_time(reading: Reading, start: int, end: int) -> int:
    """Behind the place of 'Dolgomir, 6 December', read as one date."""
    for i in range(start + 1, min(start + 4, end - 1)):
        if reading.text[i] == ",":
            place = reading.lower[start:i]
            named = reading.pos[start] == "PROPN" and reading.capital(start)
            dates = words("mentions", "not_names")
            return i if named and not dates & set(place) and not any(map(_digit, place)) else start
    return start


def _digit(word: str) -> bool:
    return word[:1].isdigit()


def end_of_time(reading: Reading, start: int, end: int) -> int:
    """'22:31 - Ada Lohm', '14:48 Ada', read as one time: the name behind it is none."""
    for i in range(start + 1, end):
        dash = reading.text[i] in {"-", "–", "—"} and reading.end[i - 1] < reading.start[i]
        word = reading.text[i]
        named = word.istitle() and word.isalpha() and reading.pos[i] == "PROPN"
        if (dash and i < end - 1) or (
            named
            and reading.text[i - 1][-1:].isdigit()
            and word.lower() not in words("mentions", "not_names")
            and ":" in reading.text[i - 1]
        ):
            return i
    return end
