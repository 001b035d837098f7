"""Anchors events in time: by the expression that governs them, else by tense.

In: a parsed Doc, its time expressions, the creation time. Out: an Anchor for each predicate.
An expression dates the nearest predicate above it in the parse; conjuncts and participles share
the date of the verb they hang on; the rest of a story in the past tense happens on the day that
its opening names, else on the day of the report, and is marked as a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from spacy.tokens import Doc, Token

from analysis.annotate import time_values
from analysis.annotate.events.predicates import is_noun
from analysis.annotate.timex.direction import tense
from analysis.annotate.timex.placing import Places
from analysis.model import CreationTime, EventStatus, Precision, TimeExpression
from analysis.vocabulary import words

LONGEST_CLIMB = 12
NEXT_VERB = 25  # tokens from an expression that nothing governs to the verb that follows it
DATELINE_TOP = 400  # characters in which a dateline stands
OPENING = 120  # tokens in which a date is that of the whole story
STORY_DAYS = 7  # a day further back than this is background, not the day of the story
WITHIN_A_DAY = frozenset(("minute", "hour", "part of day", "day"))
EARLY_REPORT = 8  # before this hour an undated happening may be of the day before
FINENESS: tuple[Precision, ...] = (
    "minute", "hour", "part of day", "day", "week", "month", "year", "longer", "unknown"
)  # fmt: skip
_JUST = re.compile(r"(?i)\b(?:shortly|just|soon|moments|minutes)\s+(?P<side>before|after)\s+$")
_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?[-–—]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an event took place, as far as the text says."""

    earliest: str = ""
    latest: str = ""
    precision: Precision = "unknown"
    timex: int | None = None
    guessed: bool = False
    value: str = ""


UNDATED = Anchor()


class Dater:
    """Dates the predicates of one document."""

    def __init__(
        self,
        doc: Doc,
        found: Sequence[Token],
        timexes: Sequence[TimeExpression],
        dct: CreationTime,
    ) -> None:
        self._timexes = timexes
        self._text = doc.text
        self._dct = dct
        self._predicates = {token.i for token in found}
        self.timed: set[int] = set()  # token indices inside time expressions
        self._governed: dict[int, list[tuple[int, str]]] = {}
        self._lately: set[int] = set()
        self._dateline = ""  # the day that the text itself gives as its own
        self.headline = _headline_end(doc)
        self._attach(doc)
        self._follow_story(doc)

    def date(self, predicate: Token, status: EventStatus) -> Anchor:
        """The anchor of one predicate, UNDATED where the text gives no hold."""
        own = self._stated(predicate)
        if own is not None:
            return own
        if predicate.i in self._lately and status == "happened":
            return Anchor("", self._dct.value[:10], "unknown", None, True)
        shared = self._shared(predicate) or self._from_participle(predicate)
        if shared is not None:
            return shared
        return self._by_tense(predicate, status)

    # --- what the text states

    def _attach(self, doc: Doc) -> None:
        """Give each expression to the nearest predicate above it."""
        places = Places(doc)
        for index, timex in enumerate(self._timexes):
            span = places.span(timex.start, timex.end)
            if span is None:
                continue
            self.timed.update(range(span.start, span.end))
            if timex.value == "PAST_REF" and span.root.dep_ == "advmod":
                self._lately.add(span.root.head.i)  # 'the recently announced telephone'
            if timex.type == "SET" or not (timex.earliest or timex.latest):
                continue
            if self._is_dateline(doc, timex):
                if timex.start < DATELINE_TOP and timex.precision == "day":
                    self._dateline = self._dateline or timex.earliest
                continue
            root = span.root
            preposition = _preposition(root)
            if _beside_the_point(root, preposition):
                continue
            governor = self._governor(root)
            if preposition == "since" and governor is not None and _at_once(governor):
                continue  # 'fell to its lowest since 1997' did not happen since 1997
            if governor is not None:
                self._governed.setdefault(governor.i, []).append((index, preposition))

    def _is_dateline(self, doc: Doc, timex: TimeExpression) -> bool:
        """The date of a dateline or a line of its own dates the report, not an event."""
        stated = self._dct.span
        if stated is not None and stated[0] <= timex.start and timex.end <= stated[1]:
            return True
        text = doc.text
        start = text.rfind("\n", 0, timex.start) + 1
        end = text.find("\n", timex.end)
        line = text[start : end if end >= 0 else len(text)].strip()
        if len(line) <= timex.end - timex.start + 2:
            return True
        before = text[start : timex.start]
        capitals = before[:4].isupper() and len(before) < 60
        return capitals and bool(_DATELINE.match(text, timex.end))

    def _governor(self, root: Token) -> Token | None:
        opening = root.sent.root
        first = root.i == root.sent.start and root.dep_ in _ADVERBIAL
        if first and opening.i in self._predicates and not is_noun(opening):
            return opening  # 'Yesterday, at this year's conference, ...'
        node = root
        for _ in range(LONGEST_CLIMB):
            aside = node.dep_ in ("acl", "relcl") and _comma_between(node, root)
            if node.i in self._predicates and node is not root and not aside:
                return node
            if node.head is node:
                break
            node = node.head
        if node.i in self._predicates:
            return node
        # a broken parse, such as a date line run into the sentence: the next verb
        following = root.doc[root.i + 1 : root.i + NEXT_VERB]
        return next((t for t in following if t.i in self._predicates and not is_noun(t)), None)

    def _stated(self, predicate: Token) -> Anchor | None:
        """The finest of the expressions that a predicate governs; 'from X to Y' as one."""
        governed = self._governed.get(predicate.i)
        if not governed:
            return None
        pair = self._from_to(governed)
        if pair is not None:
            return pair
        index, preposition = min(
            governed, key=lambda item: FINENESS.index(self._timexes[item[0]].precision)
        )
        return self._placed(index, preposition, predicate)

    def _from_to(self, governed: Sequence[tuple[int, str]]) -> Anchor | None:
        starts = [i for i, preposition in governed if preposition in ("from", "between")]
        ends = [i for i, preposition in governed if preposition in ("to", "until", "till", "and")]
        if not starts or not ends or starts[0] == ends[0]:
            return None
        first, last = self._timexes[starts[0]], self._timexes[ends[0]]
        bounds = time_values.as_datetimes(first.earliest, last.latest)
        if bounds is None or bounds[0] > bounds[1]:
            return None
        precision = time_values.precision_of(first.earliest, last.latest)
        return Anchor(first.earliest, last.latest, precision, starts[0], False, first.value)

    def _placed(self, index: int, preposition: str, predicate: Token) -> Anchor:
        """The interval that 'since', 'by', 'after' ... make of an expression."""
        timex = self._timexes[index]
        earliest, latest = timex.earliest, timex.latest
        guessed, precision = timex.guessed, timex.precision
        report = self._dct.value
        if near := self._just_beside(timex):
            return Anchor(*near, "hour", index, guessed, timex.value)
        if preposition == "since":
            earliest, latest = timex.earliest, report or timex.latest
        elif preposition in ("by", "until", "till", "before"):
            behind = tense(predicate) == "past"
            earliest = "" if behind else report
            latest = timex.latest if preposition != "before" else timex.earliest
        elif preposition == "after":
            earliest, latest = timex.latest, report if tense(predicate) == "past" else ""
        if (earliest, latest) != (timex.earliest, timex.latest):
            bounds = time_values.as_datetimes(earliest, latest)
            if bounds is not None and bounds[0] > bounds[1]:
                earliest, latest = timex.earliest, timex.latest
            elif preposition != "by":
                precision = time_values.precision_of(earliest, latest)
        return Anchor(earliest, latest, precision, index, guessed, timex.value)

    def _just_beside(self, timex: TimeExpression) -> tuple[str, str] | None:
        """'shortly before 6 p.m.': the hour that ends there; None for 'before 6 p.m.'."""
        if timex.precision != "minute" or timex.earliest != timex.latest:
            return None
        said = _JUST.search(self._text, max(0, timex.start - 40), timex.start)
        if said is None:
            return None
        side = said["side"].lower()
        moment = datetime.fromisoformat(timex.earliest)
        step = timedelta(hours=-1 if side == "before" else 1)
        other = (moment + step).isoformat(timespec="minutes")
        return (other, timex.earliest) if side == "before" else (timex.earliest, other)

    def _shared(self, predicate: Token) -> Anchor | None:
        """The date of the verb that a conjunct, a participle or a carried noun hangs on."""
        node = predicate
        for _ in range(4):
            head = node.head
            if head is node:
                return None
            if node.dep_ == "conj" and not _same_tense(node, head):
                return None
            carried = is_noun(node) and (
                node.dep_ in ("nsubj", "nsubjpass", "dobj")
                and head.lemma_.lower() in words("events", "silent.light")
            )
            inside = node.dep_ == "pobj" and is_noun(node) and head.lower_ in _DURING
            participle = node.dep_ in ("advcl", "xcomp", "conj", "acl") and (
                node.dep_ in ("xcomp", "conj") or node.tag_ == "VBG"
            )
            if not (carried or inside or participle):
                return None
            node = head.head if inside else head
            stated = self._stated(node)
            if stated is not None:
                return stated
            if is_noun(predicate):
                return None
        return None

    def _from_participle(self, verb: Token) -> Anchor | None:
        """'ripped through the ship, late on Sunday shattering windows': its participle's date."""
        for child in verb.children:
            if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i in self._governed:
                return self._stated(child)
        return None

    # --- what the tense says

    def _story_at(self, predicate: Token) -> Anchor:
        """The day that the story tells of at a place: the last that a main clause named."""
        position = bisect_right(self._move_starts, predicate.i) - 1
        return self._moves[position] if position >= 0 else self._opening

    def _follow_story(self, doc: Doc) -> None:
        """Where the story moves to another day; the opening counts for what precedes it too.

        'On Thursday ... fell. The index lost ...' happened on Thursday; a date further back
        than STORY_DAYS is background and moves nothing.
        """
        self._opening = self._report_anchor()
        self._moves: list[Anchor] = []
        self._move_starts: list[int] = []
        report = time_values.instant(self._dct.value)
        if report is None:
            return
        for place in sorted(self._governed):
            token = doc[place]
            if is_noun(token) or token.dep_ in _ASIDE or tense(token) != "past":
                continue
            stated = self._stated(token)
            bounds = stated and time_values.as_datetimes(stated.earliest, stated.latest)
            if stated is None or not bounds or stated.precision not in WITHIN_A_DAY:
                continue
            if -1 <= (report - bounds[0]).days <= STORY_DAYS:
                # the day, not the minute: what surrounds it happened around it
                day = stated.earliest[:10]
                anchor = Anchor(day, day, "day", None, True, day)
                if not self._moves and place < OPENING:
                    self._opening = anchor
                self._moves.append(anchor)
                self._move_starts.append(place)

    def _report_anchor(self) -> Anchor:
        """Around the report: its day, or since the day before when it came out at night.

        An article that is published again, or later, tells of the day of its own dateline.
        """
        value = self._dct.value
        if not value:
            return UNDATED
        if self._dateline and self._dateline < value[:10]:
            return Anchor(self._dateline, self._dateline, "day", None, True, self._dateline)
        day = value[:10]
        earliest = day
        if len(value) > len("2021-08-15"):
            moment = datetime.fromisoformat(value)
            if moment.hour < EARLY_REPORT:
                earliest = (moment - timedelta(hours=EARLY_REPORT)).date().isoformat()
        return Anchor(earliest, day, "day", None, True, day)

    def _by_tense(self, predicate: Token, status: EventStatus) -> Anchor:
        report = self._dct.value
        if not report:
            return UNDATED
        if status == "planned":
            return Anchor(report, "", "unknown", None, True)
        if status == "ongoing":
            return self._report_anchor()
        if status == "conditional":
            return UNDATED
        if is_noun(predicate):
            return self._of_noun(predicate, status)
        if _past_perfect(predicate) and not _reported(predicate):
            return Anchor("", self._story_at(predicate).latest, "unknown", None, True)
        pointed = tense(predicate)
        if pointed == "past" or predicate.idx < self.headline or status == "denied":
            return self._story_at(predicate)
        if _simple_present(predicate):
            return self._report_anchor()
        return UNDATED

    def _of_noun(self, noun: Token, status: EventStatus) -> Anchor:
        """'the attack killed ten': a noun without a date of its own, at the date of its verb."""
        node = noun.head
        for _ in range(4):
            if node.i in self._predicates and not is_noun(node):
                stated = self._stated(node)
                if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and stated is not None:
                    return Anchor(
                        stated.earliest, stated.latest, stated.precision, None, True, stated.value
                    )
                return self._story_at(noun) if tense(node) == "past" else UNDATED
            if node.head is node:
                break
            node = node.head
        return self._opening if noun.idx < self.headline else UNDATED


_ASIDE = frozenset(("relcl", "acl", "advcl"))  # clauses that do not move the story
_ADVERBIAL = frozenset(("npadvmod", "advmod", "nmod", "dep"))
_DURING = frozenset(("in", "during", "at", "after", "by", "with"))


def _headline_end(doc: Doc) -> int:
    """Where a headline that opens the text ends; 0 without one. Its present tense is past."""
    text = doc.text  # spaCy joins the tokens anew at every access
    first = text.find("\n")
    if not 0 < first <= 160:
        return 0
    line = text[:first].rstrip()
    return 0 if line.endswith((".", "!", "”", '"')) else first


def _preposition(root: Token) -> str:
    """The word that governs an expression: 'since', 'by' ...; '' for none."""
    node = root
    for _ in range(3):
        if node.dep_ == "pobj":
            return node.head.lower_
        if node.dep_ == "conj" and any(c.lower_ == "and" for c in node.head.children):
            return "and"
        if node.dep_ not in ("compound", "nummod", "nmod", "poss", "amod", "npadvmod", "advmod"):
            return ""
        node = node.head
        if node.pos_ == "VERB":
            return ""
    return ""


_INTO_NOUNS = frozenset(("since", "from", "to", "of", "for", "than", "above", "below"))
_WHEN = frozenset(("in", "during", "at", "on", "after", "before"))


def _beside_the_point(root: Token, preposition: str) -> bool:
    """An expression inside a noun phrase that says of what date the thing is, not the event.

    'the lowest level since 1997', 'its November 20 low'; but 'in a Wednesday media event'.
    """
    node = root
    while node.dep_ in ("compound", "nummod", "nmod", "poss", "amod") and node.head is not node:
        node = node.head
    noun = words("events", "nouns.events")
    if node is not root and node.pos_ in ("NOUN", "PROPN"):
        if node.lemma_.lower() in noun:
            return False
        return not (node.dep_ == "pobj" and node.head.lower_ in _WHEN) and node.dep_ != "npadvmod"
    if preposition in _INTO_NOUNS and root.dep_ == "pobj":
        over = root.head.head
        return over.pos_ in ("NOUN", "ADJ") and over.lemma_.lower() not in noun
    return False


def _at_once(verb: Token) -> bool:
    """A simple past or an infinitive: what does not last since then until now."""
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return not is_noun(verb) and verb.tag_ in ("VBD", "VB") and not perfect


def _comma_between(verb: Token, root: Token) -> bool:
    """'a freighter moored at Quay 4, late on Sunday': the date is past the end of the aside."""
    between = verb.doc[verb.i + 1 : root.i]
    return any(token.text == "," for token in between)


def _same_tense(verb: Token, other: Token) -> bool:
    here, there = tense(verb), tense(other)
    return here == there or not here or not there


def _past_perfect(verb: Token) -> bool:
    return any(child.lower_ in ("had", "'d") and child.dep_ == "aux" for child in verb.children)


def _simple_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children)


def _reported(verb: Token) -> bool:
    """In the content of a saying in the past, where the tense is shifted back."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in words("events", "silent.saying")
