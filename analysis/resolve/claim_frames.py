"""A claim as a frame: who, what is said of them, with which numbers, places and polarity.

In: claims and the annotations of their articles. Out: one ClaimFrame a claim. Nothing is
parsed again: predicates and participants come from the article's events, the rest from the
wording. The frame of a claim depends on the claim and its own article alone, so that it can
be kept from one run to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.model import Actor, Annotation, Claim, EventMention, Mention, Span
from analysis.resolve.clocks import clock_times
from analysis.resolve.numbers import Quantity, quantities
from analysis.resolve.slots import Slots, slots
from analysis.resolve.wording import stem, stems, tokens
from analysis.vocabulary import table, words


@dataclass(frozen=True, slots=True)
class ClaimFrame:
    """What a claim asserts, made comparable."""

    claim_id: str
    text: str  # the main clause, hedges and times taken out, pronouns named
    masked: str  # the same with its actors' names taken out: what is said, of whomever
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

    def values(self, slot: str) -> frozenset[str]:
        return frozenset(value for name, value in self.slots if name == slot)

    def meets(self) -> Iterator[str]:
        """What a frame with the same or the opposite assertion is likely to have too."""
        for quantity in self.quantities:
            yield f"#{quantity.counted}/{quantity.state}"
        for clock in self.clocks:
            yield f"@{clock}"
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
    content = _first_clause(claim.content)
    whole = _named(claim, content, annotation, speaker) if annotation else content
    filled = slots(whole, predicates(whole))
    text = whole if any(slot == "cause" for slot, _ in filled) else main_clause(whole)
    plain = whole if text is whole else main_clause(content)
    refuted = _REFUTED.match(whole)
    if refuted:
        text = plain = main_clause(refuted["what"])
    if claim.about and not _opens_with_subject(plain):
        text = f"{names.get(claim.about[0], '')} {text}".strip()
    found = tokens(plain)
    denied = (claim.polarity == "-" or negated(found) or _denies(claim)) != bool(refuted)
    turned_round = denied
    said, denied = _complement(_main_predicates(found, plain), denied)
    about = frozenset(
        actor
        for actor, name in names.items()
        if actor in claim.mentioned or actor in claim.about or name in text
    )
    return ClaimFrame(
        claim_id=claim.id,
        text=text,
        masked=_masked(text, [actors[actor] for actor in about]),
        stems=frozenset(stems(text)) - {stem(w) for a in about for w in tokens(names[a])},
        actors=about,
        subject=_subject(text, about, names) | {*claim.about} & about,
        predicates=said
        | ({"go_to"} if any(slot == "destination" for slot, _ in filled) else set()),
        slots=filled,
        quantities=quantities(text),
        negated=denied,
        planned=_planned(found) and not turned_round,  # 'will not resign' says that she stays
        lacking=_lacking(plain),
        clocks=clock_times(content),
        earliest=min((e.earliest for e in events if e.earliest and not e.guessed), default=""),
        latest=max((e.latest for e in events if e.latest and not e.guessed), default=""),
    )


# --- the clause that carries the assertion ---------------------------------------------------

_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|apparently|possibly|probably|perhaps|likely|supposedly|purportedly|"
    r"it is (?:believed|understood|thought) that|that)\b[, ]*",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"\b(?P<be>is|was|are|were|be|been|being) (?:absent|away|missing) from\b")
# 'Reports that she had quit were false'
_REFUTED = re.compile(
    r"(?:the |these |those |all )?(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|stories)"
    r"(?: that)? (?P<what>\w.{8,}?) (?:is|are|was|were|had been|have been) (?:\w+ )?"
    r"(?:false|untrue|wrong|incorrect|baseless|unfounded|fabricated|invented|nonsense|fake|lies|"
    r"a lie|inaccurate|mistaken)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:may|might|could) have (?P<verb>been|\w+(?:ed|en|ne|ft|nt|st|ld|id))\b")
_TIMES = re.compile(
    r"(?:,? ?\b(?:(?:late|early|later|earlier) )?(?:on |last |next |this |by )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b|"
    r"\bat \d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?)|\bat \d\d:\d\d\b|\b(?:earlier|later) in the day\b|"
    r",? ?\b(?:so far|as of \w+)\b)"
)
_SUBORDINATE = re.compile(
    r",?\s+(?:when|while|whilst|after|as|although|though|because|since|until|despite|amid|following|"
    r"whereas|where|which|who|killing|leaving|adding|before (?:he|she|it|they))\s"
)
_DATELINE = re.compile(r"^[A-Z][\w ,./]{2,60}\([\w .]{2,30}\)\s+[-–—]+\s+")
# '..., a port worker told the Post on Monday': who says it, where it stands within what is said
_SAYING = re.compile(
    r",\s+(?:[^,;:.]{2,70},\s+){0,2}[^,;:.]{2,70}?\b"
    r"(?:said|says|told|tells|announced|added|reported|reports|confirmed|insisted|claimed|stated)\b"
    r"[^;:.]{0,200}$"
)
# '..., not two hours later', '..., none of it in the vault'
_CONTRAST = re.compile(r", (?:and )?(?:not|none|neither|nothing) [^,;:]*$")
# 'He went to Lagos and he did not book a return': the first says it, the second adds to it
_ANOTHER = re.compile(r",? (?:and|but) (?:he|she|it|they|we|I|there)\b")
# 'There was no gold on board', 'found no trace of sabotage'
_NONE = re.compile(
    r"\bno (?:(?:sign|trace|evidence|indication|hint|proof|record)s? (?:of|for) )?"
    r"(?:an? |any |the )?(?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?)"
)
_TOLD = re.compile(
    r"^(?:the |these |those |all )?"
    r"(?:reports?|rumou?rs?|claims?|allegations?|suggestions?|speculation)"
    r"(?: that|(?= [A-Z])) (?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PARENTHESIS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
SHORTEST_CLAUSE = 2  # content words that must stand before a subordinate clause is cut


def main_clause(text: str) -> str:
    """The text without its hedges, times and subordinate clauses.

    'The ship was reportedly carrying nitrate when it exploded late on Sunday' asserts the
    cargo; that it exploded is the setting, which every claim of the case shares.
    """
    plain = _PARENTHESIS.sub(" ", _DATELINE.sub("", text))
    if (saying := _SAYING.search(plain)) and _has_verb(plain[: saying.start()]):
        plain = plain[: saying.start()]
    if (contrast := _CONTRAST.search(plain)) and _has_verb(plain[: contrast.start()]):
        plain = plain[: contrast.start()]
    if told := _TOLD.match(plain):
        plain = told["what"]
    plain = _TIMES.sub(" ", plain)
    plain = _MODAL.sub(lambda m: "was" if m["verb"] == "been" else m["verb"], plain)
    plain = _ABSENT.sub(r"\g<be> not at", plain)
    plain = _HEDGES.sub("", plain)
    for match in _SUBORDINATE.finditer(plain):
        before = plain[: match.start()]
        if len(stems(before)) >= SHORTEST_CLAUSE and _has_verb(before):
            plain = before
            break
    return " ".join(plain.split()).strip(" ,;:-“”\"'") or text


def _first_clause(text: str) -> str:
    """The text before a second main clause with a subject of its own."""
    for match in _ANOTHER.finditer(text):
        if _has_verb(text[: match.start()]):
            return text[: match.start()]
    return text


def _lacking(text: str) -> frozenset[str]:
    found = _NONE.search(text)
    return frozenset(stems(found["what"])) if found else frozenset()


_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "shall",
        "can",
        "could",
        "may",
        "might",
        "must",
        "did",
        "does",
        "do",
        "won't",
        "wasn't",
        "isn't",
        "aren't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "didn't",
        "doesn't",
    ]
)
_PAST = re.compile(r"\w{2,}ed$")


def _opens_with_subject(text: str) -> bool:
    """Whether anything stands before the verb: not so in '[and] took the papers along'."""
    first = next(iter(tokens(text)), "")
    return not _is_verb(first)


def _has_verb(text: str) -> bool:
    return any(_is_verb(word) for word in tokens(text))


def _is_verb(word: str) -> bool:
    return word in _AUXILIARY or bool(_PAST.match(word)) or word in _verb_forms()


@cache
def _verb_forms() -> frozenset[str]:
    nouns = words("stance", "predicate_nouns")
    return frozenset(form for form in _forms()[0] if form not in nouns)


def _events_in(spans: Sequence[Span], annotation: Annotation) -> list[EventMention]:
    starts = [event.start for event in annotation.events]
    inside: list[EventMention] = []
    for start, end in spans:
        for event in annotation.events[bisect_left(starts, start) :]:
            if event.start >= end:
                break
            inside.append(event)
    return inside


def _named(claim: Claim, text: str, annotation: Annotation, speaker: str) -> str:
    """The beginning of the content, pronouns and short descriptions read as names.

    Gives up on a mention whose entity has no name in the article. The first person is the
    speaker.
    """
    within = len(text)
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
        if owner and name in text[:start]:
            continue  # 'four men lost their lives'
        text = f"{text[:start]}{name}{owner}{text[end:]}"
    if speaker:
        text = _FIRST_PERSON.sub(speaker, text)
        text = _FIRST_POSSESSIVE.sub(f"{speaker}'s", text)
    return text


LONGEST_DESCRIPTION = 40
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
    for word in tokens(_POSSESSOR.sub("", text)):
        if _is_verb(word) or (opening and word in _PREPOSITIONS):
            break
        opening.append(word)
    apposed = {*tokens(match["name"])} if (match := _APPOSED.match(text)) else set()
    named = {actor for actor in actors if {*tokens(names.get(actor, ""))} & ({*opening} | apposed)}
    stop = words("stance", "stopwords")
    return frozenset({*named, *(f"~{stem(word)}" for word in opening if word not in stop)})


# 'Ibrahim Sato's son': the son
_POSSESSOR = re.compile(r"^(?:[A-Z][\w.-]*[ ]){0,4}[A-Z][\w.-]*['’]s ")
# 'The head of the commission, Ibrahim Sato, has resigned'
_APPOSED = re.compile(r"[^,;:.]{3,80}, (?P<name>(?:[A-Z][\w'’.-]*[ ,]){2,5})")
_PREPOSITIONS = frozenset(
    ["of", "in", "at", "on", "to", "from", "by", "with", "for", "aboard", "near", "above", "into"]
)


_STAND_INS = {
    "person": "they", "organization": "the body", "place": "the place", "vessel": "the ship",
    "group": "they", "facility": "the place", "vehicle": "the vehicle",
}  # fmt: skip


def _masked(text: str, about: Sequence[Actor]) -> str:
    """Names replaced by what kind of thing they name.

    Two claims about one minister lie close whatever they say of her: the vectors are to tell
    what is said, the actors are compared as actors.
    """
    for actor in sorted(about, key=lambda actor: (-len(actor.name), actor.id)):
        stand_in = _STAND_INS.get(actor.type, "it")
        parts = [part for part in actor.name.split() if len(part) > 2 and part[0].isupper()]
        for name in (actor.name, *parts):
            text = re.sub(rf"(?:\b[Tt]he )?\b{re.escape(name)}\b(?:['’]s)?", stand_in, text)
        text = re.sub(rf"\b{stand_in}(?: {stand_in})+\b", stand_in, text)
    return text


# --- what is said of it ----------------------------------------------------------------------


def predicates(text: str) -> frozenset[str]:
    """Classes of `data/stance.toml` whose words stand in the text."""
    found_tokens = tokens(text)
    levelled = f" {' '.join(found_tokens)} "
    single, phrases = _forms()
    found: set[str] = set()
    for word in found_tokens:
        found |= single.get(word, frozenset())
    for phrase, classes in phrases:
        if f" {phrase} " in levelled:
            found |= classes
    if _PRESENT.search(text):
        found.add("stay")
    return frozenset(found)


# 'Osman is in Meridia', 'he was at his office': where somebody is
_PRESENT = re.compile(
    r"\b(?:is|am|are|was|were|been|remains?|remained)(?: (?:still|now|currently|back|safe))? "
    r"(?:in|at) (?:[A-Z]|his |her |their |the (?:capital|country|city|building|palace))"
)


def _main_predicates(found: Sequence[str], text: str) -> frozenset[str]:
    """Predicates of the clause; nouns of its subject only where the verb has none.

    'The explosion was caused by sabotage' is about sabotage, not about exploding.
    """
    for at, word in enumerate(found):
        if _is_verb(word):
            behind = predicates(" ".join(found[at:]))
            return behind or predicates(text)
    return predicates(text)


def _complement(said: frozenset[str], denied: bool) -> tuple[frozenset[str], bool]:
    """'Has not left' says 'stays': what is denied of one of two is asserted of the other."""
    if denied and len(said) == 1:
        (only,) = said
        for first, second in table("stance")["opposites"]["complements"]:
            if only in (first, second):
                return frozenset({second if only == first else first}), False
    return said, denied


@cache
def _forms() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, frozenset[str]], ...]]:
    forms: dict[str, set[str]] = {}
    for name, listed in table("stance")["predicates"].items():
        for form in listed:
            forms.setdefault(form, set()).add(name)
    single = {form: frozenset(names) for form, names in forms.items() if " " not in form}
    phrases = tuple((form, frozenset(names)) for form, names in forms.items() if " " in form)
    return single, phrases


@cache
def opposite_pairs(predicate: str) -> tuple[str, ...]:
    """Names of the pairs of opposites that it belongs to, so that both sides meet."""
    pairs = table("stance")["opposites"]["pairs"]
    return tuple("|".join(pair) for pair in pairs if predicate in pair)


def negated(found: Sequence[str]) -> bool:
    """An odd number of negations; 'did not deny' takes one back."""
    negations = words("stance", "negations")
    return sum(word in negations or word.endswith("n't") for word in found) % 2 == 1


def _denies(claim: Claim) -> bool:
    """'dismissed reports that ...', whatever the content's own polarity."""
    return bool({*tokens(claim.cue)} & words("stance", "deniers"))


def _planned(found: Sequence[str]) -> bool:
    """Whether the clause's own verb looks ahead: 'has not resigned and will not' does not."""
    ahead = words("stance", "ahead")
    for at, word in enumerate(found):
        if word in ahead or word in _scheduled():
            return True  # 'will fly', 'travels to Sant later on Monday'
        if _is_verb(word):
            behind = found[at + 1 : at + 4]
            if word in _BE and behind[:1] == ["to"]:
                return True  # 'is to fly'; 'went to' is no plan
            return bool({*behind} & ahead)  # 'is expected to'
    return False


_BE = frozenset({"is", "are", "was", "were"})


@cache
def _scheduled() -> frozenset[str]:
    return words("stance", "scheduled")
