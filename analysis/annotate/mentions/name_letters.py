"""Names by the letters that stand behind them in brackets: "Seafarers' Union of Nordhav (SUN)".

In: a Reading and its Names. Out: the Names, those one that the letters stand for together.
"""

from __future__ import annotations

from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.reading import Reading


def spelt_out(reading: Reading, found: list[Name]) -> list[Name]:
    """ "Seafarers' Union of Nordhav (SUN)": one name, since its letters stand behind it."""
    whole = list(found)
    for at in range(1, len(reading) - 2):
        letters = reading.text[at + 1]
        bracketed = reading.text[at] == "(" and reading.text[at + 2] == ")"
        if not (bracketed and letters.isalpha() and letters.isupper() and len(letters) > 1):
            continue
        start = _beginning_of_letters(reading, at, letters, strict=True)
        if start < 0:
            start = _beginning_of_letters(reading, at, letters, strict=False)
        if start < 0:
            start = _beginning_with_place(reading, at, letters)
        if start < 0 or any(n.start < start < n.end and n.end >= at for n in whole):
            continue
        whole = [n for n in whole if n.end <= start or n.start >= at]
        whole.append(Name(start, at, "ORG"))
    return sorted(whole, key=lambda n: n.start)


def _beginning_of_letters(reading: Reading, end: int, letters: str, *, strict: bool) -> int:
    """The first of the words before '(SUN)' that these are the first letters of; else -1.

    First by capitals alone, then also by small words ('Chemins de fer du Nord').
    """
    left = len(letters)
    first = reading.sentences[reading.sentence[end]][0]
    for i in range(end - 1, first - 1, -1):
        fits = reading.text[i][:1].upper() == letters[left - 1]
        if fits and (reading.capital(i) or not strict):
            left -= 1
            if not left:
                return i if reading.capital(i) else -1
        elif reading.capital(i) or reading.text[i] in {",", ";", ".", ":", "(", ")"}:
            return -1
    return -1


def _beginning_with_place(reading: Reading, end: int, letters: str) -> int:
    """The first word of 'Relief Mission in Varn (RMVA)': letters of the words, then of the place.

    -1 where these are not so.
    """
    place = end - 1
    joint = place - 1 - (reading.lower[place - 1] == "the")
    if joint < 2 or reading.lower[joint] not in {"in", "for", "of"} or not reading.capital(place):
        return -1
    first, own = joint, ""
    while first > 0 and reading.capital(first - 1) and reading.text[first - 1].isalpha():
        first -= 1
        own = reading.text[first][0].upper() + own
        rest = letters.removeprefix(own)
        named = rest != letters and rest[:1] and rest[0] in reading.text[place].upper()
        if len(own) > 1 and named and set(rest) <= set(reading.text[place].upper()):
            return first
    return -1
