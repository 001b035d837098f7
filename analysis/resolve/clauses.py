"""Cuts what is said into clauses: a sentence that asserts two things is two claims.

In: the content spans of an attribution, the article's text, sentences and events. Out: groups of
spans, in order, one group a claim. Cuts stand between sentences, before a coordinated clause
with a predicate of its own ('left for Malta and took his family along') and before one that a
comma sets off ('was frozen, when the board stepped in'), and before a count of people that
hangs on it ('exploded, killing 12 workers'). Clauses with a subject of their own are lifted out of
the sentence around them: 'the pumps, [which feed the city], were stopped', 'told to boil water
[after phenol was found in it]'. Gives up, and leaves whole, what has no second predicate: lists,
infinitives, 'died when the ship sank'.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from analysis.model import EventMention, Span
from analysis.resolve.clause_text import has_verb
from analysis.resolve.hanging import (
    before_measure,
    counting,
    without_remark,
)
from analysis.resolve.lifted_clauses import bare, lifted_clauses, without
from analysis.resolve.listed_thats import between_thats, is_listed
from analysis.resolve.participles import between_participles
from analysis.resolve.spliced import COUNT, between_spliced, planned, subject_of
from analysis.resolve.wording import content_words, stems

Spans = tuple[Span, ...]

FEWEST = 2  # content words of a sentence that can stand as a claim
FEWEST_COORDINATED = 3  # of a clause beside another: 'put the letter down and walked out' is one
_JOINT = re.compile(
    r"(?:[,;:]\s+|\s+[-–—]+\s+|\s)(?:and|but|yet|while|whereas)(?:\s+that)?\s+$|;\s+$"
)
_SET_OFF = re.compile(r",\s+(?:(?:by|at|after) )?(?:when|after|as|while|whereas|although)\s*$")
_OPENS = re.compile(
    r"(?:(?:(?:by|at|after) )?(?:when|after|as|while|whereas|although)|so(?! that))\s"
)
# 'capsized, killing at least 17 people'; 'capsized with 212 people on board'
_COUNT = rf"(?:(?:at least|about|around|some|nearly|almost|more than|up to) )?{COUNT}"
_TOLL = re.compile(
    rf",?\s+(?=(?:killing|injuring|wounding|displacing) {_COUNT} (?:\w+ )?\w+s?\b|"
    rf"leaving {_COUNT} (?:\w+ )?(?:dead|injured|wounded|missing|homeless)\b|"
    rf"with {_COUNT} (?:\w+ )?\w+ (?:on board|aboard)\b|"
    rf"with (?:a further |another )?{_COUNT} (?:\w+ ){{0,2}}?"
    r"(?:dead|killed|wounded|injured|hurt|missing|treated|unaccounted|homeless)\b|"
    rf"and {_COUNT} (?:(?:people|others|more) )?(?:wounded|injured|hurt|missing|sick|ill|dead)\b)"
)


def clauses(
    content: Spans, text: str, sentences: Sequence[Span], events: Sequence[EventMention]
) -> list[Spans]:
    """The content as claims; all of it in one group where nothing can be cut."""
    content = tuple((start, without_remark(start, end, text, events)) for start, end in content)
    lifted = [
        found
        for start, end in content
        for found in lifted_clauses(start, end, text, events, sentences)
    ]
    counted = [
        (whole, clause)
        for start, end in content
        for whole, clause in counting(start, end, text, events)
        if not any(opening < clause[1] and clause[0] < close for opening, close in lifted)
        and content_words(text[start : clause[0]] + " " + text[clause[1] : end])
        >= FEWEST_COORDINATED
    ]
    holes = [(before_measure(start, text), end) for start, end in lifted]
    main = without(content, sorted([*holes, *(clause for _, clause in counted)]))
    hanging = [
        cut for start, end in content for cut in between_participles(start, end, text, events)
    ]
    pieces = _cut(main, text, sentences, events, hanging)
    for clause in lifted:
        pieces += [bare(piece, text) for piece in _cut((clause,), text, sentences, events)]
    pieces += [(whole,) for whole, _ in counted]
    pieces += [(plan,) for start, end in content for plan in planned(start, end, text, events)]
    return sorted(piece for piece in pieces if piece) or [content]


def _cut(
    content: Spans,
    text: str,
    sentences: Sequence[Span],
    events: Sequence[EventMention],
    hanging: Sequence[int] = (),
) -> list[Spans]:
    cuts = sorted(
        {
            cut
            for start, end in content
            for cut in (
                *_between_sentences(start, end, sentences),
                *_between_clauses(start, end, text, events),
                *_before_tolls(start, end, text, events),
                *(cut for cut in hanging if start < cut < end),
                *_between_main_clauses(start, end, text, events, sentences),
                *between_thats(start, end, text),
                *between_spliced(start, end, text, events, sentences),
            )
        }
    )
    apart = {
        start
        for before, (start, end) in pairwise(content)
        if _has_predicate(*before, text, events)
        and (_is_clause(start, end, text, events) or _is_setting(start, end, text, events))
    }
    pieces = [_trimmed(group, text) for group in _grouped(content, cuts, sentences, apart)]
    return _joined_where_bare([piece for piece in pieces if piece], text) or [content]


def _between_sentences(start: int, end: int, sentences: Sequence[Span]) -> Iterator[int]:
    first = bisect_left(sentences, (start, start))
    for opening, _ in sentences[first:]:
        if opening >= end:
            break
        if opening > start:
            yield opening


def _between_clauses(
    start: int, end: int, text: str, events: Sequence[EventMention]
) -> Iterator[int]:
    """Where a clause with a predicate of its own opens behind one that has a predicate."""
    inside = [event for event in events if start <= event.start < end and _predicates(event)]
    for event in inside:
        opening = max(start, event.clause[0])
        opening += len(text[opening : event.start]) - len(text[opening : event.start].lstrip())
        if opening <= start or not any(other.start < opening for other in inside):
            continue
        before = text[start:opening]
        own = text[opening : min(event.clause[1], end)]
        listed = is_listed(opening, before, text, inside)
        negated = bool(_NEGATED.match(own))
        short = listed or negated or subject_of(event, opening) is not None or _governs(event)
        fewest = FEWEST if short else FEWEST_COORDINATED
        fewest_before = FEWEST if _has_subject(start, opening, events) else fewest
        if _told_in(before) < fewest_before or _told_in(text[opening:end], negated) < fewest:
            continue
        joint = bool(_JOINT.search(before)) or _in_series(event, before, own, text, negated)
        coordinated = listed or (joint and _own(event, text, opening))
        set_off = bool(_OPENS.match(text[opening:end])) and before.rstrip().endswith(",")
        if (coordinated or set_off or _SET_OFF.search(before)) and not _comment(
            event, text, opening, end
        ):
            yield opening


_HE = re.compile(r"(?:that )?(?:he|she|it|they|I|we)\b", re.IGNORECASE)


def _told_in(clause: str, negated: bool = False) -> int:
    """How much a clause tells: its content words, and whom a pronoun stands for, or the denial."""
    return content_words(clause) + (negated or bool(_HE.match(clause)))


def _governs(event: EventMention) -> bool:
    """'seized [its armoury]', 'was put [into quarantine]'; not 'walked out'."""
    roles = {"patient", "recipient", "destination", "place"}
    return any(p.role in roles and p.start >= event.end for p in event.participants)


# 'did not resign', 'never came': short as it is, it can be disputed
_NEGATED = re.compile(
    r"(?:\w+ )?(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can)"
    r"(?:n['’]t| not| never)\b|never \w+(?:ed|nt|me|ft|ew)\b"
)
_BEHIND_COMMA = re.compile(r"\w,\s+$")
_GOES_ON = re.compile(r"\s(?:and|but|or)\s")


def _in_series(event: EventMention, before: str, own: str, text: str, negated: bool) -> bool:
    """'He is in hiding, [did not resign] and fears for his life': the second of three or more
    predicates of one subject."""
    if not _BEHIND_COMMA.search(before) or not _GOES_ON.search(own):
        return False
    opens = own.split()[0] == text[event.start : event.end].split()[0]
    active = any(p.role == "agent" and p.end < event.clause[0] for p in event.participants)
    return negated or (opens and active)


def _before_tolls(start: int, end: int, text: str, events: Sequence[EventMention]) -> Iterator[int]:
    """Where a count of people hangs on a clause: it is claimed, and disputed, by itself."""
    for match in _TOLL.finditer(text, start, end):
        before = text[start : match.start()]
        # 'a bus with 12 children on board was swept away': of the subject, nothing hangs there
        if content_words(before) >= FEWEST and _has_predicate(start, match.start(), text, events):
            yield match.end()


_STOP = re.compile(r"(?:;|(?P<explains>:))\s+(?=[\w“\"'‘])")
# 'For those who ask: ...', 'What we know: ...': no clause, although there is a verb
_NO_CLAUSE = re.compile(r"[\s“\"'‘]*(?:what|how|why|for|after|with|as|from|on|to)\s", re.IGNORECASE)


def _between_main_clauses(
    start: int, end: int, text: str, events: Sequence[EventMention], sentences: Sequence[Span]
) -> Iterator[int]:
    """'he was not there: he had left': a semicolon or a colon with a clause on either side. What
    a colon opens behind a noun explains it: 'one question: where is he'."""
    stops = [m for m in _STOP.finditer(text, start, end) if text[m.end()] not in "\"“'‘"]
    for number, stop in enumerate(stops):
        sentence = sentences[max(bisect_left(sentences, (stop.start(), 0)) - 1, 0)]
        low = max(start, sentence[0], stops[number - 1].end() if number else 0)
        high = min(end, sentence[1], stops[number + 1].start() if number + 1 < len(stops) else end)
        sides = ((low, stop.start()), (stop.end(), high))
        if any(content_words(text[a:b]) < FEWEST for a, b in sides):
            continue
        if stop["explains"]:
            told = all(_has_subject(a, b, events) for a, b in sides)
            if told and not _NO_CLAUSE.match(text, low):
                yield stop.end()
        elif all(has_verb(text[a:b]) or _has_subject(a, b, events) for a, b in sides):
            yield stop.end()


def _has_predicate(start: int, end: int, text: str, events: Sequence[EventMention]) -> bool:
    return has_verb(text[start:end]) or any(
        start <= event.start < end and _predicates(event) for event in events
    )


def _has_subject(start: int, end: int, events: Sequence[EventMention]) -> bool:
    """Whether there is a verb with somebody of whom it is said."""
    return any(
        p.role in {"agent", "patient"} and start <= p.start < event.start
        for event in events
        if start < event.start < end and _predicates(event)
        for p in event.participants
    )


def _comment(event: EventMention, text: str, opening: int, end: int) -> bool:
    """'as harbour records show', 'as one of them put it' says where the rest is known from."""
    opens = text[opening:end].startswith("as ") or text[:opening].endswith(" as ")
    rest = text[event.end : min(event.clause[1], end)].split(",")[0]
    return opens and not stems(rest)


def _predicates(event: EventMention) -> bool:
    """Whether the event is a verb with something said of somebody, not a noun of happening."""
    return (
        bool(event.participants) and event.end - event.start > 1 and event.start >= event.clause[0]
    )


def _own(event: EventMention, text: str, opening: int) -> bool:
    """Whether the clause can stand alone: a finite verb, not 'to go' or 'going'."""
    first = text[opening : event.end].split()
    if not first or first[0].lower() in {"to", "for", "with", "by"}:
        return False
    if first[0].lower() == "not" and subject_of(event, opening) is None:
        return False
    return not event.lemma.endswith("ing") and not first[0].lower().endswith("ing")


_DEPENDENT = re.compile(
    r"[\"“'‘\s]*(?:that|whether|if|what|which|who|whom|whose|where|when|why|how|because|until|"
    r"unless|before|after|since|although|though|while|as|to|than|so|not)\b",
    re.IGNORECASE,
)


def _is_setting(start: int, end: int, text: str, events: Sequence[EventMention]) -> bool:
    """'The toll rose to nine, he said, [as troops shut the road]': a clause with its own subject
    that stands behind the words of saying."""
    opens = _OPENS.match(text, start, end)
    return (
        opens is not None
        and content_words(text[start:end]) >= FEWEST_COORDINATED
        and any(
            start < event.start < end and subject_of(event, opens.end()) is not None
            for event in events
        )
    )


def _is_clause(start: int, end: int, text: str, events: Sequence[EventMention]) -> bool:
    """Whether a span, behind the words that say whose it is, asserts something of its own:
    'About 400 had crossed, he said, [and some had pitched tents]'."""
    said = text[start:end]
    joint = re.match(r"[\s,;]*(?:and|but|yet)\s", said)
    opening = start + (joint.end() if joint else 0)
    if _DEPENDENT.match(text[opening:end]) or content_words(said) < FEWEST_COORDINATED:
        return False
    if text[opening:end].lower().startswith("there "):
        return has_verb(said)
    verbs = [e for e in events if opening <= e.start < end and _predicates(e)]
    first = min(verbs, key=lambda event: event.start, default=None)
    return first is not None and any(
        p.role in {"agent", "patient"} and opening <= p.start < first.start and p.end <= end
        for p in first.participants
    )


def _grouped(
    content: Spans, cuts: Sequence[int], sentences: Sequence[Span], apart: Set[int]
) -> list[Spans]:
    """The spans cut up; spans of one sentence that nothing parts stay in one group."""
    groups: list[list[Span]] = []
    last_sentence = -1
    for start, end in content:
        borders = [start, *(cut for cut in cuts if start < cut < end), end]
        for index in range(len(borders) - 1):
            piece = (borders[index], borders[index + 1])
            sentence = bisect_left(sentences, (piece[0] + 1, 0))
            together = sentence == last_sentence and start not in apart
            if groups and index == 0 and together:
                groups[-1].append(piece)
            else:
                groups.append([piece])
            last_sentence = sentence
    return [tuple(group) for group in groups]


_JOINT_BEFORE = re.compile(r"[\s,;:]*(?:and|but|yet)\s")
_CONJUNCTION = re.compile(r"[\s,;:]+(?:and|but|yet|while|whereas)(?:\s+that)?\s*$")


def _trimmed(group: Spans, text: str) -> Spans:
    """Without the conjunctions and the blanks at the edges of what was cut."""
    kept: list[Span] = []
    for start, end in group:
        if not kept and (joint := _JOINT_BEFORE.match(text[start:end])):
            start += joint.end()
        while end > start and (match := _CONJUNCTION.search(text[start:end])):
            end = start + match.start()
        piece = text[start:end]
        end -= len(piece) - len(piece.rstrip(" \t\n,;:"))
        start += len(piece) - len(piece.lstrip(" \t\n,;:"))
        if any(letter.isalnum() for letter in text[start:end]):
            kept.append((start, end))
        elif kept and end > start and not text[kept[-1][1] : start].strip():
            kept[-1] = (kept[-1][0], end)  # a quotation mark behind its sentence
    return tuple(kept)


_NOTHING = re.compile(r"[\s,;:.!?\"'“”‘’–—-]*(?:and|but|yet|while|whereas)?(?: that)?\s*")


def _joined_where_bare(groups: Sequence[Spans], text: str) -> list[Spans]:
    """A piece that says too little to be a claim stays with the one before it."""
    found: list[Spans] = []
    for group in groups:
        said = " ".join(text[start:end] for start, end in group)
        if not found or content_words(said) >= FEWEST:
            found.append(group)
            continue
        before, (start, end) = found[-1], group[0]
        if _NOTHING.fullmatch(text[before[-1][1] : start]):
            found[-1] = (*before[:-1], (before[-1][0], end), *group[1:])
        else:
            found[-1] = (*before, *group)
    return found
