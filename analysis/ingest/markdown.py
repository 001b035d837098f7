"""Finds the marks of Markdown in a text. In: text. Out: spans to leave out of the analysis.

The text stays as it is, since it is evidence; what is a mark and no word is boilerplate.
Gives up on texts that have no heading and no link: a single '*' in news is no Markdown.
"""

from __future__ import annotations

import re

from analysis.model import Span

_SIGNS = re.compile(r"^#{1,6} +\S|\]\((?:https?://|/|#)[^)\s]*\)|^```", re.MULTILINE)
_MARKS = re.compile(
    r"^(?:#{1,6}|>|[-*+]|\d{1,3}\.)[ \t]+"  # heading, quotation, list
    r"|^(?:-{3,}|\*{3,}|_{3,})[ \t]*$"  # rule
    r"|^```.*$"
    r"|!\[[^\]\n]{0,300}\]\([^)\s]{1,2000}[^)\n]{0,200}\)"  # picture
    r"|\[(?=[^\]\n]{1,300}\]\()"  # [words of a link](address)
    r"|(?<=\])\([^)\s]{1,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
    r"|\](?=\([^)\s]{1,2000}\))"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|(?<!`)`(?!`)",
    re.MULTILINE,
)


def markdown_marks(text: str) -> tuple[Span, ...]:
    """The marks, in order; none where the text is no Markdown."""
    if not _SIGNS.search(text):
        return ()
    return tuple(match.span() for match in _MARKS.finditer(text))
