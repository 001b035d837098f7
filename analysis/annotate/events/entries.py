"""Dates what an entry of a live page tells as it happens: at the hour that opens the entry.

In: a predicate of a parsed Doc and its status; the text and when it was published. Out: an Anchor;
None for what the entry tells of another time. '00.55 A ship has just gone out' went out in the
hour before; 'The office says that 6,000 people have fled' is no news of that hour: they fled on
that day, at a guess.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from spacy.tokens import Token

from analysis.annotate.events.anchor import Anchor
from analysis.annotate.events.predicates import is_noun, name_of
from analysis.annotate.events.story import report_anchor
from analysis.annotate.events.tenses import present_perfect
from analysis.annotate.timex.context import opening_context
from analysis.annotate.timex.live_page import entries_of
from analysis.annotate.timex.on_air import offset_of_live_page
from analysis.event_kinds import kinds_of
from analysis.model import EventStatus
from analysis.vocabulary import words

FRESH = timedelta(hours=1)  # within which an entry tells what has happened
_LONGER = frozenset(("since", "already", "now", "ever", "yet", "for", "so"))


class LivePage:
    """When each entry of a text was written; of any other text nothing."""

    def __init__(self, text: str, published: str) -> None:
        self._entries = entries_of(text)
        newest = self._entries.newest if len(published) > len("2021-08-15") else ""
        context = opening_context(
            published, offset_of_live_page(newest, published) if newest else ""
        )
        self._zone = context.zone
        self._written = self._entries.written(context.moment) if newest else {}

    def date(self, predicate: Token, status: EventStatus) -> Anchor | None:
        """The anchor of what an entry tells as it happens, or as just over."""
        place = self._entries.at(predicate.idx)
        written = self._written.get(place) if place is not None else None
        if written is None or is_noun(predicate) or status not in ("happened", "ongoing"):
            return None
        if predicate.dep_ not in ("ROOT", "conj", "parataxis", "ccomp"):
            return None
        if status == "ongoing":
            now = _now(predicate)
            return self._anchor(written, written) if now else None
        if not present_perfect(predicate) or any(c.lower_ in _LONGER for c in predicate.children):
            return None
        if _passed_on(predicate) or _is_total(predicate):
            return report_anchor(written.isoformat("T", "minutes") + self._zone)
        return self._anchor(written - FRESH, written)

    def entry_of(self, place: int) -> int | None:
        """Where the entry begins that a place lies in; None before the first, or of no page."""
        return self._entries.at(place) if self._written else None

    def day_of(self, entry: int) -> Anchor | None:
        """The day that an entry tells of for all it says; None where nobody knows its hour."""
        written = self._written.get(entry)
        if written is None:
            return None
        return report_anchor(written.isoformat("T", "minutes") + self._zone)

    def _anchor(self, first: datetime, last: datetime) -> Anchor:
        earliest, latest = (m.isoformat("T", "minutes") + self._zone for m in (first, last))
        return Anchor(earliest, latest, "minute" if first == last else "hour", value=latest)


def _passed_on(verb: Token) -> bool:
    """'The paper reports that he has been killed', '6,000 have fled, says the office'; not 'says
    that the ship has just sailed'."""
    said = words("events", "silent.saying")
    told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in said
    behind = ("parataxis", "ccomp", "advcl")
    told |= any(c.dep_ in behind and c.lemma_.lower() in said for c in verb.rights)
    told |= any(c.lower_ == "according" for c in verb.children)
    # '..., the paper reports', as the parser may hang it
    told |= any(
        c.dep_ == "conj"
        and c.lemma_.lower() in said
        and c.tag_ in ("VBZ", "VBP")
        and any(inner.dep_ == "nsubj" for inner in c.lefts)
        and not any(inner.dep_ == "cc" for inner in verb.rights)
        for c in verb.rights
    )
    return told and not any(c.lower_ == "just" for c in verb.children)


def _is_total(verb: Token) -> bool:
    """'Three people have died': so many in all, and not in that hour; 'have just died' are more."""
    totals = kinds_of(name_of(verb)) & words("events", "lasting.totals")
    if not totals or any(c.lower_ in ("just", "more", "another") for c in verb.children):
        return False
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), verb)
    numbered = any(c.dep_ == "nummod" for c in subject.children)
    return numbered and not any(c.lower_ in ("more", "other", "another") for c in subject.subtree)


def _now(verb: Token) -> bool:
    """'is charging'."""
    return any(c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "’s") for c in verb.children)
