"""Anchors events in time: by the expression that governs them, else by tense.

In: a parsed Doc, its time expressions, the creation time. Out: an Anchor for each predicate.
An expression dates the nearest predicate above it in the parse; conjuncts and participles share
the date of the verb they hang on; the rest of a story in the past tense happens on the day that
its opening names, else on the day of the report, and is marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from analysis.annotate import time_values
from analysis.annotate.events.anchor import FINENESS, UNDATED, WITHIN_A_DAY, Anchor
from analysis.annotate.events.beside import (
    beside_event,
    counted_to,
    done_there,
    just_beside,
    later_than,
)
from analysis.annotate.events.conditions import condition_of, going_to
from analysis.annotate.events.effects import blow_of
from analysis.annotate.events.entries import LivePage
from analysis.annotate.events.governing import called_for, govern
from analysis.annotate.events.negation import negated
from analysis.annotate.events.pairs import from_to
from analysis.annotate.events.participants import tells_it
from analysis.annotate.events.predicates import (
    is_light,
    is_noun,
    made_public,
    moves_a_happening,
    name_of,
    on_the_agenda,
    postponed_by,
    told_at,
)
from analysis.annotate.events.status import not_until
from analysis.annotate.events.story import Story, headline_end
from analysis.annotate.events.tenses import (
    past_perfect,
    present_passive,
    present_perfect,
    reference,
    reported,
    same_tense,
    simple_present,
)
from analysis.annotate.once import sentence_of, text_of
from analysis.annotate.timex.direction import said_around, tense
from analysis.event_kinds import happening_words, kinds_of
from analysis.model import CreationTime, EventStatus, TimeExpression
from analysis.vocabulary import words

_AT_AN_HOUR = re.compile(r"T\d\d:\d\d")
_UP_TO = frozenset(("until", "till", "before"))
_NEW_DAY = frozenset(("to", "until", "till"))
_MOVED = _NEW_DAY | {"for", "from"}
_DURING = frozenset(("in", "during", "at", "after", "by", "with"))


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
        self._text = text_of(doc)
        self._dct = dct
        self._page = LivePage(self._text, dct.value)
        self._predicates = {token.i: token for token in found}
        self._governed = govern(doc, self._predicates, timexes, dct)
        self.timed = self._governed.timed  # token indices inside time expressions
        self.headline = headline_end(doc)
        self._story = Story(
            doc, self._governed.dates, self._stated, dct.value, self._governed.dateline
        )
        self._doc = doc

    def date(self, predicate: Token, status: EventStatus) -> Anchor:
        """The anchor of one predicate, UNDATED where the text gives no hold."""
        if status in ("planned", "happened") and (day := self._then_at_last(predicate)) is not None:
            return day
        own = self._own(predicate)
        if status == "conditional" and (due := self._when_due(predicate, own)) is not None:
            return due
        own = own or self._page.date(predicate, status)
        if own is not None:
            return own
        if predicate.i in self._governed.lately and status == "happened":
            return Anchor("", self._dct.value[:10], "unknown", None, True)
        shared = (
            self._shared(predicate)
            or self._from_blow(predicate)
            or self._from_participle(predicate)
            or self._from_occasion(predicate)
            or self._from_place(predicate)
            or self._from_when(predicate)
        )
        if shared is not None:
            return shared
        return self._by_tense(predicate, status)

    def date_of_moving(self, verb: Token) -> Anchor:
        """Of 'was put off on Friday until Monday' the Friday; else by the tense."""
        return self._of_moving(verb) or self._told_of(verb)

    def ahead(self, predicate: Token, anchor: Anchor) -> bool:
        """'The trial begins on June 2': a stated date after the report, and no past tense."""
        stated = bool(anchor.earliest and self._dct.value) and not anchor.guessed
        if not stated or anchor.earliest[:10] < self._dct.value[:10]:
            return False
        if anchor.earliest[:10] == self._dct.value[:10]:
            return self._later_today(predicate, anchor)
        calls = predicate.lemma_.lower() in words("events", "silent.calling")
        # 'before both sides had been heard on November 20'
        before = any(c.dep_ == "mark" and c.lower_ in _UP_TO for c in predicate.children)
        if calls or before or is_noun(predicate) or tense(predicate) != "past":
            return True
        # 'The findings come out tomorrow', however tagged
        bare = predicate.tag_ == "VBN" and predicate.lower_ == predicate.lemma_
        return bare and not any(c.dep_ in ("aux", "auxpass") for c in predicate.children)

    def _later_today(self, predicate: Token, anchor: Anchor) -> bool:
        """'called a meeting for 11 a.m.', 'Parliament meets at ten this morning'."""
        if called_for(predicate):
            return True
        verb = predicate.head if is_noun(predicate) and predicate.dep_ == "nsubj" else predicate
        timetable = not is_noun(verb) and simple_present(verb) and verb.dep_ != "advcl"
        due = (verb, *(c for c in verb.children if c.dep_ == "xcomp"))
        if timetable and any(p == "by" for v in due for _, p in self._governed.dates.get(v.i, ())):
            return True  # 'the law obliges them to choose one by March 20'
        if (
            timetable
            and verb.head == verb
            and self._said_today(anchor)
            and name_of(verb) in happening_words()
        ):
            return verb.idx >= self.headline  # 'Today the town buries its dead'
        if not timetable or verb.idx < self.headline:
            return False
        report = time_values.instant(self._dct.value)
        start = time_values.instant(anchor.earliest)
        # 'from eight until six' begins at an hour
        hour = anchor.precision in ("minute", "part of day") or _AT_AN_HOUR.search(anchor.value)
        timed = len(self._dct.value) > len("2021-08-15") and hour
        return bool(timed and report and start and start > report)

    def _said_today(self, anchor: Anchor) -> bool:
        start = self._timexes[anchor.timex].start if anchor.timex is not None else 0
        return anchor.precision == "day" and self._text[start : start + 5].lower() == "today"

    # --- what the text states

    def _own(self, predicate: Token) -> Anchor | None:
        """The distance to another event, or what an expression says of it."""
        counted = beside_event(predicate, self._timexes, self._date_of_other)
        if counted is not None:
            return counted
        stated = self._stated(predicate) or self._after_event(predicate)
        return stated or later_than(predicate, self._governed.lengths, self._timexes, self._before)

    def _when_due(self, predicate: Token, own: Anchor | None) -> Anchor | None:
        """'If they are not paid by noon, they will walk out': at noon; None for no condition."""
        condition = condition_of(predicate)
        if condition is None:
            return None
        if own is None:
            own = self._shared(predicate)
        if own is not None and not own.guessed:
            return own
        clause = self._predicates.get(condition)
        governed = self._governed.dates.get(condition, ()) if clause is not None else ()
        ends = [index for index, preposition in governed if preposition != "since"]
        if not ends:
            report = self._dct.value
            return Anchor(report, "", "unknown", None, True) if report else UNDATED
        return self._whole(min(ends, key=self._fineness))

    def _then_at_last(self, verb: Token) -> Anchor | None:
        """'will not meet until Monday', 'has put off his visit until Monday': on Monday."""
        moved = postponed_by(verb)
        negative = negated(verb) or (going_to(verb) and negated(verb.head))
        if moved is None and not (negative and not_until(verb)):
            return None
        node = moved if moved is not None else verb
        for index, preposition in self._governed.dates.get(node.i, ()):
            if preposition in _UP_TO or (moved is not None and preposition in ("to", "for")):
                return self._whole(index)
        return None

    def _whole(self, index: int) -> Anchor:
        timex = self._timexes[index]
        return Anchor(
            timex.earliest, timex.latest, timex.precision, index, timex.guessed, timex.value
        )

    def _fineness(self, index: int) -> int:
        return FINENESS.index(self._timexes[index].precision)

    def _after_event(self, verb: Token) -> Anchor | None:
        """'invaded the pitch after Saturday's defeat': between that day and the report."""
        report = self._dct.value
        if is_noun(verb) or tense(verb) != "past" or not report:
            return None
        for child in verb.children:
            for noun in child.children if child.lower_ in ("after", "following") else ():
                day = self._stated(noun) if noun.dep_ == "pobj" and is_noun(noun) else None
                if day and day.precision in WITHIN_A_DAY and day.earliest[:10] <= report[:10]:
                    return Anchor(day.earliest, report, "unknown", day.timex, False, day.value)
        return None

    def _stated(self, predicate: Token) -> Anchor | None:
        """The finest of the expressions that a predicate governs; 'from X to Y' as one."""
        governed = self._governed.dates.get(predicate.i)
        if not governed:
            return None
        if moves_a_happening(predicate):
            return self._of_moving(predicate)
        if name_of(predicate) in words("events", "governing.postponing"):
            # 'was moved from Thursday to the 17th' is no interval: the new day counts
            governed = [item for item in governed if item[1] in _NEW_DAY] or governed
        if predicate.lemma_.lower() in words("events", "governing.granting"):
            # 'gave them until six': to the end of what is given
            governed = [item for item in governed if item[1] not in _UP_TO]
            if not governed:
                return None
        pair = from_to(governed, self._timexes)
        if pair is not None:
            return pair
        index, preposition = min(governed, key=lambda item: self._fineness(item[0]))
        return self._placed(index, preposition, predicate)

    def _of_moving(self, verb: Token) -> Anchor | None:
        """What an expression says of when something was put off: not 'until Wednesday at nine'."""
        governed = self._governed.dates.get(verb.i, ())
        new_day = min((i for i, word in governed if word in _NEW_DAY), default=len(self._timexes))
        told = [(i, word) for i, word in governed if word not in _MOVED and i < new_day]
        if not told:
            return None
        index, preposition = min(told, key=lambda item: self._fineness(item[0]))
        return self._placed(index, preposition, verb)

    def _placed(self, index: int, preposition: str, predicate: Token) -> Anchor:
        """The interval that 'since', 'by', 'after' ... make of an expression."""
        timex = self._timexes[index]
        earliest, latest = timex.earliest, timex.latest
        guessed, precision = timex.guessed, timex.precision
        report = self._dct.value
        if near := just_beside(timex, self._text):
            return Anchor(*near, "hour", index, guessed, timex.value)
        if preposition == "since":
            earliest, latest = timex.earliest, report or timex.latest
        elif preposition in ("by", "until", "till", "before"):
            behind = tense(predicate) == "past"
            # the midnight that ends a day is of that day
            ends = timex.value[:10] if timex.value.endswith("T24:00") else timex.earliest[:10]
            day = ends if precision in FINENESS[:3] else ""
            earliest = day if behind else report  # 'before nightfall': on that day
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

    def _date_of_other(self, predicate: Token, other: Token) -> Anchor | None:
        """The date of an event that another is counted from: its own, or that of an earlier
        mention of it ('the derailment' after 'a train derailed on Monday')."""
        own = self._stated(other) or self._beside_it(predicate, other)
        if own is not None:
            return own
        if _same_happening(predicate, other):
            return None  # 'launches the new one a year after launching the old one'
        told = [i for i in self._governed.dates if i < sentence_of(other)[0]]
        for place in sorted(told, reverse=True):
            if _same_happening(self._predicates.get(place), other):
                return self._stated(self._predicates[place])
        return None

    def _before(self, predicate: Token) -> Anchor | None:
        """The date last stated before a predicate, from which 'an hour later' counts."""
        told = [place for place in self._governed.dates if place < predicate.i]
        return self._stated(self._predicates[max(told)]) if told else None

    def _beside_it(self, predicate: Token, other: Token) -> Anchor | None:
        """'hours before the vote on Saturday': the day stands with the vote, whatever the parse."""
        for index, _ in self._governed.dates.get(predicate.i, ()):
            between = self._text[other.right_edge.idx : self._timexes[index].start].split()
            if self._timexes[index].start > other.idx and len(between) <= 2:
                return self._placed(index, "", predicate)
        return None

    def _shared(self, predicate: Token) -> Anchor | None:
        """The date of the verb that a conjunct, a participle or a carried noun hangs on."""
        if is_noun(predicate) and (called := self._called(predicate)):
            return called
        node = predicate
        for _ in range(4):
            head = node.head
            if head == node:
                return None
            if node.dep_ == "conj" and not same_tense(node, head):
                return None
            if head.lemma_.lower() in words("events", "governing.denying"):
                return None  # 'denied on Monday that she had left': the denial was on Monday
            carried = (
                is_noun(node) and node.dep_ in ("nsubj", "nsubjpass", "dobj") and is_light(head)
            )
            if counted := counted_to(node, self._timexes, self._stated):
                return counted
            inside = node.dep_ == "pobj" and is_noun(node) and head.lower_ in _DURING
            participle = node.dep_ in ("advcl", "xcomp", "conj", "acl") and (
                node.dep_ in ("xcomp", "conj") or node.tag_ == "VBG"
            )
            if not (carried or inside or participle or (is_noun(node) and tells_it(node))):
                return None
            node = head.head if inside else head
            stated = self._own(node)
            if stated is not None:
                return stated
            if is_noun(predicate):  # 'a curfew will be in force, starting this evening'
                return self._from_participle(node) if carried else None
        return None

    def _from_blow(self, predicate: Token) -> Anchor | None:
        """'Saturday's attack killed nine people': on Saturday."""
        blow = blow_of(predicate)
        return self._stated(blow) if blow is not None else None

    def _called(self, noun: Token) -> Anchor | None:
        """'called a strike for Friday', 'the visit, planned for Friday': the date of the plan."""
        for child in noun.children:
            if child.dep_ == "acl" and child.lemma_.lower() in words("events", "silent.calling"):
                carried = noun.dep_ in ("nsubj", "nsubjpass") and is_light(noun.head)
                held = self._stated(noun.head) if carried else None
                # 'the debate planned for Thursday will be held on June 17'
                return held or self._stated(child)
            performed = name_of(child) in words("events", "silent.performing")
            if child.dep_ == "acl" and child.tag_ == "VBN" and performed:
                return self._stated(child)  # 'the announcement made on Sunday night'
            if child.dep_ == "relcl" and any(c.lower_ == "due" for c in child.children):
                return self._stated(child)  # 'the inspection that was due in March'
        head = noun.head
        if noun.dep_ in ("nsubj", "nsubjpass") and head.lemma_ in ("remain", "stay"):
            for word in (*head.rights, head.head):  # 'the vote remains fixed for Friday'
                calls = word.lemma_.lower() in words("events", "silent.calling")
                if calls and word.tag_ == "VBN" and (day := self._stated(word)) is not None:
                    return day
            if on_the_agenda(head):
                return self._stated(head)
        if noun.dep_ != "dobj" or head.lemma_.lower() not in words("events", "silent.calling"):
            return None
        stated = self._stated(head)
        return stated if stated is not None and self.ahead(noun, stated) else None

    def _from_participle(self, verb: Token) -> Anchor | None:
        """'ripped through the ship, late on Sunday shattering windows', 'began interviewing them
        on Tuesday': the date of its participle; not of what it plans."""
        plans = verb.lemma_.lower() in words("events", "governing.planning")
        # 'was driven over the border, he says, crossing at four'
        inserted = [c for c in verb.head.rights if said_around(c) == verb]
        for child in (*verb.children, *inserted):
            if child.i not in self._governed.dates:
                continue
            beside = child.dep_ == "advcl" and child.tag_ == "VBG"
            if beside or (child.dep_ == "xcomp" and not plans and not is_noun(child)):
                return self._stated(child)
        return None

    def _from_occasion(self, verb: Token) -> Anchor | None:
        """'promised aid during a visit on Tuesday': the day of the occasion."""
        for child in () if is_noun(verb) else verb.children:
            for inner in child.children if child.lower_ in ("during", "at", "in") else ():
                if inner.dep_ != "pobj":
                    continue
                stated = self._stated(inner)
                dated = [c for c in inner.rights if c.dep_ == "acl" and c.lower_ == "dated"]
                if stated is None and dated:
                    return self._stated(dated[0])  # 'warned the owner in a letter dated 3 May'
                if stated is None and told_at(verb) == inner:
                    public = made_public(inner)  # 'said in a statement issued at noon'
                    stated = self._stated(public) if public is not None else None
                if stated is not None or inner.i in self._predicates:
                    return stated
        return None

    def _from_place(self, verb: Token) -> Anchor | None:
        """'reappeared at the port, where he met the crews on Tuesday': on Tuesday."""
        clause = None if is_noun(verb) or tense(verb) != "past" else done_there(verb)
        return self._stated(clause) if clause is not None else None

    def _from_when(self, verb: Token) -> Anchor | None:
        """'Nine died when the roof fell in late on Sunday': late on Sunday."""
        if is_noun(verb) or tense(verb) != "past" or past_perfect(verb):
            return None
        for child in verb.rights:
            when = child.dep_ == "advcl" and any(c.lower_ == "when" for c in child.lefts)
            if when and tense(child) == "past" and child.i in self._governed.dates:
                return self._stated(child)
        return None

    # --- what the tense says

    def _by_tense(self, predicate: Token, status: EventStatus) -> Anchor:
        report = self._dct.value
        if not report:
            return UNDATED
        if status == "planned":
            return Anchor(report, "", "unknown", None, True)
        if status == "ongoing":
            return self._story.report
        if status == "conditional":
            return UNDATED
        if is_noun(predicate):
            return self._of_noun(predicate, status)
        background = past_perfect(predicate) or reference(predicate, self._timexes)
        if background and not reported(predicate):
            return Anchor("", self._told_of(predicate).latest, "unknown", None, True)
        pointed = tense(predicate)
        past = pointed == "past" or moves_a_happening(predicate)  # 'was postponed until Friday'
        if past or predicate.idx < self.headline or status == "denied":
            told = self._told_of(predicate)
            return self._until_report(told) if present_perfect(predicate) else told
        if simple_present(predicate) or present_passive(predicate):
            return self._story.report
        return UNDATED

    def _told_of(self, token: Token) -> Anchor:
        """The day that the story tells of at a word; an entry of a live page is a story of its
        own, and no other entry, which may be older or newer, tells its day."""
        told, entry = self._story.at(token.i), self._page.entry_of(token.idx)
        if entry is None:
            return told
        moved = self._story.moved_at(token.i)
        within = moved is not None and self._page.entry_of(self._doc[moved].idx) == entry
        return told if within else self._page.day_of(entry) or told

    def _until_report(self, told: Anchor) -> Anchor:
        """'has quit': since the day of the story, up to the report."""
        report = self._story.report
        if not told.earliest or told.latest >= report.latest:
            return told
        return Anchor(told.earliest, report.latest, "day", None, True, report.value)

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
                return self._told_of(noun) if tense(node) == "past" else UNDATED
            if node.head == node:
                break
            node = node.head
        return self._story.opening if noun.idx < self.headline else UNDATED


def _same_happening(word: Token | None, other: Token) -> bool:
    """'derailed' and 'the derailment': a shared kind, or the same stem."""
    if word is None:
        return False
    here, there = name_of(word), name_of(other)
    known = kinds_of(here) & kinds_of(there)
    return bool(known) or (len(here) > 4 and here[:5] == there[:5])
