"""Tells the name of an outlet where nothing labels it: mastheads, 'Outlet, 3 March 2031'.

In: a line, the text below it. Out: yes or no, or the name. Known names and the nouns of which
outlets' names are made stand in data/outlets.toml. Gives up rather than call a place an outlet.
"""

from __future__ import annotations

import re

from analysis.vocabulary import words

_LONGEST = 40  # characters
_SMALL_WORDS = frozenset({"&", "of", "the", "and", "de", "la", "el", "der", "on", "in", "for"})
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_ACRONYM = 4  # letters: longer words in capitals are no acronyms
TITLE_MARKS = re.compile(r"\s+[|–—»·-]\s+|:\s+")
# 'VESK, March 4 (Nordsund Wire) -' at the beginning of a text
_DATELINE = re.compile(
    r"\s*[^\W\d_][\w .,'’/-]{1,60}\((?P<name>[^()\n]{2,40})\)\s*(?:[-–—]|:)\s", re.UNICODE
)


def is_name(said: str) -> bool:
    """A few capitalised words, as outlets are called."""
    parts = said.split()
    return (
        0 < len(parts) <= 5
        and len(said) <= _LONGEST
        and all(part[0].isupper() or "." in part or part in _SMALL_WORDS for part in parts)
    )


def is_outlet(said: str, text: str = "") -> bool:
    """A name made like an outlet's or known as one, or one that `text` uses for itself."""
    if not is_name(said):
        return False
    name = _ARTICLE.sub("", said, count=1).casefold()
    known = words("outlets", "outlets") | words("outlets", "wires")
    if name in known or set(name.split()) & words("outlets", "name_nouns"):
        return True
    itself = rf"(?:told|shown to|seen by|obtained by) (?:the )?{re.escape(name)}\b"
    return bool(text) and re.search(itself, text, re.IGNORECASE) is not None


def without_outlet(title: str, outlet: str) -> str:
    """'Headline | Outlet' as the headline alone."""
    for mark in reversed(list(TITLE_MARKS.finditer(title))):
        if outlet and title[mark.end() :].strip().casefold() == outlet.casefold():
            return title[: mark.start()].strip()
    return title


def written_small(name: str, text: str) -> str:
    """'THE VESK COURIER' as the text writes it, else word by word; acronyms stay."""
    if not name.isupper() or len(name) <= _ACRONYM:
        return name
    for used in re.finditer(re.escape(name), text, re.IGNORECASE):
        if not used[0].isupper():
            return used[0][:1].upper() + used[0][1:]
    nouns = words("outlets", "name_nouns")
    return " ".join(
        part.title() if len(part) > _ACRONYM or part.casefold() in nouns | _SMALL_WORDS else part
        for part in name.split()
    )


def dateline_credit(text: str) -> str:
    """The name in brackets of the dateline with which a text begins; "" when there is none."""
    match = _DATELINE.match(text)
    name = match["name"].strip() if match else ""
    return name if is_outlet(name) else ""
