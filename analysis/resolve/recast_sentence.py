"""Sources put right by the rest of their sentence: 'Lund, who had maintained that [the road was
open], gave up' is Lund's word, 'the vote announced for Sunday' says nothing, 'the council puts
the dead at 11' gives the council's figure.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.model import Claim
from analysis.resolve.bodies import head_of, names_body, without_article
from analysis.resolve.cited import outlet_written, sentence_around
from analysis.resolve.claim_sources import UNNAMED
from analysis.resolve.descriptions import holder_in_article
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import Provenance, plain
from analysis.resolve.reattributed import own_word, word_of, word_of_body
from analysis.vocabulary import words


def said_to_be(claim: Claim, known: Provenance) -> Claim:
    """'The mayor, said on Monday to have left, [was seen at the window]': nobody says it here."""
    if not claim.cue_spans or not claim.source_spans or claim.cue not in _PARTICIPLES:
        return claim
    text = known.text_around(claim)
    between = text[claim.source_spans[-1][1] : claim.cue_spans[0][0]]
    follows = text[claim.cue_spans[-1][1] : claim.cue_spans[-1][1] + 60]
    return own_word(claim) if between == ", " and _TO_HAVE.match(follows) else claim


_PARTICIPLES = frozenset({"said", "reported", "claimed", "believed", "thought", "rumoured"})
_TO_HAVE = re.compile(r"(?: (?:on|in|at|by|this|last|earlier|widely|once|then)(?: \w+){0,3}?)? to "
                      r"(?:have|be)\b")  # fmt: skip


def where_not_who(claim: Claim, known: Provenance) -> Claim:
    """'[Nine cases] have been confirmed in the district', taken for the word of the district."""
    if claim.source_kind != "organisation" or not claim.source_spans or not claim.cue_spans:
        return claim
    end, start = claim.cue_spans[-1][1], claim.source_spans[0][0]
    between = known.text_around(claim)[end:start]
    behind = re.fullmatch(r" (?:\w+ )?(?:in|at|near|across|around) (?:the )?", between)
    return own_word(claim) if behind and _PASSIVE.match(claim.cue) else claim


_PASSIVE = re.compile(r"(?:is|are|was|were|(?:has|have|had) been) (?:\w+ly )?\w+ed$")


def set_for(claim: Claim, known: Provenance) -> Claim:
    """'The vote announced for Sunday [will not be held]': the vote says nothing."""
    if claim.source_kind not in UNNAMED or not claim.cue_spans or not claim.source_spans:
        return claim
    head = head_of(claim.source_text)
    speakers = words("sources", "anonymous") | words("sources", "officials")
    if claim.cue not in _SET or head in speakers or head.endswith("s"):
        return claim
    text, (start, end) = known.text_around(claim), claim.cue_spans[0]
    follows = _FOR.match(text, end) and text[claim.source_spans[-1][1] : start] == " "
    return own_word(claim) if follows and claim.start > end else claim


_SET = frozenset({"announced", "promised", "ordered", "expected", "reported", "claimed"})
_FOR = re.compile(r" (?:for|by|on|in|at|last|this|earlier)\b")


def meanwhile(claim: Claim, known: Provenance) -> Claim:
    """'The president claimed victory on Monday, [as a student was shot outside]': the outlet."""
    if claim.quote != "indirect" or claim.source_kind == "author" or not claim.cue_spans:
        return claim
    if not claim.content.startswith("as ") or claim.cue_spans[-1][1] > claim.start:
        return claim
    before = known.text_around(claim)[: claim.start].rstrip()
    return own_word(claim) if before.endswith(",") else claim


def who_before(claim: Claim, known: Provenance) -> Claim:
    """'Judge Lund, who the day before [had announced their arrival]': not 'who the day'."""
    if claim.actor_id or not claim.source_spans or not claim.source_text.startswith("who "):
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    found = last_person(re.split(r"[.!?;] ", before)[-1], known)
    return word_of(claim, found) if found else claim


def as_attributed(claim: Claim, known: Provenance) -> Claim:
    """'The cabinet noted [the lead of 300 votes], which the Authority gives him': its figure."""
    told = _ATTRIBUTED.match(known.text_around(claim), claim.end)
    if told is None:
        return claim
    found = known.named(told["who"])
    if not found or found == claim.actor_id:
        return claim
    return replace(claim, actor_id=found, source_text=told["who"], source_kind="organisation")


_ATTRIBUTED = re.compile(
    r",? (?:which|that) (?:the )?(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) "
    r"(?:attributes|attributed|ascribes|ascribed|credits|gives|gave|claims|claimed|puts) "
)


def figure_of(claim: Claim, known: Provenance) -> Claim:
    """'[The doctors' union counts 27 dead]', 'the council put the dead at 11': theirs."""
    if claim.source_kind != "author" and not _passes_on(claim):
        return claim
    told = _FIGURE.match(claim.content)
    who = _STILL.sub("", told["who"].partition(",")[0]) if told else ""
    if told and (outlet := outlet_written(without_article(who), known)):
        if outlet == plain(known.outlet_of(claim)):
            return claim
        name = known.outlet_named(outlet)
        return replace(claim, source_text=name, source_kind="media", cue=told["verb"])
    if told is None or not names_body(who):
        return claim
    return word_of_body(claim, who, told["verb"], known)


def _passes_on(claim: Claim) -> bool:
    """Whether somebody tells what another says: 'CANO: The ministry says fourteen'."""
    return claim.source_kind in ("named person", "media")


_STILL = re.compile(r" (?:still|also|now|again|itself|today|meanwhile|alone)$")
_FIGURE = re.compile(
    r"(?:Earlier \w+ |Yesterday |On \w+ )?(?P<who>(?:[Tt]he |[A-Z])[^.;:!?]{2,70}?) "
    r"(?P<verb>puts?|counts?|counted|gives|gave|estimates?|estimated|reckons?|admits to|"
    r"(?:continue[sd]? to )?(?:speaks? of|spoke of|talks? of)) "
    r"[^.;:!?]*?\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"\w+ty(?:-\w+)?|hundreds?|thousands?|dozens?)\b"
)


def held_by(claim: Claim, known: Provenance) -> Claim:
    """'[Colonel Lund stood by his figure of four]', '[the council still says four]', '[the ministry
    calls it a forgery]': theirs, though there is no 'that' behind it."""
    if claim.source_kind != "author" and not _passes_on(claim):
        return claim
    told = _HELD.match(claim.content)
    if told is None:
        return claim
    who = told["who"].partition(",")[0]
    if person := known.person(who) or known.person(who.rpartition(" ")[2]):
        return word_of(claim, person, who)
    if not names_body(who):
        return claim
    return word_of_body(claim, who, "said", known)


_HELD = re.compile(
    r"(?P<who>(?:[Tt]he |[A-Z])[^.;:!?“”\"]{2,90}?) (?:(?:has|have|had|still|again|also) )*"
    r"(?:(?:stands?|stood|sticks?|stuck|clings?|clung|holds?|held|keeps?|kept) (?:by|to) "
    r"(?:his|her|its|their|the) (?:own |earlier |first )*"
    r"(?:figures?|numbers?|counts?|account|version|story|claim|toll|estimate)\b"
    r"|(?:(?:says?|said) (?:still )?|(?:(?:is |are )?(?:stays?|stayed|staying|sticks?|stuck|"
    r"sticking|keeps?|kept|keeping|remains?|remained|holds?|held|stands?|stood) (?:at|to|by) ))"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|\w+ty(?:-\w+)?)(?=[.,;:!?]|$| (?:dead|died|were|are|people|injured|wounded)\b)"
    r"|(?:calls?|called) (?:it|this|that|him|her|them) (?:an?|the) \w+)"
)


def denied_by(claim: Claim, known: Provenance) -> Claim:
    """'[The embassy, which had been named in reports, denied any involvement]': the embassy's."""
    if claim.source_kind != "author":
        return claim
    told = _DENIED.match(claim.content)
    if told is None:
        return claim
    who = _SET_OFF.sub("", told["who"])
    if person := known.person(who):
        return word_of(claim, person, who)
    if not names_body(who) and not known.named(without_article(who)):
        return claim
    return word_of_body(claim, who, told["verb"], known)


_DENIED = re.compile(
    r"(?P<who>(?:[Tt]he |[A-Z])[^.;:!?“”\"]{2,120}?) (?:(?:has|have|had|again|also|still) )*"
    r"(?P<verb>den(?:y|ies|ied)|disclaims?|disclaimed) (?:any|all|ever|having|involvement|that)\b"
)
_SET_OFF = re.compile(r", (?:which|who|whose|[a-z]+ed)\b.*$")


def found_by(claim: Claim, known: Provenance) -> Claim:
    """'[The institute, whose methods are published, detected no trace of gas]': its finding."""
    if claim.source_kind != "author":
        return claim
    told = _FOUND.match(claim.content)
    who = _SET_OFF.sub("", told["who"]) if told else ""
    bare = without_article(who)
    if told is None or not (names_body(who) or known.named(bare)) or known.person(bare):
        return claim
    return word_of_body(claim, who, told["verb"], known)


_FOUND = re.compile(
    r"(?P<who>(?:[Tt]he |[A-Z])[^.;:!?“”\"]{2,120}?) (?:(?:has|have|had|also) )*"
    r"(?P<verb>detect(?:s|ed)|measure[sd]|diagnose[sd]|(?:found|finds) (?=no\b)) "
)


def with_these_words(claim: Claim, known: Provenance) -> Claim:
    """'"[The colonel has never met him.]" With these words the ambassador, Valentina Lund,
    rejected the report': the ambassador."""
    if claim.source_text or claim.quote != "direct":
        return claim
    told = _THESE_WORDS.match(known.text_around(claim), claim.end)
    found = last_person(told["who"], known) if told else ""
    return word_of(claim, found) if found else claim


_THESE_WORDS = re.compile(
    r"[.!?]?[”\"’']?\s+(?:With|In) (?:these|those|such) words,? (?P<who>[^.;:!?“\"]{3,120}?),? "
    r"(?:\w+ed|spoke|put|began|broke|met|left|took|gave)\b"
)


def who_had_said(claim: Claim, known: Provenance) -> Claim:
    """'Per Lund, [who had maintained that the road was open], gave up, the council said': Lund."""
    told = _WHO_SAID.match(claim.content)
    if told is None or not words("origins", "maintaining") & {told["verb"]}:
        return claim
    name = _NAME_BEFORE.search(known.text_around(claim)[: claim.start])
    found = known.person(name["name"]) if name else ""
    return word_of(claim, found) if found else claim


_WHO_SAID = re.compile(
    r"who (?:(?:had|has|have|once|earlier|first|long|always|until then) )*(?P<verb>\w+) that "
)
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), $")


def only_told(claim: Claim, known: Provenance) -> Claim:
    """'[The company] was warned in May [that the roof was unsafe]', taken for the company's word,
    and '[the mayor, who leads the party,] is thought [to have left]' for his: whoever it is said
    to be by, or nobody."""
    if not claim.cue_spans or not claim.source_spans or not _TOLD.fullmatch(claim.cue):
        return claim
    text, (start, end) = known.text_around(claim), claim.cue_spans[-1]
    if claim.source_spans[-1][1] > start or text[claim.source_spans[-1][1] : start].strip(", "):
        return claim
    by = _BY.match(text, end)
    found = known.named(by["who"]) if by else ""
    actor = known.actor(found)
    if by is None or actor is None:
        return own_word(claim)
    if actor.type == "person":
        return word_of(claim, found, by["who"])
    return replace(claim, source_text=by["who"], source_kind="organisation", actor_id=found,
                   descriptor="")  # fmt: skip


_TOLD = re.compile(
    r"(?:is|are|was|were|has been|have been|had been) (?:\w+ly )?(?:told|warned|informed|notified|"
    r"advised|alerted|reminded|thought|believed|understood|reported|rumoured|expected|feared|assumed)"
)
_BY = re.compile(r" by (?:the )?(?P<who>[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*[A-Z][\w’'-]*)*)")


def by_the_way(claim: Claim, known: Provenance) -> Claim:
    """'[It has been established, the colonel went on, that a missile fell]', 'it was reiterated by
    the mayor, Ida Lund' behind the claim: the colonel's, the mayor's."""
    if claim.source_kind != "author":
        return claim
    start, sentence = sentence_around(claim, known)
    if told := _REITERATED.search(sentence):
        who = told["who"]
        found = last_person(who, known) or known.holder(who)
        return word_of(claim, found, who) if found else claim
    told = _WENT_ON.search(sentence)
    if told is None or start + told.end() > claim.end + 3 or '"' in sentence or "“" in sentence:
        return claim
    who = told["who"]
    if who in ("he", "she"):
        before = known.text_around(claim)[:start].rpartition("\n")[2]
        found = last_person(before, known, "his" if who == "he" else "her")
    else:
        found = known.person(who) or holder_in_article(claim, who, known)
    if not found:
        return claim
    said = word_of(claim, found, who)
    return replace(said, source_kind="named official") if who.startswith("the ") else said


_WENT_ON = re.compile(
    r", (?P<who>he|she|the [a-z]+(?: [a-z]+)?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) "
    r"(?:went on|goes on|continued|continues|added|adds|said|says|stressed|stresses|explained|"
    r"noted|repeated|insisted|maintained|pointed out),? "
)
_REITERATED = re.compile(
    r", it (?:was|has been) (?:\w+ )?(?:reiterated|stated|said|stressed|announced|confirmed|"
    r"emphasised|explained|added|repeated|underlined|declared|noted) by "
    r"(?P<who>[^.;:!?“”\"]{3,120})"
)


def sums_up(claim: Claim, known: Provenance) -> Claim:
    """'Both sides say [that nothing was paid]': whoever sums up, and no source of its own."""
    return own_word(claim) if _PARTIES.match(claim.source_text) else claim


_PARTIES = re.compile(
    r"(?:both|all|neither|two|three|four|five|several|most)(?: of)?(?: the)?(?: other)? "
    r"(?:parties|sides|camps|accounts|versions)\b",
    re.IGNORECASE,
)


def addressed(claim: Claim, known: Provenance) -> Claim:
    """'Ida, the state agency says [the ship has sailed]', said to Ida: the agency, which no person
    is."""
    if not claim.source_spans or not claim.cue_spans:
        return claim
    text, start = known.text_around(claim), claim.source_spans[0][0]
    told = _AFTER_NAME.fullmatch(text[start : claim.cue_spans[0][0]])
    opens = start == 0 or text[:start].rstrip(' “"').endswith((".", "!", "?", ":", "\n"))
    if told is None or not opens:
        return claim
    who = told["who"]
    media = head_of(who) in words("outlets", "media_nouns") | words("outlets", "media_kinds")
    if not media and not names_body(who):
        return claim
    return replace(
        claim, source_text=who, source_spans=(), descriptor="",
        source_kind="media" if media else "organisation",
        actor_id=known.named(without_article(who)),
    )  # fmt: skip


_AFTER_NAME = re.compile(r"[A-Z][a-z]+, (?P<who>(?:the|our|your) [a-z][a-z -]{2,40}) ")
