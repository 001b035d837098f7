"""How pages say what frames hold: times, counts, channels, sources. Plain words, no markup."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from analysis.figures.palette import CERTAINTY_WORDS, STANDING_MARK
from analysis.model import Claim
from pages.shared.safe import shorten

CERTAINTIES = list(CERTAINTY_WORDS)
KINDS = [
    "named official", "named person", "organisation", "document", "anonymous official",
    "anonymous", "media", "author",
]  # fmt: skip
DECISIONS = {  # kinds of correction, as the audit trail says them
    "actor.merge": "Two actors are one",
    "actor.split": "Names split off an actor",
    "actor.rename": "Actor renamed",
    "actor.type": "Actor's type changed",
    "actor.reject": "Not an actor",
    "alias.never": "Never this actor",
    "article.metadata": "Article's details corrected",
    "claim.accept": "Claim accepted",
    "claim.edit": "Claim corrected",
    "claim.reject": "Claim rejected",
    "proposition.outcome": "Outcome noted",
    "source.rate": "Source rated",
}
DOUBLE = frozenset('"“”„«»')
UNKNOWN_SOURCE = "source not named in the text"


def quoted(said: str, longest: int = 180) -> str:
    """The words in quotation marks: those around them go, those within become single ones."""
    words = " ".join(said.split()).strip(" ,;:")
    marks = sum(letter in DOUBLE for letter in words)
    if words[:1] in DOUBLE and (marks % 2 or (marks == 2 and words[-1] in DOUBLE)):
        words, marks = words[1:], marks - 1
    if words[-1:] in DOUBLE and marks % 2:
        words = words[:-1]
    opened = False
    letters = []
    for letter in words:
        if letter in DOUBLE:
            letter = "’" if opened else "‘"
            opened = not opened
        letters.append(letter)
    return f"“{shorten(''.join(letters), longest)}”"


def when(value: Any, precise: bool = True) -> str:
    """'15 Aug 2021, 14:00 UTC'; a time of midnight is taken for a bare date."""
    moment = pd.to_datetime(value, format="ISO8601", utc=True, errors="coerce")
    if pd.isna(moment):
        return "no date"
    day = f"{moment.day} {moment:%b %Y}"
    if not precise or (moment.hour, moment.minute) == (0, 0):
        return day
    return f"{day}, {moment:%H:%M} UTC"


def period(first: Any, last: Any) -> str:
    """'15 Aug 2021' or '2 – 5 Mar 2025'."""
    if pd.isna(first) or pd.isna(last):
        return "no dates"
    if first.date() == last.date():
        return when(first, precise=False)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {when(last, precise=False)}"
    return f"{when(first, precise=False)} – {when(last, precise=False)}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 claim', '1,204 claims'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def speaker(claim: Claim, actor: str = "") -> str:
    """Who says it, in as few words as tell it."""
    if claim.source_kind == "author":
        return claim.outlet or "the article itself"
    return actor or claim.source_text or claim.descriptor or UNKNOWN_SOURCE


def kind_word(kind: str) -> str:
    return "the outlet itself" if kind == "author" else kind


def path(claim: Claim, actor: str = "") -> str:
    """'senior official → Reuters → Example Daily': from the origin to the page."""
    stations = [speaker(claim, actor), *claim.channel]
    if claim.source_kind != "author":
        stations.append(claim.outlet or "this article")
    return " → ".join(dict.fromkeys(stations))


def origins(least: int, most: int) -> str:
    """'1' or '1–3'."""
    return str(most) if least == most else f"{least}–{most}"


def certainty(code: str, polarity: str) -> str:
    """'certain', 'possible, negated'."""
    return CERTAINTY_WORDS.get(code, code) + (", negated" if polarity == "-" else "")


def standing(name: str) -> str:
    """'● well sourced': the mark repeats the meaning of the colour."""
    return f"{STANDING_MARK.get(name, '')} {name}".strip()


def ago(value: str, now: datetime) -> str:
    """'3 hours ago', for an ISO time."""
    seconds = (now - datetime.fromisoformat(value)).total_seconds()
    for length, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= length:
            return f"{plural(int(seconds // length), unit)} ago"
    return "just now"
