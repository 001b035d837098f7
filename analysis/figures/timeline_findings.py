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
    text = f"{len(known)} events between {first:%-d %B %Y} and {last:%-d %B %Y}: {parts}."
    if guessed:
        text += f" {guessed} of them dated by a guess, from the time of the report."
    return text


def lag_finding(events: pd.DataFrame) -> str:
    """How long reports took."""
    known = dated(events).dropna(subset=["first_reported"]).drop_duplicates("event_id")
    stated = known[~known["guessed"].astype(bool)]
    if stated.empty:
        return "No event of this selection has a stated date and a report."
    hours = [(mark.first_reported - mark.start) / pd.Timedelta(hours=1) for mark in marks(stated)]
    ahead = sum(lag < 0 for lag in hours)
    late = [lag for lag in hours if lag >= 0]
    text = f"{ahead} of {len(stated)} events were reported before they were due."
    if late:
        text += (
            f" The others were first reported {median(late):.0f} hours after they began (median)."
        )
    return text
