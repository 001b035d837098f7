"""Readings of weeks, months, quarters, seasons, years, decades, and of 'two weeks ago'.

In: a match of the grammar and its Context. Out: a Meaning, or None to give up.
"""

from __future__ import annotations

from datetime import date, timedelta

from analysis.annotate.timex import days
from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found, read_day
from analysis.annotate.timex.numbers import (
    amount,
    duration,
    month_number,
    ordinal_number,
    unit_letter,
)
from analysis.vocabulary import table

DAY = timedelta(days=1)
STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1}
ANAPHORIC = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "same": 0, "that": 0}
SEASON_OF_MONTH = {12: "WI", 1: "WI", 2: "WI", 3: "SP", 4: "SP", 5: "SP"} | {
    6: "SU", 7: "SU", 8: "SU", 9: "FA", 10: "FA", 11: "FA"
}  # fmt: skip
SEASON_ORDER = ("SP", "SU", "FA", "WI")


def month(found: Found, context: Context) -> Meaning | None:
    """'December', 'last May', 'June 1989', 'March of this year'."""
    number = month_number(found.get("month"))
    if number is None:
        return None
    if year := _stated_year(found, context):
        return Meaning("DATE", f"{year:04}-{number:02}")
    today = context.today
    if today is None:
        return Meaning("DATE", f"XXXX-{number:02}")
    which = found.get("which")
    year = _year_of_month(number, today, which, context)
    return Meaning("DATE", f"{year:04}-{number:02}")


def _year_of_month(number: int, today: date, which: str, context: Context) -> int:
    if which == "last":
        return today.year if number < today.month else today.year - 1
    if which == "next":
        return today.year if number > today.month else today.year + 1
    if which == "this":
        return today.year
    if context.direction == "future":
        return today.year if number >= today.month else today.year + 1
    if context.direction == "past" and (today.month - number) % 12 < 10:
        # ten months back and more a journalist writes 'last September'
        return today.year if number <= today.month else today.year - 1
    # no tense: the nearest such month, the past one when both are far
    ahead = (number - today.month) % 12
    forward = ahead <= 3
    year = today.year + (1 if number < today.month else 0)
    return year if forward else year - (1 if ahead else 0)


def season(found: Found, context: Context) -> Meaning | None:
    """'last fall', 'this summer', 'the summer of 1990'."""
    letters = str(table("timex")["seasons"][found.get("season")])
    if year := _stated_year(found, context):
        return Meaning("DATE", f"{year:04}-{letters}")
    today = context.today
    if today is None:
        return Meaning("DATE", f"XXXX-{letters}")
    which = found.get("which").split()[-1] if found.get("which") else ""
    current = today.year - (1 if today.month < 3 else 0)  # January belongs to last year's winter
    order = SEASON_ORDER.index(letters) - SEASON_ORDER.index(SEASON_OF_MONTH[today.month])
    year = current
    if which in ("last", "previous", "past"):
        year -= 0 if order < 0 else 1
    elif which in ("next", "coming", "following"):
        year += 0 if order > 0 else 1
    elif which == "the" and order > 0 and context.direction != "future":
        year -= 1
    elif context.direction == "future" and order < 0:
        year += 1
    return Meaning("DATE", f"{year:04}-{letters}")


def seasons(found: Found, context: Context) -> Meaning | None:
    letters = table("timex")["seasons"][found.get("season")]
    return Meaning("SET", f"XXXX-{letters}")


def quarter(found: Found, context: Context) -> Meaning | None:
    """'the third quarter', 'the 1988 second quarter', 'Q3 2008', 'first quarter of this year'."""
    nth = found.get("q") or {"1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "final": "4"}.get(
        found.get("nth"), ""
    )
    number = int(nth) if nth else ordinal_number(found.get("nth"))
    if found.get("nth") == "last":
        number = 4 if found.get("year") or found.get("year2") else None
        if number is None:
            return _this_quarter("last", context)
    if number is None or not 1 <= number <= 4:
        return None
    if year := _stated_year(found, context):
        return Meaning("DATE", f"{year:04}-Q{number}")
    today = context.today
    if today is None:
        return Meaning("DATE", f"XXXX-Q{number}")
    opening, year = number * 3 - 2, today.year
    if opening > today.month and context.direction != "future":
        # 'a fourth-quarter charge' in late September is still to come
        year -= 0 if opening - today.month <= 1 and context.direction != "past" else 1
    elif today.month - opening > 7 and context.direction == "future":
        year += 1
    return Meaning("DATE", f"{year:04}-Q{number}")


def this_quarter(found: Found, context: Context) -> Meaning | None:
    """'the quarter' (the one last named), 'the latest quarter', 'this quarter'."""
    return _this_quarter(found.get("which").removeprefix("the "), context)


def _this_quarter(which: str, context: Context) -> Meaning | None:
    if which in ("the", "that") and context.quarter:
        return Meaning("DATE", context.quarter)
    if which == "the":
        return Meaning("DURATION", "P1Q")
    if context.today is None:
        return Meaning("DATE", "XXXX-QX")
    steps = {"latest": -1, "last": -1, "previous": -1, "next": 1}.get(which, 0)
    index = context.today.year * 4 + (context.today.month - 1) // 3 + steps
    return Meaning("DATE", f"{index // 4:04}-Q{index % 4 + 1}")


def half(found: Found, context: Context) -> Meaning | None:
    year = _stated_year(found, context) or (context.today.year if context.today else None)
    number = 1 if found.get("nth") == "first" else 2
    return Meaning("DATE", f"{year:04}-H{number}" if year else f"XXXX-H{number}")


def year_ago_quarter(found: Found, context: Context) -> Meaning | None:
    """'the year-earlier quarter', 'the same period a year ago': last year's of what was named."""
    if context.quarter:
        return Meaning("DATE", _year_before(context.quarter))
    if context.today is None:
        return Meaning("DATE", "XXXX")
    return Meaning("DATE", f"{context.today.year - 1:04}")


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1:04}{value[4:]}"


def year_end(found: Found, context: Context) -> Meaning | None:
    if context.today is None:
        return Meaning("DATE", "XXXX-12-31")
    past = context.direction == "past" and context.today.month < 11
    year = context.today.year - (1 if past else 0)
    value = f"{year:04}-12" if context.direction == "future" else f"{year:04}"
    return Meaning("DATE", value, f"{year:04}-12-01", f"{year:04}-12-31")


def fiscal_year(found: Found, context: Context) -> Meaning | None:
    if year := found.get("year"):
        return Meaning("DATE", year)
    which = found.get("which").removeprefix("the ")
    if which == "the" or context.today is None:
        return Meaning("DURATION", "P1Y")
    steps = {"last": -1, "latest": -1, "previous": -1, "next": 1}.get(which, 0)
    return Meaning("DATE", f"{context.today.year + steps:04}")


def year(found: Found, context: Context) -> Meaning | None:
    """'1996', 'the year 2000', '1994 or later', 'post-1959'."""
    value = found.get("year")
    if found.get("tail") or found.get("lead") == "post-":
        return Meaning("DATE", value, f"{value}-01-01", "")
    if found.get("lead") == "pre-":
        return Meaning("DATE", value, "", f"{value}-12-31")
    return Meaning("DATE", value)


def years(found: Found, context: Context) -> Meaning | None:
    """'1994-95', '2007/08', '2008-2014'."""
    first, to = found.get("year"), found.get("to")
    last = to if len(to) == 4 else first[:2] + to
    if last <= first:
        return None
    return Meaning("DATE", first, f"{first}-01-01", f"{last}-12-31")


def era_year(found: Found, context: Context) -> Meaning | None:
    """'AD 198', '44 BC'."""
    number = int(found.get("year") or found.get("year2"))
    before = found.get("era").startswith("b")
    return Meaning("DATE", f"BC{number:04}" if before else f"{number:04}") if number else None


def short_year(found: Found, context: Context) -> Meaning | None:
    """'’82': the century that puts it nearest before the creation time."""
    digits = int(found.get("short")[1:])
    now = context.today.year if context.today else 2020
    return Meaning("DATE", f"{max(c + digits for c in (1800, 1900, 2000) if c + digits <= now)}")


def spoken_year(found: Found, context: Context) -> Meaning | None:
    """'nineteen ninety-one', 'two thousand and eight'."""
    if high := found.get("high"):
        low = 0.0 if found.get("low") == "hundred" else amount(found.get("low"))
        if low is None or low < 10:
            return None
        return Meaning("DATE", f"{(19 if high == 'nineteen' else 18) * 100 + int(low)}")
    rest = amount(found.get("rest")) if found.get("rest") else 0
    return Meaning("DATE", f"{2000 + int(rest or 0)}")


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")


def decade(found: Found, context: Context) -> Meaning | None:
    """'the 1960s', 'the ’90s', 'the nineties'."""
    digit = found.get("decade")
    if word := found.get("word"):
        digit = str(_DECADES.index(word) + 2) if word in _DECADES else "9"
    century = found.get("century") or "19"
    return Meaning("DATE", f"{century}{digit}X")


def century(found: Found, context: Context) -> Meaning | None:
    number = ordinal_number(found.get("nth"))
    if number is None or not 2 <= number <= 30:
        return None
    return Meaning("DATE", f"{number - 1:02}XX")


def week_of(found: Found, context: Context) -> Meaning | None:
    then = _day_in(found, context)
    suffix = "-WE" if found.get("unit") == "weekend" else ""
    return Meaning("DATE", week_value(then) + suffix) if then else None


def day_beside(found: Found, context: Context) -> Meaning | None:
    """'the day before last Tuesday', 'a week from Monday'."""
    then = _day_in(found, context)
    if then is None:
        return None
    side = found.get("side")
    steps = -1 if side == "before" else 1 if side == "after" else 7
    return Meaning("DATE", (then + steps * DAY).isoformat())


def _day_in(found: Found, context: Context) -> date | None:
    inner = read_day(found.get("then"))
    value = days.read_day(inner, context) if inner else None
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def relative_unit(found: Found, context: Context) -> Meaning | None:
    """'last week', 'this year', 'the following month', 'the past decade'."""
    unit, words = found.get("unit"), found.get("which").split()
    which = words[-1]
    if which == "past" and words[0] in ("the", "past") and unit != "weekend":
        return Meaning("DURATION", duration(1, unit))
    if which == "each":
        return Meaning("SET", duration(1, unit))
    anaphoric = (words[0] in ("the", "that") or which == "that") and which in ANAPHORIC
    start = _named_period(unit, context) if anaphoric else context.today
    steps = ANAPHORIC[which] if anaphoric else STEPS.get(which, 0)
    value = _moved(unit, steps, start)
    return Meaning("DATE", value) if value else Meaning("DURATION", duration(1, unit))


def _named_period(unit: str, context: Context) -> date | None:
    """Where 'that year' and 'the following month' count from: the last year or month named."""
    if unit in ("year", "decade", "month") and context.period:
        return context.period
    return context.anchor


def _moved(unit: str, steps: int, start: date | None) -> str:
    """The value of the week, month ... that lies `steps` of them after the one of `start`."""
    if start is None:
        return {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")
    if unit in ("week", "weekend"):
        shifted = week_value(start + 7 * steps * DAY)
        return shifted + ("-WE" if unit == "weekend" else "")
    if unit == "fortnight":
        return week_value(start + 14 * steps * DAY)
    if unit == "month":
        index = start.year * 12 + start.month - 1 + steps
        return f"{index // 12:04}-{index % 12 + 1:02}"
    if unit == "year":
        return f"{start.year + steps:04}"
    if unit == "decade":
        return f"{start.year // 10 + steps:03}X"
    if unit == "century":
        return f"{start.year // 100 + steps:02}XX"
    if unit == "quarter":
        index = start.year * 4 + (start.month - 1) // 3 + steps
        return f"{index // 4:04}-Q{index % 4 + 1}"
    return ""


def the_unit(found: Found, context: Context) -> Meaning | None:
    """'the weekend', 'the week', 'the day', 'the end of the month', 'the year' without more."""
    unit, today = found.get("unit"), context.today
    if unit == "day":
        anchor = context.anchor
        return Meaning("DATE", anchor.isoformat() if anchor else "XXXX-XX-XX")
    if unit in ("year", "month") and not (found.modifier and today):
        return Meaning("DURATION", duration(1, unit))
    if today is None:
        return Meaning("DATE", _moved(unit, 0, None))
    # 'over the weekend' on a Monday is the one just past
    before = unit == "weekend" and today.isoweekday() < 5 and context.direction != "future"
    return Meaning("DATE", _moved(unit, -1 if before else 0, today))


def unit_end(found: Found, context: Context) -> Meaning | None:
    """'mid-week', 'late month'."""
    return Meaning("DATE", _moved(found.get("unit"), 0, context.today) or "XXXX-XX-XX")


def ago(found: Found, context: Context) -> Meaning | None:
    """'two weeks ago', 'a year earlier', 'three days later', 'ten minutes from now'."""
    number, unit, side = amount(found.get("number")), found.get("unit"), found.get("side")
    letter = unit_letter(unit)
    from_now = side == "ago" or side.startswith(("from", "hence"))
    forward = side.startswith(("from", "hence", "later", "after"))
    start = context.today if from_now else context.anchor
    if letter in ("Y", "DE") and not from_now:
        start = context.period or start  # 'closed in 2019 and reopened two years later'
    if letter == "Y" and number == 1 and not forward and context.quarter:
        return Meaning("DATE", _year_before(context.quarter))
    if number is None:
        return Meaning("DATE", "FUTURE_REF" if forward else "PAST_REF")
    if letter.startswith("T"):
        return _clock_ago(number, letter, forward, from_now, context)
    if start is None:
        return Meaning("DATE", "FUTURE_REF" if forward else "PAST_REF")
    sign = 1 if forward else -1
    return Meaning("DATE", _shifted(start, sign * number, letter))


def _shifted(start: date, number: float, letter: str) -> str:
    scale = {"F": 14, "W": 7, "D": 1, "WE": 7}
    try:
        if letter in scale:
            return (start + round(number * scale[letter]) * DAY).isoformat()
        months = round(number * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(letter, 12000))
    except OverflowError:
        return "PAST_REF" if number < 0 else "FUTURE_REF"
    index = start.year * 12 + start.month - 1 + months
    if not 12 <= index < 120000:
        return "PAST_REF" if number < 0 else "FUTURE_REF"
    return f"{index // 12:04}" if letter != "M" else f"{index // 12:04}-{index % 12 + 1:02}"


def _clock_ago(
    number: float, letter: str, forward: bool, from_now: bool, context: Context
) -> Meaning:
    seconds = number * {"TS": 1, "TM": 60, "TH": 3600}[letter]
    if not from_now or context.moment is None or not context.timed or seconds > 1e6:
        return Meaning(
            "DURATION", duration(number, {"TS": "second", "TM": "minute"}.get(letter, "hour"))
        )
    then = context.moment + timedelta(seconds=seconds if forward else -seconds)
    value = then.isoformat(timespec="minutes")
    zone = context.zone or context.report_zone
    margin = timedelta(minutes=30 if letter == "TH" else 1)
    return Meaning(
        "TIME",
        value,
        (then - margin).isoformat(timespec="minutes") + zone,
        (then + margin).isoformat(timespec="minutes") + zone,
    )


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _stated_year(found: Found, context: Context) -> int | None:
    if stated := found.get("year") or found.get("year2"):
        return int(stated)
    if short := found.get("short"):
        return int("".join(char for char in short if char.isdigit())) + 1900
    if (rel := found.get("rel") or found.get("rel2")) and context.today:
        return context.today.year + {"last": -1, "next": 1}.get(rel, 0)
    return None
