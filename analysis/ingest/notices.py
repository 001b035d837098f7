"""Tells pages that are no article: errors, walls, pages that need a script.

In: title and text of what was found on a page. Out: reason and remedy, or None for an article.
The words stand in data/notices.toml.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.markup import element_text
from analysis.vocabulary import table

_PROSE = re.compile(r"\w[\"'”’»)]*[.!?…。！？।॥؟۔][\"'”’»)\]]*(?:\s|$)")
_INDEX_SHARE = 0.6  # of the words of a page
_FEWEST_WORDS = 12  # that must be left of a page beside its notices
_LONGEST_ERROR = 1_200  # characters: a longer page under such a title is about something


def find_notice(title: str, text: str) -> tuple[str, str] | None:
    """Why this page is no article, and what would help; None when it is one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    kept, found = [], ""
    for line in lines:
        kind = _kind(line, "lines")
        found = found or kind
        if not kind:
            kept.append(line)
    named = _kind(title.strip(), "titles")
    if named and len(text.strip()) <= _LONGEST_ERROR:
        return _said(named)
    if found and sum(len(line.split()) for line in kept) < _FEWEST_WORDS:
        return _said(found)
    return None


def form_notice(root: etree._Element, text: str) -> tuple[str, str] | None:
    """The same for a page that asks for a password and has hardly any text."""
    fields = root.iter("input")
    asked = any((found.get("type") or "").casefold() == "password" for found in fields)
    return _said("wall") if asked and len(text) <= _LONGEST_ERROR else None


def index_notice(root: etree._Element, text: str) -> tuple[str, str] | None:
    """The same for a front page or a list: most of its lines are links to other pages."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    links = {" ".join(element_text(found).split()) for found in root.iter("a")}
    linked = sum(len(line.split()) for line in lines if line in links or not _PROSE.search(line))
    total = sum(len(line.split()) for line in lines)
    return _said("index") if total and linked > _INDEX_SHARE * total else None


def _kind(line: str, where: str) -> str:
    return next((kind for kind, pattern in _patterns(where) if pattern.fullmatch(line)), "")


def _said(kind: str) -> tuple[str, str]:
    known = table("notices")[kind]
    return known["reason"], known["remedy"]


@cache
def _patterns(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(f"(?:{p})" for p in known[where]), re.IGNORECASE))
        for kind, known in table("notices").items()
        if known[where]
    )
