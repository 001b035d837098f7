"""The pieces that generated sentences are made of, each with the evidence behind it.

In: claims, propositions, a Case. Out: Phrases. A phrase either quotes (its words stand in the
article at its evidence), names, counts, or joins with words of the program's own; which of the
four is said on it, so that a test can hold every sentence to its sources.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from analysis.model import Case, Claim, Evidence, Origin, Proposition

PhraseKind = Literal["quote", "source", "count", "join"]
ON_RECORD = frozenset({"named official", "named person", "organisation", "document"})
UNNAMED = frozenset({"anonymous", "anonymous official"})
OWN_WORD = frozenset({"author", "media"})
NUMBERS = tuple(
    "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(",")  # noqa: SIM905
)
LEANING = frozenset(
    "he she they it this that these those his her their its we i you to not them our my himself"  # noqa: SIM905
    " herself themselves itself and but or so because which who".split()
)  # a statement that opens with one of these leans on what stood before it
COMPLEMENTISER = re.compile(r"^that\s+(?=\w)")
INDEFINITE = re.compile(
    r"^(an?|one|some|several|multiple|many|various|two|three|four|\d+)\s+", re.IGNORECASE
)
OWNED = re.compile(r"^(my|our|your|his|her|their|its)\s+", re.IGNORECASE)  # 'my old sergeant'
AFTER_THE_HEAD = re.compile(
    r"\s(?:of|in|from|at|with|on|for|who|that|to|by|near|close|familiar|briefed|aware)\s|,"
)
PLURAL = re.compile(r"(?:[^\W\d_](?<![suis'’])s|people|police|men|women|children)$", re.IGNORECASE)
LONGEST, SHORTEST = 32, 4  # words of a statement that reads well alone


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words and what it rests on. `evidence` is empty only for kind 'join'."""

    text: str
    kind: PhraseKind = "join"
    evidence: tuple[Evidence, ...] = ()
    claim_ids: tuple[str, ...] = ()


Sentence = tuple[Phrase, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as a person reads it."""
    return "".join(phrase.text for phrase in sentence)


def claims_by_id(case: Case) -> dict[str, Claim]:
    return {claim.id: claim for claim in case.claims}


def join(text: str) -> Phrase:
    """Words of the program's own."""
    return Phrase(text)


def quote(claim: Claim) -> Phrase:
    """The claim's content, word for word, without the 'that' which led to it."""
    places = list(evidence_of(claim))
    lead = COMPLEMENTISER.match(claim.content)
    if lead and places and lead.end() < places[0].end - places[0].start:
        places[0] = replace(places[0], start=places[0].start + lead.end())
        return Phrase(tidy(claim.content[lead.end() :]), "quote", tuple(places), (claim.id,))
    return Phrase(tidy(claim.content), "quote", tuple(places), (claim.id,))


def count(text: str, claims: Iterable[Claim]) -> Phrase:
    """A number of something, resting on the claims that were counted."""
    counted = list(claims)
    places = tuple(place for claim in counted for place in evidence_of(claim))
    return Phrase(text, "count", places, tuple(claim.id for claim in counted))


def evidence_of(claim: Claim) -> tuple[Evidence, ...]:
    return tuple(Evidence(claim.article_id, start, end) for start, end in claim.content_spans)


def tidy(content: str) -> str:
    """A content on one line, without the quotation marks and stops around it."""
    words = " ".join(content.split())
    return words.strip(" ,;:.\"'“”‘’«»")


def stated(proposition: Proposition) -> str:
    """The statement of a proposition as a heading: on one line, without the 'that' before it."""
    return COMPLEMENTISER.sub("", tidy(proposition.statement), count=1)


def number(n: int) -> str:
    """'three' up to twelve, then figures."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def counted(n: int, singular: str, plural: str = "") -> str:
    return f"{number(n)} {singular if n == 1 else plural or singular + 's'}"


def best_told(claims: Sequence[Claim], statement: str = "") -> Claim:
    """The claim whose words stand best alone: not too long, not leaning on what came before.

    Among equals the earliest, so that the choice is the same on every run.
    """

    def badness(claim: Claim) -> tuple[int, int, int, str, str]:
        length = len(quote(claim).text.split())
        misfit = max(SHORTEST - length, 0) * 4 + max(length - LONGEST, 0)
        leans = 12 * leaning(quote(claim).text) + (not claim.content[:1].isupper())
        split = len(claim.content_spans) - 1
        same = 0 if statement and tidy(claim.content) == tidy(statement) else 1
        return (leans + misfit + split * 2 + same, same, length, claim.reported_at, claim.id)

    return min(claims, key=badness)


def reads_alone(claim: Claim) -> bool:
    """Whether the content can open a paragraph: a whole statement that needs nothing before it."""
    words = quote(claim).text.split()
    return not leaning(quote(claim).text) and SHORTEST < len(words) <= LONGEST


def leaning(said: str) -> bool:
    """Whether it opens with a pronoun, a conjunction, or a verb or negation without its subject."""
    words = tidy(said).split()
    if not words or words[0].casefold().strip("“\"'").split("'")[0] in LEANING:
        return True
    return words[0].islower() and words[0].endswith("ing")  # 'ending two days of speculation'


def first_of(proposition: Proposition, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims of a proposition that are in the case, earliest first."""
    found = [claims[i] for i in proposition.claim_ids if i in claims]
    return tuple(sorted(found, key=lambda claim: (claim.reported_at, claim.article_id, claim.id)))


def asserting(proposition: Proposition, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """Of the claims of a proposition those that surely assert it: of origins that are counted or
    left out as repeating, not of those that may assert something else. Earliest first."""
    sure = {i for origin in proposition.origins if origin.sure for i in origin.claim_ids}
    told = first_of(proposition, claims)
    return tuple(claim for claim in told if claim.id in sure) or told


def outlets_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who carries the claims, in the order given; an article without an outlet counts alone."""
    return tuple(dict.fromkeys(claim.outlet or claim.article_id for claim in claims))


def source_phrase(claims: Sequence[Claim], names: Mapping[str, str]) -> Phrase:
    """Whose word the claims of one origin are, named as the articles name it."""
    speaker = _clearest(claims)
    name = names.get(speaker.actor_id, "")
    told = tidy(speaker.source_text)
    if name and speaker.source_kind not in UNNAMED:
        return _said_by(name, speaker, claims)
    if speaker.source_kind == "author":
        return _said_by(f"{speaker.outlet or 'the article'} itself", speaker, claims)
    if speaker.descriptor or INDEFINITE.match(told):
        return _said_by(_unnamed(speaker.descriptor or told), speaker, claims)
    return _said_by(told or "an unnamed source", speaker, claims)


def voice(claims: Sequence[Claim], names: Mapping[str, str]) -> list[Phrase]:
    """Whose word it is and through whom: 'one unnamed official relayed by Reuters'."""
    source = source_phrase(claims, names)
    relay = relay_of(claims)
    if not relay or relay.casefold() in source.text.casefold():
        return [source]
    through = [claim for claim in claims if relay in claim.channel]
    return [source, count(f" relayed by {relay}", through)]


def relay_of(claims: Sequence[Claim]) -> str:
    """The medium through which all claims of one origin came, "" when there is no such one."""
    relayed = [claim for claim in claims if claim.channel]
    if not relayed:
        return ""
    relay, times = Counter(name for c in relayed for name in dict.fromkeys(c.channel)).most_common(
        1
    )[0]
    return relay if times == len(claims) or times == len(relayed) >= 2 else ""


def on_record(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims whose source is named and commits to them."""
    return tuple(c for c in claims if c.source_kind in ON_RECORD and c.certainty in {"CT", "PR"})


def claims_of_origin(origin: Origin, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    return tuple(claims[i] for i in origin.claim_ids if i in claims)


def beside_the_count(proposition: Proposition, claims: Mapping[str, Claim]) -> tuple[Origin, ...]:
    """The origins that `origins_max` leaves out: outlets and media that say so in their own words
    after a sourced report, and so may only repeat it. The latest first."""
    spare = sum(origin.sure for origin in proposition.origins) - proposition.origins_max
    own = [
        (max(claim.reported_at for claim in found), origin)
        for origin in proposition.origins
        if origin.sure
        and (found := claims_of_origin(origin, claims))
        and all(claim.source_kind in OWN_WORD for claim in found)
    ]
    own.sort(key=lambda told: (told[0], told[1].id), reverse=True)
    return tuple(origin for _, origin in own[: max(spare, 0)])


def counted_origins(
    proposition: Proposition, claims: Mapping[str, Claim]
) -> list[tuple[Claim, ...]]:
    """The claims of each origin on whose word the proposition is."""
    beside = beside_the_count(proposition, claims)
    return [
        found
        for origin in proposition.origins
        if origin.sure and origin not in beside and (found := claims_of_origin(origin, claims))
    ]


def actor_names(case: Case) -> dict[str, str]:
    return {actor.id: actor.name for actor in case.actors}


def moment(value: str) -> str:
    """'16:10 UTC on 15 August 2021'; a bare date stays a date, "" stays ""."""
    if not value:
        return ""
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return value
    day = f"{when.day} {when:%B %Y}"
    if not re.search(r"[T ]\d", value):
        return day
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return f"{when:%H:%M} UTC on {when.day} {when:%B %Y}"


def latest_report(case: Case) -> str:
    """When the newest article of the case was published, "" when none is dated."""
    return max((dct.value for dct in case.dcts.values() if dct.value), key=utc_key, default="")


def utc_key(value: str) -> str:
    """Orders ISO times of several zones; what is no time stays as it is."""
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return value
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.isoformat()


def _clearest(claims: Sequence[Claim]) -> Claim:
    """The claim that says most about its source: named before described before bare."""
    return min(
        claims,
        key=lambda c: (
            c.source_kind not in ON_RECORD,
            c.source_kind == "author",
            not c.actor_id,
            not c.descriptor,
            not c.source_text,
            c.reported_at,
            c.id,
        ),
    )


def _unnamed(described: str) -> str:
    """'one unnamed senior interior ministry official'."""
    bare = OWNED.sub("", INDEFINITE.sub("", described, count=1)).removeprefix("unnamed ")
    head = AFTER_THE_HEAD.split(bare, maxsplit=1)[0]  # 'members of a council' are many
    return f"unnamed {bare}" if PLURAL.search(head) else f"one unnamed {bare}"


def _said_by(name: str, speaker: Claim, claims: Sequence[Claim]) -> Phrase:
    places = [Evidence(speaker.article_id, s, e) for s, e in speaker.source_spans]
    evidence = tuple(places) or evidence_of(speaker)
    return Phrase(name, "source", evidence, tuple(claim.id for claim in claims))
