"""Whether the writer of a claim was there, or has in hand what it goes by.

In: a claim, what the case knows. Out: yes or no: 'I was in Cooper Street and looked at the tower
clock', in its sentence, the one before or the two behind it; 'I downloaded the tracks of both
ships', at the beginning; 'our reporter Ida Lund is on the quay', from where on Ida is the writer.
And whether it is only what goes round: 'Lund is said to have left'.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.model import Claim
from analysis.resolve.bodies import OPENING
from analysis.resolve.cited import sentence_around
from analysis.resolve.provenance import Provenance
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words


def saw(claim: Claim, known: Provenance) -> bool:
    """Whether what the claim says is its writer's own observation."""
    text = _unquoted(known.text_around(claim))
    if _patterns("own_evidence").search(text[: 2 * OPENING]):
        return True
    start = _opens(text, claim.start)
    before = text[_opens(text, max(start - 1, 0)) + 1 : start + 1]
    if _handed().search(before) or _patterns("present").search(before):
        return True
    if _reporter_there(text, claim, known) or _has_it(claim, known):
        return True
    end = text.find("\n", claim.end)
    behind = _SENTENCES.split(text[claim.end : end if end >= 0 else None])[:3]
    told = text[start + 1 : claim.end] + " ".join(behind)
    if end >= 0 and "\n" not in text[: claim.start]:  # a lead, and who was there below it
        below = _SENTENCES.split(text[end:].lstrip())[0]
        if any(_is_there(found, below) for found in _reporters().finditer(below)):
            return True
    return any(_patterns(kind).search(told) for kind in ("first_hand", "present"))


def _is_there(reporter: re.Match[str], sentence: str) -> bool:
    """'Our reporter Ida Lund has been on the quay since noon.'"""
    looking = _looking().search(sentence, reporter.start("name"))
    return looking is not None and looking.start("who") == reporter.start("name")


def _has_it(claim: Claim, known: Provenance) -> bool:
    """'The letter, a copy of which the Mail publishes today, was signed at noon', 'the Mail was let
    into the ward and found him in bed', in the Mail."""
    own = {*tokens(known.outlet_of(claim))} - {"the"}
    _, sentence = sentence_around(claim, known)
    return any(
        {*tokens(told["who"])} - {"the"} <= own
        for pattern in (_PUBLISHES, _WAS_LET_IN)
        for told in pattern.finditer(sentence)
    )


_PUBLISHES = re.compile(
    r"\b(?:of which|which|that) (?P<who>(?:[Tt]he )?[A-Z]\w*(?: [A-Z]\w*)*|this newspaper|we) "
    r"(?:now |today |also )?(?:publish(?:es)?|prints?|releases?|broadcasts?|airs?) "
)


_WAS_LET_IN = re.compile(
    r"\b(?P<who>(?:[Tt]he )?[A-Z]\w*(?: [A-Z]\w*)*|this newspaper|we) "
    r"(?:was|were|has been|have been|had been) (?:admitted|let|allowed|taken|shown) "
    r"(?:to|in|into|inside|on|onto|aboard|around|round|through)\b"
)


def _reporter_there(text: str, claim: Claim, known: Provenance) -> bool:
    """Whether a reporter of the outlet's own has looked: in the claim's sentence or one of the two
    before it, in the same paragraph. 'Ida went down to look. [The boat is afloat].'"""
    opens = text.rfind("\n", 0, claim.start) + 1
    before = _SENTENCES.split(text[opens : claim.start])[-3:]
    closes = _SENTENCES.search(text, claim.end)
    behind = text[claim.start : closes.start() if closes else None].partition("\n")[0]
    looking = [told["who"] for told in _looking().finditer(" ".join(before) + behind)]
    if not looking:
        return False
    told_own = (*_reporters().finditer(text), *_ours_looks().finditer(text))
    own = {name for told in told_own for name in told["name"].split()}
    return any(own & {*who.split()} or _is_staff(who, known) for who in looking)


def _is_staff(name: str, known: Provenance) -> bool:
    """Whether the case knows a person as a reporter: one whom 'Radio Vesk' has presented before."""
    actor = known.actor(known.person(name))
    return actor is not None and any(
        words("origins", "own_staff") & {*tokens(role.text)} for role in actor.roles
    )


@cache
def _reporters() -> re.Pattern[str]:
    staff = "|".join(sorted(words("origins", "own_staff")))
    return re.compile(
        rf"\b[Oo]ur (?:own )?(?:\w+ )?(?:{staff}),? (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
    )


@cache
def _looking() -> re.Pattern[str]:
    """What one does who is there: 'Ida Lund has since been on the quay', 'Ida counted'."""
    verbs = "|".join(sorted(words("origins", "looking")))
    return re.compile(
        r"\b(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),? "
        rf"(?:(?:has|have|had|also|just|since|now|then|both) )*(?:{verbs})\b"
    )


@cache
def _ours_looks() -> re.Pattern[str]:
    """'Our Ida Lund watched', without her work."""
    verbs = "|".join(sorted(words("origins", "looking")))
    return re.compile(
        rf"\b[Oo]ur (?:own )?(?P<name>[A-Z][\w’'-]+ [A-Z][\w’'-]+) (?:(?:has|also|just) )*"
        rf"(?:{verbs})\b"
    )


_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@lru_cache(maxsize=4096)
def _unquoted(text: str) -> str:
    """The text with what others say in it blanked, every place where it was."""
    return _QUOTED.sub(lambda told: " " * len(told[0]), text)


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("origins")[kind]))


@cache
def _handed() -> re.Pattern[str]:
    """'A crane driver sent me a photo.', in the sentence before."""
    return re.compile(table("origins")["first_hand"][0])


def _opens(text: str, at: int) -> int:
    """Where the sentence begins that `at` is in."""
    return max(text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! "))


def is_hearsay(claim: Claim) -> bool:
    """'Lund [is said] to have left', 'was named [in local reports]': what goes round, and is no
    origin of its own where somebody has told it before."""
    return not claim.actor_id and (
        _IS_SAID.fullmatch(claim.cue) is not None
        or _REPORTS.fullmatch(claim.source_text) is not None
    )


_IS_SAID = re.compile(
    r"(?:is|are|was|were|has been|have been) (?:\w+ly )?"
    r"(?:said|reported|believed|thought|understood|rumoured|rumored|alleged|recalled|remembered)"
)
_REPORTS = re.compile(
    r"(?:[Ii]n )?(?:(?:local|foreign|press|media|newspaper|news|unconfirmed|earlier|some) )*"
    r"(?:reports|media|press|rumours|rumors|speculation)"
)
