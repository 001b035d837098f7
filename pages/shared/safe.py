"""The one place where text that came from outside is made safe to show.

In: any string. Out: the same words for Markdown (`md`), with nothing left that Streamlit would
fetch, link, format or run. Figures use `analysis.figures.palette.safe`; tables, select options
and the text component show strings as they are, through `visible`.
"""

from __future__ import annotations

import re

from analysis.figures.palette import visible

__all__ = ["md", "shorten", "visible"]

_JOINER = "\u2060"  # zero width: breaks what looks like an address or an emoji code
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(https?|ftp|www|@|:(?=[\w+-]+:))", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def md(text: object, most: int = 0) -> str:
    """Text as Markdown that renders as exactly these words, on one line."""
    words = _SPACE.sub(" ", visible(str(text))).strip()
    words = shorten(words, most) if most else words
    return _PUNCTUATION.sub(r"\\\1", _ADDRESS.sub(rf"\1{_JOINER}", words))


def shorten(text: str, most: int) -> str:
    """At most `most` characters, cut between words where that is near."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most * 0.6 else cut).rstrip(" ,;:.") + "…"
