"""Reads the numbers, ordinals, months, weekdays and units of time expressions.

In: words in lower case. Out: numbers, or None where the words are vague or unknown.
"""

from __future__ import annotations

import re

from analysis.vocabulary import table

VAGUE = "X"
_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "3/4": 0.75}


def amount(words: str) -> float | None:
    """'twenty-five' -> 25, '5 1/2' -> 5.5, 'a couple of' -> 2; None for 'several', 'a few'."""
    words = words.strip().replace(",", "").removesuffix(" of").strip()
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)?[ \n-]*(1/2|1/4|3/4|½)?", words):
        if match[1] or match[2]:
            return float(match[1] or 0) + _FRACTIONS.get(match[2] or "", 0)
        return None
    if words.startswith(("half a", "a half")):
        return 0.5
    if words in ("couple", "a couple"):
        return 2
    total, numbers = 0.0, table("timex")["numbers"]
    for word in re.split(r"[ \n-]+", words.removesuffix(" and a half")):
        value = numbers.get(word)
        if value is None:
            return None
        total = max(total, 1) * value if value in (12, 100, 1000) and total else total + value
    return total + 0.5 if words.endswith("and a half") else total


def ordinal_number(words: str) -> int | None:
    """'8', '8th', 'the eighth' -> 8."""
    words = words.removeprefix("the ")
    if match := re.match(r"\d+", words):
        return int(match.group())
    number = table("timex")["ordinals"].get(words.replace(" ", "-"))
    return int(number) if number is not None else None


def month_number(word: str) -> int | None:
    number = table("timex")["months"].get(word.rstrip("."))
    return int(number) if number is not None else None


def weekday_number(word: str) -> int | None:
    number = table("timex")["weekdays"].get(word.rstrip("."))
    return int(number) if number is not None else None


def unit_letter(word: str) -> str:
    """The TIMEX3 letter of a unit in singular or plural: 'W', 'TH' ..."""
    units = table("timex")["units"]
    return str(units.get(word) or units.get(word.rstrip("s")) or "")


def duration(number: float | None, unit: str) -> str:
    """'P2W', 'PT5H30M', 'PXY' for a number of units; units without a letter are converted."""
    letter = unit_letter(unit)
    multiple, letter = {
        "F": (2, "W"),
        "DE": (10, "Y"),
        "CE": (100, "Y"),
        "ML": (1000, "Y"),
        "WE": (2, "D"),
    }.get(letter, (1, letter))
    if number is None:
        return f"P{letter[:-1]}X{letter[-1]}" if multiple in (1, 2) else _vague_years(multiple)
    total = number * multiple
    if total == int(total):
        return f"P{letter[:-1]}{int(total)}{letter[-1]}"
    whole, finer = int(total), _FINER.get(letter)
    if finer is None:
        return f"P{letter[:-1]}{total:g}{letter[-1]}"
    rest = f"{int((total - whole) * finer[0])}{finer[1]}"
    if letter.startswith("T"):
        return f"PT{f'{whole}{letter[-1]}' if whole else ''}{rest}"
    return f"P{f'{whole}{letter}' if whole else ''}{'T' if letter == 'D' else ''}{rest}"


_FINER = {"TH": (60, "M"), "TM": (60, "S"), "D": (24, "H"), "Y": (12, "M")}


def _vague_years(multiple: int) -> str:
    return {10: "PXDE", 100: "PXCE", 1000: "PXML"}[multiple]
