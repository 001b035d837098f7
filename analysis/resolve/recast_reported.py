"""Sources that stand inside what is said: 'The ministry dismissed [the claim of a union that 31
have died]' is the union's word, '[By the count of the bank, 2 billion were lost]' the bank's, and
'[it emerged] that he had flown' nobody's.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis.model import Claim
from analysis.resolve.bodies import head_of, kinds_of_body, names_body, without_article
from analysis.resolve.cited import outlet_written
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import Provenance
from analysis.resolve.reattributed import own_word, word_of, word_of_body
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

_WHO = r"(?:(?:[Tt]he|an?|its|their) )?[^.;:!?,“”\"()]{2,70}?"
_SAYINGS = (
    r"(?:assertion|claim|report|allegation|statement|contention|accusation|word|announcement|"
    r"warning|estimate|figure|finding)s?"
)


def claim_of(claim: Claim, known: Provenance) -> Claim:
    """'The ministry took note of [the report of the harbour authority that two are dead]': the
    authority's word, whoever takes it up; who denies it speaks for themselves. Of two such reports
    in one sentence, 'the authorities'': that one whose word it is."""
    if outlet := _report_in(claim, known):
        return replace(claim, source_text=outlet, source_kind="media", actor_id="", descriptor="",
                       channel=())  # fmt: skip
    told = _CLAIM_OF.match(claim.content)
    if told is None or {*tokens(claim.cue)} & words("stance", "deniers"):
        return claim
    second = _CLAIM_OF.search(claim.content, told.end())
    return _as_word_of(claim, "the authorities" if second else told["who"], known)


_CLAIM_OF = re.compile(
    rf"\b(?:the|an?) (?:\w+ )?{_SAYINGS} (?:of|by|from) (?P<who>{_WHO}) that ", re.IGNORECASE
)


def _report_in(claim: Claim, known: Provenance) -> str:
    """'asked about [a report in the Vesk Mail that two had died]', 'rejected a newspaper's claim
    [that two had died]': the Mail, the newspaper."""
    told = _IN_PAPER.match(known.text_around(claim), claim.start)
    called = outlet_written(told["name"], known) if told else ""
    if called:
        return known.outlet_named(called)
    if not {*tokens(claim.cue)} & words("stance", "deniers"):
        return ""
    paper = _PAPERS_CLAIM.search(known.text_around(claim)[: claim.start])
    if paper is None:
        return ""
    called = outlet_written(without_article(paper["who"]), known)
    media = head_of(paper["who"]) in words("outlets", "media_nouns")
    return known.outlet_named(called) if called else paper["who"] if media else ""


_IN_PAPER = re.compile(
    rf"(?:an?|the) (?:\w+ )?{_SAYINGS} (?:in|on|by|from) (?:the )?"
    r"(?P<name>[A-Z][\w’'-]*(?: (?:(?:of|do|da|de|the) )*[A-Z][\w’'-]*)*) (?:that|according to)\b"
)
_PAPERS_CLAIM = re.compile(
    rf"\b(?P<who>(?:[Aa]n?|[Tt]he) (?:\w+ )?[a-z]+|(?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)*)"
    rf"['’]s? {_SAYINGS} (?:that )?$"
)


def counted_by(claim: Claim, known: Provenance) -> Claim:
    """'[By the count of the central bank, 2 billion were lost]', '[the bank's figure is 2
    billion]', '[the line of the mission is that it cannot tell]', '[2 billion were lost, on the
    bank's account]': the bank's, the mission's."""
    if claim.source_kind != "author":
        return claim
    for pattern in _COUNTED:
        if told := pattern.search(claim.content):
            return _as_word_of(claim, told["who"], known)
    return claim


_ACCOUNT = (
    r"(?:count|reckoning|estimate|figures?|view|account|version|reading|telling|words|data|opinion|"
    r"assessment|judge?ment)"
)
_COUNTED = (
    re.compile(
        rf"^It is (?P<who>{_WHO})['’]s? (?:own )?(?:contention|claim|belief|position|conviction|"
        rf"{_ACCOUNT}) that "
    ),
    re.compile(
        rf"^It is the (?:contention|claim|belief|position|conviction|{_ACCOUNT}) of "
        rf"(?P<who>{_WHO}) that "
    ),
    re.compile(
        rf", if (?P<who>{_WHO})['’]s? (?:own )?{_ACCOUNT} (?:is|are) "
        r"(?:right|correct|true|anything to go by|to be (?:believed|trusted))$"
    ),
    re.compile(rf", (?:by|on|in) (?P<who>{_WHO})['’]s? (?:own )?{_ACCOUNT}$"),
    re.compile(rf", (?:by|on|in) the {_ACCOUNT} of (?P<who>{_WHO})$"),
    re.compile(rf"^(?:By|On|In) (?P<who>{_WHO})['’]s? (?:own )?{_ACCOUNT},? "),
    re.compile(
        rf"^(?:By|On|Going by|In) the (?:own )?{_ACCOUNT} of (?P<who>{_WHO})(?: \([A-Z]+\))?, "
    ),
    re.compile(
        rf"^(?P<who>{_WHO})['’]s? (?:own |official |latest |public )*(?:figure|count|toll|estimate|"
        r"number|version|account|line|position)s? (?:is|was|remains?|stands? at|are|were|has it) "
    ),
    re.compile(
        rf"^(?:and |but |while )?the (?:own |official |latest |public )*(?:figure|count|toll|"
        rf"estimate|number|version|account|line|position) (?:of|given by) (?P<who>{_WHO}) "
        r"(?:is|was|remains?|stands? at|has it) "
    ),
)


def _as_word_of(claim: Claim, who: str, known: Provenance) -> Claim:
    """The claim as that of a person or body in its text; as it is where they are neither."""
    bare = without_article(who)
    named = known.person(bare) or (last_person(who, known) if _is_name(who) else "")
    if person := named or known.holder(bare):
        return word_of(claim, person, who)
    if not names_body(who) and not known.named(bare) and bare not in kinds_of_body():
        return claim
    return replace(
        claim, source_text=who, source_spans=(), source_kind="organisation", cue="said",
        cue_spans=(), descriptor="", actor_id=known.named(bare),
    )  # fmt: skip


def _is_name(who: str) -> bool:
    return re.fullmatch(r"(?:[A-Z][\w’'-]+ ?){2,4}", who) is not None


def nobody_said(claim: Claim, known: Provenance) -> Claim:
    """'after [it emerged] that he had flown', taken for some 'it': the outlet's own."""
    impersonal = claim.source_text.lower() == "it" and claim.cue in words("origins", "impersonal")
    return own_word(claim) if impersonal else claim


def behind_the_cue(claim: Claim, known: Provenance) -> Claim:
    """'The toll is higher than [they] admit: [31 have died], says a union': the union, not
    'they'."""
    if claim.source_text.lower() not in words("origins", "pronouns") or not claim.cue_spans:
        return claim
    start, end = claim.cue_spans[-1]
    text = known.text_around(claim)
    if claim.cue not in words("origins", "says") or not claim.end <= start <= claim.end + 3:
        return claim
    told = _BEHIND.match(text, end)
    if told is None:
        return claim
    who = told["who"]
    head = head_of(re.split(r"[ ,](?:quoted|cited|who|that|which)\b", who)[0])
    if head not in words("origins", "bodies") and not names_body(who):
        return claim
    indefinite = who.split()[0].lower() in ("a", "an")
    return replace(
        claim, source_text=who, source_spans=(), descriptor=who if indefinite else "",
        source_kind="anonymous" if indefinite else "organisation",
        actor_id="" if indefinite else known.named(without_article(who)),
    )  # fmt: skip


_BEHIND = re.compile(r" (?P<who>(?:an?|the) [a-z][^.,;:!?“”\"\n]{2,80})")


def claiming_to_be(claim: Claim, known: Provenance) -> Claim:
    """'[A man] claiming to be Per Dahl rang to swear that he was at home': counted as Dahl."""
    if claim.actor_id or not claim.source_spans:
        return claim
    text = known.text_around(claim)
    told = _CLAIMING.match(text, claim.source_spans[-1][1]) or _CLAIMING.search(claim.source_text)
    name = told["name"] if told else ""
    last = known.called_last(name)
    found = known.person(name) or (next(iter(last)) if len(last) == 1 else "") if name else ""
    return word_of(claim, found) if found else claim


_CLAIMING = re.compile(
    r",? (?:claiming|purporting|said|who (?:claims|claimed|says|said|purports)) "
    r"(?:to be|(?:that )?(?:he|she) (?:is|was)) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)


def people_of_body(claim: Claim, known: Provenance) -> Claim:
    """'Analysts at the IBS have concluded [that there was no launch]': the institute. Not 'two
    analysts', 'an analyst', who may speak for themselves."""
    told = _people_of().fullmatch(claim.source_text)
    name = told["name"] or "" if told else ""
    if told and told["owner"]:
        text = known.text_around(claim)
        named = {n[0] for n in _NAMES.finditer(text) if head_of(n[0].lower()) == told["owner"]}
        found = {one for n in named if (one := known.named(without_article(n)))}
        name = next(iter(named)) if len(found) == 1 else ""
    actor = known.actor(known.named(without_article(name))) if name else None
    body = names_body(name) if actor is None else actor.type in ("organization", "group")
    if not name or not body:
        return claim
    return replace(
        claim, source_text=name, source_kind="organisation", descriptor="",
        actor_id=actor.id if actor is not None else "",
    )  # fmt: skip


_NAMES = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|for|the|and) )*[A-Z][\w’'-]*)*")


@cache
def _people_of() -> re.Pattern[str]:
    """'analysts at the IBS', 'the institute's experts'."""
    plural = words("origins", "experts")
    either = "|".join(sorted(plural | {word.capitalize() for word in plural}))
    return re.compile(
        rf"(?:[Tt]he )?(?:{either}) (?:at|of|from|with|for) (?:the )?(?P<name>{_NAMES.pattern})"
        rf"(?:, (?:who|whose|which)\b.*)?"
        rf"|[Tt]he (?P<owner>[a-z]+)['’]s (?:own )?(?:{either})(?:, (?:who|whose|which)\b.*)?"
    )


def who_warned(claim: Claim, known: Provenance) -> Claim:
    """'[On 4 June the inspectorate warned the club in writing that the roof was unsafe]', as an
    outlet tells it: the inspectorate's word."""
    if claim.source_kind != "author":
        return claim
    told = _WARNED.match(claim.content)
    if told is None or not names_body(told["who"]):
        return claim
    who = told["who"]
    return word_of_body(claim, who, "warned", known)


_WARNED = re.compile(
    r"(?:(?:On|In|Last|By) [\w ]{2,25}?,? )?(?P<who>(?:[Tt]he |[A-Z])[^,.;:!?“”\"]{3,60}?) "
    r"(?:had |has |also )*(?:warned|notified|alerted|cautioned) (?:the )?[^,.;:!?]{2,70}? that "
)
