"""A claim as a frame: who, what is said of them, with which numbers, places and polarity.

In: claims and the annotations of their articles. Out: one ClaimFrame a claim. Nothing is
parsed again: predicates and participants come from the article's events, the rest from the
wording. The frame of a claim depends on the claim and its own article alone, so that it can
be kept from one run to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from analysis.model import Actor, Annotation, Claim, EventMention, Mention, Span
from analysis.resolve.claim_sentence import (
    PREPOSITIONS,
    sentence_of,
    subject_outside,
    subject_told,
)
from analysis.resolve.clause_text import (
    REFUTED,
    STAMP,
    first_clause,
    has_verb,
    lacking,
    main_clause,
    opens_with_subject,
    told_by_the_way,
)
from analysis.resolve.clocks import clock_times, on_the_clock
from analysis.resolve.numbers import Quantity, quantities
from analysis.resolve.predication import (
    complement,
    forbids,
    has_negation,
    is_happening,
    is_verb,
    main_predicates,
    negated,
    opposite_pairs,
    planned,
    predicates,
)
from analysis.resolve.slots import Slots, slots
from analysis.resolve.wording import stem, stems, tokens
from analysis.vocabulary import words


@dataclass(frozen=True, slots=True)
class ClaimFrame:
    """What a claim asserts, made comparable."""

    claim_id: str
    text: str  # the main clause, hedges and times taken out, pronouns named
    said: str  # the content as it stands, which the vectors are made of
    stems: frozenset[str]
    actors: frozenset[str]  # actors spoken of
    subject: frozenset[str]  # actors, or ~stems, of what the clause is about
    predicates: frozenset[str]  # classes of `data/stance.toml`
    slots: Slots
    quantities: tuple[Quantity, ...]
    negated: bool
    planned: bool
    lacking: frozenset[str] = frozenset()  # stems of what it says there is none of
    earliest: str = ""
    latest: str = ""
    clocks: frozenset[str] = frozenset()  # clock times that it names
    instants: frozenset[str] = frozenset()  # the same where the zone is known, in UTC
    rebuts: bool = False  # it turns down what others are said to say
    denies: bool = False  # as worded: 'has not left' denies, although it asserts that one stays
    taking: frozenset[str] = frozenset()  # actors who take part, not named as owners alone
    article_id: str = ""
    outlet: str = ""
    speaker: str = ""  # the actor whose claim it is, "" for nobody known
    own: bool = False  # the outlet's own word

    def values(self, slot: str) -> frozenset[str]:
        return frozenset(value for name, value in self.slots if name == slot)

    @property
    def denied_outside(self) -> bool:
        """Whether it is denied by words that are no part of it: 'denied [that he had left]'."""
        return self.said.startswith(NOT_SO)

    def meets(self) -> Iterator[str]:
        """What a frame with the same or the opposite assertion is likely to have too."""
        for quantity in self.quantities:
            yield f"#{quantity.counted}/{quantity.state}"
        for time in (*self.clocks, *self.instants):
            yield f"@{time}"
        for predicate in self.predicates:  # tells something while few claims have it
            yield f"={predicate}"
            for pair in opposite_pairs(predicate):
                yield f"={pair}"
        for subject in self.subject:
            for predicate in self.predicates:
                yield f"{subject}>{predicate}"
                for pair in opposite_pairs(predicate):
                    yield f"{subject}>{pair}"


def frame_of(
    claim: Claim, annotation: Annotation | None, actors: Mapping[str, Actor]
) -> ClaimFrame:
    """The frame of one claim; `actors` are those of the case by id."""
    names = {
        actor: actors[actor].name
        for actor in (*claim.mentioned, *claim.about, claim.actor_id)
        if actor in actors
    }
    events = _events_in(claim.content_spans, annotation) if annotation else []
    speaker = names.get(claim.actor_id, "")
    content = first_clause(claim.content)
    clocks, instants = (
        _times_in(claim, len(content), annotation) if annotation else (frozenset(), frozenset())
    )
    if acts := _does_by_saying(claim, content):
        content = f"{claim.source_text} {claim.cue} {content}"
    whole = _named(claim, content, annotation, speaker) if annotation and not acts else content
    filled = slots(whole, predicates(_WHEN.split(whole)[0]))
    text = whole if any(slot == "cause" for slot, _ in filled) else main_clause(whole)
    plain = whole if text is whole else main_clause(content)
    refuted = REFUTED.match(whole)
    if refuted:
        text = plain = main_clause(refuted["what"])
    if claim.about and not opens_with_subject(plain):
        text = f"{names.get(claim.about[0], '')} {text}".strip()
    found = tokens(plain)
    if told_by_the_way(claim.content):
        turned = negated(found)  # 'denied that he ran the mine, [in which 21 people died]'
    else:
        turned = (claim.polarity == "-" and _says_why(claim)) or negated(found) or _denies(claim)
    denied = turned != bool(refuted)
    denied = denied and not forbids(found)
    turned_round = denied
    said, denied = complement(main_predicates(found, plain), denied)
    outside = subject_told(events) if _lacks_subject(text) else ""
    if outside and not opens_with_subject(text):
        text = f"{outside} {text}"
    about = frozenset(
        actor
        for actor, name in names.items()
        if actor in claim.mentioned or actor in claim.about or name in text
    )
    return ClaimFrame(
        claim_id=claim.id,
        text=text,
        said=_as_meant(
            sentence_of(claim, subject_outside(claim, events, annotation), events),
            claim,
            turned_round,
        ),
        stems=frozenset(stems(text)) - {stem(w) for a in about for w in tokens(names[a])},
        actors=about,
        subject=(_subject(text, about, names) or _subject(outside, about, names))
        | {*claim.about} & about,
        predicates=said
        | (predicates(claim.cue) & {"demand"})  # 'demanded [the resignation of the minister]'
        | ({"go_to"} if any(slot == "destination" for slot, _ in filled) else set()),
        slots=filled,
        quantities=quantities(text),
        negated=denied,
        # 'intends to remain in office' is what 'will not resign' says
        planned=planned(found)
        and not turned_round
        and said != {"stay_in_office"},  # 'will not resign' says that she stays
        lacking=lacking(plain),
        rebuts=bool(refuted) or _denies(claim),
        denies=turned_round,
        clocks=clock_times(STAMP.sub("", content)) | clocks,
        instants=instants,
        taking=frozenset(a for a in about if not _only_owns(text, names[a])),
        article_id=claim.article_id,
        outlet=claim.outlet,
        speaker=claim.actor_id,
        own=claim.source_kind == "author",
        earliest=min((e.earliest for e in events if e.earliest and not e.guessed), default=""),
        latest=max((e.latest for e in events if e.latest and not e.guessed), default=""),
    )


NOT_SO = "it is not true that "


def _as_meant(said: str, claim: Claim, turned_round: bool) -> str:
    """What is denied with words that stand outside it, 'denied [that he had left]', as denied; not
    twice where they are told with it, 'she denied having left'."""
    told_with_it = claim.cue not in claim.content and claim.cue in said
    found = tokens(said)
    inside = negated(found) if _denies(claim) else has_negation(found)
    return f"{NOT_SO}{said}" if turned_round and not (inside or told_with_it) else said


def _lacks_subject(text: str) -> bool:
    """'[The ferry capsized and] sank', 'it had put to sea': said of what stands elsewhere."""
    return not opens_with_subject(text) or bool(_PRONOUN.match(text))


_PRONOUN = re.compile(r"(?:it|they|he|she|this|these)\b", re.IGNORECASE)


# 'was asleep when the ship went over' does not say why it did
_WHEN = re.compile(r",? (?:when|while) ")


def _events_in(spans: Sequence[Span], annotation: Annotation) -> list[EventMention]:
    starts = [event.start for event in annotation.events]
    inside: list[EventMention] = []
    for start, end in spans:
        for event in annotation.events[bisect_left(starts, start) :]:
            if event.start >= end:
                break
            inside.append(event)
    return inside


def _times_in(
    claim: Claim, length: int, annotation: Annotation
) -> tuple[frozenset[str], frozenset[str]]:
    """The times of day in the first `length` characters of the content, its first clause: on the
    clock of the place, and in UTC where the zone is known."""
    start, end = claim.content_spans[0]
    end = min(end, start + length)
    clocks, instants = set[str](), set[str]()
    for time in annotation.timexes[bisect_left(annotation.timexes, start, key=lambda t: t.start) :]:
        if time.start >= end:
            break
        if time.type != "TIME" or time.precision != "minute":
            continue
        at = datetime.fromisoformat(time.earliest)
        if at.tzinfo is not None:
            instants.add(f"{at.astimezone(UTC):%H:%M}Z")
        if not time.value.endswith("Z"):
            clocks.add(on_the_clock(at.hour, f"{at.minute:02}"))
    return frozenset(clocks), frozenset(instants)


def _named(claim: Claim, text: str, annotation: Annotation, speaker: str) -> str:
    """The beginning of the content, pronouns and short descriptions read as names.

    Gives up on a mention whose entity has no name in the article. The first person is the
    speaker.
    """
    within = len(text)
    by_name = {mention.entity for mention in annotation.mentions if mention.kind == "name"}
    for mention, start, end in reversed(_mentions_in(claim, annotation)):
        if end > within:
            continue
        name = annotation.entities[mention.entity].name
        said = text[start:end]
        if mention.kind == "name" or not name[:1].isupper() or len(said) > LONGEST_DESCRIPTION:
            continue
        if speaker and (_FIRST_PERSON.fullmatch(said) or _FIRST_POSSESSIVE.fullmatch(said)):
            continue  # whoever speaks, whatever stands near
        if mention.kind == "nominal" and (
            mention.type not in {"person", "vessel"}
            or not said.lower().startswith("the ")
            or name in text
        ):
            continue
        owner = "'s" if said.lower() in {"his", "her", "its", "their"} else ""
        if mention.entity not in by_name and (start or owner):
            continue  # a description is said again only where it is what the clause is about
        if owner and name in text[:start]:
            continue  # 'four men lost their lives'
        text = f"{text[:start]}{name}{owner}{text[end:]}"
    if speaker:
        text = _FIRST_PERSON_DOES.sub(_told_of(speaker), text)
        text = _FIRST_PERSON.sub(speaker, text)
        text = _FIRST_POSSESSIVE.sub(f"{speaker}'s", text)
    return text


def _told_of(speaker: str) -> Callable[[re.Match[str]], str]:
    return lambda m: f"{speaker} {_THIRD_PERSON[m['verb']]}{m['not'] or ''}"


LONGEST_DESCRIPTION = 40
_THIRD_PERSON = {"have": "has", "am": "is", "are": "is", "were": "was", "do": "does"}
_FIRST_PERSON_DOES = re.compile(
    rf"\b(?:I|[Ww]e) (?P<verb>{'|'.join(_THIRD_PERSON)})(?P<not>n['’]t)?\b(?!['’])"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|me|us)\b")
_FIRST_POSSESSIVE = re.compile(r"\b(?:[Mm]y|[Oo]ur)\b")


def _mentions_in(claim: Claim, annotation: Annotation) -> list[tuple[Mention, int, int]]:
    """Mentions inside the content, with their places in `Claim.content`."""
    starts = [mention.start for mention in annotation.mentions]
    found: list[tuple[Mention, int, int]] = []
    offset = 0  # of the span in the content: spans are joined by one space
    for start, end in claim.content_spans:
        last = -1
        for mention in annotation.mentions[bisect_left(starts, start) :]:
            if mention.start >= end:
                break
            if mention.end <= end and mention.start >= last:
                shift = offset - start
                found.append((mention, mention.start + shift, mention.end + shift))
                last = mention.end
        offset += end - start + 1
    return found


# --- who it is about -------------------------------------------------------------------------


def _subject(text: str, actors: frozenset[str], names: Mapping[str, str]) -> frozenset[str]:
    """What the clause opens with, up to its verb: actors, and the ~stems of the head's words.

    Of 'the captain of the Calypso Dawn' the head is 'the captain', not the ship.
    """
    opening: list[str] = []
    told = _happening_of(text)
    for word in tokens(told or _POSSESSOR.sub("", text)):
        if is_verb(word) or (opening and word in PREPOSITIONS):
            break
        if word in _LINKING and {*opening} - _ARTICLES:  # 'the remains' are a thing
            break
        opening.append(word)
    apposed = {*tokens(match["name"])} if (match := _APPOSED.match(text)) else set()
    named = {actor for actor in actors if {*tokens(names.get(actor, ""))} & ({*opening} | apposed)}
    stop = words("stance", "stopwords")
    return frozenset({*named, *(f"~{stem(word)}" for word in opening if word not in stop)})


# verbs that link a subject to what it is: 'the road remains closed', 'the line kept open'
_LINKING = frozenset(
    ["remain", "remains", "stay", "stays", "become", "becomes", "became", "seem", "seems",
     "appears", "kept", "keeps", "stood"]
)  # fmt: skip
_ARTICLES = frozenset(["the", "a", "an", "human", "his", "her", "its", "their"])


def _happening_of(text: str) -> str:
    """Whose happening it is: 'the resignation of Mr Sato', 'Mr Sato's resignation'."""
    if (found := _NOUN_OF.match(text)) and is_happening(found["noun"].lower()):
        return found["whose"]
    if (found := _WHOSE_NOUN.match(text)) and is_happening(found["noun"].lower()):
        return found["whose"]
    return ""


_NOUN_OF = re.compile(r"(?:[Tt]he |[Aa]n? )?(?:[a-z]+ )?(?P<noun>\w+) of (?P<whose>[^,;:.]{3,80})")
_WHOSE_NOUN = re.compile(
    r"(?P<whose>(?:(?:[Tt]he )?[\w.-]+[ ]){0,5}[\w.-]+)['’]s (?:[a-z]+ )?(?P<noun>\w+)"
)
# 'Ibrahim Sato's son': the son
_POSSESSOR = re.compile(r"^(?:[A-Z][\w.-]*[ ]){0,4}[A-Z][\w.-]*['’]s ")
# 'The head of the commission, Ibrahim Sato, has resigned'
_APPOSED = re.compile(r"[^,;:.]{3,80}, (?P<name>(?:[A-Z][\w'’.-]*[ ,]){2,5})")


def _only_owns(text: str, name: str) -> bool:
    """'Ibrahim Sato's son was detained': nothing is said of Sato."""
    last = re.escape(name.split()[-1]) if name.split() else ""
    return bool(re.search(rf"\b{last}['’]s\b", text)) and not re.search(
        rf"\b{last}\b(?!['’]s\b)", text
    )


def _says_why(claim: Claim) -> bool:
    """Whether a word of the claim turns it round; 'without electricity' denies nothing."""
    negations = words("stance", "negations")
    return bool(claim.triggers) or any(
        word in negations or word.endswith("n't") for word in tokens(claim.content)
    )


def _does_by_saying(claim: Claim, content: str) -> bool:
    """'[The mayor] [warned] [the board about cracks in May]': what is told is that she warned."""
    return bool(
        claim.source_text
        and not has_verb(content)
        and predicates(claim.cue) & words("stance", "done_by_saying")
    )


def _denies(claim: Claim) -> bool:
    """'dismissed reports that ...', whatever the content's own polarity."""
    return bool({*tokens(claim.cue)} & words("stance", "deniers"))
