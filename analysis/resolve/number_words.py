"""Number words as digits: 'twenty-four' -> '24', 'two dozen' -> '24', 'a dozen' -> '12'.

In: levelled text. Out: the same with its numbers in digits. 'One' is left: it is more often a
pronoun ('one of them', 'no one') than a count.
"""

from __future__ import annotations

import re

SCALE = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
}  # fmt: skip


def as_digits(text: str) -> str:
    """Number words as digits: 'twenty-four' -> '24', 'two dozen' -> '24', 'a dozen' -> '12'."""
    text = _HALF.sub(lambda match: f"{SCALE[match[1]] / 2:.0f}", text)
    return _FACTOR.sub(r"\1 times", _SPOKEN.sub(_digits, text))


_HALF = re.compile(r"\bhalf a (hundred|thousand|million|billion)\b")
_FACTOR = re.compile(r"\b(?:by )?a factor of (\d[\d,.]*)\b")


_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * (value + 2)
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}
_ONE = "|".join([*_UNITS, *_TENS])
_SPOKEN = re.compile(
    rf"\b(?:(?P<words>(?:{_ONE})(?:[- ](?:{_ONE}))?"
    rf"(?:[- ]hundred(?: and)?(?: (?:{_ONE})(?:-(?:{_ONE}))?)?)?"
    rf"(?: dozen)?)|(?P<dozen>(?:a |half a |\d+ )?dozen)|(?P<hundred>a hundred|a thousand))\b"
    rf"(?! of (?:the|them|those)\b)(?!-(?:{_ONE}|first|second|third|\w+th)\b)"
)


def _digits(match: re.Match[str]) -> str:
    if match["dozen"]:
        lead = match["dozen"].split()[0]
        return "6" if lead == "half" else str(12 * int(lead)) if lead.isdigit() else "12"
    if match["hundred"]:
        return "100" if "hundred" in match["hundred"] else "1000"
    total, current = 0, 0
    for word in re.split(r"[- ]", match["words"]):
        if word == "hundred":
            total, current = (current or 1) * 100, 0
        elif word == "dozen":
            current *= 12
        else:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    # 'one' is more often a pronoun ('one of them', 'no one') than a count
    return match[0] if match["words"] == "one" else str(total + current)
