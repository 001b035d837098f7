"""How a proposition is worded: the words of one of its claims, made fit to stand alone.

In: a claim, its frame, the names of the case's actors. Out: a line for lists and titles. What the
article says is not changed, only what it needs from its surroundings: a leading 'that' goes, half
a pair of quotation marks goes, 'He' is told by his name in square brackets, a part of a sentence
is led by who says it and how, in brackets too ('[The bank warned] the ministry of trouble'), and
the line begins with a capital. The claim itself, with its offsets, stays as the article has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.model import Claim
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.clause_text import has_verb
from analysis.resolve.predication import is_verb

_EDGES = " ,;:“”\"'"
_LEADING = re.compile(r"(?:(?:and|but|so|or)\s+)?(?:that\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"(?:and|but|so|or)\s+", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"that(?:['’]s)?\s+(?P<next>[\w'’]+)", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:that|who|whom|which|whose|to)\s")
_CONTRACTED = re.compile(
    r"\b(?:it|that|there|here|he|she|they|we|I|you)['’](?:s|re|m|ve|ll|d)\b", re.I
)
# what a clause does not open with, unless one of its own follows a comma
_OPENING = frozenset(
    "to for as with than from of at by not no-one whether which who whom whose where".split()  # noqa: SIM905
)
_PRONOUN = re.compile(
    r"(?P<who>he|she|it|they|who|which)\b(?!')|(?P<whose>his|her|its|their|whose)\b(?=\s\w)", re.I
)
# 'it has been agreed that', 'it is time to': nobody is meant
_EXPLETIVE = re.compile(r"it\s+(?:\w+\s+){1,4}(?:that|to)\b", re.IGNORECASE)
_MARKS = {'"': '"', "“": "”", "«": "»"}
_NOUNS = frozenset({"reports", "claims", "plans", "calls", "talks"})  # and verbs
FEWEST = 3  # words; of less, a leading word is not taken away


def worded(claim: Claim, frame: ClaimFrame, names: Mapping[str, str], who: str = "") -> str:
    """The content as a line of its own; `names` are those of the case's actors by id, `who` is
    what the speaker is called."""
    text = " ".join(claim.content.split()).strip(_EDGES)
    bare = text[_lead(text) :]
    if len(bare.split()) >= FEWEST:
        text = bare
    if not stands_alone(claim.content):
        if led := _led(claim, who):
            return f"{led} {_paired(text)}"
        if is_verb(text.split()[0].casefold()) and len(set(names.values())) == 1:
            return f"[{next(iter(names.values()))}] {_paired(text)}"
    text = _named(_paired(text), frame, names)
    return text[:1].upper() + text[1:] if text[:1].islower() and not _styled(text) else text


def stands_alone(content: str) -> bool:
    """Whether the words are a clause: something is said of a subject of its own.

    Read off the surface: no verb, an infinitive, a verb without a subject, a noun with nothing but
    a relative clause, words that lean on what stood before them are none.
    """
    text = " ".join(content.split()).strip(_EDGES)
    joined = _JOINED.match(text)
    text = text[_lead(text) :]
    found = text.split()
    if not found or not (has_verb(text) or _CONTRACTED.search(text)):
        return False
    first = found[0].strip(_EDGES).casefold()
    if first in _OPENING and "," not in text:
        return False
    if found[0][:1].islower() and is_verb(first) and (joined or first not in _NOUNS):
        return False
    relative = _RELATIVE.search(text)
    return not relative or not text[0].islower() or has_verb(text[: relative.start()])


def _lead(text: str) -> int:
    """How many letters lead to the clause: 'that' does, but not in 'That is not a crime'."""
    joined = _JOINED.match(text)
    at = joined.end() if joined else 0
    pointing = _DEMONSTRATIVE.match(text, at)
    if pointing and (is_verb(pointing["next"].casefold()) or "’" in pointing[0].split()[0]):
        return at
    leading = _LEADING.match(text)
    return leading.end() if leading else 0


def _led(claim: Claim, who: str) -> str:
    """'[The National Bank warned]': whose part of a sentence it is, where a verb says so."""
    cue = " ".join(claim.cue.split())
    first = cue.split(" ", 1)[0].casefold()
    if not is_verb(first) or first == "according" or not cue[0].islower() or "," in cue:
        return ""
    if not who or who.casefold() in {"who", "which", "that"}:
        return ""
    name = who[:1].upper() + who[1:]
    return f"[{name} {cue}]"


def _named(text: str, frame: ClaimFrame, names: Mapping[str, str]) -> str:
    """With the name of whom the frame knows the leading pronoun to denote, if it knows."""
    pronoun = _PRONOUN.match(text)
    if pronoun is None or _EXPLETIVE.match(text):
        return text
    known = [names[actor] for actor in frame.subject if actor in names]
    leading = [name for name in known if frame.text.startswith(name)]
    if len(leading) != 1:
        return text
    name = leading[0] if pronoun["who"] else f"{leading[0]}’s"
    return f"[{name}]{text[pronoun.end() :]}"


def _paired(text: str) -> str:
    """Without quotation marks that lost their partner where the content was cut out."""
    for opening, closing in _MARKS.items():
        odd = text.count(opening) % 2 if opening == closing else 0
        if odd or text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


def _styled(text: str) -> bool:
    """'iPhone', 'eBay': a name that is written with a small letter."""
    return any(letter.isupper() for letter in text.split()[0][1:])
