"""The timeline figures in words, for the head of the page and for those who do not see them.

In: a frame of events (schema EVENTS of `analysis/frames.py`). Out: sentences.
"""

from __future__ import annotations

from statistics import median

import pandas as pd

from analysis.figures.timeline_marks import dated, marks


def finding(events: pd.DataFrame) -> str:
    """How many events, between when and when, of which status, how many by a guess."""
    known = dated(events).drop_duplicates("event_id")
    if known.empty:
        return "No event of this selection has a date."
    counts = known["status"].value_counts()
    parts = ", ".join(f"{count} {status}" for status, count in counts.items())
    guessed = int(known["guessed"].sum())
    first, last = known["start"].min(), known["end"].max()
    number = "1 event" if len(known) == 1 else f"{len(known):,} events"
    text = f"{number} {_between(first, last)}: {parts}."
    if guessed:
        which = "It is" if len(known) == 1 else f"{guessed} of them"
        text += f" {which} dated by a guess, from the time of the report."
    return text


def _between(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """'on 2 March 2025', 'between 2 and 7 March 2025'."""
    if first.date() == last.date():
        return f"on {last:%-d %B %Y}"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"between {first:%-d}{'' if same_month else f'{first: %B %Y}'} and {last:%-d %B %Y}"


def lag_finding(events: pd.DataFrame) -> str:
    """How long reports took."""
    known = dated(events).dropna(subset=["first_reported"]).drop_duplicates("event_id")
    stated = known[~known["guessed"].astype(bool)]
    if stated.empty:
        return "No event of this selection has a stated date and a report."
    hours = [(mark.first_reported - mark.start) / pd.Timedelta(hours=1) for mark in marks(stated)]
    ahead = sum(lag < 0 for lag in hours)
    late = [lag for lag in hours if lag >= 0]
    if not ahead:
        return f"{_counted(len(late), 'event')} first reported {_late(late)}."
    text = f"{ahead} of {_counted(len(stated), 'event')} reported before {_due(ahead)} due."
    if late:
        text += f" The others were first reported {_late(late)}."
    return text


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun} was" if count == 1 else f"{count:,} {noun}s were"


def _due(count: int) -> str:
    return "it was" if count == 1 else "they were"


def _late(hours: list[float]) -> str:
    """'4 hours after it began', 'in the median 4 hours after they began'."""
    middle = median(hours)
    if middle < 1:
        time = f"{middle * 60:.0f} minutes"
    else:
        time = f"{middle:.0f} {'hour' if round(middle) == 1 else 'hours'}"
    if len(hours) == 1:
        return f"{time} after it began"
    return f"in the median {time} after they began"
