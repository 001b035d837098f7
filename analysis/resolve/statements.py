"""How a proposition is worded: the words of one of its claims, made fit to stand alone.

In: the content of the claim, its frame, the names of the case's actors. Out: a line for lists and
titles. What the article says is not changed, only what it needs from its surroundings: a leading
'that' goes, half a pair of quotation marks goes, 'He' is told by his name in square brackets, and
the line begins with a capital. The claim itself, with its offsets, stays as the article has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.resolve.claim_frames import ClaimFrame

_EDGES = " ,;:“”\"'"
_LEADING = re.compile(r"(?:(?:and|but|so|or)\s+)?(?:that\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?P<who>he|she|it|they|who|which)\b(?!')|(?P<whose>his|her|its|their|whose)\b(?=\s\w)", re.I
)
# 'it has been agreed that', 'it is time to': nobody is meant
_EXPLETIVE = re.compile(r"it\s+(?:\w+\s+){1,4}(?:that|to)\b", re.IGNORECASE)
_MARKS = {'"': '"', "“": "”", "«": "»"}
FEWEST = 3  # words; of less, a leading word is not taken away


def worded(content: str, frame: ClaimFrame, names: Mapping[str, str]) -> str:
    """The content as a line of its own; `names` are those of the case's actors by id."""
    text = " ".join(content.split()).strip(_EDGES)
    bare = text[_LEADING.match(text).end() :]  # type: ignore[union-attr]
    if len(bare.split()) >= FEWEST:
        text = bare
    text = _named(_paired(text), frame, names)
    return text[:1].upper() + text[1:] if text[:1].islower() and not _styled(text) else text


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
