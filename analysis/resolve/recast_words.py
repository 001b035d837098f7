"""Sources put right by their own words: 'Judge Costa' is the judge of that name and not the
minister, 'the authority' is never the agency that writes, '19.55 Posts' are posts.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.model import Claim
from analysis.resolve.bodies import kinds_of_body, names_body, without_article
from analysis.resolve.cited import outlet_written
from analysis.resolve.provenance import NAMING, Provenance, plain
from analysis.resolve.reattributed import own_word, word_of
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words


def without_clock(claim: Claim, known: Provenance) -> Claim:
    """'19.55 Posts from the island say' in a live page: the posts; '13:52 reported' is nobody, as
    is '17.40 Confirmed: the ferry has sailed'."""
    labelled = not claim.source_text and not claim.actor_id and _LABEL.fullmatch(claim.cue)
    if labelled and known.text_around(claim)[claim.cue_spans[-1][1] :].startswith(":"):
        return own_word(claim)
    if _ONLY_CLOCK.fullmatch(claim.source_text):
        return own_word(claim)
    text, told = _CLOCK.sub("", claim.source_text), _CLOCK.sub("", claim.descriptor)
    if _cut_clock(claim, known):  # '[41 Varn Radio]' of '03:41 Varn Radio is saying'
        name = claim.source_text.partition(" ")[2]
        if outlet := outlet_written(name, known):
            name = known.outlet_named(outlet)
            return replace(claim, source_text=name, source_kind="media", descriptor="")
        return replace(claim, source_text=name, descriptor="" if name[0].isupper() else name)
    if not text or (text, told) == (claim.source_text, claim.descriptor):
        return claim
    return replace(claim, source_text=text, descriptor=told)


def _cut_clock(claim: Claim, known: Provenance) -> bool:
    """Whether a source begins with the minutes of the clock before it."""
    if not claim.source_spans or not _MINUTES.match(claim.source_text):
        return False
    start = claim.source_spans[0][0]
    return _HOUR.search(known.text_around(claim)[max(0, start - 4) : start]) is not None


_MINUTES = re.compile(r"[0-5]\d \w")
_HOUR = re.compile(r"(?<!\d)\d{1,2}[.:h]$")


_LABEL = re.compile(
    r"(?:Now )?(?:Confirmed|Reported|Announced|Unconfirmed|Denied|Corrected|Updated)"
)
_ONLY_CLOCK = re.compile(r"\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?")
_CLOCK = re.compile(r"^\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?\s*[-–—:]?\s+")


def not_himself(claim: Claim, known: Provenance) -> Claim:
    """'[the governor himself] insists that': the governor; '[the embassy, which had been named in
    the papers,] denied': the embassy."""
    told = _HIMSELF.sub("", claim.source_text)
    if claim.source_kind == "organisation" and not claim.actor_id:
        told = _WHICH.sub("", told)
    if told == claim.source_text:
        return claim
    return replace(claim, source_text=told, descriptor=_HIMSELF.sub("", claim.descriptor))


_HIMSELF = re.compile(r"(?<=\w) (?:him|her|it|them)sel(?:f|ves)$")
_WHICH = re.compile(r", (?:which|who|whose|based) .*$")


def without_verb(claim: Claim, known: Provenance) -> Claim:
    """'The fish are safe, [researchers at Tarn University report].': a verb taken for a noun, where
    there is no other."""
    told = _VERB_LEFT.sub("", claim.source_text)
    if claim.cue or told == claim.source_text:
        return claim
    return replace(claim, source_text=told, descriptor=_VERB_LEFT.sub("", claim.descriptor))


_VERB_LEFT = re.compile(r"(?<=\w) (?:reports?|claims?|estimates?|states?|notes?)$")


def by_handle(claim: Claim, known: Provenance) -> Claim:
    """'A user posting as [@tarn_watch]', where that account is an outlet of the case."""
    told = _HANDLE.search(claim.source_text)
    outlet = known.outlet_called(plain(told[0])) if told and not claim.actor_id else ""
    if not outlet:
        return claim
    name = known.outlet_named(outlet)
    return replace(claim, source_text=name, source_kind="media", descriptor="")


_HANDLE = re.compile(r"(?<= )@\w+$")


def by_letters(claim: Claim, known: Provenance) -> Claim:
    """'[the PM] swore that': the one prime minister."""
    if plain(claim.source_text) not in table("origins")["office_letters"]:
        return claim
    found = known.holder(claim.source_text)
    return word_of(claim, found) if found else claim


def statement_of(claim: Claim, known: Provenance) -> Claim:
    """'a statement by the airline', 'a post of the ministry', 'a paper from the institute': the
    airline, the ministry, the institute."""
    told = _STATEMENT.fullmatch(claim.source_text)
    if told is None or claim.source_kind not in _MAY_BE_PAPER:
        return claim
    who = told["who"].partition(", ")[0]  # ', a copy of which we have seen'
    bare = without_article(who)
    found = claim.actor_id or known.named(bare)
    actor = known.actor(found)
    if actor is not None and actor.type == "person":
        return word_of(claim, found, who)
    if actor is None and not names_body(who) and bare not in kinds_of_body():
        return claim
    return replace(
        claim, source_text=who, source_kind="organisation", actor_id=found, descriptor=""
    )


_MAY_BE_PAPER = frozenset({"document", "anonymous", "media", "organisation"})
_STATEMENT = re.compile(
    r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]his) (?:[\w-]+ )?(?:(?:statement|release|communiqué|message|post|"
    r"tweet|bulletin|notice)(?: \w+ed)? (?:by|from|of)"
    r"|(?:document|e-?mail|filing|brief|briefing|paper|study|analysis|letter|memo|memorandum|note|"
    r"report|survey|circular|warning)"
    # 'a study of the bank' is about it
    r"(?: \w+ed(?: (?:on|in|last|this) \w+)?)? (?:by|from)) (?P<who>.+)"
)


def not_who_writes(claim: Claim, known: Provenance) -> Claim:
    """'the electoral authority' is no word for the agency in whose report it stands."""
    actor = known.actor(claim.actor_id)
    if actor is None or not names_body(claim.source_text) or _CAPITAL.search(claim.source_text[1:]):
        return claim
    writing = {
        plain(known.outlet_of(claim)),
        plain(known.wire_of(claim)),
        *map(plain, claim.channel),
    }
    names = {plain(alias.text) for alias in actor.aliases if alias.reason in NAMING}
    return replace(claim, actor_id="") if names & writing else claim


_CAPITAL = re.compile(r"\b[A-Z]")


def behind_plural(claim: Claim, known: Provenance) -> Claim:
    """'In a message sent to two other papers [Costa] said': not 'two other papers Costa'."""
    told = _PLURAL_AND_NAME.fullmatch(claim.source_text)
    if told is None or claim.actor_id or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rstrip()
    if not before.endswith((" to", " with", " by", " of", " from", " for", " at", " in")):
        return claim
    return word_of(claim, known.person(told["name"]), told["name"])


_PLURAL_AND_NAME = re.compile(
    r"(?:[a-z][\w-]* )+[a-z]\w+s (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)


def by_surname(claim: Claim, known: Provenance) -> Claim:
    """'Mr Costa', where a place is called Costa too and only one person."""
    if claim.actor_id or claim.source_kind not in ("named person", "named official"):
        return claim
    told = _TITLE_AND_NAME.fullmatch(claim.source_text)
    name = told["name"] if told else claim.source_text
    found = known.person(name) if name and name[0].isupper() else ""
    return replace(claim, actor_id=found) if found else claim


def by_title(claim: Claim, known: Provenance) -> Claim:
    """'Judge Costa' is the one Costa whom other reports call judge."""
    told = _TITLE_AND_NAME.fullmatch(claim.source_text)
    if told is None or not claim.actor_id:
        return claim
    title = {*tokens(told["title"])}

    def bears(identifier: str) -> bool:
        actor = known.actor(identifier)
        return actor is not None and any(
            title <= {*tokens(role.text)} and role.evidence.article_id != claim.article_id
            for role in actor.roles
        )

    if bears(claim.actor_id):
        return claim
    fitting = [one for one in known.called_last(told["name"]) if bears(one)]
    return replace(claim, actor_id=fitting[0]) if len(fitting) == 1 else claim


_TITLE_AND_NAME = re.compile(r"(?P<title>[A-Z]\w*\.?(?: [A-Z]\w+)?) (?P<name>[A-Z][\w’'-]+)")


def by_post(claim: Claim, known: Provenance) -> Claim:
    """'Ida Costa, the harbour master', where other reports call another Costa the harbour master
    and Ida nothing of the kind: who writes in haste gets a first name wrong, hardly a post."""
    told = _NAME_AND_POST.fullmatch(claim.source_text)
    if told is None:
        return claim
    mine = claim.actor_id or known.person(_TITLE.sub("", claim.source_text.partition(",")[0]))
    post = {*tokens(told["post"])} - words("origins", "joints")

    def bears(identifier: str) -> bool:
        actor = known.actor(identifier)
        return actor is not None and any(
            post <= {*tokens(role.text)} and role.evidence.article_id != claim.article_id
            for role in actor.roles
        )

    if not post or not mine or bears(mine):
        return claim
    fitting = [one for one in known.called_last(told["name"]) if bears(one)]
    return word_of(claim, fitting[0]) if len(fitting) == 1 else claim


_TITLE = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Professor|Captain|Colonel|General)\.? ")
_NAME_AND_POST = re.compile(
    r"(?:[A-Z][\w’'-]*\.? )+(?P<name>[A-Z][\w’'-]+), (?:the |its |an? )?(?P<post>[a-z][^,]{2,50})"
)


def citing_another(claim: Claim, known: Provenance) -> Claim:
    """'according to the Norwire agency, which cited the Vesk Mail': the Mail."""
    told = _CITING.search(claim.source_text)
    outlet = known.outlet_called(plain(told["medium"])) if told else ""
    if not outlet:
        return claim
    return replace(
        claim, source_text=known.outlet_named(outlet), source_kind="media", actor_id="",
        descriptor="", channel=(),
    )  # fmt: skip


_CITING = re.compile(
    r",? (?:(?:which|who) (?:\w+ )?(?:cited|cites|quoted|quotes|was (?:citing|quoting)|credited)"
    r"|(?:itself |in turn )?(?:citing|quoting)) (?P<medium>(?:[Tt]he )?[A-Z]\w*(?: [A-Z0-9]\w*)*)"
)
