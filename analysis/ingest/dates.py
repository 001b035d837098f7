"""Publication times from metadata, in one form. In: what the material says. Out: ISO 8601, or "".

A zone is kept where the material states one and never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from analysis.vocabulary import table

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LABEL = re.compile(
    r"^\s*(?:published|updated|posted|date|last updated|first published)\s*(?:on|at|:)*\s*",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![.\d])\d{1,2}[:.h]\d\d(?!\.?\d)|\d:\d\d|\d\s*[ap]\.?m", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"\d\s*(?:[ap]\.?m\.?)?\s*\(?([A-Z]{3,4})\)?$")
_LONGEST = 80
_YEARS = range(1600, 2200)


_DOTTED = re.compile(r"\s*\d{1,2}\. ?\d{1,2}\. ?\d{4}\b")  # Europe alone writes dots: day first
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")


def day_first(column: Iterable[str]) -> bool:
    """Whether '3/14' or '14/3' is the custom of a column of dates; False where nothing tells."""
    return any((match := _SLASHED.match(said)) and int(match[1]) > 12 for said in column)


def iso_date(said: object, *, day_first: bool = False) -> str:
    """The date or date-time that `said` states, as ISO 8601; "" when it states none in full.

    '3/4/2025' is 4 March unless `day_first`.
    """
    if isinstance(said, datetime):
        return _written(said, has_time=True)
    if isinstance(said, (int, float)) and not isinstance(said, bool):
        said = str(int(said)) if abs(said) < 1e15 else ""
    text = _LABEL.sub("", str(said or "").strip())
    if not text or len(text) > _LONGEST:
        return ""
    if plain := _iso(text) or _epoch(text):
        return plain
    named = _NAMED_ZONE.search(text)
    if named and named[1] in table("zones")["unclear"]:
        text = text[: named.start(1)].rstrip("( ")
    return _zoned(_mail_date(text) or _written_out(text, day_first), text)


def _iso(text: str) -> str:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    except ValueError:
        return ""
    if moment.year not in _YEARS:
        return ""
    if hour is None:
        return f"{moment:%Y-%m-%d}"
    return moment.isoformat() + _zone(zone or "")


def _zone(said: str) -> str:
    if not said:
        return ""
    if said.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    return said if ":" in said else f"{said[:3]}:{said[3:]}"


def _epoch(text: str) -> str:
    if not _EPOCH.fullmatch(text):
        return ""
    seconds = int(text) / (1000 if len(text) == 13 else 1)
    return _written(datetime.fromtimestamp(seconds, UTC), has_time=True)


def _mail_date(text: str) -> str:
    if "," not in text[:5] and not re.match(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return ""
    try:
        return _written(parsedate_to_datetime(text), has_time=True)
    except (ValueError, IndexError, OverflowError):
        return ""


def _written_out(text: str, day_first: bool) -> str:
    """'August 15, 2021, 5:30 PM IST'. Day, month and year must all be there."""
    if not re.search(r"\d", text):
        return ""
    import dateparser  # slow to import, and rarely needed

    found = dateparser.parse(
        text.replace("|", " "),
        languages=["en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY" if day_first or _is_day_first(text) else "MDY",
        },
    )
    if found is None or found.year not in _YEARS:
        return ""
    return _written(found, has_time=bool(_TIME.search(text)))


def _zoned(moment: str, text: str) -> str:
    """With the zone that an abbreviation names and the parsers do not know."""
    named = _NAMED_ZONE.search(text)
    if named is None or not re.search(r"T[\d:]+$", moment):
        return moment
    return moment + str(table("zones")["zones"].get(named[1], ""))


def _is_day_first(text: str) -> bool:
    match = _SLASHED.match(text)
    return bool(_DOTTED.match(text)) or (match is not None and int(match[1]) > 12)


def _written(moment: datetime, *, has_time: bool) -> str:
    if moment.year not in _YEARS:
        return ""
    if not has_time:
        return f"{moment:%Y-%m-%d}"
    return moment.replace(microsecond=0).isoformat()
