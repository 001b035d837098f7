"""Sources put right by what the claim's clause hangs on: 'A clerk recalled that two fell ill,
[which was put down to the heat]' is the clerk's word, 'Lund says [31 died], twice what they admit'
Lund's, 'Tests on Lund have shown [that he was ill], the hospital said' not Lund's.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis.model import Claim, SourceKind
from analysis.resolve.cited import sentence_around
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import Provenance
from analysis.resolve.reattributed import own_word, word_of
from analysis.resolve.wording import tokens
from analysis.vocabulary import words


def which_behind(claim: Claim, known: Provenance) -> Claim:
    """'A clerk of the railway recalled that only two passengers complained of pains, [which was
    put down to the heat]': the clerk, and not the passengers."""
    if not claim.content.startswith("which ") or not claim.source_spans:
        return claim
    start, sentence = sentence_around(claim, known)
    told = _SAID_THAT.match(sentence)
    if told is None or told["verb"] not in words("origins", "maintaining"):
        return claim
    inside = start + told.end() <= claim.source_spans[0][0] < claim.start
    return _said_by(claim, told["who"], known) if inside else claim


_SAID_THAT = re.compile(r"(?P<who>[^,.;:“”\"]{3,80}?) (?P<verb>[a-z]+ed|said|swore|told \w+) that ")


def compared_with(claim: Claim, known: Provenance) -> Claim:
    """'Captain Lund says [some 31 were hurt], twice what the ministry admits': Lund, or whoever
    says it, but not who says less."""
    if not claim.source_spans or claim.source_spans[0][0] < claim.end:
        return claim
    text = known.text_around(claim)
    between = text[claim.end : claim.source_spans[0][0]]
    inside = between == ", " and _THAN_WHAT.match(claim.source_text)  # 'more than the mayor'
    inside = inside or _MORE_THAN.search(claim.content)  # 'more than [the four he admits]'
    if not inside and not _THAN_WHAT.fullmatch(between):
        return claim
    told = _SAYS_BEFORE.search(text[: claim.start].rpartition("\n")[2])
    return _said_by(claim, told["who"], known) if told else own_word(claim)


_THAN_WHAT = re.compile(
    r"(?:,? )?(?:and |but )?(?:about |almost |nearly |more than |far |many |well |some )*"
    r"(?:twice|double|half|(?:two|three|four|five|ten) times|more than|fewer than|less than|above|"
    r"below|higher than|lower than|beyond|over|against|unlike|contrary to) "
    r"(?:what |the (?:figure|number|count|toll)s? (?:that |which )?)?(?:the )?"
)
_MORE_THAN = re.compile(
    r", (?:\w+ )*(?:more|fewer|less|higher|lower|twice|double|half)(?: than(?: the \w+)?)?$"
)
_SAYS_BEFORE = re.compile(
    r"(?:^|[.!?][”\"]? |, )(?P<who>[^,.;:!?“”\"]{3,70}?) "
    r"(?:says|said|insists|insisted|maintains|maintained|claims|claimed|told \w+)(?: that)? $"
)


def shown_by(claim: Claim, known: Provenance) -> Claim:
    """'Tests on Captain Lund have shown [that he was ill]': neither Lund nor the tests say so."""
    if not claim.source_spans or not _SHOWS.search(claim.cue):
        return claim
    first = claim.source_text.removeprefix("The ").removeprefix("the ").partition(" ")
    if first[0].lower() in words("origins", "examinations") and first[2].startswith(("on ", "of ")):
        return own_word(claim)
    before = known.text_around(claim)[: claim.source_spans[0][0]]
    return own_word(claim) if _tests_on().search(before) else claim


_SHOWS = re.compile(
    r"(?:^| )(?:shows?|showed|shown|reveal(?:s|ed)?|found|finds?|confirm(?:s|ed)?|proved?n?|proves|"
    r"indicate[sd]?|suggest(?:s|ed)?|established)$"
)


@cache
def _tests_on() -> re.Pattern[str]:
    kinds = "|".join(sorted(words("origins", "examinations")))
    return re.compile(
        rf"\b(?:{kinds})(?: \w+ed)?(?: out)?(?: \w+)? (?:on|of|in|from|into) "
        r"(?:the |an? )?(?:[a-z-]+ )?$",
        re.IGNORECASE,
    )


def presupposed(claim: Claim, known: Provenance) -> Claim:
    """'A ship raised the tail of [the plane that went missing two days earlier with 16 on board],
    officials said': what everybody knew by then is nobody's word."""
    if not claim.cue_spans or claim.cue_spans[-1][0] < claim.end:
        return claim
    if not _KNOWN_BEFORE.match(claim.content):
        return claim
    before = known.text_around(claim)[: claim.start]
    return own_word(claim) if _WITHIN_CLAUSE.search(before) else claim


_KNOWN_BEFORE = re.compile(
    r"the (?:[\w’'-]+ ){1,5}?(?:that|which|who) (?:had )?\w+ (?:[^,;.]* )?"
    r"(?:earlier|ago|before|previously|last (?:week|month|year|night))\b"
)
_WITHIN_CLAUSE = re.compile(r"\b(?:[a-z]+(?:ed|ing|s|t|d|n)|of|in|from|on|at|with|to|for) $")


def _said_by(claim: Claim, who: str, known: Provenance) -> Claim:
    """The claim as that of the person who is named in a phrase, or of whoever it is about."""
    if found := known.person(who) or (last_person(who, known) if _ENDS_IN_NAME.search(who) else ""):
        return word_of(claim, found, who)
    official = words("sources", "officials") | words("sources", "official_modifiers")
    kind: SourceKind = "anonymous official" if official & {*tokens(who)} else "anonymous"
    return replace(
        claim, source_text=who, source_spans=(), descriptor=who, actor_id="", source_kind=kind,
        cue="said", cue_spans=(),
    )  # fmt: skip


_ENDS_IN_NAME = re.compile(r"(?<!of )(?<!at )(?<!for )(?<!the )\b[A-Z][\w’'-]+ [A-Z][\w’'-]+$")
