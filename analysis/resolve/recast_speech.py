"""Who goes on speaking: a quotation of several sentences, a passive, 'he' behind a name.

In: a claim, what the case knows. Out: the claim with whoever opened the quotation, with the body
whose statement is told where 'it was stated', with the man of the sentence before. Gives up where
the text before has nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.model import Claim
from analysis.resolve.bodies import OPENING, names_body, without_article
from analysis.resolve.issuers import states_first
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import NAMING, Provenance, may_be
from analysis.resolve.reattributed import word_of
from analysis.vocabulary import words

_A_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+"


def who_opened(claim: Claim, known: Provenance) -> Claim:
    """'Nia Lund, 22, a student: "We looked for the light. [It was not burning.]"': Lund."""
    if claim.source_text or claim.quote != "direct":
        return claim
    text = known.text_around(claim)
    line = text[: claim.start].rpartition("\n")[2]
    opens = max(line.rfind("“"), line.rfind('"', 0, len(line)))
    if opens < 0 or "”" in line[opens + 1 :] or (line.count('"') % 2 == 0 and "“" not in line):
        return claim
    told = _OPENER.search(line[:opens])
    found = known.person(told["name"]) if told else ""
    return word_of(claim, found, told["name"]) if told and found else claim


_OPENER = re.compile(rf"(?:^|[.!?-] )(?P<name>{_A_NAME})(?:, [^.!?:]{{1,80}})?: $")


def it_was_stated(claim: Claim, known: Provenance) -> Claim:
    """'The Defence Ministry has stated that the road is open. [Two have died, it was stated]':
    whoever's statement the article tells from its first sentence on."""
    somebody = claim.actor_id or claim.source_text.lower() not in ("", "it")
    if somebody or claim.cue not in words("origins", "passives"):
        return claim
    who = states_first(known.text_around(claim)[:OPENING])
    if not who or not names_body(who):
        return _once_more(claim, known)
    return replace(
        claim, source_text=who, source_kind="organisation", descriptor="",
        actor_id=known.named(without_article(who)),
    )  # fmt: skip


def _once_more(claim: Claim, known: Provenance) -> Claim:
    """'"We saw nothing," the spokesman, Per Dahl, said. As to the ship, it was stressed [that she
    was far off]': Dahl, who spoke in the paragraph before or in this one."""
    before = known.text_around(claim)[: claim.start].split("\n\n")[-2:]
    said = list(_SPOKE.finditer("\n".join(before)))
    found = known.person(said[-1]["name"]) if said else ""
    return word_of(claim, found, said[-1]["name"]) if found else claim


_SPOKE = re.compile(
    rf"(?P<name>{_A_NAME}),? (?:said|stated|declared|announced|emphasised|stressed|explained)\b"
)


def he_is_named(claim: Claim, known: Provenance) -> Claim:
    """'Per Dahl, who fishes here, told her of the noise. And [he] told her this: "[...]"': Dahl."""
    if claim.actor_id or claim.source_text.lower() not in ("he", "she") or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    told = _SAID_BEFORE.search(before)
    found = known.person(told["name"]) if told else ""
    return word_of(claim, found) if found else claim


_SAID_BEFORE = re.compile(
    rf"(?:^|[.!?][”\"]? )(?P<name>{_A_NAME})(?:, [^.!?\n]{{2,90}}?,)? "
    r"(?:(?:has|had|also|then) )?(?:told|tells|said|says|saw|heard|remembers|recalled|described) "
    r"[^.!?\n]*[.!?][”\"]? (?:And |But |Then )?$"
)


def he_is_one(claim: Claim, known: Provenance) -> Claim:
    """'Inspectors begged for it. And what did Mayor Lund do? [Never saw it], he claimed', taken for
    the inspectors: 'he' is one man, whoever is named last."""
    if claim.actor_id or claim.source_text.lower() not in ("he", "she") or not claim.source_spans:
        return claim
    if not _SEVERAL.fullmatch(claim.descriptor):
        return claim
    whose = "her" if claim.source_text.lower() == "she" else "his"
    before = known.text_around(claim)[: min(claim.start, claim.source_spans[0][0])]
    found = last_person(before, known, whose)
    return word_of(claim, found) if found else claim


_SEVERAL = re.compile(r"(?:[Tt]he )?(?:[a-z-]+ ){0,2}[A-Za-z][a-z]+(?:[^s]s|men|people)")


def not_of_himself(claim: Claim, known: Provenance) -> Claim:
    """'Per Dahl, a welder, has spoken to us. "[Osman was standing beside me]," he says', taken for
    Osman: who speaks of 'me' and of Osman is another. Whoever else the paragraph names last."""
    actor = known.actor(claim.actor_id)
    if actor is None or claim.quote != "direct" or claim.source_text.lower() not in ("he", "she"):
        return claim
    names = "|".join(re.escape(a.text) for a in actor.aliases if a.reason in NAMING)
    if not names or not _ME.search(claim.content) or _I_AM.search(claim.content):
        return claim
    if not re.search(rf"\b(?:{names})\b(?!['’]s)", claim.content):
        return claim
    before = known.text_around(claim)[: claim.start].rpartition("\n")[2]
    for told in reversed(list(_NAMES.finditer(before))):
        found = known.person(told[0])
        if found and found != actor.id:
            return word_of(claim, found)
    return claim


_ME = re.compile(r"\b(?:I|me|my|mine|us|our)\b")
_I_AM = re.compile(r"\bI, [A-Z]|\bI am [A-Z]|\b[Mm]y name\b")
_NAMES = re.compile(_A_NAME)


def she_who_spoke(claim: Claim, known: Provenance) -> Claim:
    """'The driver stopped at Tarn. "He was poisoned," Lund said. He was asleep, [she] added': Lund,
    and not the driver."""
    if claim.actor_id or claim.source_text.lower() not in ("he", "she") or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    told = _SPOKE_LAST.search(before)
    if told is None:
        return claim
    last = known.called_last(told["name"].rpartition(" ")[2])
    found = known.person(told["name"]) or (next(iter(last)) if len(last) == 1 else "")
    actor = known.actor(found)
    whose = "her" if claim.source_text.lower() == "she" else "his"
    return word_of(claim, found) if actor is not None and may_be(actor, whose) else claim


_SPOKE_LAST = re.compile(
    r",[”\"]? (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) (?:said|says|added|adds|stated|told \w+)\b"
    r"[^.!?\n]*[.!?][”\"]? [^.!?\n]*$"
)
