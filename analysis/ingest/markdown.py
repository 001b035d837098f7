"""Markdown to the words that its reader sees. In: text. Out: the text without its marks.

Gives up (returns the text as it is) on texts that have no heading, no link and no '**bold**': a
single '*' in news is no Markdown. Lists and rules stay: they are no part of a word.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"^#{1,6} +\S|\]\((?:https?://|/|#)[^)\s]*\)|^```|(?<!\w)\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?!\w)",
    re.MULTILINE,
)
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\s]{1,2000}[^)\n]{0,200}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\s]{1,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
_LINE_MARK = re.compile(r"^(?:#{1,6}[ \t]+|>[ \t]?|```.*$)", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*_])([*_]{1,3})(?=[^\s*_])([^\n]{0,300}?[^\s*_])\1(?![\w*_])|`([^`\n]+)`"
)


def plain_words(text: str) -> str:
    """The text as it is read."""
    if not _SIGNS.search(text):
        return text
    text = _LINE_MARK.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))
    return _EMPHASIS.sub(lambda match: match[2] or match[3] or "", text)
