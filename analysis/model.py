"""What the stages hand to each other: plain frozen dataclasses, one thing each.

In: nothing. Out: the types that `ingest`, `annotate`, `store` and `resolve` share.
Offsets are half-open character positions [start, end) into `Article.text`, always.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

QuoteType = Literal["direct", "indirect", "mixed"]
SourceKind = Literal[
    "named official",
    "named person",
    "organisation",
    "anonymous official",
    "anonymous",
    "document",
    "media",
    "author",
]
Certainty = Literal["CT", "PR", "PS", "U"]  # FactBank: certain, probable, possible, uncommitted
Polarity = Literal["+", "-"]
EntityType = Literal[
    "person", "organization", "place", "group", "vessel", "vehicle", "facility", "other"
]
MentionKind = Literal["name", "nominal", "pronoun"]
LinkReason = Literal[
    "exact",
    "short form",
    "title + surname",
    "acronym",
    "initials",
    "apposition",
    "role",
    "pronoun",
    "possessive",
    "demonym",
    "spelling",
    "gazetteer",
    "analyst",
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal[
    "minute", "hour", "part of day", "day", "week", "month", "year", "longer", "unknown"
]
EventStatus = Literal["happened", "ongoing", "planned", "conditional", "denied"]
DateOrigin = Literal["analyst", "metadata", "text", "file", "unknown"]
Stance = Literal["supports", "contradicts", "refines", "updates", "denies", "corrects"]

SOURCE_KINDS: tuple[SourceKind, ...] = (
    "named official",
    "named person",
    "organisation",
    "anonymous official",
    "anonymous",
    "document",
    "media",
    "author",
)


# --- what comes in -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was taken in. `text` never changes under the offsets into it.

    `published_at` is ISO 8601, with the zone where the material states one, "" when nothing
    states a time; `date_origin` says how far to trust it. `boilerplate` are the spans
    ('Also Read - ...', navigation) that stay in the text and out of the analysis.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published_at: str = ""
    date_origin: DateOrigin = "unknown"
    language: str = "en"
    wire: str = ""  # the agency credited for the text, as the article names it
    boilerplate: tuple[Span, ...] = ()

    def analysed_text(self) -> str:
        """The text with boilerplate blanked: same length, so that offsets hold."""
        if not self.boilerplate:
            return self.text
        pieces, position = [], 0
        for start, end in sorted(self.boilerplate):
            start = max(start, position)
            if end <= start:
                continue
            pieces += [self.text[position:start], " " * (end - start)]
            position = end
        return "".join([*pieces, self.text[position:]])


# --- what one article yields (per article, pure) ------------------------------------------


@dataclass(frozen=True, slots=True)
class CreationTime:
    """DCT, the anchor of 'today'. `value` is an ISO date or date-time, "" when unknown."""

    value: str = ""
    origin: DateOrigin = "unknown"
    span: Span | None = None  # where the text says it, if the text does
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that denotes an entity of this article. `entity` indexes `Annotation.entities`."""

    start: int
    end: int
    entity: int
    type: EntityType
    kind: MentionKind
    reason: LinkReason
    head: Span  # the head word inside the span


@dataclass(frozen=True, slots=True)
class Entity:
    """What the mentions of one article that corefer denote."""

    name: str  # the fullest name in this article
    type: EntityType
    gender: Literal["f", "m", "n", ""] = ""
    gender_told: bool = False  # by a title or a first name, not by pronouns alone
    plural: bool = False
    roles: tuple[str, ...] = ()  # 'interior minister', 'acting defence minister'


@dataclass(frozen=True, slots=True)
class Relay:
    """One station on the way from the origin to the outlet: a wire, an outlet, 'reports'."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, in one place of one article (PARC 3.0 roles, FactBank commitment).

    `source` is empty where the text leaves it open. `parent` is the index, in the same tuple,
    of the attribution inside whose content this one stands (origin nested in relay).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: QuoteType
    source_kind: SourceKind = "anonymous"
    source_entity: int | None = None  # index into Annotation.entities
    descriptor: str = ""  # of an unnamed source, normalised: 'senior interior ministry official'
    anonymity_reason: Span | None = None  # 'who was not authorised to speak'
    channel: tuple[Relay, ...] = ()  # from the origin outwards, the outlet itself left out
    certainty: Certainty = "CT"
    polarity: Polarity = "+"
    triggers: tuple[Span, ...] = ()  # the words that decided certainty and polarity
    parent: int | None = None
    origin_rule: str = ""  # which rule or model found it; shown on the claim card


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3. `earliest`/`latest` bound the value as ISO dates or date-times, "" if open."""

    start: int
    end: int
    type: TimexType
    value: str
    earliest: str = ""
    latest: str = ""
    precision: Precision = "unknown"
    edtf: str = ""
    guessed: bool = False  # rests on an unknown or guessed DCT


@dataclass(frozen=True, slots=True)
class Participant:
    """One argument of an event. `entity` is None for a phrase that is no entity."""

    role: Literal["agent", "patient", "recipient", "place", "destination", "origin", "other"]
    start: int
    end: int
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A happening as one clause reports it. [start, end) is the predicate word."""

    start: int
    end: int
    lemma: str
    phrase: str  # who did what, as a person would write it
    clause: Span
    participants: tuple[Participant, ...] = ()
    factuality: float = 3.0  # -3 certainly did not happen .. 3 certainly did (UW scale)
    polarity: Polarity = "+"
    status: EventStatus = "happened"
    earliest: str = ""  # ISO date or date-time; "" when the text does not date it
    latest: str = ""
    precision: Precision = "unknown"
    timex: int | None = None  # index into Annotation.timexes of the expression that dates it
    guessed: bool = False  # dated by the DCT or by a guess rather than by an expression
    attribution: int | None = None  # index into Annotation.attributions that contains it
    salient: bool = False  # belongs on a timeline: a happening with participants, no saying
    value: str = ""  # TIMEX3 value of its date, "" when undated
    telling: Span | None = None  # the clause that tells it: of a carried noun, that of its verb


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one article yields by itself. Depends on the Article and the analysis version."""

    article_id: str
    dct: CreationTime = CreationTime()
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Attribution, ...] = ()  # the outlet's own; source_kind 'author', no source
    timexes: tuple[TimeExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    truncated_at: int | None = None  # analysis stopped here because the text is too long


# --- what a case yields (per case) --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in an article that shows what is asserted."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form of an actor and why it was linked to it."""

    text: str
    reason: LinkReason
    count: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Role:
    """A role an actor is given, where, and when the article was published."""

    text: str
    evidence: Evidence
    reported_at: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    type: EntityType
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()
    mention_count: int = 0
    article_count: int = 0


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A mention with the case's actor instead of the article's entity."""

    article_id: str
    start: int
    end: int
    actor_id: str
    kind: MentionKind
    reason: LinkReason
    sentence: int  # index into the article's sentences


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed statement (or the outlet's own) in one article. Spans into that article."""

    id: str
    article_id: str
    start: int
    end: int
    content: str
    content_spans: tuple[Span, ...]
    source_text: str
    source_spans: tuple[Span, ...]
    cue: str
    cue_spans: tuple[Span, ...]
    quote: QuoteType
    actor_id: str
    source_kind: SourceKind
    descriptor: str
    channel: tuple[str, ...]
    certainty: Certainty
    polarity: Polarity
    triggers: tuple[Span, ...]
    outlet: str
    reported_at: str
    parent_id: str = ""
    proposition_id: str = ""
    confidence: float = 0.0
    mentioned: tuple[str, ...] = ()  # actors in the content
    about: tuple[str, ...] = ()  # actors that its first predicate is said of


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the ledger: log-odds, in words, with the claims behind it."""

    name: str
    value: float
    detail: str
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where channels start; what independence is counted over."""

    id: str
    label: str
    named: bool
    claim_ids: tuple[str, ...]
    sure: bool = True  # one of its claims surely asserts the proposition; else it is not counted


@dataclass(frozen=True, slots=True)
class Proposition:
    id: str
    statement: str
    claim_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    origins_min: int
    origins_max: int
    confidence: float
    ledger: tuple[Contribution, ...]
    standing: str  # 'well sourced', 'partly sourced', 'single source', 'contested', 'retracted'
    admiralty: str  # 'B2': reliability of the best source, credibility of the information
    would_raise: tuple[str, ...] = ()  # what is missing, in words
    robust: bool = True  # keeps its standing when every weight moves by 30 %
    first_reported: str = ""
    last_reported: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    a: str  # proposition ids
    b: str
    reason: str
    claim_a: str = ""  # the pair of claims that shows it best
    claim_b: str = ""


@dataclass(frozen=True, slots=True)
class SlotValue:
    value: str
    claim_ids: tuple[str, ...]
    first_reported: str = ""
    last_reported: str = ""


@dataclass(frozen=True, slots=True)
class ContestedSlot:
    """'Ghani left for': Tajikistan | Uzbekistan."""

    id: str
    frame: str
    slot: str
    values: tuple[SlotValue, ...]


@dataclass(frozen=True, slots=True)
class HedgeLoss:
    """The same proposition firmer in a later claim, with no new origin."""

    proposition_id: str
    hedged_claim: str
    firm_claim: str


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Text that two articles share: a syndicated copy, a rewritten wire."""

    a: Evidence
    b: Evidence
    similarity: float


@dataclass(frozen=True, slots=True)
class SyndicationGroup:
    article_ids: tuple[str, ...]
    original: str  # the likely original
    passages: tuple[SharedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, with every report of it."""

    id: str
    description: str
    start: str
    end: str
    precision: Precision
    status: EventStatus
    evidence: tuple[Evidence, ...]
    guessed: bool = False
    actor_ids: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    first_reported: str = ""
    last_reported: str = ""
    outcome_id: str = ""  # of a plan: the event that tells how it came about
    kind: str = ""  # what sort of happening, a kind of data/events.toml: 'explosion'
    dated_by: str = ""  # the words of the text that date it, "" for a guess


@dataclass(frozen=True, slots=True)
class Correction:
    """What the analyst decided. Never overwrites what the machine found; can be undone.

    `kind` and `payload` are defined by the module that honours them, for example
    'actor.merge' with {"keep": key, "drop": key}. Keys name things by what survives
    re-analysis (an actor's normalised name, a claim's spans), not by row numbers.
    """

    id: str
    kind: str
    payload: dict[str, str | float | list[str]] = field(default_factory=dict)
    author: str = ""
    at: str = ""
    undone_at: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The whole of a case at one moment, resolved across its articles."""

    articles: tuple[Article, ...] = ()
    dcts: dict[str, CreationTime] = field(default_factory=dict)
    sentences: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    contested: tuple[ContestedSlot, ...] = ()
    hedge_losses: tuple[HedgeLoss, ...] = ()
    circular: tuple[tuple[str, ...], ...] = ()  # outlets that cite each other in a ring
    syndication: tuple[SyndicationGroup, ...] = ()
    happenings: tuple[tuple[str, ...], ...] = ()
    events: tuple[Event, ...] = ()
