"""Which outlet of the case stands beside a claim as the one that it is taken from.

In: a claim, what the case knows. Out: the plain name of the outlet, or "". For what the
attribution does not say: 'The chief has fled, the Gazette reported on Monday, and two policemen
now stand at the gate', 'The cargo is bound for Zhardan, it says in this morning's Tidings', or a
source that is only part of an outlet's name.
"""

from __future__ import annotations

import re

from analysis.model import Claim
from analysis.resolve.provenance import Provenance, plain
from analysis.vocabulary import words

_NAME = (
    r"(?:[Tt]he )?(?P<name>[A-Z][\w’'-]*"
    r"(?: (?:(?:and|of|for|the|de|du|del|da|di) )?[A-Z][\w’'-]*)*)"
)
_KIND = (  # 'the local daily' before the name
    r"(?:(?:[Tt]he|[Aa]n?) (?:[\w-]+ )?(?:daily|newspaper|paper|weekly|magazine|tabloid|agency|"
    r"broadcaster|station|channel|site|website|portal|network) )"
)
_REPORTS = (
    r"(?:has |have |had |also |first |now )*"
    r"(?:reports?|reported|writes|wrote|says|said|claims|claimed|"
    r"counts|counted)\b"
)
_BESIDE = (
    re.compile(rf"(?:^|[,;:] |\b(?:as|and) ){_KIND}?{_NAME},? {_REPORTS}"),
    re.compile(
        rf"(?:^|[,;:] |\b(?:as|and) |\d - ){_NAME},? (?:also |now )?(?:has|had) "
        r"(?:an?|the|two|three|him|her|them|somebody|someone)\b"
    ),
    re.compile(
        r"\b(?:documents?|letters?|papers|memos?|recordings?|videos?|e-?mails?|minutes|lists?|"
        r"photographs?|photos?) (?:first |now |that was )?(?:published|printed|obtained|posted|"
        rf"released|aired|broadcast|shown|put out) by {_NAME}"
    ),
    re.compile(
        r"\b(?:(?:says|said|reads|stands|stood|reported) (?:so )?in|according to|going by|"
        rf"citing|quoting|as reported by) (?:(?:this|that|last|the|today['’]s|yesterday['’]s|"
        rf"\w+['’]s|blog|newspaper|paper|daily|site|website|morning|evening) )*?{_NAME}"
    ),
)
_BREAK = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z])|\n+")


def outlet_beside(claim: Claim, known: Provenance) -> str:
    """The outlet that the claim's own sentence says it is from, outside quotation marks."""
    _, sentence = sentence_around(claim, known)
    own = plain(known.outlet_of(claim))
    for pattern in _BESIDE:
        for told in pattern.finditer(sentence):
            found = outlet_written(told["name"], known)
            if found and found != own:
                return found
    return ""


def sentence_around(claim: Claim, known: Provenance) -> tuple[int, str]:
    """The sentences that the claim stands in, and where they begin."""
    text = known.text_around(claim)
    start = max((m.end() for m in _BREAK.finditer(text, 0, claim.start + 1)), default=0)
    end = _BREAK.search(text, max(claim.end - 1, start))
    return start, text[start : end.start() if end else None]


def outlet_around(claim: Claim, known: Provenance) -> str:
    """The outlet in whose name the claim's source stands: '[the Mirzapat] Express reports'."""
    if not claim.source_spans:
        return ""
    start, end = claim.source_spans[0]
    text = known.text_around(claim)
    told = re.compile(_NAME).match(text, start)
    if told is None or told.end() <= end:
        return ""
    return known.outlet_named(plain(told["name"])) and plain(told["name"])


def outlet_written(name: str, known: Provenance) -> str:
    """The outlet that a name is: its own, or one that leaves out only words like 'Daily', or all
    but the last of them."""
    bare = plain(name)
    if known.outlet_named(bare):
        return bare
    called = known.outlet_called(bare)
    if _LETTERS.fullmatch(name.removeprefix("the ")):  # 'VTV' for Vesk Television
        return called
    missing = {*called.split()} - {*bare.split()}
    nouns = words("outlets", "name_nouns")
    last = bare in nouns and called.endswith(f" {bare}")  # 'the Mail' for the Vesk Mail
    return called if last or missing <= nouns else ""


_LETTERS = re.compile(r"[A-Z]{3,6}")
